"""The directory: all records with the districts and stops they stand among."""

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from geo.directory.districts import Districts
from geo.directory.place import Address, Place, Precision, Status, Visibility
from geo.directory.stops import Stops
from geo.directory.viewer import Role
from geo.directory.vocabulary import Vocabulary

FEWEST_TOLD = 2
"""A district with fewer shelters is not counted in public: one of one is an address."""


@dataclass(frozen=True)
class DistrictShelters:
    """What everybody may know of the shelters of a district."""

    district: str
    shelters: int
    capacity_places: int | None
    """Sum over the shelters; None where one of them has no known capacity."""


@dataclass(frozen=True)
class Directory:
    """Records, districts, stops and words; immutable.

    Everything downstream takes a directory made by ``visible_to`` and cannot tell that more
    exists. ``version`` is a hash of the files read; together with ``role`` it names a cache.
    """

    places: tuple[Place, ...] = ()
    districts: Districts = field(default_factory=Districts)
    stops: Stops = field(default_factory=Stops)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    water: dict[str, Any] = field(default_factory=dict)
    version: str = ""
    role: Role = Role.EDITOR
    shelters: tuple[DistrictShelters, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Place]:
        """Every record under its id."""
        return {place.id: place for place in self.places}

    @cached_property
    def positions(self) -> dict[str, int]:
        """The position of each record under its id."""
        return {place.id: position for position, place in enumerate(self.places)}

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
        may count are in ``shelters``, by district, where a district has two or more.
        """
        return replace(
            self,
            places=tuple(shown for place in self.places if (shown := _shown(place, role))),
            role=role,
            shelters=_district_shelters(self.places) or self.shelters,
        )


def _shown(place: Place, role: Role) -> Place | None:
    """Reduce a record to what the role may know; None withholds it whole."""
    if place.category == "shelter" and place.status is Status.PLANNED and role < Role.PLANNER:
        return None
    if place.visibility is Visibility.VOLUNTEERS and role < Role.VOLUNTEER:
        return None
    if place.visibility is Visibility.CONFIDENTIAL:
        place = _front_gate(place)
    return place if role >= Role.EDITOR else place.model_copy(update={"note": None})


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
        languages=place.languages,
        audience=place.audience,
        status=place.status,
        visibility=place.visibility,
        sources=place.sources,
        source_date=place.source_date,
        note=place.note,
    )


def _district_shelters(places: tuple[Place, ...]) -> tuple[DistrictShelters, ...]:
    running = [
        place
        for place in places
        if place.category == "shelter"
        and place.visibility is Visibility.VOLUNTEERS
        and place.status in (Status.OPEN, Status.UNVERIFIED)
        and place.district
    ]
    counts = Counter(place.district for place in running)
    return tuple(
        DistrictShelters(name, count, _capacity([p for p in running if p.district == name]))
        for name, count in sorted(counts.items())
        if name and count >= FEWEST_TOLD
    )


def _capacity(shelters: list[Place]) -> int | None:
    known = [p.capacity_places for p in shelters if p.capacity_places is not None]
    return sum(known) if len(known) == len(shelters) else None
