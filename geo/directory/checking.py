"""Checks between rows, words and geometry, for what one row alone cannot show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from geo.directory.districts import Districts
from geo.directory.finding import Finding, Severity
from geo.directory.place import Place, Visibility
from geo.directory.vocabulary import Vocabulary


@dataclass(frozen=True)
class Entry:
    """A place with the file and line it was read from."""

    file: str
    line: int
    place: Place

    def error(self, column: str, value: str, message: str) -> Finding:
        """Make a finding that keeps the row out."""
        return Finding(Severity.ERROR, self.file, self.line, column, value, message)

    def warning(self, column: str, value: str, message: str, remedy: str = "") -> Finding:
        """Make a finding of something that is probably wrong."""
        return Finding(Severity.WARNING, self.file, self.line, column, value, message, remedy)

    def hint(self, column: str, value: str, message: str, remedy: str = "") -> Finding:
        """Make a finding that a careful editor would look at."""
        return Finding(Severity.HINT, self.file, self.line, column, value, message, remedy)


def duplicate_ids(entries: Iterable[Entry]) -> Iterator[Finding]:
    """Report each id that was used before: the first row keeps it."""
    first: dict[str, Entry] = {}
    for entry in entries:
        earlier = first.setdefault(entry.place.id, entry)
        if earlier is not entry:
            text = f"the id is taken by {earlier.file} line {earlier.line}"
            yield entry.error("id", entry.place.id, text)


def unknown_words(entry: Entry, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Report codes that the vocabulary does not have."""
    place = entry.place
    known = {item.code for item in vocabulary.categories}
    if place.category not in known:
        yield entry.error("category", place.category, f"unknown; one of {', '.join(sorted(known))}")
    offers = {item.code for item in vocabulary.offers}
    for code in place.offers:
        if code not in offers:
            yield entry.error("offers", code, "not in offer_codes.csv")
    audiences = {item.code for item in vocabulary.audiences}
    for code in place.audience:
        if code not in audiences:
            yield entry.error("target_groups", code, "not in audiences.csv")


def tier_fits_file(entry: Entry, *, is_protected: bool) -> Iterator[Finding]:
    """Report a shelter outside the protected file, and one in it that would be public.

    The open table can be published as a file of its own only if nothing protected is in it.
    """
    place = entry.place
    if not is_protected and place.category == "shelter":
        yield entry.error("category", place.category, "a shelter belongs into shelters.csv")
    if not is_protected and place.visibility is Visibility.VOLUNTEERS:
        yield entry.error("visibility", place.visibility, "this record belongs into shelters.csv")
    if is_protected and place.visibility is Visibility.PUBLIC:
        yield entry.error("visibility", place.visibility, "nothing in shelters.csv is public")


def missing_source(entry: Entry) -> Iterator[Finding]:
    """Report a record that rests on nothing."""
    if not entry.place.sources:
        yield entry.error("source_url", "", "a fact needs a source")


def wrong_districts(entries: list[Entry], districts: Districts) -> Iterator[Finding]:
    """Compare the stated district with the one in which the point lies.

    A stated district that does not exist and a point outside the city keep the row out; a point
    in another district than the stated one is for an editor to settle.
    """
    if not districts.items:
        return
    for entry in entries:
        stated = entry.place.district
        if stated and not districts.named(stated):
            yield entry.error("district", stated, "there is no such district in districts.geojson")
    located = [(entry, entry.place.point) for entry in entries if entry.place.point]
    lat = np.array([point.lat for _, point in located if point])
    lon = np.array([point.lon for _, point in located if point])
    for (entry, point), found in zip(located, districts.assign(lat, lon), strict=True):
        where = f"{point.lat}, {point.lon}" if point else ""
        if found is None:
            yield entry.error("lat, lon", where, "the point lies outside the city")
        elif entry.place.district != found.name:
            stated = entry.place.district or ""
            yield entry.warning("district", stated, f"the point lies in {found.name}")
