"""What the shades of the map mean, and the switch between its drawings."""

from collections.abc import Sequence
from dataclasses import asdict, replace

from geo.errors import GeoError
from geo.exchange.coverage_words import measure_name, travel_text
from geo.web.coverage_ground import LegendEntry
from geo.web.coverage_view import Layer
from pages.parts import state
from pages.parts.components import component
from pages.parts.planner import Planner

_KEY = "cover_legend"
_draw = component("cover_legend")


def cover_legend(planner: Planner, entries: Sequence[LegendEntry], there: Sequence[Layer]) -> None:
    """Draw the legend with the name of the measure and of what made the ways."""
    catalogue, scenario = planner.catalogue, planner.scenario
    drawn = planner.view.layer if planner.view.layer in there else Layer.DISTRICTS
    is_change = drawn is Layer.CHANGE
    made = isinstance(planner.found, GeoError)
    _draw(
        key=_KEY,
        data={
            "title": catalogue.t("cover.change.title")
            if is_change
            else measure_name(catalogue, scenario),
            "engine": "" if made else travel_text(catalogue, planner.planning, scenario),
            "entries": [asdict(entry) for entry in entries],
            "counts": catalogue.t(
                "cover.legend.cells" if drawn.size_m else "cover.legend.districts"
            ),
            "layers": [
                {
                    "value": layer,
                    "label": catalogue.t(f"cover.layer.{layer}"),
                    "chosen": layer is drawn,
                }
                for layer in there
            ],
            "layers_label": catalogue.t("cover.layer"),
        },
        on_layer_change=lambda: _choose(planner, state.sent_by(_KEY, "layer")),
    )


def _choose(planner: Planner, sent: object) -> None:
    if sent in tuple(Layer):
        planner.look(lambda view: replace(view, layer=Layer(str(sent))))
