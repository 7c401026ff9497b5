"""What the rules look at: all rows at once, with what is worked out of them once."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from geo.crs import to_metric
from geo.directory.checking import Entry
from geo.directory.districts import Districts
from geo.directory.finding import Finding
from geo.directory.history_reading import HistoryEntry
from geo.directory.links import LinkState
from geo.directory.programme_rows import ItemEntry
from geo.directory.vocabulary import Vocabulary
from geo.language.matching import normalise

_SHORT_STREET = re.compile(r"str\b")


@dataclass(frozen=True)
class Ground:
    """All rows of the tables, the words and districts they use, and the day of the check.

    ``seen_links`` is what was last seen of their links, ``history`` what happened to places,
    ``programme`` what takes place there.
    """

    entries: tuple[Entry, ...]
    vocabulary: Vocabulary
    districts: Districts
    today: date
    seen_links: tuple[LinkState, ...] = ()
    history: tuple[HistoryEntry, ...] = ()
    programme: tuple[ItemEntry, ...] = ()

    @property
    def day(self) -> str:
        """The day of the check as tables write it."""
        return self.today.isoformat()

    @cached_property
    def links(self) -> dict[str, LinkState]:
        """What was last seen of each link that somebody has asked for."""
        return {state.source_url: state for state in self.seen_links}

    @cached_property
    def metres(self) -> NDArray[np.float64]:
        """Points in EPSG:25832, shape ``(n, 2)``; NaN where there is none."""
        points = [entry.place.point for entry in self.entries]
        lat = np.array([point.lat if point else np.nan for point in points])
        lon = np.array([point.lon if point else np.nan for point in points])
        found = np.full((len(points), 2), np.nan)
        located = ~np.isnan(lat)
        if located.any():
            found[located] = to_metric(lat[located], lon[located])
        return found

    @cached_property
    def accuracies_m(self) -> NDArray[np.float64]:
        """Radii in which the points are expected, in metres, shape ``(n,)``; 0 without a point."""
        points = [entry.place.point for entry in self.entries]
        return np.array([point.accuracy_m if point else 0.0 for point in points])

    @cached_property
    def names(self) -> list[str]:
        """Names without case, accents and punctuation."""
        return [normalise(entry.place.name) for entry in self.entries]

    @cached_property
    def addresses(self) -> list[str]:
        """Street and house number in one manner of writing; empty where one is missing."""
        parts = [entry.place.address for entry in self.entries]
        return [
            f"{street_words(part.street)} {normalise(part.house_number)}"
            if part.street and part.house_number
            else ""
            for part in parts
        ]


Rule = Callable[[Ground], Iterator[Finding]]
"""Looks at all rows and yields what an editor should see."""


def street_words(street: str) -> str:
    """Write a street in one manner: "Lange Str." as "lange strasse"."""
    return _SHORT_STREET.sub("strasse", normalise(street))
