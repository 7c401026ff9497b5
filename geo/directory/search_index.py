"""What is worked out once for a directory, so that each query is a few array operations."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from geo.crs import to_metric
from geo.directory.directory import Directory
from geo.directory.freshness import Freshness, freshness
from geo.directory.hours import BERLIN, OpenState, states_at
from geo.directory.place import Place, Status
from geo.directory.programme_index import ProgrammeIndex
from geo.directory.query import facet_options
from geo.language.matching import TokenIndex, normalise

Mask = NDArray[np.bool_]
Labels = Callable[[str], Sequence[str]]
"""All words people use for a code such as ``offer.german_course``."""

_WEIGHTS = {"name": 4.0, "operator": 2.0, "words": 2.0, "address": 1.0}


@dataclass(frozen=True)
class SearchIndex:
    """Arrays over the places of a directory, in their order."""

    directory: Directory
    labels: Labels
    ignored_words: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Number of places."""
        return len(self.directory.places)

    @cached_property
    def everything(self) -> Mask:
        """A mask that leaves nothing out."""
        return np.ones(self.size, dtype=bool)

    @cached_property
    def running(self) -> Mask:
        """Places that are not known to be closed for good."""
        return np.array([p.status is not Status.CLOSED for p in self.directory.places], dtype=bool)

    @cached_property
    def located(self) -> Mask:
        """Places with a point."""
        return np.array([p.point is not None for p in self.directory.places], dtype=bool)

    @cached_property
    def metres(self) -> NDArray[np.float64]:
        """Positions in EPSG:25832, shape ``(n, 2)``; NaN where there is no point."""
        positions = np.full((self.size, 2), np.nan)
        points = [place.point for place in self.directory.places if place.point]
        if points:
            lat = np.array([point.lat for point in points])
            lon = np.array([point.lon for point in points])
            positions[self.located] = to_metric(lat, lon)
        return positions

    @cached_property
    def name_rank(self) -> NDArray[np.intp]:
        """Rank of each place by name, as a reader would sort them."""
        names = [(normalise(place.name), place.id) for place in self.directory.places]
        order = sorted(range(self.size), key=names.__getitem__)
        ranks = np.empty(self.size, dtype=np.intp)
        ranks[order] = np.arange(self.size)
        return ranks

    def text_on(self, day: date) -> TokenIndex:
        """Give free text over name, operator, offers, address and the programme of a day."""
        # Titles end seldom: only then the words are sorted anew.
        over = self.programme.titles_over(day)
        if over not in self._texts:
            titles = self.programme.titles(day)
            documents = map(self._document, self.directory.places, titles)
            self._texts.clear()
            self._texts[over] = TokenIndex(list(documents), ignored=self.ignored_words)
        return self._texts[over]

    @cached_property
    def _texts(self) -> dict[int, TokenIndex]:
        return {}

    @cached_property
    def programme(self) -> ProgrammeIndex:
        """Search among the items of programmes."""
        return ProgrammeIndex(self.directory)

    def matches(self, name: str, chosen: Sequence[str], moment: datetime) -> Mask:
        """Tell which places have at least one of the chosen values of a facet."""
        options = self.options[name]
        columns = self._columns(name, moment)
        rows = [options.index(value) for value in chosen if value in options]
        return np.asarray(columns[rows].any(axis=0))

    def count(self, name: str, among: Mask, moment: datetime) -> dict[str, int]:
        """Count for each option of a facet the places in a mask that have it."""
        totals = self._columns(name, moment) @ among.astype(np.float32)
        return {
            option: int(total) for option, total in zip(self.options[name], totals, strict=True)
        }

    def count_by_district(self, among: Mask) -> dict[str, int]:
        """Count the places of a mask by number of their district, where there are any."""
        totals = self._static_columns["districts"] @ among.astype(np.float32)
        numbers = self.options["districts"]
        return {n: int(total) for n, total in zip(numbers, totals, strict=True) if total}

    @cached_property
    def options(self) -> dict[str, tuple[str, ...]]:
        """What can be chosen in each facet, in the order in which it is shown."""
        return facet_options(self.directory)

    @cached_property
    def in_use(self) -> dict[str, frozenset[str]]:
        """Options of each facet that some place has; what changes with time, whole."""
        ages = frozenset[str](Freshness if self.size else ())
        used = {"open": frozenset[str](OpenState), "freshness": ages, **self.programme.in_use}
        for name, table in self._static_columns.items():
            rows = np.flatnonzero(table.any(axis=1))
            used[name] = frozenset(self.options[name][row] for row in rows)
        return used

    @cached_property
    def _static_columns(self) -> dict[str, Mask]:
        numbers = {district.name: district.number for district in self.directory.districts.items}
        values: dict[str, Callable[[Place], Sequence[str]]] = {
            "categories": lambda place: (place.category,),
            "offers": lambda place: place.offers,
            "districts": lambda place: (numbers.get(place.district or "", ""),),
            "languages": lambda place: place.languages,
            "audience": lambda place: place.audience,
            "level": lambda place: place.level,
            "status": lambda place: (place.status,),
        }
        return {name: self._table(name, read) for name, read in values.items()}

    def _table(self, name: str, read: Callable[[Place], Sequence[str]]) -> Mask:
        """Make a table of options by places, shape ``(n_options, n)``."""
        row_of = {option: row for row, option in enumerate(self.options[name])}
        table = np.zeros((len(row_of), self.size), dtype=bool)
        for column, place in enumerate(self.directory.places):
            for value in read(place):
                if value in row_of:
                    table[row_of[value], column] = True
        return table

    @cached_property
    def _hours(self) -> tuple[list[str | None], NDArray[np.intp]]:
        """Distinct texts of opening hours, and which of them each place has."""
        texts = [place.opening_hours for place in self.directory.places]
        distinct: list[str | None] = list(dict.fromkeys(texts))
        number = {text: position for position, text in enumerate(distinct)}
        return distinct, np.array([number[text] for text in texts], dtype=np.intp)

    def _columns(self, name: str, moment: datetime) -> Mask:
        if name == "freshness":
            return self._fresh_on(moment.astimezone(BERLIN).date())
        if name != "open":
            return self._static_columns[name]
        distinct, which = self._hours
        states = states_at(distinct, moment)
        table = np.array([[state is option for state in states] for option in OpenState])
        return np.asarray(table.reshape(len(OpenState), len(distinct))[:, which])

    def _fresh_on(self, day: date) -> Mask:
        """Make the table of freshness of a day, and keep it for as long as that is asked for."""
        table = self._fresh_tables.get(day)
        if table is None:
            table = self._table("freshness", lambda place: (freshness(place, day),))
            self._fresh_tables.clear()
            self._fresh_tables[day] = table
        return table

    @cached_property
    def _fresh_tables(self) -> dict[date, Mask]:
        return {}

    def _document(self, place: Place, titles: Sequence[str]) -> list[tuple[str, float]]:
        codes = [f"category.{place.category}", *(f"offer.{code}" for code in place.offers)]
        address = place.address
        where = (
            address.street,
            address.house_number,
            address.postcode,
            address.neighbourhood,
            place.district,
        )
        return [
            (place.name, _WEIGHTS["name"]),
            *((operator, _WEIGHTS["operator"]) for operator in place.operators),
            *((word, _WEIGHTS["words"]) for code in codes for word in self.labels(code)),
            *((title, _WEIGHTS["words"]) for title in titles),
            *((part, _WEIGHTS["address"]) for part in where if part),
        ]
