"""What one viewer holds while asking one question: a value for every type an output asks for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache, cached_property
from itertools import product
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, get_args, get_origin

import numpy as np
from numpy.typing import NDArray

from geo.access.help_query import HelpQuery, help_options
from geo.access.needs import Kind, Need, PublicNeed, Wanted
from geo.access.store import Store, open_store
from geo.access.viewer import Viewer
from geo.coverage.assessment import Assessment, assess
from geo.coverage.classes import UNKNOWN, Classes
from geo.coverage.counted import Counted, counted
from geo.coverage.demand import Demand
from geo.coverage.errors import NoDemandError, NoSupplyError
from geo.coverage.figures import Figure
from geo.coverage.next_sites import NextSites, WhereNext
from geo.coverage.over_the_week import WeekCover, cover_over_the_week
from geo.coverage.planning import Planning
from geo.coverage.portrait import Portrait, portrait
from geo.coverage.report import Report, report
from geo.coverage.scenario import DemandSource, Measure, Scenario, Site
from geo.coverage.spread import Spread
from geo.coverage.supply import Supply as CoverageSupply
from geo.coverage.sureness import Sureness, WeekSureness, week_sureness
from geo.coverage.uncertainty import Interval
from geo.coverage.what_if import Change, compare
from geo.directory.directory import Directory, DistrictShelters
from geo.directory.districts import District
from geo.directory.history import Event
from geo.directory.place import Address, Place, Point
from geo.directory.programme import ProgrammeItem
from geo.directory.query import Query
from geo.directory.round_trip import round_trip
from geo.directory.search import Results, Visit, search
from geo.directory.search_index import Mask, SearchIndex
from geo.directory.sources import Source
from geo.directory.stops import Stop
from geo.directory.viewer import Role
from geo.directory.vocabulary import Category
from geo.errors import GeoError
from geo.exchange.places_export import PlacesExport
from geo.language.catalogue import Catalogue
from geo.maps.cover import SiteMark
from geo.maps.map_state import MapState
from geo.maps.points import points_version
from geo.web.coverage_view import NEW_SITE, CoverageView, Layer
from geo.web.outing import Outing
from geo.web.shelter_sheet import Surroundings
from tests.worlds import MONDAY, SOUTH, catalogues, index_of, labels

TEXTS = {
    "name": "districts",
    "value": "01",
    "near": "district:01",
    "address": "https://map.example/",
    "base": "https://map.example/t",
    "language": "de",
    "languages": "de",
    "page": "glossary",
    "page_of": "https://map.example/",
    "tiles_url": "",
    "start_name": "Start",
    "operator": "Nobody",
    "chosen": "01",
    "text": "Mo-Fr 09:00-17:00",
    "spot": "stop:nowhere",
    "place_id": "nowhere",
    "category": "library",
    "source_date": "2024-05",
    "partial": "2024-05",
    "column": "phone",
    "facet": "weekday",
}
"""Texts that no visitor chooses freely, by the names of parameters."""

NUMBERS = {"area": [0, -1], "size_m": [500], "draws": [2]}
"""Numbers that are none of just anything: a district and the city, a size of cells, few draws."""

HOME = "shelter-gray"
_NEXT = WhereNext(k=1)
_SOURCE = Source(id="x", files=(), name="Dream", publisher="Nobody")


@dataclass(frozen=True)
class Supply:
    """A directory as its viewer may know it, and what that viewer asks."""

    directory: Directory
    index: SearchIndex
    query: Query
    language: str = "de"
    position: Point | None = None

    def values(self, name: str, hint: Any) -> list[Any]:
        """Give every value of a type that this viewer holds.

        Raises
        ------
        LookupError
            If nobody has said yet what such a value is.
        """
        if hint is str:
            return [self._district] if name == "district" else [TEXTS[name]]
        if hint is int and name in NUMBERS:
            return NUMBERS[name]
        if hint in self._held:
            return self._held[hint]
        if isinstance(hint, type) and issubclass(hint, Enum):
            return list(hint)
        if get_origin(hint) and (several := self._several(name, hint)):
            return several
        msg = f"no value for parameter {name!r} of type {hint}: add one to tests/safety/supply.py"
        raise LookupError(msg)

    def _several(self, name: str, hint: Any) -> list[Any]:
        """Give what a type holds: all in one sequence, from a function, or maybe nothing."""
        *_, item = inner = get_args(hint)
        if type(None) in inner:
            return [None, *self.values(name, inner[0])]
        if get_origin(hint) is Callable:
            return [lambda value=value: value for value in self.values(name, item)]
        if len(inner) == 1 or item is Ellipsis:
            return [tuple(self.values(name, getattr(inner[0], "__bound__", None) or inner[0]))]
        if get_origin(hint) is tuple:
            return list(product(*(self.values(name, part) for part in inner)))
        return []

    @cached_property
    def visit(self) -> Visit:
        return Visit(self.query, MONDAY, self.position or self._middle)

    @cached_property
    def results(self) -> Results:
        return search(self.index, self.visit)

    @cached_property
    def _middle(self) -> Point:
        return Point(lat=SOUTH + 0.01, lon=9.11, accuracy_m=20)

    @cached_property
    def _held(self) -> dict[Any, list[Any]]:
        """Values by type; records first, then what is made of them."""
        directory = self.directory
        needs = [PublicNeed(district="Westfeld", kind=Kind.SPORT, people_from=1)]
        return {
            Directory: [directory],
            Place: list(directory.places),
            SearchIndex: [self.index],
            Query: [self.query],
            Visit: [self.visit],
            Results: [self.results],
            Surroundings: [Surroundings(directory)],
            Outing: [
                Outing(Surroundings(directory), directory.places, near)
                for near in ("", TEXTS["near"])
            ],
            type(round_trip([])): [round_trip(directory.places)],
            MapState: [self._map_state],
            Catalogue: [catalogues().get(self.language)],
            type(catalogues()): [catalogues()],
            type(MONDAY): [MONDAY],
            date: [MONDAY.date()],
            Viewer: [Viewer(directory.role)],
            Store: [_store()],
            PublicNeed: needs,
            Wanted: needs,
            Need: [self._need],
            HelpQuery: [HelpQuery()],
            Point: [self._middle],
            Sequence[float | None]: [[None] * len(directory.places)],
            Callable[[str], Sequence[str]]: [labels],
            Mapping[str, tuple[str, ...]]: [help_options(directory, needs)],
            Mapping[str, Sequence[str]]: [{"district": ["01"], "place": [HOME], "q": ["Gasse"]}],
            bool: [False, True],
            float: [120.0],
            int: [99],
            Mask: [self.results.mask],
            Source: [_SOURCE],
            PlacesExport: [self._export],
            **self._parts,
            **self._coverage,
        }

    @property
    def _parts(self) -> dict[Any, list[Any]]:
        """Give what a directory consists of."""
        directory = self.directory
        parts = (directory.districts, directory.stops, directory.vocabulary)
        wholes = (*parts, directory.programme)
        return {
            **{type(whole): [whole] for whole in wholes},
            DistrictShelters: list(directory.shelters),
            Event: list(directory.history),
            Stop: list(directory.stops.items),
            Category: list(directory.vocabulary.categories),
            ProgrammeItem: list(directory.programme.items),
            Address: [place.address for place in directory.places],
        }

    @property
    def _district(self) -> str:
        return self.directory.districts.items[0].name

    @property
    def _coverage(self) -> dict[Any, list[Any]]:
        """Give what planners ask, of the homes and of everybody, and the answers."""
        figure = Figure(
            area=self._district,
            period="2026",
            metric="refugees_housed",
            value=30,
            unit="persons",
            source_url="https://source.example/",
        )
        public = self.directory.visible_to(Role.PUBLIC)
        planning = Planning(index_of(public), self.directory, (figure,))
        scenarios = [
            Scenario(demand=DemandSource.SHELTERS),
            Scenario(demand=DemandSource.SHELTERS, spread=Spread.UNIFORM, measure=Measure.ACCESS),
            Scenario(added=(Site(SOUTH + 0.01, 9.11, "library"),), measure=Measure.COVERED),
        ]
        reports = list(_reports(planning, scenarios))
        answers = list(_answers(planning, scenarios))
        return {
            Change: [compare(answer, answer) for answer in answers],
            Counted: [counted(planning, answer, MONDAY.date()) for answer in answers],
            Portrait: list(_portraits(planning, scenarios, self._district)),
            WeekCover: list(_weeks(planning, answers)),
            Site: [Site(SOUTH + 0.01, 9.11, "library", "Neu")],
            CoverageView: [CoverageView(), CoverageView(layer=Layer.COARSE, tool=NEW_SITE)],
            Classes: [Classes((5.0, 10.0), less_is_better=True)],
            NDArray[np.uint8]: [np.array([0, 1, UNKNOWN], dtype=np.uint8)],
            District: [self.directory.districts.items[0]],
            SiteMark: [SiteMark(SOUTH, 9.1, "new", "Neu")],
            Mapping[str, Any]: [{"fields": {"demand": "shelters"}, "facets": {}}],
            GeoError: [NoDemandError(), NoSupplyError()],
            CoverageSupply: [answer.supply for answer in answers],
            WhereNext: [_NEXT],
            Report: reports,
            Interval: [made.interval for made in reports if made.interval],
            Sureness: [made.sure for made in reports if made.sure],
            WeekSureness: list(_sure_weeks(planning, answers)),
            NextSites: [made.next_sites for made in reports if made.next_sites],
            Planning: [planning],
            Scenario: scenarios,
            Assessment: answers,
            Demand: [answer.demand for answer in answers],
            Figure: [figure],
            Mapping[str, Figure]: [{figure.area: figure}],
            Spread: [Spread.STOPS, Spread.UNIFORM],
            Path: [Path("nowhere.toml")],
        }

    @property
    def _export(self) -> PlacesExport:
        """Give all that the viewer may know, to be written as files."""
        words = catalogues().get(self.language)
        places = self.directory.places
        return PlacesExport(words, self.directory, places, [_SOURCE], MONDAY.date(), ("Gasse",))

    @cached_property
    def _need(self) -> Need:
        return Need(
            id="need",
            version=1,
            site_id=HOME,
            district="Westfeld",
            kind=Kind.SPORT,
            people=3,
            text="Ball",
            valid_until=MONDAY.date() + timedelta(days=9),
        )

    @cached_property
    def _map_state(self) -> MapState:
        return MapState(
            version=points_version(self.directory),
            shown=self.results.mask[self.index.located],
            unlocated=self.index.count_by_district(self.results.mask & ~self.index.located),
        )


def _answers(planning: Planning, scenarios: Sequence[Scenario]) -> Iterator[Assessment]:
    """Answer what can be answered: in some worlds nothing is there to be reached."""
    for scenario in scenarios:
        with suppress(GeoError):
            yield assess(planning, scenario, MONDAY.date())


def _portraits(
    planning: Planning, scenarios: Sequence[Scenario], district: str
) -> Iterator[Portrait]:
    """Look at a district with each question that somebody is asked about."""
    for scenario in scenarios:
        with suppress(GeoError):
            yield portrait(planning, scenario, district, MONDAY.date())


def _weeks(planning: Planning, answers: Sequence[Assessment]) -> Iterator[WeekCover]:
    """Measure the week of each answer that has services with a point."""
    for answer in answers:
        with suppress(GeoError):
            yield cover_over_the_week(
                answer.demand,
                answer.supply,
                planning.travel(answer.scenario),
                15,
                monday=MONDAY.date(),
            )


def _sure_weeks(planning: Planning, answers: Sequence[Assessment]) -> Iterator[WeekSureness]:
    """Tell how sure the week of each answer is, from a few draws."""
    for answer in answers:
        with suppress(GeoError):
            yield week_sureness(planning, answer.scenario, MONDAY.date(), draws=2)


def _reports(planning: Planning, scenarios: Sequence[Scenario]) -> Iterator[Report]:
    """Report what can be answered, with a few draws: they are told, not judged."""
    for scenario in scenarios:
        for asked in (_NEXT, None):
            with suppress(GeoError):
                yield report(planning, scenario, MONDAY.date(), asked_next=asked, draws=3)
                break


@cache
def _store() -> Store:
    """Open a store for what is put on record; it goes with the tests."""
    return open_store(f"sqlite:///{mkdtemp()}/store.sqlite")


def supply_of(directory: Directory, query: Query | None = None, **asked: Any) -> Supply:
    """Let a viewer hold a directory."""
    return Supply(directory, index_of(directory), query or Query(), **asked)
