"""How the pull of a service fades with the way to it: functions that are values.

Each takes minutes of any shape and gives weights from 0 to 1; beyond ``limit_minutes`` there is
nothing. Which one a figure was made with stands beside it.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from geo.coverage.columns import Floats


class Decay(Protocol):
    """Weights by minutes."""

    @property
    def limit_minutes(self) -> float:
        """Where the catchment ends, itself included."""

    def __call__(self, minutes: Floats) -> Floats:
        """Weigh ways up to ``limit_minutes``; same shape."""


@dataclass(frozen=True)
class Steps:
    """Travel zones, each with one weight: ``ends_minutes`` (included) ascending, and ``weights``.

    Luo and Qi (2009) take 10, 20 and 30 minutes by car with 1, 0.68 and 0.22 for a slow decay and
    1, 0.42 and 0.09 for a quick one.
    """

    ends_minutes: tuple[float, ...]
    weights: tuple[float, ...]

    def __post_init__(self) -> None:
        ends, weights = np.array(self.ends_minutes), np.array(self.weights)
        if not len(ends) or len(ends) != len(weights):
            msg = f"{len(ends)} ends of zones and {len(weights)} weights: give one for each"
            raise ValueError(msg)
        if not (ends[0] > 0 and (np.diff(ends) > 0).all()):
            msg = f"ends of zones {self.ends_minutes}: give ascending minutes over 0"
            raise ValueError(msg)
        if not ((weights >= 0) & (weights <= 1)).all() or not weights.any():
            msg = f"weights {self.weights}: give numbers from 0 to 1, not all of them 0"
            raise ValueError(msg)

    @property
    def limit_minutes(self) -> float:
        """The end of the last zone."""
        return self.ends_minutes[-1]

    def __call__(self, minutes: Floats) -> Floats:
        """Give the weight of the zone each way ends in."""
        # Zones are few: to count the ends that lie before is faster than to search among them.
        zones = np.zeros(np.shape(minutes), dtype=np.intp)
        for end in self.ends_minutes:
            zones += minutes > end
        return np.array(self.weights)[zones]


@dataclass(frozen=True)
class Gaussian:
    """Half a bell: weight = exp(-t^2 / (2 sigma^2)), cut off at ``limit_minutes``."""

    sigma_minutes: float
    limit_minutes: float

    def __post_init__(self) -> None:
        _require_positive(sigma_minutes=self.sigma_minutes, limit_minutes=self.limit_minutes)

    def __call__(self, minutes: Floats) -> Floats:
        """Weigh ways."""
        return np.exp(-0.5 * np.square(minutes / self.sigma_minutes))


@dataclass(frozen=True)
class Linear:
    """A straight slope: weight = 1 - t / limit_minutes, zero at the limit itself."""

    limit_minutes: float

    def __post_init__(self) -> None:
        _require_positive(limit_minutes=self.limit_minutes)

    def __call__(self, minutes: Floats) -> Floats:
        """Weigh ways."""
        return 1 - minutes / self.limit_minutes


def _require_positive(**minutes: float) -> None:
    for name, value in minutes.items():
        if not (value > 0 and np.isfinite(value)):
            msg = f"{name} is {value}: give minutes over 0"
            raise ValueError(msg)
