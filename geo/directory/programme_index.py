"""Which places have an item of their programme that is all a visitor asks for at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo.directory.directory import Directory
from geo.directory.place import Place
from geo.directory.programme import ProgrammeItem, last_day
from geo.directory.programme_days import WEEKDAYS, days_of
from geo.directory.query import PROGRAMME_FACETS, Query, facet_options

Mask = NDArray[np.bool_]

_WITH_OFFER: Final = (*PROGRAMME_FACETS, "offers")
_FOR_GOOD: Final = date.max.toordinal()


def asks_for_items(query: Query) -> bool:
    """Tell whether a query asks for an item of a programme, and not only for a place."""
    return any(getattr(query, name) for name in PROGRAMME_FACETS)


@dataclass(frozen=True)
class ProgrammeIndex:
    """Arrays over the items of all programmes, in the order of their places.

    Where a query asks for an item, what it offers has to be an offer that is looked for, too: a
    café on Tuesday is not a café and a sewing class on Tuesday.
    """

    directory: Directory

    @cached_property
    def items(self) -> tuple[ProgrammeItem, ...]:
        """The items of known places, those of one place together."""
        positions = self.directory.positions
        known = [item for item in self.directory.programme.items if item.place in positions]
        return tuple(sorted(known, key=lambda item: positions[item.place]))

    def places(self, query: Query, day: date) -> Mask:
        """Tell which places have an item that is all that is asked for, shape ``(n_places,)``.

        Parameters
        ----------
        query
            Its programme filters and its offers count.
        day
            On which the item is not over yet.
        """
        found = np.zeros(len(self.directory.places), dtype=bool)
        found[self._place[self._matches(query, day)]] = True
        return found

    def matching(
        self, query: Query, day: date, places: Sequence[Place]
    ) -> list[tuple[ProgrammeItem, ...]]:
        """Give for each of some places the items that are all that is asked for."""
        if not asks_for_items(query):
            return [()] * len(places)
        mask = self._matches(query, day)
        spots = [self.directory.positions[place.id] for place in places]
        begins, ends = (np.searchsorted(self._place, spots, side) for side in ("left", "right"))
        return [
            tuple(self.items[at] for at in range(begin, end) if mask[at])
            for begin, end in zip(begins, ends, strict=True)
        ]

    def count(self, query: Query, facet: str, among: Mask, day: date) -> dict[str, int]:
        """Count for each option of a facet the places that choosing it alone there would give.

        Parameters
        ----------
        query
            Its other programme filters have to hold for the same item.
        facet
            One of ``PROGRAMME_FACETS``, or ``"offers"``.
        among
            The places that everything else leaves, shape ``(n_places,)``.
        day
            As in ``places``.
        """
        rest = self._matches(query.without(facet), day) & among[self._place]
        left = np.flatnonzero(rest)
        place = self._place[left]
        table = self._table(facet, day.year)[:, left]
        return {
            option: _distinct(place[row])
            for option, row in zip(self._options[facet], table, strict=True)
        }

    @cached_property
    def in_use(self) -> dict[str, frozenset[str]]:
        """Options of each programme filter that some item has; weekdays, which differ, whole."""
        has_hours = any(item.opening_hours for item in self.items)
        used = {"weekday": frozenset(WEEKDAYS if has_hours else ())}
        for name, table in self._tables.items():
            rows = np.flatnonzero(table.any(axis=1))
            used[name] = frozenset(self._options[name][row] for row in rows)
        return {name: used[name] for name in PROGRAMME_FACETS}

    def titles(self, day: date) -> list[list[str]]:
        """Give for each place the titles in its programme, and no more those that are over."""
        found: list[list[str]] = [[] for _ in self.directory.places]
        for item, place in zip(self.items, self._place, strict=True):
            if item.title and not item.is_over(day):
                found[place].append(item.title)
        return found

    def titles_over(self, day: date) -> int:
        """Count the titles that are over: where it changes, other titles are left."""
        return sum(1 for item in self._ending if item.is_over(day))

    def _matches(self, query: Query, day: date) -> Mask:
        found = self._ends >= day.toordinal()
        for name in _WITH_OFFER:
            chosen = getattr(query, name)
            if chosen:
                options = self._options[name]
                rows = [options.index(value) for value in chosen if value in options]
                found = found & self._table(name, day.year)[rows].any(axis=0)
        return found

    @cached_property
    def _place(self) -> NDArray[np.intp]:
        """Position of the place of each item, in rising order."""
        positions = self.directory.positions
        return np.array([positions[item.place] for item in self.items], dtype=np.intp)

    @cached_property
    def _ends(self) -> NDArray[np.int64]:
        """Last day of each item, as an ordinal."""
        ends = [item.valid_until and last_day(item.valid_until) for item in self.items]
        return np.array([day.toordinal() if day else _FOR_GOOD for day in ends], dtype=np.int64)

    @cached_property
    def _ending(self) -> list[ProgrammeItem]:
        return [item for item in self.items if item.title and item.valid_until]

    @cached_property
    def _options(self) -> dict[str, tuple[str, ...]]:
        return facet_options(self.directory)

    def _table(self, name: str, year: int) -> Mask:
        """Give the table of options by items, shape ``(n_options, n_items)``."""
        if name != "weekday":
            return self._tables[name]
        if year not in self._weekdays:
            self._weekdays.clear()
            self._weekdays[year] = self._made(name, lambda item: _weekdays(item, year))
        return self._weekdays[year]

    @cached_property
    def _weekdays(self) -> dict[int, Mask]:
        """Weekdays of the year that was asked for last."""
        return {}

    @cached_property
    def _tables(self) -> dict[str, Mask]:
        read: dict[str, Callable[[ProgrammeItem], Sequence[str | None]]] = {
            "women_only": lambda item: (item.women_only,),
            "childcare": lambda item: (item.childcare,),
            "cost": lambda item: (item.cost,),
            "offers": lambda item: (item.offer,),
        }
        return {name: self._made(name, values) for name, values in read.items()}

    def _made(self, name: str, read: Callable[[ProgrammeItem], Sequence[str | None]]) -> Mask:
        row_of: dict[str | None, int] = {o: row for row, o in enumerate(self._options[name])}
        table = np.zeros((len(row_of), len(self.items)), dtype=bool)
        for column, item in enumerate(self.items):
            for value in read(item):
                if value in row_of:
                    table[row_of[value], column] = True
        return table


def _weekdays(item: ProgrammeItem, year: int) -> list[str]:
    days = days_of(item.opening_hours, year) if item.opening_hours else ()
    return [WEEKDAYS[day.weekday] for day in days]


def _distinct(rising: NDArray[np.intp]) -> int:
    """Count the different ones among numbers in rising order."""
    return int(np.count_nonzero(np.diff(rising)) + 1) if len(rising) else 0
