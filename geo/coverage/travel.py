"""How long it takes to get there: one interface, several engines.

Every measure takes an engine as a value. Times are minutes on foot or by whatever the engine
knows; unreachable is infinite. The pairs of one service always come in one block, so that a
measure that shares a service out over its people can forget a block before it takes the next.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

import numpy as np
from scipy.spatial import cKDTree

from geo.coverage.columns import Floats, Indices
from geo.coverage.demand import Demand
from geo.coverage.rows import PointRows
from geo.coverage.supply import Supply, require_supply
from geo.directory.walking import DETOUR, SPEED_M_PER_MINUTE

_CHUNK: Final = 250_000
"""Points asked of the tree at once: enough for all cores, and little to hold in memory."""


class Block(NamedTuple):
    """Pairs of a point of the demand and a service; columns of shape ``(n_pairs,)``."""

    demand_index: Indices
    supply_index: Indices
    minutes: Floats


class Travel(Protocol):
    """What a travel engine can tell."""

    @property
    def name(self) -> str:
        """A code for the engine, shown beside every figure it made."""

    def minutes_to_nearest(self, demand: Demand, supply: Supply) -> Floats:
        """Tell the minutes from each point to its nearest service, ``inf`` if there is no way.

        Raises
        ------
        NoSupplyError
            If no service has a point.
        """

    def pairs_within(self, demand: Demand, supply: Supply, limit_minutes: float) -> Iterator[Block]:
        """Yield every pair not more than ``limit_minutes`` apart; a service is in one block only.

        Raises
        ------
        NoSupplyError
            If no service has a point.
        """


@dataclass(frozen=True)
class StraightLine:
    """Walking times from straight-line distances.

    minutes = distance_m * detour / speed_m_per_minute

    ``detour`` is the street distance over the straight one, 1.3 by default; ``speed_m_per_minute``
    is 75 by default, which is 4.5 km/h. Both are stated beside the figures they make.
    """

    detour: float = DETOUR
    speed_m_per_minute: float = SPEED_M_PER_MINUTE

    def __post_init__(self) -> None:
        if not (self.detour >= 1 and self.speed_m_per_minute > 0):
            msg = (
                f"detour {self.detour}, speed {self.speed_m_per_minute} m/min: "
                "a detour is 1 or more, a speed over 0"
            )
            raise ValueError(msg)

    @property
    def name(self) -> str:
        """The engine's code."""
        return "straight_line"

    def minutes_to_nearest(self, demand: Demand, supply: Supply) -> Floats:
        """Tell the walk in minutes from each point to its nearest service."""
        return self._minutes(distance_to_nearest_m(demand, supply))

    def pairs_within(self, demand: Demand, supply: Supply, limit_minutes: float) -> Iterator[Block]:
        """Yield every pair that is no longer walk apart."""
        require_supply(supply)
        # A hair wider, so that rounding loses no pair that is exactly at the limit.
        limit_m = limit_minutes * self.speed_m_per_minute / self.detour * (1 + 1e-9)
        rows = PointRows.of(demand.x_m, demand.y_m, limit_m)
        for points, services, distance_m in rows.near(supply.x_m, supply.y_m):
            minutes = self._minutes(distance_m)
            kept = minutes <= limit_minutes
            yield Block(points[kept], services[kept], minutes[kept])

    def _minutes(self, distance_m: Floats) -> Floats:
        return distance_m * (self.detour / self.speed_m_per_minute)


def distance_to_nearest_m(demand: Demand, supply: Supply) -> Floats:
    """Measure the straight line from each point to its nearest service, in metres.

    Raises
    ------
    NoSupplyError
        If no service has a point.
    """
    require_supply(supply)
    tree = cKDTree(np.column_stack([supply.x_m, supply.y_m]))
    distance_m = np.empty(demand.size)
    for first in range(0, demand.size, _CHUNK):
        part = slice(first, first + _CHUNK)
        points = np.column_stack([demand.x_m[part], demand.y_m[part]])
        distance_m[part] = tree.query(points, workers=-1)[0]
    return distance_m
