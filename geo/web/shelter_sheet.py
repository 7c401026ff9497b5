"""A home as signed-in volunteers see it: in a list, and with all that is near it.

What is made here carries protected addresses; it is for the viewer's own session and never for an
address, a cache that others share, or a log.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from geo.directory.circles import Basis, Circles, Tie
from geo.directory.directory import Directory
from geo.directory.nearest import Near, Nearby, NearestOffers
from geo.directory.place import Place, Status
from geo.language import formatting
from geo.language.catalogue import Catalogue
from geo.web.card import LONGEST_WALK_MINUTES, source_date, where
from geo.web.links import Link, address_line, web_link
from geo.web.sheet import Whereabouts, contacts, dated, whereabouts


@dataclass(frozen=True)
class NearOffer:
    """An offer near a home and how far it is, in words."""

    id: str
    name: str
    category_code: str
    how_far: str


@dataclass(frozen=True)
class NearKind:
    """The nearest offers of a kind; ``note`` says why there are none."""

    code: str
    label: str
    offers: tuple[NearOffer, ...]
    note: str


@dataclass(frozen=True)
class CircleTie:
    """A friend circle, how to reach it, and why it is named with a home."""

    id: str
    name: str
    basis_code: str
    basis: str
    contacts: tuple[tuple[str, Link], ...]


@dataclass(frozen=True)
class ShelterRow:
    """A home as the list shows it; every field is text to be shown as text."""

    id: str
    name: str
    address: str
    where: str
    operators: tuple[str, ...]
    capacity: str
    status: str
    status_code: str
    date: str
    stop: str
    lines: str
    circles: tuple[str, ...]
    nearest: tuple[NearKind, ...]


@dataclass(frozen=True)
class ShelterSheet:
    """A home with everything a visit needs."""

    id: str
    name: str
    operators: tuple[str, ...]
    capacity: str
    status: str
    status_code: str
    status_help: str
    date: str
    whereabouts: Whereabouts
    contacts: tuple[tuple[str, Link], ...]
    circles: tuple[CircleTie, ...]
    nearest: tuple[NearKind, ...]
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class Surroundings:
    """What lies around the homes of a directory; made once for a directory and role."""

    directory: Directory

    @cached_property
    def shelters(self) -> tuple[Place, ...]:
        """The homes this viewer may know, by district and name, those known to be closed last."""
        found = [place for place in self.directory.places if place.category == "shelter"]
        return tuple(sorted(found, key=_order))

    @cached_property
    def offers(self) -> NearestOffers:
        """The offers by kind."""
        return NearestOffers(self.directory)

    @cached_property
    def circles(self) -> Circles:
        """The friend circles."""
        return Circles(self.directory)

    @cached_property
    def rows(self) -> dict[str, dict[str, "ShelterRow"]]:
        """The rows written so far, by language and id: a row says nothing that passes with time."""
        return {}


def _order(place: Place) -> tuple[bool, str, str, str]:
    return place.status is Status.CLOSED, place.district or "", place.name, place.id


def shelter_rows(
    catalogue: Catalogue, around: Surroundings, shelters: Sequence[Place]
) -> tuple[ShelterRow, ...]:
    """Write homes for a list, each with the one nearest offer of every kind.

    Parameters
    ----------
    catalogue
        The language.
    around
        Of the directory as the viewer may know it.
    shelters
        Homes of that directory, in the order of the list.
    """
    kept = around.rows.setdefault(catalogue.language, {})
    new = [place for place in shelters if place.id not in kept]
    nearest = around.offers.of(new, 1)
    kept.update({place.id: _row(catalogue, around, place, nearest[place.id]) for place in new})
    return tuple(kept[place.id] for place in shelters)


def shelter_sheet(
    catalogue: Catalogue, around: Surroundings, shelter: Place, moment: datetime
) -> ShelterSheet:
    """Write the sheet of a home.

    Parameters
    ----------
    catalogue
        The language.
    around
        Of the directory as the viewer may know it.
    shelter
        A home of that directory.
    moment
        Timezone-aware now, for the age of the facts.
    """
    return ShelterSheet(
        id=shelter.id,
        name=shelter.name,
        operators=shelter.operators,
        capacity=_capacity(catalogue, shelter),
        status=catalogue.t(f"status.{shelter.status}"),
        status_code=shelter.status,
        status_help=catalogue.t(f"status.{shelter.status}.help"),
        date=dated(catalogue, shelter, moment),
        whereabouts=_whereabouts(catalogue, around.directory, shelter),
        contacts=contacts(catalogue, shelter),
        circles=tuple(_circle(catalogue, tie) for tie in around.circles.of(shelter)),
        nearest=_nearest(catalogue, around, around.offers.of([shelter])[shelter.id]),
        sources=tuple(link for url in shelter.sources if (link := web_link(url))),
    )


def _row(
    catalogue: Catalogue, around: Surroundings, place: Place, nearest: Nearby | None
) -> ShelterRow:
    stands = _whereabouts(catalogue, around.directory, place)
    return ShelterRow(
        id=place.id,
        name=place.name,
        address=address_line(place.address) if place.address.street else "",
        where=where(catalogue, place),
        operators=place.operators,
        capacity=_capacity(catalogue, place),
        status=catalogue.t(f"status.{place.status}"),
        status_code=place.status,
        date=source_date(catalogue, place),
        stop=stands.stop,
        lines=stands.lines,
        circles=tuple(tie.circle.name for tie in around.circles.of(place)),
        nearest=_nearest(catalogue, around, nearest),
    )


def _whereabouts(catalogue: Catalogue, directory: Directory, place: Place) -> Whereabouts:
    """Write where a home is, without links: they would tell another site its address."""
    return replace(whereabouts(catalogue, directory, place), directions=())


def _capacity(catalogue: Catalogue, place: Place) -> str:
    if place.capacity_places is None:
        return catalogue.t("volunteers.capacity.unknown")
    return catalogue.n("volunteers.capacity", place.capacity_places)


def _circle(catalogue: Catalogue, tie: Tie) -> CircleTie:
    if tie.basis is Basis.NAME:
        basis = catalogue.t("volunteers.circle.name")
    else:
        basis = catalogue.t("volunteers.circle.district")
    return CircleTie(
        tie.circle.id, tie.circle.name, tie.basis, basis, contacts(catalogue, tie.circle)
    )


def _nearest(
    catalogue: Catalogue, around: Surroundings, nearest: Nearby | None
) -> tuple[NearKind, ...]:
    missing = "volunteers.nearest.unknown" if nearest is None else "volunteers.nearest.none"
    written = []
    for kind in around.directory.vocabulary.kinds:
        found = (nearest or {}).get(kind.code, ())
        offers = tuple(_offer(catalogue, near) for near in found)
        label = catalogue.t(f"volunteers.kind.{kind.code}")
        written.append(NearKind(kind.code, label, offers, "" if offers else catalogue.t(missing)))
    return tuple(written)


def _offer(catalogue: Catalogue, near: Near) -> NearOffer:
    place = near.place
    return NearOffer(place.id, place.name, place.category, _how_far(catalogue, near))


def _how_far(catalogue: Catalogue, near: Near) -> str:
    far = formatting.distance(catalogue, near.distance_m)
    if near.is_rough:
        far = catalogue.t("card.about", distance=far)
    if near.walk_minutes > LONGEST_WALK_MINUTES:
        return far
    return f"{far} · {formatting.walk(catalogue, near.walk_minutes)}"
