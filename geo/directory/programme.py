"""What happens at a place in the week: one item of its programme, typed and unchangeable."""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Final, Self

from pydantic import Field, model_validator
from pydantic.fields import FieldInfo

from geo.directory.place import Code, Frozen, Hours, LanguageCode, PartialDate, Text, WebLink

FREE: Final = "free"
"""The word for what costs nothing; every other cost is told as the source tells it."""


class Answer(StrEnum):
    """What a source says plainly; where it says nothing, there is no answer."""

    YES = "yes"
    NO = "no"


def _of(meaning: str, example: str) -> FieldInfo:
    described: FieldInfo = Field(description=meaning, examples=[example])
    return described


class ProgrammeItem(Frozen):
    """One item of a place's programme; what no source states is None or empty.

    ``place`` is the id of a public place. ``opening_hours`` are weekday and time in OSM syntax.
    The fields are named as the columns of ``offers.csv``.
    """

    place: Annotated[Code, _of("id of a row in `places.csv`", "library-west")]
    offer: Annotated[Code, _of("what it is", "cafe")]
    title: Annotated[
        Text | None, _of("its name, or what it is in the words of the source", "Frauencafé")
    ] = None
    opening_hours: Annotated[
        Hours | None, _of("weekday and time, OpenStreetMap's opening_hours", "Tu 15:00-17:00")
    ] = None
    languages: Annotated[
        tuple[LanguageCode, ...], _of("ISO 639 codes; empty means not stated", "de;ar")
    ] = ()
    target_groups: Annotated[
        tuple[Code, ...], _of("for whom it is; empty means not stated", "refugees;women")
    ] = ()
    women_only: Annotated[Answer | None, _of("only for women", "yes")] = None
    childcare: Annotated[Answer | None, _of("somebody looks after children", "yes")] = None
    cost: Annotated[
        Text | None, _of("`free`, or as the source states it", "1 Euro je Mittagessen")
    ] = None
    registration: Annotated[Answer | None, _of("one has to register", "no")] = None
    valid_from: Annotated[PartialDate | None, _of("first year, month or day", "2024-09")] = None
    valid_until: Annotated[
        PartialDate | None, _of("last year, month or day; then it is no longer shown", "2025-07-31")
    ] = None
    source_url: Annotated[
        tuple[WebLink, ...], _of("where this is stated", "https://example.org/programme")
    ]
    source_date: Annotated[
        PartialDate | None, _of("date of the source: year, month or day", "2024-05")
    ] = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if (
            self.valid_from
            and self.valid_until
            and last_day(self.valid_until) < first_day(self.valid_from)
        ):
            msg = f"valid_until {self.valid_until} is before valid_from {self.valid_from}"
            raise ValueError(msg)
        return self

    def is_over(self, day: date) -> bool:
        """Tell whether the last day on which this holds is past."""
        return self.valid_until is not None and last_day(self.valid_until) < day


def first_day(text: str) -> date:
    """Find the first day that a year, a month or a day can mean."""
    return date.fromisoformat((text + "-01-01")[:10])


def last_day(text: str) -> date:
    """Find the last day that a year, a month or a day can mean."""
    year, *rest = (int(part) for part in text.split("-"))
    month = rest[0] if rest else 12
    return date(year, month, rest[1] if rest[1:] else monthrange(year, month)[1])


@dataclass(frozen=True)
class Programme:
    """All items, in the order of their table."""

    items: tuple[ProgrammeItem, ...] = ()

    @cached_property
    def _by_place(self) -> dict[str, tuple[ProgrammeItem, ...]]:
        found: dict[str, list[ProgrammeItem]] = {}
        for item in self.items:
            found.setdefault(item.place, []).append(item)
        return {place: tuple(items) for place, items in found.items()}

    def of(self, place_id: str) -> tuple[ProgrammeItem, ...]:
        """Give the items of a place, those that are over among them."""
        return self._by_place.get(place_id, ())

    def at(self, place_ids: Collection[str]) -> "Programme":
        """Keep the items of these places."""
        return Programme(tuple(item for item in self.items if item.place in place_ids))
