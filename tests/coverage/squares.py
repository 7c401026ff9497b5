"""Small made-up grids in EPSG:25832 metres, and the slow plain way to compute on them.

Distances are counted from a corner in the middle of nowhere, so that a pencil can follow.
"""

import numpy as np

from geo.coverage.demand import Demand
from geo.coverage.spread import Spread
from geo.coverage.supply import Supply
from geo.coverage.travel import StraightLine

EAST, NORTH = 500_000.0, 5_400_000.0
AREAS = ("Westfeld", "Ostfeld")

CRAWL = StraightLine(detour=1, speed_m_per_minute=1)
"""One metre a minute, straight: minutes are metres."""


def people(points, weight=1.0, area=0, areas=AREAS):
    """Put people at points, given from the corner; one weight and area for all, or one each."""
    points = np.array(points, float).reshape(-1, 2)
    return Demand(
        x_m=EAST + points[:, 0],
        y_m=NORTH + points[:, 1],
        weight=np.broadcast_to(np.asarray(weight, float), len(points)),
        area=np.broadcast_to(np.asarray(area), len(points)),
        areas=areas,
        unit="inhabitants",
        assumption=Spread.GRID,
    )


def services(points, capacity=1.0, weight=1.0, accuracy_m=0.0, **more):
    """Put services at points, given from the corner."""
    points = np.array(points, float).reshape(-1, 2)
    n = len(points)
    usual = {
        "ids": tuple(f"s{row}" for row in range(n)),
        "area": np.zeros(n, dtype=int),
        "areas": AREAS,
        "hours": (None,) * n,
    }
    return Supply(
        x_m=EAST + points[:, 0],
        y_m=NORTH + points[:, 1],
        accuracy_m=np.broadcast_to(np.asarray(accuracy_m, float), n),
        capacity=np.broadcast_to(np.asarray(capacity, float), n),
        weight=np.broadcast_to(np.asarray(weight, float), n),
        **(usual | more),
    )


def five_by_five(step_m=1.0):
    """Give 25 points from (0, 0) to (4, 4) steps, row by row from the south."""
    return [(x * step_m, y * step_m) for y in range(5) for x in range(5)]


def minutes_between(demand, supply, travel=CRAWL):
    """Compute every time by Pythagoras, shape ``(n_demand, n_supply)``."""
    metres = np.hypot(
        demand.x_m[:, None] - supply.x_m[None, :], demand.y_m[:, None] - supply.y_m[None, :]
    )
    return metres * (travel.detour / travel.speed_m_per_minute)


def plain_catchment(demand, supply, decay, minutes):
    """Compute the two steps with loops, as they stand in the books."""
    ratio = np.zeros(supply.size)
    for j in range(supply.size):
        near = minutes[:, j] <= decay.limit_minutes
        served = (demand.weight[near] * decay(minutes[near, j])).sum()
        ratio[j] = supply.capacity[j] * supply.weight[j] / served if served > 0 else 0.0
    access = np.zeros(demand.size)
    for i in range(demand.size):
        near = minutes[i] <= decay.limit_minutes
        access[i] = (ratio[near] * decay(minutes[i, near])).sum()
    return access


def all_pairs(travel, demand, supply, limit_minutes):
    """Collect the blocks of an engine as ``{(point, service): minutes}``."""
    found = {}
    for block in travel.pairs_within(demand, supply, limit_minutes):
        for point, service, minutes in zip(*(column.tolist() for column in block), strict=True):
            assert (point, service) not in found
            found[point, service] = minutes
    return found
