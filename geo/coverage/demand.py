"""Who is to be served, and where: points with a number of people.

Coordinates are EPSG:25832 metres. The people of a district whose number nobody knows are unknown:
the district is named in ``unknown`` and has no points, it never counts as a district of nobody.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from geo.coverage.columns import (
    Floats,
    Indices,
    finite,
    frozen,
    not_negative,
    require_metres,
    same_length,
)
from geo.coverage.errors import NoDemandError, PlannersOnlyError
from geo.coverage.figures import Figure
from geo.coverage.spread import Spread, layout
from geo.crs import to_metric
from geo.directory.directory import Directory
from geo.directory.place import Place, Status, Visibility
from geo.directory.viewer import Role

SHELTER_PLACES: Final = "shelter places"


@dataclass(frozen=True, eq=False)
class Demand:
    """People at points.

    ``x_m``, ``y_m`` and ``weight`` have the shape ``(n,)``, ``weight`` in ``unit``. ``area`` is
    the index into ``areas`` of the district, -1 outside. ``assumption`` tells how people were put
    on points. ``unknown`` names districts without a figure, ``fallback`` those without a stop,
    ``figures`` what the weights were made from.

    Raises
    ------
    ColumnError
        If a weight is NaN or negative, a position is not finite, or lengths differ.
    CrsError
        If the positions are degrees.
    NoDemandError
        If there are no points, or nobody at any of them.
    """

    x_m: Floats
    y_m: Floats
    weight: Floats
    area: Indices
    areas: tuple[str, ...]
    unit: str
    assumption: Spread
    unknown: tuple[str, ...] = ()
    fallback: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()

    def __post_init__(self) -> None:
        same_length(x_m=self.x_m, y_m=self.y_m, weight=self.weight, area=self.area)
        for name in ("x_m", "y_m"):
            object.__setattr__(self, name, finite(f"{name} of the demand", getattr(self, name)))
        weight = not_negative("weight of the demand", self.weight)
        object.__setattr__(self, "weight", weight)
        object.__setattr__(self, "area", frozen(np.asarray(self.area, dtype=np.intp)))
        require_metres(self.x_m, self.y_m)
        self._require_people()

    def _require_people(self) -> None:
        if not self.total > 0:
            msg = f"no demand: {self.size} points with {self.total:g} {self.unit} between them"
            if self.unknown:
                msg += f"; no figure is known of {', '.join(self.unknown)}"
            msg += "; choose another source of demand"
            raise NoDemandError(msg)

    @property
    def size(self) -> int:
        """Number of points."""
        return len(self.weight)

    @property
    def unknown_areas(self) -> tuple[str, ...]:
        """Districts without a figure, in the order of ``areas``."""
        unknown = set(self.unknown)
        return tuple(name for name in self.areas if name in unknown)

    @property
    def total(self) -> float:
        """All people, in ``unit``."""
        return float(self.weight.sum())


def inhabitants(directory: Directory, spread: Spread = Spread.STOPS) -> Demand:
    """Take all inhabitants as demand, from the population of the districts."""
    people = {item.name: float(item.population) for item in directory.districts.items}
    return _spread_out(directory, spread, people, "inhabitants")


def refugees_housed(
    figures: Mapping[str, Figure], directory: Directory, spread: Spread = Spread.STOPS
) -> Demand:
    """Take the refugees housed as demand.

    Parameters
    ----------
    figures
        By name of the district, of one metric and one period; see ``figures.choose``. A rate per
        1,000 inhabitants is turned into people by the population of the district.
    directory
        With districts and stops.
    spread
        How the people of a district are put on points.
    """
    population = {item.name: item.population for item in directory.districts.items}
    people = {
        name: figure.value * (population[name] / 1000 if figure.per_1000_inhabitants else 1)
        for name, figure in figures.items()
        if name in population
    }
    used = tuple(figures[name] for name in people)
    return _spread_out(directory, spread, people, "refugees housed", used)


def shelter_places(directory: Directory, spread: Spread = Spread.STOPS) -> Demand:
    """Take the places in shelters as demand: what everybody may know of them, by district.

    Notes
    -----
    Only ``directory.shelters`` is read, which counts a district where it has two sites or more
    and tells a capacity, in round figures, where all of them have one. No home's position enters.
    """
    people = {
        row.district: float(row.capacity_places)
        for row in directory.shelters
        if row.capacity_places is not None
    }
    return _spread_out(directory, spread, people, SHELTER_PLACES)


def homes(directory: Directory, spread: Spread = Spread.STOPS) -> Demand:
    """Take the places in homes as demand, each at its point: for planners alone.

    Parameters
    ----------
    directory
        As a planner may know it.
    spread
        How the places of homes of which only the district is known are put on points.

    Raises
    ------
    PlannersOnlyError
        If the directory is that of somebody who may not know where homes are.
    NoDemandError
        If no running home has a known capacity.

    Notes
    -----
    Homes whose capacity nobody knows, or neither point nor district, are named in ``unknown``.
    """
    if directory.role < Role.PLANNER:
        msg = "the points of homes are for planners: use shelter_places"
        raise PlannersOnlyError(msg)
    running = [place for place in directory.places if _is_running_home(place)]
    known = [place for place in running if place.capacity_places is not None]
    located = located_homes(directory)
    areas = tuple(item.name for item in directory.districts.items)
    rest = [place for place in known if not place.point and place.district in areas]
    x_m, y_m = _metres(located).T
    weight = np.array([place.capacity_places for place in located], dtype=np.float64)
    columns, fallback = _shared_out(directory, spread, _sum_by_district(rest))
    told = {place.id for place in (*located, *rest)}
    return Demand(
        x_m=np.append(x_m, columns[0]),
        y_m=np.append(y_m, columns[1]),
        weight=np.append(weight, columns[2]),
        area=np.append(directory.districts.locate(x_m, y_m), columns[3]).astype(np.intp),
        areas=areas,
        unit=SHELTER_PLACES,
        assumption=spread,
        unknown=tuple(place.name for place in running if place.id not in told),
        fallback=fallback,
    )


def located_homes(directory: Directory) -> tuple[Place, ...]:
    """List the homes that are the first points of ``homes``, in that order.

    Parameters
    ----------
    directory
        As the viewer may know it: of anybody but those who may know homes it holds none.
    """
    return tuple(
        place
        for place in directory.places
        if _is_running_home(place) and place.capacity_places is not None and place.point
    )


def _is_running_home(place: Place) -> bool:
    return (
        place.category == "shelter"
        and place.visibility is Visibility.VOLUNTEERS
        and place.status in (Status.OPEN, Status.UNVERIFIED)
    )


def _metres(places: Sequence[Place]) -> Floats:
    points = [(place.point.lat, place.point.lon) for place in places if place.point]
    degrees = np.array(points, dtype=np.float64).reshape(-1, 2)
    return to_metric(degrees[:, 0], degrees[:, 1])


def _sum_by_district(places: Iterable[Place]) -> dict[str, float]:
    sums: dict[str, float] = {}
    for place in places:
        name = place.district or ""
        sums[name] = sums.get(name, 0) + float(place.capacity_places or 0)
    return sums


def _spread_out(
    directory: Directory,
    spread: Spread,
    people: Mapping[str, float],
    unit: str,
    figures: tuple[Figure, ...] = (),
) -> Demand:
    """Share the people of each district over its points; leave out districts without a figure."""
    (x_m, y_m, weight, area), fallback = _shared_out(directory, spread, people)
    areas = tuple(item.name for item in directory.districts.items)
    return Demand(
        x_m=x_m,
        y_m=y_m,
        weight=weight,
        area=area.astype(np.intp),
        areas=areas,
        unit=unit,
        assumption=spread,
        unknown=tuple(name for name in areas if name not in people),
        fallback=fallback,
        figures=figures,
    )


def _shared_out(
    directory: Directory, spread: Spread, people: Mapping[str, float]
) -> tuple[tuple[Floats, Floats, Floats, Indices], tuple[str, ...]]:
    """Put people on the points of their districts: x, y, weight, area, and the fallbacks."""
    points = layout(directory, spread)
    areas = [item.name for item in directory.districts.items]
    by_area = np.array([people.get(name, np.nan) for name in areas], dtype=np.float64)
    n_points = np.bincount(points.area, minlength=len(areas))
    known = np.isfinite(by_area)[points.area]
    area = points.area[known]
    columns = points.x_m[known], points.y_m[known], by_area[area] / n_points[area], area
    return columns, tuple(name for name in points.fallback if name in people)
