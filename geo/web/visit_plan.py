"""Several homes in one visit: the order in words, and the files a volunteer takes along."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from geo.access.audit import record_export
from geo.access.store import Store
from geo.access.viewer import Viewer
from geo.directory.hours import BERLIN
from geo.directory.place import Place, Precision
from geo.directory.round_trip import Leg, RoundTrip
from geo.directory.viewer import Role
from geo.exchange.selection_csv import selection_csv
from geo.exchange.selection_gpx import selection_gpx
from geo.exchange.selection_vcard import selection_vcard
from geo.exchange.site import notice, position, precision_text
from geo.language import formatting
from geo.language.catalogue import Catalogue
from geo.web.card import LONGEST_WALK_MINUTES
from geo.web.outing import Outing
from geo.web.shelter_sheet import ShelterRow, Surroundings, shelter_rows


class Format(StrEnum):
    """What chosen homes are written as."""

    CSV = "csv"
    GPX = "gpx"
    VCARD = "vcf"


MEDIA_TYPES = {
    Format.CSV: "text/csv;charset=utf-8",
    Format.GPX: "application/gpx+xml",
    Format.VCARD: "text/vcard;charset=utf-8",
}

_PRINT = "print"


@dataclass(frozen=True)
class Step:
    """A home of the visit and the way to it; ``facts`` are what a printed plan tells of it."""

    id: str
    name: str
    address: str
    where: str
    way: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """The visit; ``way_back`` leads to the start or the first home, ``unlocated`` have no place.

    ``inexact`` says how many homes a device cannot be led to, if any.
    """

    start: str
    steps: tuple[Step, ...]
    way_back: str
    total: str
    order: str
    unlocated: tuple[Step, ...]
    inexact: str
    notice: str


@dataclass(frozen=True)
class File:
    """A file for the visitor's own device."""

    name: str
    media_type: str
    content: bytes


def visit_plan(catalogue: Catalogue, outing: Outing, on: date) -> Plan:
    """Write a visit.

    Parameters
    ----------
    catalogue
        The language.
    outing
        Homes of a directory as the viewer may know it.
    on
        Today, for the notice.
    """
    trip = outing.trip
    ways = {leg.target.id: _way(catalogue, leg) for leg in trip.legs if leg.target}
    if trip.shelters and not outing.start:
        ways.pop(trip.shelters[0].id, None)
    return Plan(
        start=outing.start_name(catalogue),
        steps=_steps(catalogue, outing.around, trip.shelters, ways),
        way_back=_way(catalogue, trip.legs[-1]) if trip.legs else "",
        total=_total(catalogue, trip),
        order=catalogue.t("plan.shortest" if trip.is_shortest else "plan.good_order"),
        unlocated=_steps(catalogue, outing.around, trip.unlocated, {}),
        inexact=_inexact(catalogue, trip),
        notice=notice(catalogue, on),
    )


def take_along(
    store: Store,
    viewer: Viewer,
    catalogue: Catalogue,
    outing: Outing,
    format_: Format,
    now: datetime,
) -> File:
    """Write chosen homes as a file for somebody who may have it, once that is on record.

    Parameters
    ----------
    store
        Where the audit log is.
    viewer
        Who asks, as of now.
    catalogue
        The language.
    outing
        Homes of a directory as the viewer may know it.
    format_
        What kind of file.
    now
        A moment with its time zone.

    Raises
    ------
    NotAllowedError
        If the viewer is not signed in any more.
    StoreError
        If it could not be put on record; there is then no file.
    """
    _put_on_record(store, viewer, format_, outing, now)
    return export(catalogue, outing, format_, now.astimezone(BERLIN).date())


def allow_print(store: Store, viewer: Viewer, outing: Outing, now: datetime) -> None:
    """Put on record that chosen homes are printed; whoever asks prints only after that.

    Parameters
    ----------
    store
        Where the audit log is.
    viewer
        Who asks, as of now.
    outing
        Homes of a directory as the viewer may know it.
    now
        A moment with its time zone.

    Raises
    ------
    NotAllowedError
        If the viewer is not signed in any more.
    StoreError
        If it could not be put on record.
    """
    _put_on_record(store, viewer, _PRINT, outing, now)


def export(catalogue: Catalogue, outing: Outing, format_: Format, on: date) -> File:
    """Write chosen homes as a file, in the order of the visit.

    Parameters
    ----------
    catalogue
        The language.
    outing
        Homes of a directory as the viewer may know it.
    format_
        What kind of file.
    on
        Today, for the notice and the name of the file.
    """
    directory, trip = outing.directory, outing.trip
    if format_ is Format.GPX:
        name = outing.start_name(catalogue)
        content = selection_gpx(catalogue, directory, trip, outing.start, name, on)
    elif format_ is Format.CSV:
        content = selection_csv(catalogue, directory, trip, on)
    else:
        ordered = (*trip.shelters, *trip.unlocated)
        content = selection_vcard(catalogue, directory, ordered, on)
    # The name tells nothing of what is inside: names of files are seen by many.
    return File(f"{on.isoformat()}.{format_}", MEDIA_TYPES[format_], content)


def _put_on_record(store: Store, viewer: Viewer, what: str, outing: Outing, now: datetime) -> None:
    """Name every home that leaves, in as many lines of the log as that takes."""
    viewer.require(Role.VOLUNTEER)
    record_export(store, viewer, what, (home.id for home in outing.homes), now)


def _steps(
    catalogue: Catalogue, around: Surroundings, homes: Sequence[Place], ways: dict[str, str]
) -> tuple[Step, ...]:
    rows = shelter_rows(catalogue, around, homes)
    return tuple(
        Step(
            id=row.id,
            name=row.name,
            address=row.address,
            where=row.where,
            way=ways.get(row.id, ""),
            facts=_facts(catalogue, home, row),
        )
        for home, row in zip(homes, rows, strict=True)
    )


def _facts(catalogue: Catalogue, home: Place, row: ShelterRow) -> tuple[str, ...]:
    stop = " · ".join(filter(None, (row.stop, row.lines)))
    known = "" if home.precision is Precision.ADDRESS else precision_text(catalogue, home)
    running = f"{row.capacity} · {row.status} · {row.date}"
    return tuple(filter(None, ("; ".join(row.operators), running, stop, known)))


def _inexact(catalogue: Catalogue, trip: RoundTrip) -> str:
    homes = (*trip.shelters, *trip.unlocated)
    count = sum(position(home) is None for home in homes)
    total = formatting.number(catalogue, len(homes))
    return catalogue.n("plan.inexact", count, total=total) if count else ""


def _way(catalogue: Catalogue, leg: Leg) -> str:
    ends = (leg.origin, leg.target)
    is_rough = any(place.precision.is_area for place in ends if place)
    far = formatting.distance(catalogue, leg.distance_m)
    far = catalogue.t("card.about", distance=far) if is_rough else far
    if leg.walk_minutes > LONGEST_WALK_MINUTES:
        return far
    return f"{far} · {formatting.walk(catalogue, leg.walk_minutes)}"


def _total(catalogue: Catalogue, trip: RoundTrip) -> str:
    if not trip.legs:
        return ""
    far = formatting.distance(catalogue, trip.distance_m)
    return catalogue.t("plan.total", distance=far)
