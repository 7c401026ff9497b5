"""What a visitor asks: made from the address bar and turned back into it."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from geo.directory.directory import Directory
from geo.directory.freshness import Freshness
from geo.directory.hours import OpenState
from geo.directory.place import Level, Status
from geo.directory.programme import FREE, Answer
from geo.directory.programme_days import WEEKDAYS

LONGEST_TEXT: Final = 200
"""Characters of free text that are looked at."""

WITHIN_M: Final = (500, 1000, 2000, 5000)
"""Radii in metres a visitor can choose around a reference point."""

ME: Final = "me"
PAGE: Final = 24
"""Cards shown at once; "show more" adds as many."""

MOST_CARDS: Final = 50 * PAGE

MOST_KEPT: Final = 10
"""Places on a visitor's own list: as many as fit on a handout."""

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True)
class View:
    """What part of the map is seen: WGS84 degrees and a zoom level."""

    lat: float
    lon: float
    zoom: float


@dataclass(frozen=True)
class Query:
    """Everything a visitor can choose; frozen, and equal when the answer is.

    Values of one field are alternatives, different fields narrow each other down; those of
    ``PROGRAMME_FACETS`` have to hold for one and the same item of a programme. ``near`` is
    ``"me"``, ``"stop:<dhid>"`` or ``"district:<number>"``; a visitor's own position never stands
    here, since the query stands in the address bar. ``kept`` are ids of the visitor's own list, in
    their order.
    """

    text: str = ""
    categories: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    freshness: tuple[str, ...] = ()
    weekday: tuple[str, ...] = ()
    women_only: tuple[str, ...] = ()
    childcare: tuple[str, ...] = ()
    cost: tuple[str, ...] = ()
    near: str = ""
    within_m: int = 0
    sort: str = ""
    place: str = ""
    view: str = ""
    at: View | None = None
    cards: int = PAGE
    kept: tuple[str, ...] = ()

    @property
    def filters(self) -> tuple[str, ...]:
        """Names of the fields that narrow the result down, where they do."""
        return tuple(name for name in FILTERS if getattr(self, name))

    def without(self, name: str, value: str = "") -> "Query":
        """Drop one value of a filter, or the whole filter."""
        current = getattr(self, name)
        rest: Any = getattr(_EMPTY, name)
        if isinstance(current, tuple) and value:
            rest = tuple(v for v in current if v != value)
        return replace(self, **{name: rest})

    def toggled(self, name: str, value: str) -> "Query":
        """Add a value to a filter, or take it away if it is there."""
        current: tuple[str, ...] = getattr(self, name)
        if value in current:
            return self.without(name, value)
        more: Any = (*current, value)
        return replace(self, **{name: more})

    def keeping(self, place_id: str) -> "Query":
        """Put a place on the visitor's own list while there is room, or take it off."""
        if place_id not in self.kept and len(self.kept) >= MOST_KEPT:
            return self
        return self.toggled("kept", place_id)


FILTERS: Final = (
    "text",
    "categories",
    "offers",
    "districts",
    "languages",
    "audience",
    "level",
    "status",
    "open",
    "freshness",
    "weekday",
    "women_only",
    "childcare",
    "cost",
    "within_m",
)
FACETS: Final = FILTERS[1:-1]
"""Filters with options that can be counted."""

PROGRAMME_FACETS: Final = ("weekday", "women_only", "childcare", "cost")
"""Filters that ask for an item of a programme, and for one that has all that is asked."""

_EMPTY: Final = Query()

PARAMETERS: Final = {
    "q": "text",
    "category": "categories",
    "offer": "offers",
    "district": "districts",
    "speaks": "languages",
    "audience": "audience",
    "level": "level",
    "status": "status",
    "open": "open",
    "fresh": "freshness",
    "day": "weekday",
    "women": "women_only",
    "childcare": "childcare",
    "cost": "cost",
    "near": "near",
    "within": "within_m",
    "sort": "sort",
    "place": "place",
    "view": "view",
    "at": "at",
    "cards": "cards",
    "kept": "kept",
}
"""Names in the address bar and the fields they stand for."""


def facet_options(directory: Directory) -> dict[str, tuple[str, ...]]:
    """List what can be chosen in each facet, in the order in which it is shown."""
    return {
        "categories": tuple(item.code for item in directory.vocabulary.categories),
        "offers": tuple(item.code for item in directory.vocabulary.offers),
        "districts": tuple(item.number for item in directory.districts.items),
        "languages": directory.languages,
        "audience": tuple(item.code for item in directory.vocabulary.audiences),
        "level": tuple(Level),
        "status": tuple(Status),
        "open": tuple(OpenState),
        "freshness": tuple(Freshness),
        "weekday": WEEKDAYS,
        "women_only": (Answer.YES,),
        "childcare": (Answer.YES,),
        "cost": (FREE,),
    }


def query_from_params(
    params: Mapping[str, Sequence[str]], directory: Directory
) -> tuple[Query, tuple[str, ...]]:
    """Read a query from the address bar.

    Parameters
    ----------
    params
        All values of each parameter.
    directory
        What the viewer may know; a hidden record is as unknown as one that never was.

    Returns
    -------
    The query and the names of the parameters in which something was not understood. Unknown
    parameters are other people's business and ignored.
    """
    options = facet_options(directory)
    chosen: dict[str, object] = {}
    refused = []
    for name, field in PARAMETERS.items():
        values = [value for value in params.get(name, ()) if value]
        if not values:
            continue
        if field in options:
            known = tuple(v for v in options[field] if v in set(values))
            chosen[field] = known
            understood = len(known) == len(set(values))
        elif field == "kept":
            known = tuple(dict.fromkeys(v for v in values if v in directory.by_id))[:MOST_KEPT]
            chosen[field] = known
            understood = len(known) == len(set(values))
        else:
            value = _SINGLE[field](values[-1], directory)
            understood = value is not None
            chosen[field] = value if understood else getattr(_EMPTY, field)
        if not understood:
            refused.append(name)
    if chosen.get("within_m") and not chosen.get("near"):
        refused.append("within")
        del chosen["within_m"]
    return Query(**chosen), tuple(refused)  # type: ignore[arg-type]


def query_to_params(query: Query) -> dict[str, list[str]]:
    """Write a query for the address bar: what is not chosen is not there."""
    params: dict[str, list[str]] = {}
    for name, field in PARAMETERS.items():
        value = getattr(query, field)
        if value == getattr(_EMPTY, field):
            continue
        if isinstance(value, View):
            params[name] = [f"{value.lat:.5f},{value.lon:.5f},{value.zoom:g}"]
        else:
            params[name] = list(value) if isinstance(value, tuple) else [str(value)]
    return params


def clean_text(text: str) -> str:
    """Cut free text to a sane length and drop what cannot be seen."""
    return " ".join(_UNSEEN.sub(" ", text[: 4 * LONGEST_TEXT]).split())[:LONGEST_TEXT].rstrip()


def _near(value: str, directory: Directory) -> str | None:
    kind, _, key = value.partition(":")
    found = {
        "stop": directory.stops.identified,
        "district": directory.districts.numbered,
    }.get(kind)
    return value if value == ME or (found and found(key)) else None


def _view(value: str) -> View | None:
    match = re.fullmatch(
        r"(-?\d{1,2}\.\d{1,7}),(-?\d{1,3}\.\d{1,7}),(\d{1,2}(?:\.\d{1,2})?)", value
    )
    if not match:
        return None
    lat, lon, zoom = float(match[1]), float(match[2]), float(match[3])
    fits = math.hypot(lat - 48.78, lon - 9.18) < 1 and 1 <= zoom <= 19  # noqa: PLR2004
    return View(lat, lon, zoom) if fits else None


def _one_of(*allowed: str) -> Callable[[str, Directory], str | None]:
    return lambda value, _: value if value in allowed else None


def _number(allowed: Callable[[int], bool]) -> Callable[[str, Directory], int | None]:
    def read(value: str, _: Directory) -> int | None:
        is_number = re.fullmatch(r"[1-9]\d{0,5}", value)
        return int(value) if is_number and allowed(int(value)) else None

    return read


_SINGLE: Final[dict[str, Callable[[str, Directory], object]]] = {
    "text": lambda value, _: clean_text(value),
    "near": _near,
    "within_m": _number(lambda metres: metres in WITHIN_M),
    "sort": _one_of("name", "distance"),
    "place": lambda value, directory: value if value in directory.by_id else None,
    "view": _one_of("list", "map"),
    "at": lambda value, _: _view(value),
    "cards": _number(lambda cards: cards % PAGE == 0 and cards <= MOST_CARDS),
}
