"""Everything the directory says of one place, written for people in their language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from geo.directory.directory import Directory
from geo.directory.freshness import freshness
from geo.directory.hours import (
    BERLIN,
    Day,
    Interval,
    NextChange,
    OpenState,
    next_change,
    state_at,
    week,
)
from geo.directory.place import Place, Precision
from geo.directory.stops import Stop
from geo.directory.walking import walk_minutes
from geo.exchange.site import precision_text
from geo.language import formatting
from geo.language.catalogue import Catalogue
from geo.web import links
from geo.web.card import distance_text, where
from geo.web.glossary import Explained, words_of
from geo.web.links import Link
from geo.web.not_known import not_known
from geo.web.place_history import Happening, place_history
from geo.web.programme import ProgrammeDay, programme_days

_DAYS_A_WEEK = 7


@dataclass(frozen=True)
class Fact:
    """A heading with what is known under it; ``known`` is False where no source says it."""

    key: str
    label: str
    values: tuple[str, ...]
    known: bool


@dataclass(frozen=True)
class DayRow:
    """One line of the week table."""

    day: str
    hours: str
    today: bool


@dataclass(frozen=True)
class Opening:
    """Today's state, what comes next, and the week; no rows where no hours are known."""

    state: str
    label: str
    next: str
    rows: tuple[DayRow, ...]


@dataclass(frozen=True)
class Whereabouts:
    """Where a place is, in words, and how well that is known."""

    district: str
    address: tuple[str, ...]
    precision: str
    is_exact: bool
    stop: str
    lines: str
    distance: str
    directions: tuple[Link, ...]


@dataclass(frozen=True)
class Sheet:
    """A place as the detail panel and every other page show it; fields are text, never markup."""

    id: str
    name: str
    category: str
    category_code: str
    operators: tuple[str, ...]
    status: str
    status_code: str
    status_help: str
    facts: tuple[Fact, ...]
    opening: Opening
    programme: tuple[ProgrammeDay, ...]
    whereabouts: Whereabouts
    contacts: tuple[tuple[str, Link], ...]
    sources: tuple[Link, ...]
    date: str
    age: str
    age_label: str
    history: tuple[Happening, ...]
    not_known: tuple[str, ...]
    words: tuple[Explained, ...]
    address: str
    qr: str


def sheet(
    catalogue: Catalogue,
    directory: Directory,
    place: Place,
    moment: datetime,
    *,
    address: str,
    distance_m: float | None = None,
) -> Sheet:
    """Write the sheet of a place.

    Parameters
    ----------
    catalogue
        The language.
    directory
        As the viewer may know it; ``place`` is one of its records.
    place
        The record.
    moment
        Timezone-aware now.
    address
        Of this place in the map, for the link and the QR code.
    distance_m
        Straight-line metres from the visitor's reference point, where there is one.
    """
    today = moment.astimezone(BERLIN).date()
    age = freshness(place, today)
    return Sheet(
        id=place.id,
        name=place.name,
        category=catalogue.t(f"category.{place.category}"),
        category_code=place.category,
        operators=place.operators,
        status=catalogue.t(f"status.{place.status}"),
        status_code=place.status,
        status_help=catalogue.t(f"status.{place.status}.help"),
        facts=_facts(catalogue, place),
        opening=opening(catalogue, place.opening_hours, moment),
        programme=programme_days(catalogue, directory.programme.of(place.id), moment),
        whereabouts=whereabouts(catalogue, directory, place, distance_m),
        contacts=contacts(catalogue, place),
        sources=tuple(link for url in place.sources if (link := links.web_link(url))),
        date=dated(catalogue, place, moment),
        age=age,
        age_label=catalogue.t(f"freshness.{age}"),
        history=place_history(catalogue, directory, place),
        not_known=not_known(catalogue, directory, place, today),
        words=words_of(catalogue, directory, place),
        address=address,
        qr=links.qr_code(address),
    )


def opening(catalogue: Catalogue, text: str | None, moment: datetime) -> Opening:
    """Write opening hours: the state at a moment, the next change, and seven days from then."""
    state = state_at(text, moment)
    if not text:
        return Opening(state, catalogue.t("open_state.unknown"), "", ())
    is_doubtful = state is OpenState.UNKNOWN
    label = catalogue.t("hours.uncertain" if is_doubtful else f"open_state.{state}")
    today = moment.astimezone(BERLIN).date()
    rows = tuple(
        DayRow(_day_name(catalogue, day), _hours(catalogue, day), today=position == 0)
        for position, day in enumerate(week(text, today))
    )
    change = next_change(text, moment)
    # Who does not know whether it is open cannot know that it closes.
    if not change or (is_doubtful and change.state is OpenState.CLOSED):
        return Opening(state, label, "", rows)
    return Opening(state, label, _next(catalogue, change, moment), rows)


def _day_name(catalogue: Catalogue, day: Day) -> str:
    name = formatting.weekday(catalogue, day.date)
    return catalogue.t("hours.holiday", day=name) if day.holiday else name


def _hours(catalogue: Catalogue, day: Day) -> str:
    told = [interval for interval in day.intervals if interval.state is not OpenState.CLOSED]
    spans = [_span(catalogue, interval) for interval in told]
    return ", ".join(spans) or catalogue.t("hours.closed")


def _span(catalogue: Catalogue, interval: Interval) -> str:
    """Write one stretch of a day with what the source adds to it."""
    is_whole_day = (interval.start_minute, interval.end_minute) == (0, formatting.MINUTES_A_DAY)
    if is_whole_day and interval.state is OpenState.APPOINTMENT:
        return catalogue.t("open_state.appointment")
    span = catalogue.t(
        f"hours.span.{interval.state}",
        start=formatting.clock(catalogue, interval.start_minute),
        end=formatting.clock(catalogue, interval.end_minute),
    )
    is_said = interval.state is OpenState.APPOINTMENT or not interval.comment
    return span if is_said else f"{span} {interval.comment}"


def _next(catalogue: Catalogue, change: NextChange, moment: datetime) -> str:
    at = formatting.clock(catalogue, change.moment.hour * 60 + change.moment.minute)
    key = f"hours.next.{change.state}"
    on = change.moment.date()
    days = (on - moment.astimezone(BERLIN).date()).days
    if days == 0:
        return catalogue.t(key, when=catalogue.t("hours.today_at", time=at))
    if days == 1:
        return catalogue.t(key, when=catalogue.t("hours.tomorrow_at", time=at))
    # From a week on, the name of a weekday would mean the one before.
    day = (formatting.weekday if days < _DAYS_A_WEEK else formatting.day)(catalogue, on)
    return catalogue.t(key, when=catalogue.t("hours.day_at", day=day, time=at))


def _facts(catalogue: Catalogue, place: Place) -> tuple[Fact, ...]:
    def fact(key: str, values: Sequence[str]) -> Fact:
        shown = tuple(values) or (catalogue.t("fact.unknown"),)
        return Fact(key, catalogue.t(f"fact.{key}"), shown, known=bool(values))

    facts = [
        fact("offers", [catalogue.t(f"offer.{code}") for code in place.offers]),
        fact("audience", [catalogue.t(f"audience.{code}") for code in place.audience]),
        fact("languages", [formatting.language_name(catalogue, c) for c in place.languages]),
    ]
    if place.wheelchair:
        facts.append(fact("wheelchair", [catalogue.t(f"wheelchair.{place.wheelchair}")]))
    if place.level or place.category == "course":
        facts.append(fact("level", [catalogue.t(f"level.{level}") for level in place.level]))
    return tuple(facts)


def whereabouts(
    catalogue: Catalogue, directory: Directory, place: Place, distance_m: float | None = None
) -> Whereabouts:
    """Write where a place is and how to get there, as well as that is known."""
    stop, stop_text = _stop(catalogue, directory, place)
    address = place.address
    street = " ".join(filter(None, (address.street, address.house_number)))
    town = " ".join(filter(None, (address.postcode, address.city)))
    return Whereabouts(
        district=where(catalogue, place),
        address=(street, town) if street else (),
        precision=precision_text(catalogue, place),
        is_exact=place.precision is Precision.ADDRESS,
        stop=stop_text,
        lines=_lines(catalogue, stop) if stop else "",
        distance=distance_text(catalogue, place, distance_m),
        directions=links.directions(catalogue, place, stop),
    )


def _stop(catalogue: Catalogue, directory: Directory, place: Place) -> tuple[Stop | None, str]:
    """Name the nearest stop; a walk from it is told only where the place itself is known."""
    if not place.point or place.precision is Precision.NEIGHBOURHOOD:
        return None, ""
    nearest = directory.stops.nearest(place.point.lat, place.point.lon)
    if not nearest:
        return None, ""
    stop, distance_m = nearest
    if place.precision.is_area:
        return stop, catalogue.t("detail.stop_near", stop=stop.name)
    walk = formatting.walk(catalogue, walk_minutes(distance_m))
    return stop, catalogue.t("detail.stop_walk", stop=stop.name, walk=walk)


def _lines(catalogue: Catalogue, stop: Stop) -> str:
    modes = formatting.listing(catalogue, [catalogue.t(f"mode.{mode}") for mode in stop.modes])
    lines = formatting.listing(catalogue, stop.lines)
    return catalogue.t("detail.lines", modes=modes, lines=lines)


def contacts(catalogue: Catalogue, place: Place) -> tuple[tuple[str, Link], ...]:
    """List how to reach the organisation, each under its heading."""
    contact = place.contact
    found = (
        ("detail.phone", contact.phone and links.phone_link(contact.phone)),
        ("detail.email", contact.email and links.email_link(contact.email)),
        ("detail.website", contact.website and links.web_link(contact.website)),
    )
    return tuple((catalogue.t(key), link) for key, link in found if link)


def dated(catalogue: Catalogue, place: Place, moment: datetime) -> str:
    """Say of when the facts are and how long ago that was."""
    if not place.source_date:
        return catalogue.t("detail.date_unknown")
    return catalogue.t(
        "detail.date",
        date=formatting.partial_date(catalogue, place.source_date),
        age=formatting.age(catalogue, place.source_date, moment.astimezone(BERLIN).date()),
    )
