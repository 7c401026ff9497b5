r"""Hexagons over the city, and what each of them has.

A hexagon of the size s is s metres from one flat side to the other, pointed to the north, with the
area :math:`\frac{\sqrt 3}{2} s^2`. Centres lie on a lattice anchored at the origin of EPSG:25832,
so that a second run, and a neighbouring city, gives the same cells: those of a row are s apart,
rows are :math:`\frac{\sqrt 3}{2} s` apart, every other one shifted by s/2. A cell belongs to the
city if its centre does, and to the centre's district.

A cell's value is that of somebody at its centre, whether or not people are assumed to live there.

References
----------
C. P. D. Birch, S. P. Oom, J. A. Beecham: Rectangular and hexagonal grids used for observation,
experiment and simulation in ecology. Ecological Modelling 206 (2007), 347-359.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from geo.coverage.assessment import Assessment
from geo.coverage.columns import OUTSIDE, Floats, Indices
from geo.coverage.decay import Decay, Steps
from geo.coverage.demand import Demand
from geo.coverage.floating_catchment import access_with, enhanced
from geo.coverage.measures import KINDS, PER, zones
from geo.coverage.scenario import Measure
from geo.coverage.spread import Spread
from geo.coverage.travel import Travel
from geo.directory.districts import Districts

SIZES_M: Final = (250, 500)
"""Sizes a planner can look at, in metres."""

_ROW = np.sqrt(3) / 2
"""Distance of the rows for a size of one."""


@dataclass(frozen=True, eq=False)
class Hexagons:
    """Cells of one size: centres in EPSG:25832 metres and their districts, shape ``(n,)``."""

    size_m: int
    x_m: Floats
    y_m: Floats
    area: Indices
    areas: tuple[str, ...]

    @property
    def corners(self) -> Floats:
        """Corners in EPSG:25832 metres, anticlockwise from the upper right, shape ``(n, 6, 2)``."""
        angles = np.radians(np.arange(30, 390, 60))
        circle = np.column_stack([np.cos(angles), np.sin(angles)]) * (self.size_m / np.sqrt(3))
        corners: Floats = np.column_stack([self.x_m, self.y_m])[:, None, :] + circle[None, :, :]
        return corners


def hexagons(districts: Districts, size_m: int) -> Hexagons:
    """Cover the city.

    Parameters
    ----------
    districts
        Of the city.
    size_m
        From side to side, in metres; over zero.

    Raises
    ------
    ValueError
        If the size is not over zero.
    """
    if not size_m > 0:
        msg = f"hexagons of {size_m} m: give metres over 0, for example {SIZES_M[0]}"
        raise ValueError(msg)
    west, south, east, north = districts.metric.total_bounds
    rows = np.arange(np.floor(south / (size_m * _ROW)), np.ceil(north / (size_m * _ROW)) + 1)
    columns = np.arange(np.floor(west / size_m) - 1, np.ceil(east / size_m) + 1)
    row, column = (axis.ravel() for axis in np.meshgrid(rows, columns))
    x_m, y_m = (column + (row % 2) / 2) * size_m, row * _ROW * size_m
    area = districts.locate(x_m, y_m)
    inside = area != OUTSIDE
    names = tuple(item.name for item in districts.items)
    return Hexagons(size_m, x_m[inside], y_m[inside], area[inside], names)


def values_of(cells: Hexagons, assessment: Assessment, travel: Travel) -> Floats:
    """Measure what somebody at the centre of each cell has, shape ``(n_cells,)``.

    Parameters
    ----------
    cells
        Of the same districts.
    assessment
        Whose supply and measure are used.
    travel
        The engine of the assessment.

    Returns
    -------
    NaN for a measure that districts alone have; ``inf`` where there is no way.
    """
    scenario, supply = assessment.scenario, assessment.supply
    at_points = KINDS[scenario.measure].at_points
    if at_points is None or not supply.size:
        return np.full(len(cells.x_m), np.nan)
    if scenario.measure is Measure.ACCESS:
        decay: Decay = Steps((float(scenario.limit_minutes),), (1.0,))
        return _access_at(cells, assessment, travel, decay)
    if scenario.measure is Measure.ACCESS_DECAY:
        return _access_at(cells, assessment, travel, zones(scenario.limit_minutes))
    return at_points(_as_demand(cells), supply, travel, scenario.limit_minutes)


def _access_at(cells: Hexagons, assessment: Assessment, travel: Travel, decay: Decay) -> Floats:
    """Take the second step of the catchment for the cells, with the ratios of the first."""
    supply = assessment.supply
    ratio = enhanced(assessment.demand, supply, travel, decay).ratio
    return PER * access_with(ratio, _as_demand(cells), supply, travel, decay)


def _as_demand(cells: Hexagons) -> Demand:
    """Put one person at each centre: travel engines ask from where, not for whom."""
    return Demand(
        x_m=cells.x_m,
        y_m=cells.y_m,
        weight=np.ones(len(cells.x_m)),
        area=cells.area,
        areas=cells.areas,
        unit="cells",
        assumption=Spread.GRID,
    )
