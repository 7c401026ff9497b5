"""Public texts that hint at a protected home.

Such a finding tells by its mere place where a home is: it is private, carries no value, and names
neither the home nor its line.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final
from urllib.parse import unquote

from geo.directory.checking import Entry
from geo.directory.finding import Finding, Severity
from geo.directory.history import Event
from geo.directory.history_reading import HistoryEntry
from geo.directory.place import Visibility
from geo.directory.programme_rows import FILE
from geo.directory.rules.ground import Ground, street_words

_DIGRAPH: Final = re.compile("(?<=[aou])e")

_SHORTEST_NAME: Final = 6
"""Letters of a word that can be the name of a house."""

_COMMON: Final = 3
"""Public rows with a word from which on it is no name of one house."""

_REMEDY: Final = "leave out what leads to a protected home, or take the text from elsewhere"


@dataclass(frozen=True)
class _Secrets:
    """What public texts may not say: streets with house numbers, and names of houses."""

    homes: tuple[Entry, ...]
    ordinary: frozenset[str]

    @cached_property
    def streets(self) -> dict[str, set[str]]:
        """House numbers of homes by street; an empty one where it is not known."""
        found = defaultdict(set)
        for home in self.homes:
            address = home.place.address
            if address.street:
                found[_plain(address.street)].add(_plain(address.house_number or ""))
        return found

    @cached_property
    def by_first_word(self) -> dict[str, list[tuple[str, ...]]]:
        """Streets as words, under the first one."""
        found = defaultdict(list)
        for street in self.streets:
            words = tuple(street.split())
            found[words[0]].append(words)
        return found

    @cached_property
    def names(self) -> frozenset[str]:
        """Words that stand in the name of one home and are no ordinary words."""
        seen = Counter(word for home in self.homes for word in set(_plain(home.place.name).split()))
        of_streets = {word for street in self.streets for word in street.split()}
        return frozenset(
            word
            for word, homes in seen.items()
            if homes == 1 and len(word) >= _SHORTEST_NAME and word not in of_streets | self.ordinary
        )

    def street_in(self, words: list[str]) -> str:
        """Find the street of a home in a text."""
        for position, word in enumerate(words):
            for street in self.by_first_word.get(word, ()):
                if tuple(words[position : position + len(street)]) == street:
                    return " ".join(street)
        return ""


def hints_at_homes(ground: Ground) -> Iterator[Finding]:
    """Report public rows, programmes and histories with the address or the name of a home.

    The history of a place may name the place's own street, and no home's.
    """
    homes = [e for e in ground.entries if e.place.visibility is not Visibility.PUBLIC]
    public = [e for e in ground.entries if e.place.visibility is Visibility.PUBLIC]
    texts = [[(column, _plain(text).split()) for column, text in _texts(e)] for e in public]
    secrets = _Secrets(tuple(homes), _ordinary_words(ground, texts))
    own = {entry.place.id: _plain(entry.place.address.street or "") for entry in public}
    yield from _in_programme(ground, secrets)
    for entry, columns in zip(public, texts, strict=True):
        yield from _in_address(entry, secrets)
        yield from _in_texts(entry, columns, own[entry.place.id], secrets)
    for told in ground.history:
        columns = [(column, _plain(text).split()) for column, text in _texts_of_event(told.event)]
        yield from _in_texts(told, columns, own.get(told.event.place, ""), secrets)


def _in_texts(
    row: Entry | HistoryEntry, columns: list[tuple[str, list[str]]], own: str, secrets: _Secrets
) -> Iterator[Finding]:
    for column, words in columns:
        street = secrets.street_in(words)
        if street and street != own:
            yield _private(Severity.WARNING, row, column, "the street of a protected home")
        elif not secrets.names.isdisjoint(words):
            yield _private(Severity.HINT, row, column, "a word of a protected home's name")


def _in_programme(ground: Ground, secrets: _Secrets) -> Iterator[Finding]:
    """Report items of programmes with the street or the name of a protected home."""
    for entry in ground.programme:
        item = entry.item
        for column, text in (
            ("title", item.title),
            ("cost", item.cost),
            ("opening_hours", item.opening_hours),
            ("source_url", unquote(" ".join(item.source_url))),
        ):
            words = _plain(text or "").split()
            severity, what = Severity.HINT, "a word of a protected home's name"
            if secrets.street_in(words):
                severity, what = Severity.WARNING, "the street of a protected home"
            elif secrets.names.isdisjoint(words):
                continue
            yield Finding(severity, FILE, entry.line, column, "", what, _REMEDY, is_private=True)


def _in_address(entry: Entry, secrets: _Secrets) -> Iterator[Finding]:
    address = entry.place.address
    numbers = secrets.streets.get(_plain(address.street or ""))
    if not numbers:
        return
    if address.house_number and _plain(address.house_number) in numbers:
        yield _private(Severity.WARNING, entry, "house_number", "the address of a protected home")
    else:
        yield _private(Severity.HINT, entry, "street", "the street of a protected home")


def _private(severity: Severity, row: Entry | HistoryEntry, column: str, text: str) -> Finding:
    return Finding(severity, row.file, row.line, column, "", text, _REMEDY, is_private=True)


def _ordinary_words(ground: Ground, texts: Iterable[list[tuple[str, list[str]]]]) -> frozenset[str]:
    """Give the words of districts and quarters, and those that many public rows have."""
    rows = Counter(word for row in texts for word in {word for _, words in row for word in words})
    common = {word for word, count in rows.items() if count >= _COMMON}
    places = [district.name for district in ground.districts.items]
    places += [entry.place.address.neighbourhood or "" for entry in ground.entries]
    return frozenset(common.union(*(_plain(name).split() for name in places)))


def _texts(entry: Entry) -> Iterator[tuple[str, str]]:
    place = entry.place
    for column, text in (
        ("name", place.name),
        ("operator", " ".join(place.operators)),
        ("neighbourhood", place.address.neighbourhood),
        ("geo_basis", place.basis),
        ("website", place.contact.website),
        ("email", place.contact.email),
        ("opening_hours", place.opening_hours),
        ("source_url", unquote(" ".join(place.sources))),
    ):
        if text:
            yield column, text


def _texts_of_event(event: Event) -> Iterator[tuple[str, str]]:
    yield "text", event.text
    yield "source_url", unquote(" ".join(event.sources))


@lru_cache(maxsize=10_000)  # operators and sources come again and again
def _plain(text: str) -> str:
    """Write a text as slugs of web addresses do, so that both are the same."""
    return _DIGRAPH.sub("", street_words(text))
