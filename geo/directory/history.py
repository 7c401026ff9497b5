"""What happened to a place, as sources tell it: one event with its date and where it stands."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from geo.directory.place import Code, Frozen, PartialDate, Text, WebLink


class EventKind(StrEnum):
    """What an event is about, in the order in which a reader asks."""

    OPENED = "opened"
    FUNDING = "funding"
    OPERATOR = "operator"
    MOVED = "moved"
    REPORTED = "reported"
    PLANNED = "planned"
    ENDED = "ended"


class Event(Frozen):
    """One thing a source says of a public place; what is planned may lie ahead.

    Protected homes have no history here: the table is open.
    """

    place: Annotated[
        Code,
        Field(description="id of a public record of `places.csv`", examples=["library-west"]),
    ]
    date: Annotated[
        PartialDate | None,
        Field(
            description="when it happened or was to happen: year, month or day; empty if unknown",
            examples=["2018-05"],
        ),
    ] = None
    kind: Annotated[EventKind, Field(description="what it is about", examples=["opened"])]
    text: Annotated[
        Text,
        Field(
            description="what the source says, in German and in our own words",
            examples=["Der Willkommensraum beginnt."],
        ),
    ]
    sources: Annotated[
        tuple[WebLink, ...],
        Field(
            min_length=1,
            description="where that stands",
            examples=["https://example.org/report"],
        ),
    ]
    source_date: Annotated[
        PartialDate | None,
        Field(
            description="date of the source: year, month or day; empty if unknown",
            examples=["2019-03-19"],
        ),
    ] = None


def by_place(events: Iterable[Event]) -> Mapping[str, tuple[Event, ...]]:
    """Sort events under their places, the earliest first and those without a date last."""
    found: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda event: (event.date is None, event.date or "")):
        found.setdefault(event.place, []).append(event)
    return {place: tuple(told) for place, told in found.items()}
