"""What changes on the map from rerun to rerun, and how it travels there."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import folium
import numpy as np
from folium.template import Template
from numpy.typing import NDArray

from geo.maps.cover import Cover

_UNSAFE_IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&'`$"}


@dataclass(frozen=True, eq=False)
class MapState:
    """Which places are shown, and what is selected.

    ``shown`` has one entry a located place, in the order of ``located_positions``, shape
    ``(n_located,)``. ``unlocated`` counts the shown places without a point by district number.
    ``here`` is the visitor's reference point: latitude, longitude in WGS84 degrees and a radius in
    metres, 0 where it is exact. ``view`` is latitude, longitude and zoom of the first view; None
    is the whole city. ``version`` is ``points_version`` of the public directory, from which the map
    fetches its ground. ``own`` are the columns of the places ``shown`` speaks of where these are
    protected: they travel with the state and never through an address. ``question`` differs with
    the address of the page, so that the map notes its view there again. ``cover`` is what planners
    see on the ground.
    """

    version: str
    shown: NDArray[np.bool_]
    unlocated: Mapping[str, int] = field(default_factory=dict)
    selected_place: str | None = None
    selected_districts: tuple[str, ...] = ()
    here: tuple[float, float, float] | None = None
    view: tuple[float, float, float] | None = None
    own: Mapping[str, Any] | None = None
    question: str = ""
    cover: Cover | None = None

    def as_json(self) -> dict[str, Any]:
        """Give what the layer in the browser reads."""
        return {
            "version": self.version,
            "shown": encoded_bits(self.shown),
            "unlocated": dict(self.unlocated),
            "selected": self.selected_place,
            "districts": list(self.selected_districts),
            "here": self.here,
            "view": self.view,
            "own": self.own,
            "question": self.question,
            "cover": self.cover.as_json() if self.cover else None,
        }


class ApplyState(folium.MacroElement):
    """The one script of a rerun: hand the state to the layer that is already there.

    streamlit-folium's frame keeps every group it was ever given and removes them all at each
    change; emptying its list first keeps the browser's memory flat.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            window.feature_group = [];
            window.willkommen?.apply({{ this.state }});
        {% endmacro %}
        """
    )

    def __init__(self, state: MapState) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "ApplyState"
        self.state = script_json(state.as_json())


def filter_group(state: MapState) -> folium.FeatureGroup:
    """Wrap a state as the feature group that streamlit-folium sends to the standing map."""
    group = folium.FeatureGroup(control=False)
    group.add_child(ApplyState(state))
    return group


def encoded_bits(flags: NDArray[np.bool_]) -> str:
    """Write flags as base64 of their bits, the first flag in the lowest bit of the first byte."""
    return base64.b64encode(np.packbits(flags, bitorder="little").tobytes()).decode("ascii")


def script_json(value: object) -> str:
    """Write JSON that stays JSON inside a script, an attribute and a JavaScript template."""
    return json.dumps(value).translate(_UNSAFE_IN_SCRIPT)
