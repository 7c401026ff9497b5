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
from pydantic.fields import FieldInfo

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


class Wheelchair(StrEnum):
    """Whether wheelchairs get in, in OpenStreetMap's words."""

    YES = "yes"
    LIMITED = "limited"
    NO = "no"


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


Postcode = Annotated[str, StringConstraints(pattern=r"^\d{5}$")]


def _of(meaning: str, example: str) -> FieldInfo:
    """Say what a column means and what a cell looks like, for the data dictionary."""
    described: FieldInfo = Field(description=meaning, examples=[example])
    return described


class Frozen(BaseModel):
    """A value: unchangeable, and nothing in it that the model does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Point(Frozen):
    """Where a place is expected: WGS84 degrees and a radius in metres."""

    lat: Annotated[float, Field(ge=-90, le=90), _of("latitude, WGS84 degrees", "48.77365")]
    lon: Annotated[float, Field(ge=-180, le=180), _of("longitude, WGS84 degrees", "9.18002")]
    accuracy_m: Annotated[
        float,
        Field(gt=0, allow_inf_nan=False),
        _of("radius in metres within which the place is expected", "50"),
    ]


class Address(Frozen):
    """The address as a source states it; what no source states is None."""

    street: Annotated[Text | None, _of("as the source states it", "Pfarrstraße")] = None
    house_number: Annotated[Text | None, _of("as the source states it", "18-20")] = None
    postcode: Annotated[Postcode | None, _of("five digits", "70182")] = None
    city: Annotated[Text | None, _of("the city", "Stuttgart")] = None
    neighbourhood: Annotated[Text | None, _of("Stadtteil, where it is clear", "Heslach")] = None


class Contact(Frozen):
    """How to reach the organisation; never a private person."""

    phone: Annotated[
        Phone | None, _of("of the organisation, with the country's code", "+49 711 216-91856")
    ] = None
    email: Annotated[
        Email | None, _of("of the organisation, never a person's", "info@example.org")
    ] = None
    website: Annotated[WebLink | None, _of("page of the place", "https://example.org/cafe")] = None


class Place(Frozen):
    """One place or city-wide service.

    ``district`` is the stated one (a name of the 23 Stadtbezirke) or None for city-wide and
    unknown. ``note`` is for editors and never leaves the role ``editor``. Empty ``languages``
    means not stated, not "German only".
    """

    id: Annotated[Code, _of("unique in both tables; never changes its meaning", "library-west")]
    category: Annotated[Code, _of("the kind of place", "library")]
    name: Annotated[Text, _of("as it is used locally", "Stadtteilbibliothek West")]
    operators: Annotated[
        tuple[Text, ...], _of("who runs it", "Caritasverband für Stuttgart e.V.")
    ] = ()
    address: Address = Address()
    district: Annotated[
        Text | None, _of("Stadtbezirk; empty for the whole city and unknown", "Bad Cannstatt")
    ] = None
    point: Point | None = None
    precision: Annotated[Precision, _of("what the point rests on", "street")]
    basis: Annotated[
        Text | None, _of("the same in a few words", "published point of the address")
    ] = None
    contact: Contact = Contact()
    opening_hours: Annotated[
        Hours | None, _of("OpenStreetMap's opening_hours", "Mo-Fr 09:00-12:00; PH off")
    ] = None
    wheelchair: Annotated[
        Wheelchair | None, _of("whether wheelchairs get in; empty means not stated", "limited")
    ] = None
    languages: Annotated[
        tuple[LanguageCode, ...], _of("ISO 639 codes; empty means not stated", "de;ar;uk")
    ] = ()
    audience: Annotated[tuple[Code, ...], _of("for whom it is", "refugees;women")] = ()
    offers: Annotated[tuple[Code, ...], _of("what it offers", "german_course;cafe")] = ()
    level: Annotated[tuple[Level, ...], _of("levels of its language courses", "A1;A2")] = ()
    capacity_places: Annotated[
        Annotated[int, Field(ge=0)] | None, _of("places, mostly of homes", "140")
    ] = None
    status: Annotated[Status, _of("what the sources say about it running", "unverified")]
    visibility: Annotated[
        Visibility, _of("who may know the record; anything else counts as confidential", "public")
    ]
    sources: Annotated[
        tuple[WebLink, ...], _of("where the facts come from", "https://example.org/report")
    ]
    source_date: Annotated[
        PartialDate | None, _of("date of the newest source: year, month or day", "2024-05")
    ] = None
    note: Annotated[
        str | None, _of("for editors alone; in notes.csv", "Opened in May; later moves not known.")
    ] = None

    @property
    def may_have_programme(self) -> bool:
        """Whether a programme of this place is told: homes have none, for nobody."""
        return self.visibility is Visibility.PUBLIC and self.category != "shelter"

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
