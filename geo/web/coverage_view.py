"""What a planner looks at: which part of the page, which drawing, which district.

A scenario is what is asked; this is how the answer is looked at. Both stand in one address.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from geo.coverage.scenario import MOST_SITES
from geo.directory.directory import Directory
from geo.directory.query import View, query_from_params

NEW_SITE: Final = "site"
_MOVES_SITE = re.compile(r"move-site:([0-9]{1,2})")
_MOVES_PLACE = "move-place:"


class Panel(StrEnum):
    """A part of the page, beside the map."""

    TABLE = "table"
    DISTRICT = "district"
    EQUITY = "equity"
    WEEK = "week"
    WHAT_IF = "what-if"
    NEXT = "next"
    REPORT = "report"


class Layer(StrEnum):
    """What is shaded on the map; cells by their size in metres."""

    DISTRICTS = "districts"
    COARSE = "500"
    FINE = "250"
    CHANGE = "change"

    @property
    def size_m(self) -> int:
        """Size of the cells, 0 for districts."""
        return int(self) if self in (Layer.COARSE, Layer.FINE) else 0


@dataclass(frozen=True)
class CoverageView:
    """How an answer is looked at.

    ``district`` is a number, ``place`` the id of a place that is looked at for closing or moving,
    ``site`` the position of an added site whose facts are looked at.
    ``tool`` says what a click on the land means: ``"site"`` puts a new one, ``"move-site:<n>"``
    moves one of the scenario, ``"move-place:<id>"`` a place of the directory; empty chooses a
    district. ``at`` is the part of the map that is seen.
    """

    panel: Panel = Panel.TABLE
    layer: Layer = Layer.DISTRICTS
    district: str = ""
    place: str = ""
    site: str = ""
    tool: str = ""
    at: View | None = None

    @property
    def moved_site(self) -> int | None:
        """Position of the added site that the next click moves."""
        match = _MOVES_SITE.fullmatch(self.tool)
        return int(match[1]) if match else None

    @property
    def moved_place(self) -> str:
        """Id of the place that the next click moves; empty where there is none."""
        return self.tool.removeprefix(_MOVES_PLACE) if _MOVES_PLACE in self.tool else ""


def view_from_params(
    params: Mapping[str, Sequence[str]], public: Directory
) -> tuple[CoverageView, tuple[str, ...]]:
    """Read how an answer is looked at; name the parameters that were not understood."""
    readers: dict[str, Callable[[str], str | None]] = {
        "panel": lambda value: Panel(value) if value in tuple(Panel) else None,
        "layer": lambda value: Layer(value) if value in tuple(Layer) else None,
        "district": lambda value: value if public.districts.numbered(value) else None,
        "place": lambda value: value if value in public.by_id else None,
        "site": lambda value: value if _is_position(value) else None,
        "tool": lambda value: value if _is_tool(value, public) else None,
    }
    chosen: dict[str, Any] = {}
    refused = []
    for name, read in readers.items():
        values = [value for value in params.get(name, ()) if value]
        if not values:
            continue
        value = read(values[-1])
        if value is None:
            refused.append(name)
        else:
            chosen[name] = value
    seen, wrong = query_from_params({"at": params.get("at", ())}, public)
    return CoverageView(**chosen, at=seen.at), (*refused, *wrong)


def view_to_params(view: CoverageView) -> dict[str, list[str]]:
    """Write how an answer is looked at; what has its default is not there."""
    usual = CoverageView()
    names = ("panel", "layer", "district", "place", "site", "tool")
    params = {
        name: [str(getattr(view, name))]
        for name in names
        if getattr(view, name) != getattr(usual, name)
    }
    if view.at:
        params["at"] = [f"{view.at.lat:.5f},{view.at.lon:.5f},{view.at.zoom:g}"]
    return params


def move_site(position: int) -> str:
    """Name the tool that moves an added site."""
    return f"move-site:{position}"


def move_place(place_id: str) -> str:
    """Name the tool that moves a place."""
    return f"{_MOVES_PLACE}{place_id}"


def _is_position(value: str) -> bool:
    return bool(re.fullmatch("[0-9]{1,2}", value)) and int(value) < MOST_SITES


def _is_tool(value: str, public: Directory) -> bool:
    match = _MOVES_SITE.fullmatch(value)
    if match:
        return int(match[1]) < MOST_SITES
    return value == NEW_SITE or value.removeprefix(_MOVES_PLACE) in public.by_id
