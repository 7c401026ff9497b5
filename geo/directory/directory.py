"""The directory: all records with the districts and stops they stand among."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from geo.directory.districts import Districts
from geo.directory.history import Event, by_place
from geo.directory.place import Address, Place, Precision, Status, Visibility
from geo.directory.programme import Programme
from geo.directory.stops import Stops
from geo.directory.viewer import Role
from geo.directory.vocabulary import Vocabulary

FEWEST_TOLD = 2
"""Fewer sites in a district, or of an operator, are not told: one of one is an address."""

CAPACITY_STEP = 50
"""Capacities of a district are told in multiples of this many places."""


@dataclass(frozen=True)
class DistrictShelters:
    """What everybody may know of the shelters of a district."""

    district: str
    shelters: int
    capacity_places: int | None
    """Sum over the shelters in round figures; None where one has no known capacity."""


@dataclass(frozen=True)
class Directory:
    """Records, districts, stops and words; immutable.

    Everything downstream takes a directory made by ``visible_to`` and cannot tell that more
    exists. ``ground`` names the files that hold no records: districts, stops, water and words.
    ``history`` has events of public places alone.
    """

    places: tuple[Place, ...] = ()
    districts: Districts = field(default_factory=Districts)
    stops: Stops = field(default_factory=Stops)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    water: dict[str, Any] = field(default_factory=dict)
    ground: str = ""
    programme: Programme = field(default_factory=Programme)
    role: Role = Role.EDITOR
    shelters: tuple[DistrictShelters, ...] = ()
    shelter_operators: tuple[str, ...] = ()
    history: tuple[Event, ...] = ()

    @cached_property
    def version(self) -> str:
        """Name the records told here and their ground; with ``role`` it names a cache.

        It is a hash of the records of this directory and of nothing that was left out of it:
        nobody can test guesses at protected records against it, or see when one of them changes.
        """
        digest = hashlib.sha256(self.ground.encode())
        for place in self.places:
            digest.update(place.model_dump_json().encode())
        for event in self.history:
            digest.update(event.model_dump_json().encode())
        for item in self.programme.items:
            digest.update(item.model_dump_json().encode())
        return digest.hexdigest()[:16]

    @cached_property
    def by_id(self) -> dict[str, Place]:
        """Every record under its id."""
        return {place.id: place for place in self.places}

    @cached_property
    def positions(self) -> dict[str, int]:
        """The position of each record under its id."""
        return {place.id: position for position, place in enumerate(self.places)}

    @cached_property
    def histories(self) -> Mapping[str, tuple[Event, ...]]:
        """The events of each place that has any, the earliest first, under its id."""
        return by_place(self.history)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Every language some place says it speaks, by code."""
        return tuple(sorted({code for place in self.places for code in place.languages}))

    def visible_to(self, role: Role) -> "Directory":
        """Return the directory as this role may know it: the one place where tiers are applied.

        Parameters
        ----------
        role
            Of the viewer, decided on the server for each rerun and each request.

        Returns
        -------
        A directory whose records carry no more than the role may know. Shelters that everybody
        may count are in ``shelters``, by district, where a district has two or more sites; who runs
        homes at two or more sites is in ``shelter_operators``, and never where.
        """
        places = tuple(shown for place in self.places if (shown := _shown(place, role)))
        public = {place.id for place in places if place.visibility is Visibility.PUBLIC}
        return replace(
            self,
            places=places,
            programme=self.programme.at({place.id for place in places if place.may_have_programme}),
            role=role,
            shelters=_district_shelters(self.places) or self.shelters,
            shelter_operators=_shelter_operators(self.places) or self.shelter_operators,
            history=tuple(event for event in self.history if event.place in public),
        )


def _shown(place: Place, role: Role) -> Place | None:
    """Reduce a record to what the role may know; None withholds it whole."""
    if place.category == "shelter" and place.status is Status.PLANNED and role < Role.PLANNER:
        return None
    if place.visibility is Visibility.VOLUNTEERS and role < Role.VOLUNTEER:
        return None
    if place.visibility is Visibility.CONFIDENTIAL:
        if not _has_front_gate(place) and role < Role.EDITOR:
            return None
        place = _front_gate(place)
    return place if role >= Role.EDITOR else place.model_copy(update={"note": None})


def _has_front_gate(place: Place) -> bool:
    """Tell whether a protected home has a public contact: without one there is nothing to say."""
    return any((place.contact.phone, place.contact.email, place.contact.website))


def _front_gate(place: Place) -> Place:
    """Keep the name, the public contact and the service area, and nothing that leads further."""
    return Place(
        id=place.id,
        category=place.category,
        name=place.name,
        operators=place.operators,
        address=Address(),
        district=place.district,
        precision=Precision.DISTRICT if place.district else Precision.NONE,
        contact=place.contact,
        status=place.status,
        visibility=place.visibility,
        sources=(),
        source_date=place.source_date,
        note=place.note,
    )


def _running_shelters(places: tuple[Place, ...]) -> list[Place]:
    """Find the shelters everybody may count."""
    return [
        place
        for place in places
        if place.category == "shelter"
        and place.visibility is Visibility.VOLUNTEERS
        and place.status in (Status.OPEN, Status.UNVERIFIED)
        and place.district
    ]


def _shelter_operators(places: tuple[Place, ...]) -> tuple[str, ...]:
    """Name who runs homes at two or more sites."""
    running = _running_shelters(places)
    names = {name for place in running for name in place.operators}
    run_by = {name: [place for place in running if name in place.operators] for name in names}
    return tuple(sorted(name for name, homes in run_by.items() if _sites(homes) >= FEWEST_TOLD))


def _sites(shelters: list[Place]) -> int:
    """Count sites: records of one street, or of one point, may be the same one."""
    seen: list[set[object]] = []
    for place in shelters:
        marks = {place.address.street or place.id, place.point or place.id}
        joined = [site for site in seen if site & marks]
        seen = [site for site in seen if not site & marks] + [marks.union(*joined)]
    return len(seen)


def _district_shelters(places: tuple[Place, ...]) -> tuple[DistrictShelters, ...]:
    running = _running_shelters(places)
    districts = sorted({place.district for place in running if place.district})
    homes = {name: [place for place in running if place.district == name] for name in districts}
    return tuple(
        DistrictShelters(name, len(homes[name]), _capacity(homes[name]))
        for name in districts
        if _sites(homes[name]) >= FEWEST_TOLD
    )


def _capacity(shelters: list[Place]) -> int | None:
    """Sum up in round figures: else the sums of two days would tell what one home between has."""
    known = [p.capacity_places for p in shelters if p.capacity_places is not None]
    if len(known) < len(shelters):
        return None
    return CAPACITY_STEP * max(1, round(sum(known) / CAPACITY_STEP))
