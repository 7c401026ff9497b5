"""What there is to be reached: services with a point, and those known only by district.

A place counts as one service, or with its number of places where a capacity is asked for. Its
weight, over 0 and up to 1, is the probability that it still is as the directory says: measures
count a service with its weight, ``uncertainty`` draws it as there or not there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

import numpy as np

from geo.coverage.columns import (
    Floats,
    Indices,
    finite,
    frozen,
    require_metres,
    same_length,
)
from geo.coverage.errors import CapacityError, ColumnError, NoSupplyError
from geo.coverage.reliability import Reliability
from geo.crs import to_metric
from geo.directory.directory import Directory
from geo.directory.place import Place, Visibility

SERVICES: Final = "services"
PLACES: Final = "places"

Row = tuple[Place, float]
"""A record and its weight."""


@dataclass(frozen=True, eq=False)
class Unlocated:
    """Services of which only the district is known; columns of shape ``(n,)``."""

    ids: tuple[str, ...] = ()
    area: Indices = field(default_factory=lambda: np.empty(0, dtype=np.intp))
    capacity: Floats = field(default_factory=lambda: np.empty(0))
    weight: Floats = field(default_factory=lambda: np.empty(0))
    hours: tuple[str | None, ...] = ()

    def taken(self, rows: Indices) -> "Unlocated":
        """Take some of these services."""
        return Unlocated(
            ids=tuple(self.ids[row] for row in rows),
            area=self.area[rows],
            capacity=self.capacity[rows],
            weight=self.weight[rows],
            hours=tuple(self.hours[row] for row in rows) if self.hours else (),
        )


@dataclass(frozen=True, eq=False)
class Supply:
    """Services at points; all columns have the shape ``(n,)``, several may share a point.

    ``x_m`` and ``y_m`` are EPSG:25832 metres, ``accuracy_m`` the radius inside which the place is
    expected. ``capacity`` is in ``unit``, NaN where it is not known. ``area`` is the index into
    ``areas``, -1 outside. ``hours`` are OSM texts, None where nobody knows them. ``city_wide``
    names services without a point or a district: they are near to nobody in particular.

    Raises
    ------
    ColumnError
        If lengths differ, a position is not finite, a capacity is negative, or a weight is not
        over 0 and up to 1.
    CrsError
        If the positions are degrees.
    """

    x_m: Floats
    y_m: Floats
    accuracy_m: Floats
    capacity: Floats
    weight: Floats
    ids: tuple[str, ...]
    area: Indices
    areas: tuple[str, ...]
    unit: str = SERVICES
    hours: tuple[str | None, ...] = ()
    unlocated: Unlocated = field(default_factory=Unlocated)
    city_wide: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        names = ("x_m", "y_m", "accuracy_m", "capacity", "weight")
        same_length(area=self.area, ids=self.ids, **{name: getattr(self, name) for name in names})
        for name in ("x_m", "y_m", "accuracy_m", "weight"):
            object.__setattr__(self, name, finite(f"{name} of the supply", getattr(self, name)))
        capacity = frozen(np.asarray(self.capacity, dtype=np.float64))
        object.__setattr__(self, "capacity", capacity)
        object.__setattr__(self, "area", frozen(np.asarray(self.area, dtype=np.intp)))
        require_metres(self.x_m, self.y_m)
        self._refuse(capacity < 0, capacity, "capacity must not be negative")
        self._refuse(np.isinf(capacity), capacity, "capacity must be a number, or NaN for unknown")
        believable = (self.weight > 0) & (self.weight <= 1)
        self._refuse(~believable, self.weight, "weight must be over 0 and up to 1")

    @property
    def size(self) -> int:
        """Number of services with a point."""
        return len(self.ids)

    def taken(self, rows: Indices) -> "Supply":
        """Take some services with a point; what has none, and city-wide services, are left out."""
        return replace(
            self,
            x_m=self.x_m[rows],
            y_m=self.y_m[rows],
            accuracy_m=self.accuracy_m[rows],
            capacity=self.capacity[rows],
            weight=self.weight[rows],
            ids=tuple(self.ids[row] for row in rows),
            area=self.area[rows],
            hours=tuple(self.hours[row] for row in rows) if self.hours else (),
            unlocated=Unlocated(),
            city_wide=(),
        )

    @property
    def amount(self) -> Floats:
        """Capacity times weight: what is expected to be there, in ``unit``.

        Raises
        ------
        NoSupplyError
            If there is no service with a point.
        CapacityError
            If a capacity is not known, or all are zero.
        """
        require_supply(self)
        unknown = np.flatnonzero(np.isnan(self.capacity))
        if len(unknown):
            first = ", ".join(self.ids[row] for row in unknown[:3])
            msg = (
                f"the capacity of {len(unknown)} of {self.size} services is not known ({first}"
                f"{', ...' if len(unknown) > 3 else ''}): count services instead of places, "  # noqa: PLR2004
                "or say how many places to assume"
            )
            raise CapacityError(msg)
        if not self.capacity.any():
            msg = f"the capacity of all {self.size} services is zero: nothing can be shared out"
            raise CapacityError(msg)
        return self.capacity * self.weight

    def _refuse(self, wrong: Sequence[bool] | np.ndarray, column: Floats, wanted: str) -> None:
        rows = np.flatnonzero(wrong)
        if len(rows):
            msg = f"{self.ids[rows[0]]} (row {rows[0]}) has {column[rows[0]]}: {wanted}"
            raise ColumnError(msg)


def require_supply(supply: Supply) -> None:
    """Refuse to measure the way to nothing.

    Raises
    ------
    NoSupplyError
        If no service has a point.
    """
    if not supply.size:
        others = len(supply.unlocated.ids) + len(supply.city_wide)
        msg = f"no service with a point ({others} without one): widen the choice of services"
        raise NoSupplyError(msg)


def supply_of(
    directory: Directory,
    places: Sequence[Place],
    *,
    unit: str = SERVICES,
    assumed_places: float | None = None,
    reliability: Reliability | None = None,
    today: date | None = None,
) -> Supply:
    """Take records as supply.

    Parameters
    ----------
    directory
        As the viewer may know it, made by ``visible_to``.
    places
        Records of this directory, for example those of a search. Protected homes are left out,
        whoever looks: their front gate is no place to walk to.
    unit
        ``"services"`` counts each place as one, ``"places"`` with its capacity.
    assumed_places
        Capacity of a place of which none is known; without it that stays unknown.
    reliability
        How far records are believed; a weight of zero leaves a place out. None: fully.
    today
        The day ages are counted from; needed where the reliability has a half-life.

    Raises
    ------
    ValueError
        If a record is not this directory's own, the unit is another, or ``today`` is missing.
    """
    if unit not in (SERVICES, PLACES):
        msg = f"unit {unit!r} is not known: count {SERVICES!r} or {PLACES!r}"
        raise ValueError(msg)
    _require_own(directory, places)
    rows = _believed(places, reliability or Reliability(), today)
    areas = tuple(item.name for item in directory.districts.items)
    located = [(place, weight) for place, weight in rows if place.point]
    unlocated = [(place, weight) for place, weight in rows if not place.point]
    metres = to_metric(
        np.array([place.point.lat for place, _ in located if place.point], float),
        np.array([place.point.lon for place, _ in located if place.point], float),
    )
    return Supply(
        x_m=metres[:, 0],
        y_m=metres[:, 1],
        accuracy_m=np.array([p.point.accuracy_m for p, _ in located if p.point], float),
        capacity=_capacities(located, unit, assumed_places),
        weight=np.array([weight for _, weight in located], float),
        ids=tuple(place.id for place, _ in located),
        area=directory.districts.locate(metres[:, 0], metres[:, 1]),
        areas=areas,
        unit=unit,
        hours=tuple(place.opening_hours for place, _ in located),
        unlocated=_by_district(unlocated, areas, unit, assumed_places),
        city_wide=tuple(place.id for place, _ in unlocated if place.district not in areas),
    )


def _by_district(
    rows: list[Row], areas: tuple[str, ...], unit: str, assumed_places: float | None
) -> Unlocated:
    known = [(place, weight) for place, weight in rows if place.district in areas]
    return Unlocated(
        ids=tuple(place.id for place, _ in known),
        area=np.array([areas.index(place.district or "") for place, _ in known], np.intp),
        capacity=_capacities(known, unit, assumed_places),
        weight=np.array([weight for _, weight in known], float),
        hours=tuple(place.opening_hours for place, _ in known),
    )


def _require_own(directory: Directory, places: Sequence[Place]) -> None:
    """Refuse records the viewer of the directory may know otherwise, or not at all."""
    for place in places:
        if directory.by_id.get(place.id) != place:
            # The id is not told: the record may be one the viewer must not know of.
            msg = "a place is not this directory's own: take places from directory.places"
            raise ValueError(msg)


def _believed(places: Sequence[Place], reliability: Reliability, today: date | None) -> list[Row]:
    """Weigh the records; leave out protected homes and what is not believed at all."""
    if reliability.half_life_years is not None and today is None:
        msg = "ages are counted from a day: give today, for example date(2026, 1, 5)"
        raise ValueError(msg)
    open_places = (p for p in places if p.visibility is not Visibility.CONFIDENTIAL)
    rows = [(place, reliability.of(place, today or date.min)) for place in open_places]
    return [(place, weight) for place, weight in rows if weight > 0]


def _capacities(places: list[Row], unit: str, assumed_places: float | None) -> Floats:
    if unit == SERVICES:
        return np.ones(len(places))
    otherwise = np.nan if assumed_places is None else assumed_places
    known = [place.capacity_places for place, _ in places]
    return np.array([otherwise if number is None else number for number in known], float)
