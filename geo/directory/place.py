"""One record of the directory, typed, checked and unchangeable."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from geo.directory.hours import parse_hours


class Status(StrEnum):
    """What the sources say about the place running; ``unverified`` is the honest default."""

    OPEN = "open"
    PLANNED = "planned"
    CLOSED = "closed"
    UNVERIFIED = "unverified"


class Precision(StrEnum):
    """What the point of a place rests on, from the door to nothing."""

    ADDRESS = "address"
    STREET = "street"
    STOP = "stop"
    NEIGHBOURHOOD = "neighbourhood"
    DISTRICT = "district"
    NONE = "none"

    @property
    def has_point(self) -> bool:
        """Whether a record of this tier carries coordinates."""
        return self not in (Precision.DISTRICT, Precision.NONE)

    @property
    def is_area(self) -> bool:
        """Whether the point stands for an area, so that nobody is sent to it."""
        return self in (Precision.STREET, Precision.STOP, Precision.NEIGHBOURHOOD)


class Visibility(StrEnum):
    """Who may know a record; see ``Directory.visible_to``."""

    PUBLIC = "public"
    VOLUNTEERS = "volunteers"
    CONFIDENTIAL = "confidential"


class Level(StrEnum):
    """Levels of language courses: literacy and the steps of the CEFR."""

    ALPHA = "Alpha"
    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"


def _partial_date(text: str) -> str:
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", text) or not _is_day((text + "-01-01")[:10]):
        msg = "not a date; give the year, year-month or year-month-day, for example 2024-05"
        raise ValueError(msg)
    return text


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _web_link(text: str) -> str:
    if not re.fullmatch(r"https?://\S+", text) or not _has_host(text):
        msg = "not a web address; it begins with https:// or http://"
        raise ValueError(msg)
    return text


def _has_host(text: str) -> bool:
    try:
        return bool(urlsplit(text).hostname)
    except ValueError:
        return False


def _hours(text: str) -> str:
    parse_hours(text)
    return text


Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$", max_length=120)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
WebLink = Annotated[str, AfterValidator(_web_link)]
Phone = Annotated[str, StringConstraints(pattern=r"^\+\d[\d -]{5,24}$")]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s<>\"']+@[^@\s<>\"']+\.[^@\s<>\"']+$")]
PartialDate = Annotated[str, AfterValidator(_partial_date)]
Hours = Annotated[str, AfterValidator(_hours)]


class Frozen(BaseModel):
    """A value: unchangeable, and nothing in it that the model does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Point(Frozen):
    """Where a place is expected: WGS84 degrees and a radius in metres."""

    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]
    accuracy_m: Annotated[float, Field(gt=0, allow_inf_nan=False)]


class Address(Frozen):
    """The address as a source states it; what no source states is None."""

    street: Text | None = None
    house_number: Text | None = None
    postcode: Annotated[str, StringConstraints(pattern=r"^\d{5}$")] | None = None
    city: Text | None = None
    neighbourhood: Text | None = None


class Contact(Frozen):
    """How to reach the organisation; never a private person."""

    phone: Phone | None = None
    email: Email | None = None
    website: WebLink | None = None


class Place(Frozen):
    """One place or city-wide service.

    ``district`` is the stated one (a name of the 23 Stadtbezirke) or None for city-wide and
    unknown. ``note`` is for editors and never leaves the role ``editor``. Empty ``languages``
    means not stated, not "German only".
    """

    id: Code
    category: Code
    name: Text
    operators: tuple[Text, ...] = ()
    address: Address = Address()
    district: Text | None = None
    point: Point | None = None
    precision: Precision
    basis: Text | None = None
    contact: Contact = Contact()
    opening_hours: Hours | None = None
    languages: tuple[LanguageCode, ...] = ()
    audience: tuple[Code, ...] = ()
    offers: tuple[Code, ...] = ()
    level: tuple[Level, ...] = ()
    capacity_places: Annotated[int, Field(ge=0)] | None = None
    status: Status
    visibility: Visibility
    sources: tuple[WebLink, ...]
    source_date: PartialDate | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _point_fits_precision(self) -> Self:
        if self.precision.has_point != (self.point is not None):
            wanted = "needs lat, lon and accuracy" if self.precision.has_point else "has no point"
            msg = f"geo_precision '{self.precision}' {wanted}"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _confidential_has_no_address(self) -> Self:
        located = self.point or self.address.street or self.address.house_number
        if self.visibility is Visibility.CONFIDENTIAL and located:
            msg = "a confidential record must not carry a street, a house number or a point"
            raise ValueError(msg)
        return self
