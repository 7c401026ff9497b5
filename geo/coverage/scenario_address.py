"""A scenario in the address bar: read with care, and written so that it reads back the same."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from geo.coverage.planning import Planning
from geo.coverage.scenario import (
    HOURS_OF_WEEK,
    LIMITS_MINUTES,
    LONGEST_NAME,
    MOST_SITES,
    SUPPLY_FILTERS,
    DemandSource,
    Measure,
    Scenario,
    Site,
)
from geo.coverage.spread import Spread
from geo.coverage.supply import PLACES, SERVICES
from geo.directory.hours import parse_hours
from geo.directory.query import PARAMETERS, Query, clean_text, query_from_params, query_to_params
from geo.errors import HoursError

HALF_LIVES_YEARS: Final = (2, 5, 10)
"""Half-lives a planner can choose."""

BELIEFS: Final = (0.25, 0.5, 0.75, 1.0)
"""How far a place can be believed that nobody has confirmed."""

MOST_PLACES: Final = 100_000
_NEAR_CITY_DEGREES = 1.0
_SEPARATOR = "|"

SUPPLY_PARAMETERS: Final = tuple(n for n, field in PARAMETERS.items() if field in SUPPLY_FILTERS)
"""Parameters that choose services, as on the map of offers."""


@dataclass(frozen=True)
class _Field:
    """How one field is read, None if it is not understood, and written."""

    read: Callable[[str, Planning], Any]
    write: Callable[[Any], str] = str


def scenario_from_params(
    params: Mapping[str, Sequence[str]], planning: Planning
) -> tuple[Scenario, tuple[str, ...]]:
    """Read a scenario from the address bar.

    Parameters
    ----------
    params
        All values of each parameter.
    planning
        What can be chosen.

    Returns
    -------
    The scenario and the names of the parameters in which something was not understood. What is
    not there has its default; a source of demand that needs a figure gets the one that most
    districts have.
    """
    chosen: dict[str, Any] = {}
    refused = []
    for name, field in _FIELDS.items():
        values = [value for value in params.get(name, ()) if value]
        if not values:
            continue
        value = field.read(values[-1], planning)
        if value is None:
            refused.append(name)
        else:
            chosen[_ATTRIBUTES.get(name, name)] = value
    supply, not_understood = query_from_params(
        {name: params.get(name, ()) for name in SUPPLY_PARAMETERS}, planning.public
    )
    added, wrong_sites = _all_read(params.get("add", ()), lambda text: site_from(text, planning))
    closed, wrong_ids = _all_read(params.get("close", ()), lambda id_: _place_id(id_, planning))
    refused += [
        *not_understood,
        *(["add"] if wrong_sites else []),
        *(["close"] if wrong_ids else []),
    ]
    scenario = Scenario(supply=supply, added=added, closed=tuple(dict.fromkeys(closed)), **chosen)
    return with_figure(scenario, planning), tuple(refused)


def scenario_to_params(scenario: Scenario) -> dict[str, list[str]]:
    """Write a scenario for the address bar: what has its default is not there."""
    params: dict[str, list[str]] = {}
    for name, field in _FIELDS.items():
        attribute = _ATTRIBUTES.get(name, name)
        value = getattr(scenario, attribute)
        if value != getattr(_EMPTY, attribute):
            params[name] = [field.write(value)]
    params.update(query_to_params(supply_query(scenario.supply)))
    if scenario.added:
        params["add"] = [site_to(site) for site in scenario.added]
    if scenario.closed:
        params["close"] = list(scenario.closed)
    return params


def supply_query(query: Query) -> Query:
    """Keep the fields of a query that choose services."""
    return Query(**{name: getattr(query, name) for name in SUPPLY_FILTERS})


def with_figure(scenario: Scenario, planning: Planning) -> Scenario:
    """Choose the published figure that most districts have, where one is needed and none is."""
    if scenario.demand is not DemandSource.REFUGEES:
        return replace(scenario, figure="")
    counts = planning.housed_figures
    if scenario.figure in counts or not counts:
        return scenario
    return replace(scenario, figure=max(counts, key=lambda name: counts[name]))


def site_from(text: str, planning: Planning) -> Site | None:
    """Read ``lat,lon|category|places|name|hours``; None if it is no such site."""
    point, category, places, name, hours = site_parts(text)
    match = re.fullmatch(r"(-?\d{1,2}\.\d{1,7}),(-?\d{1,3}\.\d{1,7})", point)
    codes = {item.code for item in planning.public.vocabulary.categories}
    if not match or category not in codes or not re.fullmatch(r"[0-9]{0,6}", places):
        return None
    lat, lon = float(match[1]), float(match[2])
    if not _is_near_city(lat, lon, planning) or not _are_hours(hours):
        return None
    return Site(
        lat=lat,
        lon=lon,
        category=category,
        name=clean_text(name)[:LONGEST_NAME],
        capacity_places=float(places) if places else None,
        hours=hours or None,
    )


def site_to(site: Site) -> str:
    """Write a site, so that ``site_from`` reads it back."""
    places = "" if site.capacity_places is None else f"{site.capacity_places:.0f}"
    name = site.name.replace(_SEPARATOR, " ")
    parts = [f"{site.lat:.5f},{site.lon:.5f}", site.category, places, name, site.hours or ""]
    return _SEPARATOR.join(parts).rstrip(_SEPARATOR)


def site_parts(text: str) -> tuple[str, str, str, str, str]:
    """Cut a written site into point, category, places, name and hours, empty where not there."""
    # Hours come last: OSM joins alternatives by the separator itself.
    point, category, places, name, hours = (*text.split(_SEPARATOR, 4), "", "", "", "")[:5]
    return point, category, places, name, hours


def _is_near_city(lat: float, lon: float, planning: Planning) -> bool:
    items = planning.public.districts.items
    if not items:
        return True
    label = items[0].label
    return math.hypot(lat - label[0], lon - label[1]) < _NEAR_CITY_DEGREES


def _are_hours(text: str) -> bool:
    if not text:
        return True
    try:
        parse_hours(text)
    except HoursError:
        return False
    return True


def _place_id(text: str, planning: Planning) -> str | None:
    return text if text in planning.public.by_id else None


def _all_read(texts: Sequence[str], read: Callable[[str], Any]) -> tuple[tuple[Any, ...], bool]:
    """Read each text; tell whether one was not understood or there were too many."""
    values = [read(text) for text in texts[:MOST_SITES] if text]
    known = tuple(value for value in values if value is not None)
    return known, len(known) < len(values) or len(texts) > MOST_SITES


def _one_of(*allowed: str) -> Callable[[str, Planning], str | None]:
    return lambda value, _: value if value in allowed else None


def _member(kind: type[StrEnum]) -> Callable[[str, Planning], StrEnum | None]:
    return lambda value, _: kind(value) if value in tuple(kind) else None


def _number(allowed: Callable[[int], bool]) -> Callable[[str, Planning], int | None]:
    def read(value: str, _: Planning) -> int | None:
        is_number = re.fullmatch(r"[0-9]{1,6}", value)
        return int(value) if is_number and allowed(int(value)) else None

    return read


def _belief(value: str, _: Planning) -> float | None:
    return next((belief for belief in BELIEFS if str(belief) == value), None)


def _source(value: str, planning: Planning) -> DemandSource | None:
    return DemandSource(value) if value in planning.sources_of_demand else None


_SPREADS: Final = (Spread.STOPS, Spread.UNIFORM)
_EMPTY: Final = Scenario()
_ATTRIBUTES: Final = {
    "assume": "assumed_places",
    "believe": "half_life_years",
    "limit": "limit_minutes",
}
"""Names in the address that differ from those of the fields."""

_FIELDS: Final = {
    "name": _Field(lambda value, _: clean_text(value)[:LONGEST_NAME] or None),
    "demand": _Field(_source),
    "figure": _Field(lambda value, planning: value if value in planning.housed_figures else None),
    "spread": _Field(lambda value, _: Spread(value) if value in _SPREADS else None),
    "unit": _Field(_one_of(SERVICES, PLACES)),
    "assume": _Field(_number(lambda places: 0 < places <= MOST_PLACES), lambda v: f"{v:.0f}"),
    "believe": _Field(_number(lambda years: years in HALF_LIVES_YEARS), lambda v: f"{v:.0f}"),
    "unverified": _Field(_belief),
    "measure": _Field(_member(Measure)),
    "limit": _Field(_number(lambda minutes: minutes in LIMITS_MINUTES)),
    "travel": _Field(lambda value, planning: value if value in planning.engines else None),
    "hour": _Field(_number(lambda hour: hour < HOURS_OF_WEEK)),
}
