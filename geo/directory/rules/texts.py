"""Texts that came through the wrong program, and hours that mean nothing."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from geo.directory.checking import Entry
from geo.directory.finding import Finding
from geo.directory.hours import week
from geo.directory.rules.ground import Ground

_WEEKS: Final = 53
"""Weeks in which every rule of a year takes effect."""

MANGLED: Final = re.compile(
    "Ã[\u0080-\u00bf\u0152-\u2022]|â€|Â[ \u00a0°]|\ufffd|#(NAME|REF|VALUE|WERT|BEZUG)"
)
"""UTF-8 read as another encoding, the sign for a lost letter, and cells a spreadsheet failed at."""


def mangled_text(ground: Ground) -> Iterator[Finding]:
    """Report letters that were lost on the way through another program."""
    for entry in ground.entries:
        for column, text in _texts(entry):
            if MANGLED.search(text):
                problem = "letters were lost on the way through another program"
                yield entry.warning(column, text, problem, "write the cell anew, save as UTF-8")


def _texts(entry: Entry) -> Iterator[tuple[str, str]]:
    place = entry.place
    yield "name", place.name
    yield from (("operator", name) for name in place.operators)
    address = place.address
    for column, text in (
        ("street", address.street),
        ("city", address.city),
        ("neighbourhood", address.neighbourhood),
        ("geo_basis", place.basis),
        ("opening_hours", place.opening_hours),
    ):
        if text:
            yield column, text


def never_open(ground: Ground) -> Iterator[Finding]:
    """Report hours that open on no day of the coming year."""
    texts = {entry.place.opening_hours for entry in ground.entries}
    never = {text for text in texts if text and not _ever_opens(text, ground.today)}
    for entry in ground.entries:
        hours = entry.place.opening_hours
        if hours in never:
            text = "open on no day of the coming year"
            yield entry.warning("opening_hours", hours or "", text, "say when, or empty the cell")


def _ever_opens(text: str, today: date) -> bool:
    weeks = (week(text, today + timedelta(weeks=number)) for number in range(_WEEKS))
    return any(day.intervals for days in weeks for day in days)
