"""What everybody who would like to help may know: where homes are needed to be helped, by whom.

No home is named and nothing here leads to one: districts are counted where they have two homes
or more, operators are named without a district, friend circles with their contact and no address.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from geo.directory.circles import Circles
from geo.directory.directory import Directory, DistrictShelters
from geo.directory.place import Place, Status
from geo.directory.viewer import Role
from geo.language import formatting
from geo.language.catalogue import Catalogue
from geo.web.card import where
from geo.web.links import Link
from geo.web.sheet import contacts

_AUDIENCE = "volunteers"
_OFFERS = ("volunteering", "mentoring", "accompaniment")
_OFFICE = "counselling"
_CITY = "Landeshauptstadt Stuttgart"
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
    city_offices: tuple[Reachable, ...]
    offers: tuple[Reachable, ...]
    guidance: Guidance


def helping(
    catalogue: Catalogue,
    directory: Directory,
    districts: Collection[str] = (),
    kinds: Collection[str] = (),
) -> Helping:
    """Write the public side of the volunteers' page.

    Parameters
    ----------
    catalogue
        The language.
    directory
        Of any role: the page is made of what everybody may know, whoever looks.
    districts
        Numbers of the only districts to tell of; empty means all. What is there for the whole
        city is always told.
    kinds
        Codes of the only kinds of help that offers are told of; empty means all.
    """
    public = directory.visible_to(Role.PUBLIC)
    chosen = _names(public, districts)
    offers = [place for place in _running(public) if _is_for_volunteers(place)]
    asked = [kind for kind in public.vocabulary.help_kinds if kind.code in kinds]
    near = [
        place
        for place in offers
        if _is_near(place.district, chosen)
        and (not asked or any(kind.has(place) for kind in asked))
    ]
    return Helping(
        districts=tuple(
            _district(catalogue, counted)
            for counted in public.shelters
            if _is_near(counted.district, chosen)
        ),
        operators=tuple(
            Operator(name, offices_of(catalogue, public, name)) for name in public.shelter_operators
        ),
        circles=_circles(catalogue, Circles(public), chosen),
        city_offices=_listed(catalogue, (place for place in offers if _is_the_citys(place))),
        offers=_listed(catalogue, (place for place in near if not _is_the_citys(place))),
        guidance=guidance(catalogue),
    )


def _names(directory: Directory, numbers: Collection[str]) -> set[str]:
    return {item.name for item in directory.districts.items if item.number in numbers}


def _is_near(district: str | None, chosen: set[str]) -> bool:
    """Tell what to show where districts are chosen; what is there for the whole city always is."""
    return not chosen or district is None or district in chosen


def _running(directory: Directory) -> list[Place]:
    return [place for place in directory.places if place.status is not Status.CLOSED]


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
        else catalogue.t("find.shelters.about", count=formatting.number(catalogue, capacity)),
    )


def offices_of(catalogue: Catalogue, directory: Directory, operator: str) -> tuple[Reachable, ...]:
    """List the public advice centres of an operator that can be reached."""
    offices = (
        _reachable(catalogue, place)
        for place in _running(directory)
        if place.category == _OFFICE and operator in place.operators
    )
    return tuple(office for office in offices if office.contacts)


def _circles(
    catalogue: Catalogue, circles: Circles, chosen: set[str]
) -> tuple[DistrictCircles, ...]:
    """List the circles by district, those of the whole city at the end."""
    names = sorted(name for name in circles.by_district if name and _is_near(name, chosen))
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


def _listed(catalogue: Catalogue, places: Iterable[Place]) -> tuple[Reachable, ...]:
    ordered = sorted(places, key=lambda place: (place.name, place.id))
    return tuple(_reachable(catalogue, place) for place in ordered)


def _is_the_citys(place: Place) -> bool:
    return any(name.startswith(_CITY) for name in place.operators)


def _is_for_volunteers(place: Place) -> bool:
    if place.category == _HAVE_THEIR_OWN_LIST:
        return False
    return _AUDIENCE in place.audience or not set(_OFFERS).isdisjoint(place.offers)


def _reachable(catalogue: Catalogue, place: Place) -> Reachable:
    return Reachable(place.name, contacts(catalogue, place), place.id, where(catalogue, place))
