"""Which friend circle looks after a home, as far as the directory can tell.

No source lists the homes of each circle. A circle that names a home in its own name very probably
belongs to it; all else that is known is that a circle works in the same district. The two are
never mixed up.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from geo.directory.directory import Directory
from geo.directory.place import Place, Status

_SHORTEST_WORD = 5
"""Shorter words (Haus, Hof, und) name nothing."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Basis(StrEnum):
    """Why a circle is named with a home."""

    NAME = "name"
    DISTRICT = "district"


@dataclass(frozen=True)
class Tie:
    """A friend circle and what ties it to a home; ``words`` are those both names share."""

    circle: Place
    basis: Basis
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Circles:
    """The friend circles of a directory, without those known to be closed."""

    directory: Directory

    @cached_property
    def all(self) -> tuple[Place, ...]:
        """Every circle, by name."""
        found = [
            place
            for place in self.directory.places
            if place.category == "friend_circle" and place.status is not Status.CLOSED
        ]
        return tuple(sorted(found, key=lambda place: (place.name, place.id)))

    @cached_property
    def by_district(self) -> dict[str | None, tuple[Place, ...]]:
        """The circles of each district; under None those of the whole city."""
        found: defaultdict[str | None, list[Place]] = defaultdict(list)
        for circle in self.all:
            found[circle.district].append(circle)
        return {district: tuple(circles) for district, circles in found.items()}

    def of(self, shelter: Place) -> tuple[Tie, ...]:
        """List the circles of a home's district, those first whose name tells of the home.

        Parameters
        ----------
        shelter
            A home with its district; without one, nothing is known.

        Returns
        -------
        A tie by name needs the same district and a word in the circle's name that stands in the
        home's name or street and tells homes apart: none of a district's name, and none that
        homes or circles of several districts share ("Unterkunft", "Freundeskreis").
        """
        if not shelter.district:
            return ()
        words = self._telling_words(shelter)
        ties = [
            Tie(circle, Basis.NAME if shared else Basis.DISTRICT, tuple(sorted(shared)))
            for circle in self.by_district.get(shelter.district, ())
            for shared in [words & _words(circle.name)]
        ]
        return tuple(sorted(ties, key=lambda tie: tie.basis is Basis.DISTRICT))

    def _telling_words(self, shelter: Place) -> set[str]:
        words = _words(shelter.name) | _words(shelter.address.street or "")
        return {word for word in words if not self._is_common(word)}

    def _is_common(self, word: str) -> bool:
        if len(word) < _SHORTEST_WORD or self._place_words.issuperset(word.split("-")):
            return True
        return len(self._districts_of_word[word]) > 1

    @cached_property
    def _place_words(self) -> set[str]:
        """Words that name the city or a district, and so no home."""
        names = [district.name for district in self.directory.districts.items]
        cities = {place.address.city or "" for place in self.directory.places}
        return {
            part
            for name in (*names, *cities)
            for word in _words(name)
            for part in (word, *word.split("-"))
        }

    @cached_property
    def _districts_of_word(self) -> defaultdict[str, set[str | None]]:
        """In which districts the name of a home or a circle uses a word."""
        found: defaultdict[str, set[str | None]] = defaultdict(set)
        shelters = [place for place in self.directory.places if place.category == "shelter"]
        for place in _all_named(shelters, self.all):
            for word in _words(place.name):
                found[word].add(place.district)
        return found


def _all_named(*groups: Iterable[Place]) -> Iterable[Place]:
    return (place for group in groups for place in group)


def _words(text: str) -> set[str]:
    """Split into words in small letters; one with hyphens stays one, "-str." is "-strasse"."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return set(_WORD.findall(re.sub(r"str\.", "strasse", folded)))
