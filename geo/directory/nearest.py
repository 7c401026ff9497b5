"""What help is near a home: the nearest offers of each kind, for many homes at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from geo.crs import to_metric
from geo.directory.directory import Directory
from geo.directory.place import Place, Status
from geo.directory.vocabulary import Kind
from geo.directory.walking import walk_minutes

Nearby = Mapping[str, tuple["Near", ...]]
"""The nearest offers under the code of their kind, the nearest first."""


@dataclass(frozen=True)
class Near:
    """An offer with the straight-line distance to it and an estimate of the walk.

    ``is_rough`` is True where one of the two points stands for an area, not for a door.
    """

    place: Place
    distance_m: float
    is_rough: bool

    @property
    def walk_minutes(self) -> int:
        """Estimate the walk."""
        return walk_minutes(self.distance_m)


@dataclass(frozen=True)
class NearestOffers:
    """The offers of a directory by kind, ready to be asked for the nearest ones.

    Make it once for a directory: it keeps a k-d tree of each kind. Homes themselves, places that
    are closed and places without a point are never offers.
    """

    directory: Directory

    def of(self, shelters: Sequence[Place], count: int = 3) -> dict[str, Nearby | None]:
        """Find the nearest offers of every kind for each of some homes.

        Parameters
        ----------
        shelters
            The homes.
        count
            How many offers of each kind; fewer where there are fewer.

        Returns
        -------
        The offers under the id of each home; None where the home has no point, which means
        unknown and not "nothing near". Kinds are in the order of ``kinds.csv``.

        Raises
        ------
        ValueError
            If ``count`` is less than one.
        """
        if count < 1:
            msg = f"count is {count}; ask for one offer of each kind or more"
            raise ValueError(msg)
        located = [shelter for shelter in shelters if shelter.point]
        columns = {
            kind.code: _nearest(offers, tree, located, _metres(located), count)
            for kind, offers, tree in self._trees
        }
        found: dict[str, Nearby | None] = {shelter.id: None for shelter in shelters}
        for row, shelter in enumerate(located):
            found[shelter.id] = {code: column[row] for code, column in columns.items()}
        return found

    @cached_property
    def _trees(self) -> list[tuple[Kind, list[Place], cKDTree]]:
        offers = [place for place in self.directory.places if _is_offer(place)]
        metres = _metres(offers)
        kinds: list[tuple[Kind, list[Place], cKDTree]] = []
        for kind in self.directory.vocabulary.kinds:
            rows = [row for row, place in enumerate(offers) if kind.has(place)]
            kinds.append((kind, [offers[row] for row in rows], cKDTree(metres[rows])))
        return kinds


def _is_offer(place: Place) -> bool:
    return bool(place.point) and place.category != "shelter" and place.status is not Status.CLOSED


def _metres(places: Sequence[Place]) -> NDArray[np.float64]:
    """Project the points of located places to EPSG:25832, shape ``(n, 2)``."""
    points = [place.point for place in places if place.point]
    lat = np.array([point.lat for point in points], float)
    lon = np.array([point.lon for point in points], float)
    return to_metric(lat, lon)


def _nearest(
    offers: list[Place],
    tree: cKDTree,
    shelters: list[Place],
    metres: NDArray[np.float64],
    count: int,
) -> list[tuple[Near, ...]]:
    """Ask a tree for all homes at once: one tuple of offers a home."""
    ranks = range(1, min(count, len(offers)) + 1)
    if not ranks or not shelters:
        return [()] * len(shelters)
    found = tree.query(metres, k=ranks)
    distances_m, positions = (np.asarray(column).tolist() for column in found)
    return [
        tuple(
            Near(offers[i], distance_m, shelter.precision.is_area or offers[i].precision.is_area)
            for distance_m, i in zip(row_m, row, strict=True)
        )
        for shelter, row_m, row in zip(shelters, distances_m, positions, strict=True)
    ]
