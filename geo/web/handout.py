"""A handout of a few places, in the visitor's language and in German beside it.

Whoever is shown the sheet at a counter or on the street reads German; the visitor reads the other
half. It is made for paper: it says what is known on the day it was made.
"""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import segno

from geo.directory.directory import Directory
from geo.directory.hours import BERLIN
from geo.directory.place import Place
from geo.language import formatting
from geo.language.catalogue import Catalogue
from geo.web.handout_map import district_map
from geo.web.sheet import Sheet, sheet

_MOST_ITEMS: Final = 6
"""Items of a programme that a sheet of paper has room for; the page behind the code has all."""


@dataclass(frozen=True)
class Half:
    """What is told in one language: headings with their texts, and its direction."""

    language: str
    direction: str
    kind: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Entry:
    """A place on a handout; ``qr`` and ``map`` are SVG, the map may be empty.

    ``address`` and ``contacts`` are the same in every language, ``page`` is where the code leads.
    """

    id: str
    name: str
    address: tuple[str, ...]
    contacts: tuple[str, ...]
    page: str
    qr: str
    map: str
    halves: tuple[Half, ...]


@dataclass(frozen=True)
class Handout:
    """A handout; ``titles`` and ``notes`` are in each of its languages, with their directions."""

    language: str
    direction: str
    titles: tuple[tuple[str, str, str], ...]
    notes: tuple[tuple[str, str, str], ...]
    entries: tuple[Entry, ...]


def handout(
    languages: Sequence[Catalogue],
    directory: Directory,
    places: Iterable[Place],
    moment: datetime,
    page_of: Callable[[str], str],
) -> Handout:
    """Write a handout.

    Parameters
    ----------
    languages
        The visitor's, and German where that is another one; the first is that of the sheet.
    directory
        As everybody may know it.
    places
        Some of its places, in the order of the sheet.
    moment
        Now, with its time zone.
    page_of
        Gives the address of the page of a place by its id.
    """
    day = moment.astimezone(BERLIN).date()
    return Handout(
        language=languages[0].language,
        direction=languages[0].direction,
        titles=tuple((c.language, c.direction, c.t("handout.title")) for c in languages),
        notes=tuple(
            (c.language, c.direction, c.t("handout.note", day=formatting.day(c, day)))
            for c in languages
        ),
        entries=tuple(
            _entry(languages, directory, place, moment, page_of(place.id)) for place in places
        ),
    )


def _entry(
    languages: Sequence[Catalogue], directory: Directory, place: Place, moment: datetime, page: str
) -> Entry:
    written = [sheet(c, directory, place, moment, address=page) for c in languages]
    first = written[0]
    contacts = (place.contact.phone, place.contact.email, place.contact.website)
    return Entry(
        id=place.id,
        name=place.name,
        address=first.whereabouts.address,
        contacts=tuple(filter(None, contacts)),
        page=page,
        qr=_code(page),
        map=district_map(directory, place),
        halves=tuple(
            Half(c.language, c.direction, told.category, tuple(_lines(c, told)))
            for c, told in zip(languages, written, strict=True)
        ),
    )


def _code(address: str) -> str:
    drawing = io.BytesIO()
    segno.make(address, micro=False).save(
        drawing, kind="svg", xmldecl=False, scale=2, border=2, light="white"
    )
    return drawing.getvalue().decode()


def _lines(catalogue: Catalogue, told: Sheet) -> Iterator[tuple[str, str]]:
    """Tell what somebody on the way there wants to know; what is not known is said."""
    t = catalogue.t
    yield told.status, told.status_help
    hours = [f"{row.day}: {row.hours}" for row in told.opening.rows]
    yield t("hours.title"), "; ".join(hours) or t("hours.unknown")
    items = [
        f"{day.heading}: {entry.title} ({entry.when})" if entry.when else entry.title
        for day in told.programme
        for entry in day.entries
    ]
    if items:
        yield t("programme.title"), "; ".join(items[:_MOST_ITEMS])
    yield from ((fact.label, " · ".join(fact.values)) for fact in told.facts if fact.known)
    where = told.whereabouts
    parts = (where.district, where.precision, where.stop, where.lines)
    yield t("detail.where"), ". ".join(filter(None, parts))
    yield t("detail.sources"), told.date
