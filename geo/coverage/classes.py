"""Classes for a map: few, named by their bounds, the same for districts and cells.

Values are put into at most ``MOST`` classes. Minutes and shares have fixed bounds, so that two
scenarios can be compared by eye; other measures are cut at quantiles of the cells or districts, at
round numbers. What is unknown and what cannot be reached are classes of their own.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.coverage.columns import Floats
from geo.coverage.measures import KINDS
from geo.coverage.scenario import LIMITS_MINUTES, Measure

MOST: Final = 6
UNKNOWN: Final = 255
"""Class of what nobody knows."""

SHARES: Final = (0.2, 0.4, 0.6, 0.8)
_QUANTILES: Final = (0.2, 0.4, 0.6, 0.8)
_STEPS: Final = (1, 1.5, 2, 3, 4, 5, 6, 8)


@dataclass(frozen=True)
class Classes:
    """Upper bounds of all classes but the last, ascending; a class holds its upper bound.

    ``less_is_better`` tells which end is the good one.
    """

    bounds: tuple[float, ...]
    less_is_better: bool

    @property
    def count(self) -> int:
        """Number of classes."""
        return len(self.bounds) + 1

    def of(self, values: ArrayLike) -> NDArray[np.uint8]:
        """Tell the class of each value, ``UNKNOWN`` for NaN; same shape."""
        numbers = np.asarray(values, dtype=np.float64)
        found = np.searchsorted(np.array(self.bounds), numbers).astype(np.uint8)
        return np.where(np.isnan(numbers), UNKNOWN, found).astype(np.uint8)

    def severity(self, position: int) -> int:
        """Rank a class from 0, the best served, to ``count - 1``."""
        return position if self.less_is_better else self.count - 1 - position


def classes_for(measure: Measure, values: Floats) -> Classes:
    """Choose classes for a measure.

    Parameters
    ----------
    measure
        Decides between fixed bounds and quantiles.
    values
        What will be drawn, any shape; NaN and ``inf`` are left out of the quantiles.
    """
    less_is_better = KINDS[measure].less_is_better
    if measure is Measure.MINUTES:
        return Classes(tuple(float(limit) for limit in LIMITS_MINUTES), less_is_better)
    if measure is Measure.COVERED:
        return Classes(SHARES, less_is_better)
    known = values[np.isfinite(values)]
    if not len(known):
        return Classes((), less_is_better)
    cuts = {_round(float(cut)) for cut in np.quantile(known, _QUANTILES)}
    inside = sorted(cut for cut in cuts if known.min() <= cut < known.max())
    return Classes(tuple(inside), less_is_better)


def _round(value: float) -> float:
    """Round a bound down to a readable number."""
    if value <= 0:
        return 0.0
    power = 10.0 ** np.floor(np.log10(value))
    step = max((step for step in _STEPS if step * power <= value * (1 + 1e-9)), default=1)
    return round(float(step * power), 12)
