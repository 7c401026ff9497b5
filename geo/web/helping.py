"""What everybody who would like to help may know: where homes are needed to be helped, by whom.

No home is named and nothing here leads to one: districts are counted where they have two homes
or more, operators are named without a district, friend circles with their contact and no address.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from geo.directory.circles import Circles
from geo.directory.directory import Directory, DistrictShelters
from geo.directory.place import Place, Status
from geo.directory.viewer import Role
from geo.language.catalogue import Catalogue
from geo.web.card import where
from geo.web.links import Link
from geo.web.sheet import contacts

_AUDIENCE = "volunteers"
_OFFERS = ("volunteering", "mentoring", "accompaniment")
_OFFICE = "counselling"
_HAVE_THEIR_OWN_LIST = "friend_circle"

Contacts = tuple[tuple[str, Link], ...]
"""Ways to reach somebody, each under its heading."""


@dataclass(frozen=True)
class DistrictRow:
    """A district with the number of its homes and the places in them."""

    district: str
    shelters: str
    capacity: str


@dataclass(frozen=True)
class Reachable:
    """An organisation, a circle or an offer, and how to reach it."""

    name: str
    contacts: Contacts
    id: str = ""
    where: str = ""


@dataclass(frozen=True)
class Operator:
    """Who runs homes, with those of its public advice centres that can be reached."""

    name: str
    offices: tuple[Reachable, ...]


@dataclass(frozen=True)
class DistrictCircles:
    """The friend circles of a district, or of the whole city."""

    district: str
    circles: tuple[Reachable, ...]


@dataclass(frozen=True)
class Guidance:
    """How to start, and how to treat people, in short sentences."""

    steps_title: str
    steps: tuple[str, ...]
    rules_title: str
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Helping:
    """The public side of the volunteers' page."""

    districts: tuple[DistrictRow, ...]
    operators: tuple[Operator, ...]
    circles: tuple[DistrictCircles, ...]
    offers: tuple[Reachable, ...]
    guidance: Guidance


def helping(catalogue: Catalogue, directory: Directory) -> Helping:
    """Write the public side of the volunteers' page.

    Parameters
    ----------
    catalogue
        The language.
    directory
        Of any role: the page is made of what everybody may know, whoever looks.
    """
    public = directory.visible_to(Role.PUBLIC)
    running = [place for place in public.places if place.status is not Status.CLOSED]
    return Helping(
        districts=tuple(_district(catalogue, counted) for counted in public.shelters),
        operators=tuple(_operator(catalogue, name, running) for name in public.shelter_operators),
        circles=_circles(catalogue, Circles(public)),
        offers=_offers(catalogue, running),
        guidance=guidance(catalogue),
    )


def guidance(catalogue: Catalogue) -> Guidance:
    """Give the steps and the rules: a line of the text each."""
    return Guidance(
        steps_title=catalogue.t("volunteers.start.title"),
        steps=tuple(catalogue.t("volunteers.start").splitlines()),
        rules_title=catalogue.t("volunteers.rules.title"),
        rules=tuple(catalogue.t("volunteers.rules").splitlines()),
    )


def _district(catalogue: Catalogue, counted: DistrictShelters) -> DistrictRow:
    capacity = counted.capacity_places
    return DistrictRow(
        district=counted.district,
        shelters=catalogue.n("find.shelters.count", counted.shelters),
        capacity=catalogue.t("volunteers.capacity.unknown")
        if capacity is None
        else catalogue.n("volunteers.capacity", capacity),
    )


def _operator(catalogue: Catalogue, name: str, running: Iterable[Place]) -> Operator:
    offices = (
        _reachable(catalogue, place)
        for place in running
        if place.category == _OFFICE and name in place.operators
    )
    return Operator(name, tuple(office for office in offices if office.contacts))


def _circles(catalogue: Catalogue, circles: Circles) -> tuple[DistrictCircles, ...]:
    """List the circles by district, those of the whole city at the end."""
    names = sorted(name for name in circles.by_district if name)
    return tuple(
        DistrictCircles(
            district=name or catalogue.t("card.city_wide"),
            circles=tuple(
                Reachable(circle.name, contacts(catalogue, circle), circle.id)
                for circle in circles.by_district[name]
            ),
        )
        for name in (*names, None)
        if name in circles.by_district
    )


def _offers(catalogue: Catalogue, running: Iterable[Place]) -> tuple[Reachable, ...]:
    found = [place for place in running if _is_for_volunteers(place)]
    ordered = sorted(found, key=lambda place: (place.name, place.id))
    return tuple(_reachable(catalogue, place) for place in ordered)


def _is_for_volunteers(place: Place) -> bool:
    if place.category == _HAVE_THEIR_OWN_LIST:
        return False
    return _AUDIENCE in place.audience or not set(_OFFERS).isdisjoint(place.offers)


def _reachable(catalogue: Catalogue, place: Place) -> Reachable:
    return Reachable(place.name, contacts(catalogue, place), place.id, where(catalogue, place))
