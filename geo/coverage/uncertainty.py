"""How sure a figure is: the same measure over many worlds that fit what is known.

A place is known up to a radius, or only by its district, and some facts may be out of date. In
each draw

- a place with a point stands anywhere in the circle of its accuracy, evenly by area;
- a place known only by its district stands anywhere in it, evenly by area;
- a place is there with the probability that is its ``weight``, and then counts fully.

The median and the 5 % and 95 % quantiles over the draws are given. They tell what follows from
these two doubts alone: not from how people are spread, from detours, or from places that nobody
wrote down. A fixed seed gives the same interval each time, and each draw has a stream of its own,
so that draws can be made in any order.

References
----------
N. Metropolis, S. Ulam: The Monte Carlo method. Journal of the American Statistical Association 44
(1949), 335-341.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.coverage import by_area
from geo.coverage.columns import Floats, Indices
from geo.coverage.demand import Demand
from geo.coverage.errors import NoSupplyError
from geo.coverage.supply import Supply, Unlocated
from geo.directory.districts import Districts

DRAWS: Final = 200
SEED: Final = 2003

_LOW, _HIGH = 0.05, 0.95


@dataclass(frozen=True, eq=False)
class Interval:
    """Quantiles over the draws, each of the shape of the figure; values that some draw gave."""

    low: Floats
    median: Floats
    high: Floats
    draws: int
    seed: int

    def part(self, rows: Indices | slice | int) -> "Interval":
        """Take some figures out of those that were drawn together."""
        low, median, high = (end[rows] for end in (self.low, self.median, self.high))
        return Interval(low, median, high, self.draws, self.seed)


def interval_by_area(  # noqa: PLR0913 (each of them is the caller's to choose)
    measure: Callable[[Demand, Supply], Floats],
    demand: Demand,
    supply: Supply,
    districts: Districts,
    *,
    without_supply: float,
    aggregate: Callable[[Demand, Floats], Floats] = by_area.mean,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Interval:
    """Tell how sure a measure is by district and for the city.

    Parameters
    ----------
    measure
        Gives a value for each point of the demand, for example minutes or access.
    demand, supply
        What is known.
    districts
        Of both.
    without_supply
        Value of every point in a draw in which no service is left: ``inf`` for minutes, 0 for
        counts, cover and access.
    aggregate
        One of ``by_area``, from points to districts and city.
    draws, seed
        See ``simulated``.

    Returns
    -------
    Quantiles of shape ``(n_areas + 1,)``.

    Raises
    ------
    NoSupplyError
        If there is no service with a point or a district.
    ValueError
        If there is less than one draw.
    """

    def figure(world: Supply) -> Floats:
        if not world.size:
            return aggregate(demand, np.full(demand.size, without_supply))
        return aggregate(demand, measure(demand, world))

    return simulated(figure, supply, districts, draws=draws, seed=seed)


def simulated(
    figure: Callable[[Supply], Floats],
    supply: Supply,
    districts: Districts,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Interval:
    """Tell how sure any figure is that follows from the supply.

    Parameters
    ----------
    figure
        Takes a supply, which may be empty, and gives numbers, always of the same shape.
    supply
        What is known of the services.
    districts
        Whose polygons services are drawn in.
    draws
        Number of worlds.
    seed
        Of the random numbers.

    Raises
    ------
    NoSupplyError
        If there is no service with a point or a district.
    ValueError
        If there is less than one draw.
    """
    if draws < 1:
        msg = f"{draws} draws give no interval: ask for 1 or more, for example {DRAWS}"
        raise ValueError(msg)
    if not supply.size and not supply.unlocated.ids:
        msg = "no service with a point or a district: widen the choice of services"
        raise NoSupplyError(msg)
    streams = np.random.SeedSequence(seed).spawn(draws)
    worlds = (drawn(supply, districts, np.random.default_rng(stream)) for stream in streams)
    values = np.sort([figure(world) for world in worlds], axis=0)
    low, median, high = (values[math.ceil(quantile * draws) - 1] for quantile in (_LOW, 0.5, _HIGH))
    return Interval(low, median, high, draws, seed)


def drawn(supply: Supply, districts: Districts, random: np.random.Generator) -> Supply:
    """Draw one world that fits what is known: every service in it has a point and full weight."""
    # Both are drawn for all places, so that whether one is there moves no other.
    x_m, y_m = _in_circles(supply, random)
    inside = _in_districts(supply.unlocated, districts, random)
    weight = np.concatenate([supply.weight, supply.unlocated.weight])
    there = np.flatnonzero(random.random(len(weight)) < weight)
    hours = (*supply.hours, *supply.unlocated.hours)
    ids = (*supply.ids, *supply.unlocated.ids)
    return replace(
        supply,
        x_m=np.concatenate([x_m, inside[:, 0]])[there],
        y_m=np.concatenate([y_m, inside[:, 1]])[there],
        accuracy_m=np.append(supply.accuracy_m, np.zeros(len(inside)))[there],
        capacity=np.concatenate([supply.capacity, supply.unlocated.capacity])[there],
        weight=np.ones(len(there)),
        ids=tuple(ids[row] for row in there),
        area=np.concatenate([supply.area, supply.unlocated.area])[there],
        hours=tuple(hours[row] for row in there) if len(hours) == len(ids) else (),
        unlocated=Unlocated(),
    )


def _in_circles(supply: Supply, random: np.random.Generator) -> tuple[Floats, Floats]:
    # The root makes it even by area: half of a circle lies beyond 0.7 of its radius.
    radius_m = supply.accuracy_m * np.sqrt(random.random(supply.size))
    angle = random.uniform(0, 2 * np.pi, supply.size)
    return supply.x_m + radius_m * np.cos(angle), supply.y_m + radius_m * np.sin(angle)


def _in_districts(
    unlocated: Unlocated, districts: Districts, random: np.random.Generator
) -> Floats:
    points = np.empty((len(unlocated.ids), 2))
    for area in np.unique(unlocated.area):
        rows = np.flatnonzero(unlocated.area == area)
        points[rows] = _in_polygon(districts.metric.geometry.iloc[area], len(rows), random)
    return points


def _in_polygon(polygon: BaseGeometry, count: int, random: np.random.Generator) -> Floats:
    """Draw points evenly in a polygon: those of its bounding box that fall inside."""
    shapely.prepare(polygon)
    west, south, east, north = polygon.bounds
    found = np.empty((0, 2))
    while len(found) < count:
        tries = random.uniform((west, south), (east, north), (4 * count + 8, 2))
        inside = shapely.contains_xy(polygon, tries[:, 0], tries[:, 1])
        found = np.concatenate([found, tries[inside]])
    return found[:count]
