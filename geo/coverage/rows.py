"""Points sorted into rows, to find all of them within a distance fast and in little memory.

The plane is cut into rows half a radius high; within a row the points are sorted by x. What lies
around a place is then one slice of each of six rows at most, and two searches in one sorted column
find where a slice begins and ends. For millions of points this is faster than a k-d tree, whose
answers come as lists of Python numbers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from geo.coverage.columns import Floats, Indices

BLOCK_PAIRS: Final = 200_000
"""Candidates looked at together; a place with more of them is a block of its own."""

_ROWS_PER_RADIUS = 2
_HAIR = 1e-6


@dataclass(frozen=True, eq=False)
class PointRows:
    """Points in EPSG:25832 metres, sorted for one radius; made by ``of``.

    ``key`` is ascending: the number of the row times ``span_m``, plus the distance from the west.
    ``order`` are the positions of the points in that order.
    """

    key: Floats
    order: NDArray[np.uint32]
    x_m: Floats
    y_m: Floats
    radius_m: float
    origin_m: tuple[float, float]
    span_m: float

    @classmethod
    def of(cls, x_m: Floats, y_m: Floats, radius_m: float) -> Self:
        """Sort points, columns of shape ``(n,)``, to be asked for what lies within a radius.

        Raises
        ------
        ValueError
            If the radius is not over zero.
        """
        if not radius_m > 0:
            msg = f"a radius of {radius_m} m reaches nothing: give one over 0"
            raise ValueError(msg)
        west, south = float(x_m.min()), float(y_m.min())
        # Wide enough that a slice never runs over into the next row.
        span_m = float(x_m.max()) - west + 4 * radius_m + 1
        key = np.floor((y_m - south) * (_ROWS_PER_RADIUS / radius_m))
        key *= span_m
        key += x_m - west
        # Four bytes tell four billion points apart, and millions of them are held here.
        order = np.argsort(key).astype(np.uint32)
        # Sorted copies of the points would be a little faster and cost half as much again.
        return cls(key[order], order, x_m, y_m, radius_m, (west, south), span_m)

    def near(self, x_m: Floats, y_m: Floats) -> Iterator[tuple[Indices, Indices, Floats]]:
        """Yield all pairs of a point and a place within the radius, whole places at a time.

        Parameters
        ----------
        x_m, y_m
            Places in EPSG:25832 metres, shape ``(n_places,)``.

        Yields
        ------
        Positions of the points, positions of the places, distances in metres; ``(n_pairs,)``.
        """
        begins, lengths = self._slices(x_m, y_m)
        ends = np.cumsum(lengths.sum(axis=1))
        first = 0
        while first < len(x_m):
            before = ends[first - 1] if first else 0
            last = max(first + 1, int(np.searchsorted(ends, before + BLOCK_PAIRS, "right")))
            yield self._pairs(begins[first:last], lengths[first:last], first, (x_m, y_m))
            first = last

    def _slices(self, x_m: Floats, y_m: Floats) -> tuple[Indices, Indices]:
        """Find where the slice of each row begins, and how long it is: ``(n_places, n_rows)``."""
        west, south = self.origin_m
        height_m = self.radius_m / _ROWS_PER_RADIUS
        # A hair lower: a point exactly one radius south may have been rounded into the row below.
        lowest = np.floor((y_m - south - self.radius_m) / height_m - _HAIR)[:, None]
        rows = lowest + np.arange(2 * _ROWS_PER_RADIUS + 2)
        # The nearer edge of a row tells how far to the sides the circle reaches in it.
        above_m = rows * height_m - (y_m - south)[:, None]
        gap_m = np.maximum(0, np.maximum(above_m, -above_m - height_m))
        # A hair wider than the circle and the rounding of the keys: the distance itself decides.
        hair_m = _HAIR * self.radius_m + 4 * np.spacing(np.abs(self.key[-1]))
        half_m = np.sqrt(np.maximum(0, self.radius_m**2 - gap_m**2)) + hair_m
        middle = (x_m - west)[:, None]
        # Beyond the points themselves there is nothing, and the next row must not be touched.
        left = np.clip(middle - half_m, -self.radius_m, self.span_m - 2 * self.radius_m)
        right = np.clip(middle + half_m, -self.radius_m, self.span_m - 2 * self.radius_m)
        begins = np.searchsorted(self.key, rows * self.span_m + left, "left")
        lengths = np.searchsorted(self.key, rows * self.span_m + right, "right") - begins
        return begins, lengths

    def _pairs(
        self, begins: Indices, lengths: Indices, first: int, places: tuple[Floats, Floats]
    ) -> tuple[Indices, Indices, Floats]:
        """Measure the candidates of some places and keep those within the radius."""
        place = np.repeat(np.arange(first, first + len(begins)), lengths.sum(axis=1))
        flat = lengths.ravel()
        shift = begins.ravel() - (np.cumsum(flat) - flat)
        slot = np.arange(len(place)) + np.repeat(shift, flat)
        point = self.order[slot].astype(np.intp)
        x_m, y_m = places
        # Squares and one root are three times as fast as hypot, and nothing overflows in metres.
        east_m = self.x_m[point]
        east_m -= x_m[place]
        square = self.y_m[point]
        square -= y_m[place]
        square *= square
        east_m *= east_m
        square += east_m
        distance_m = np.sqrt(square, out=square)
        kept = distance_m <= self.radius_m
        return point[kept], place[kept], distance_m[kept]
