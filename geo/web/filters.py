"""The filters as people see them: every option with what it would give, every choice as a chip."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from geo.directory.directory import Directory
from geo.directory.programme_days import WEEKDAYS
from geo.directory.query import ME, WITHIN_M, Query
from geo.directory.search import Results
from geo.directory.search_index import SearchIndex
from geo.language import formatting
from geo.language.catalogue import Catalogue
from geo.web.programme import weekday_name


@dataclass(frozen=True)
class Option:
    """One thing to choose; ``group`` is a heading over the options that share it."""

    value: str
    label: str
    count: str
    none: bool
    chosen: bool
    group: str = ""


@dataclass(frozen=True)
class Facet:
    """A filter with its options; ``note`` says what a reader should know of it."""

    name: str
    label: str
    options: tuple[Option, ...]
    note: str = ""


@dataclass(frozen=True)
class Chip:
    """A choice in force, to be taken back."""

    name: str
    value: str
    label: str


ORDER = (
    "categories",
    "open",
    "offers",
    "districts",
    "audience",
    "languages",
    "level",
    "status",
    "freshness",
    "weekday",
    "women_only",
    "childcare",
    "cost",
)
"""Facets in the order in which people need them."""


def facets(catalogue: Catalogue, index: SearchIndex, query: Query, results: Results) -> list[Facet]:
    """Write all facets with the number of results each option would give.

    Options that no record of the directory has are left out, except where they are chosen.
    """
    directory = index.directory
    written = []
    for name in ORDER:
        chosen: tuple[str, ...] = getattr(query, name)
        shown = [v for v in index.options[name] if v in index.in_use[name] or v in chosen]
        written.append(
            Facet(
                name=name,
                label=catalogue.t(f"facet.{name}"),
                options=tuple(
                    _option(catalogue, directory, (name, value), results, chosen) for value in shown
                ),
                note=catalogue.t("facet.languages.note") if name == "languages" else "",
            )
        )
    return written


def chips(catalogue: Catalogue, directory: Directory, query: Query) -> list[Chip]:
    """Write every choice in force."""
    quoted = catalogue.t("filter.quoted", text=query.text)
    found = [Chip("text", "", quoted)] if query.text else []
    for name in ORDER:
        found.extend(
            Chip(name, value, option_label(catalogue, directory, name, value))
            for value in getattr(query, name)
        )
    if query.near:
        label = catalogue.t("filter.near_chip", name=near_label(catalogue, directory, query.near))
        found.append(Chip("near", "", label))
    if query.within_m:
        radius = formatting.distance(catalogue, query.within_m)
        found.append(Chip("within_m", "", catalogue.t("filter.within", radius=radius)))
    return found


def radii(catalogue: Catalogue) -> list[Mapping[str, str]]:
    """Write the radii a visitor can choose."""
    return [
        {
            "value": str(radius_m),
            "label": catalogue.t("filter.within", radius=formatting.distance(catalogue, radius_m)),
        }
        for radius_m in WITHIN_M
    ]


def near_label(catalogue: Catalogue, directory: Directory, near: str) -> str:
    """Name the reference point of a query."""
    if near == ME:
        return catalogue.t("filter.my_position")
    kind, _, key = near.partition(":")
    if kind == "stop":
        stop = directory.stops.identified(key)
        return stop.name if stop else ""
    district = directory.districts.numbered(key)
    return district.name if district else ""


def nearby_names(directory: Directory) -> list[tuple[str, str]]:
    """List every reference point that can be picked by name: districts, then stops.

    Names that several stops share carry their district, so that each can be told apart.
    """
    times = Counter(stop.name for stop in directory.stops.items)
    times.update(item.name for item in directory.districts.items)
    stops = [
        (
            f"stop:{stop.dhid}",
            f"{stop.name} ({stop.district})" if times[stop.name] > 1 else stop.name,
        )
        for stop in directory.stops.items
    ]
    districts = [(f"district:{item.number}", item.name) for item in directory.districts.items]
    return districts + sorted(stops, key=lambda pair: pair[1])


def option_label(catalogue: Catalogue, directory: Directory, name: str, value: str) -> str:
    """Name one option of a facet."""
    if name == "languages":
        return formatting.language_name(catalogue, value)
    if name == "weekday":
        return weekday_name(catalogue, WEEKDAYS.index(value))
    if name == "districts":
        district = directory.districts.numbered(value)
        return district.name if district else value
    return catalogue.t(f"{_PREFIX[name]}.{value}")


_PREFIX = {
    "categories": "category",
    "offers": "offer",
    "audience": "audience",
    "level": "level",
    "status": "status",
    "freshness": "freshness",
    "open": "open_state",
    "women_only": "women_only",
    "childcare": "childcare",
    "cost": "cost",
}


def _option(
    catalogue: Catalogue,
    directory: Directory,
    facet_value: tuple[str, str],
    results: Results,
    chosen: tuple[str, ...],
) -> Option:
    name, value = facet_value
    count = results.counts[name][value]
    group = ""
    if name == "offers":
        group = catalogue.t(f"offer_group.{directory.vocabulary.group_of[value]}")
    return Option(
        value=value,
        label=option_label(catalogue, directory, name, value),
        count=formatting.number(catalogue, count),
        none=not count,
        chosen=value in chosen,
        group=group,
    )
