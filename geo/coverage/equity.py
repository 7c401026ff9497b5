r"""How unequally something is shared out between people or districts.

Units k (points or districts) with people p_k and a value x_k for each of them, for example access
to places. With shares of people :math:`f_k = p_k / \sum p`, mean :math:`\mu = \sum f_k x_k`, and
units sorted by x:

- Lorenz curve: :math:`L(F_k) = \frac1\mu \sum_{m \le k} f_m x_m` over
  :math:`F_k = \sum_{m \le k} f_m`.
- Gini: :math:`G = 1 - \sum_k (F_k - F_{k-1})(L_k + L_{k-1})`, from 0 (equal) to nearly 1.
- Theil: :math:`T = \sum_k f_k \frac{x_k}{\mu} \ln \frac{x_k}{\mu}`, which is the sum of the
  inequality between groups and that within them, weighted by what each group has.
- Palma: what the best served 10 % of the people have over what the worst served 40 % have.

Values are without a unit. Where less is better (minutes), they tell how unequal the burden is.

References
----------
M. O. Lorenz: Methods of measuring the concentration of wealth. Publications of the American
Statistical Association 9 (1905), 209-219.

C. Gini: Variabilità e mutabilità. Bologna 1912.

H. Theil: Economics and information theory. Amsterdam 1967.

J. G. Palma: Homogeneous middles vs. heterogeneous tails, and the end of the 'inverted-U'.
Development and Change 42 (2011), 87-153.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from geo.coverage.columns import Flags, Floats, not_negative, same_length
from geo.coverage.errors import ColumnError, NoDemandError

_BEST: Final = 0.1
_WORST: Final = 0.4


@dataclass(frozen=True, eq=False)
class Lorenz:
    """The Lorenz curve from (0, 0) to (1, 1): shares of people and of what they have."""

    people_share: Floats
    value_share: Floats

    def at(self, people_share: float) -> float:
        """Tell what the worst served share of the people has, from 0 to 1."""
        return float(np.interp(people_share, self.people_share, self.value_share))


@dataclass(frozen=True)
class Theil:
    """Theil's index with its parts; without groups everything is between the units."""

    total: float
    between: float
    within: float


def lorenz(values: ArrayLike, people: ArrayLike) -> Lorenz:
    """Draw the Lorenz curve.

    Parameters
    ----------
    values
        What a person has in each unit, shape ``(n,)``: finite, not negative, not all zero.
    people
        In each unit; units of nobody count for nothing.

    Raises
    ------
    ColumnError
        If a value is unknown (NaN), infinite or negative, or all are zero.
    NoDemandError
        If there are no people.
    """
    x, f = _shares(values, people)
    order = np.argsort(x, kind="stable")
    f, held = f[order], (f * x)[order]
    return Lorenz(_cumulated(f), _cumulated(held))


def gini(values: ArrayLike, people: ArrayLike) -> float:
    """Measure inequality by Gini's coefficient, from 0 (equal) to nearly 1; see ``lorenz``."""
    curve = lorenz(values, people)
    steps = np.diff(curve.people_share)
    return float(1 - (steps * (curve.value_share[1:] + curve.value_share[:-1])).sum())


def theil(values: ArrayLike, people: ArrayLike, groups: ArrayLike | None = None) -> Theil:
    """Measure inequality by Theil's T, and how much of it lies between groups.

    Parameters
    ----------
    values, people
        As for ``lorenz``.
    groups
        Of the units, shape ``(n,)``, any labels; for example the district of each point.

    Raises
    ------
    ColumnError
        As for ``lorenz``, or if there is not one group a unit.
    NoDemandError
        If there are no people.
    """
    x, f = _shares(values, people)
    relative = x / (f @ x)
    total = float((f * _times_log(relative)).sum())
    if groups is None:
        return Theil(total, total, 0.0)
    same_length(values=values, groups=groups)
    labels = np.asarray(groups)[_inhabited(people)]
    _, group = np.unique(labels, return_inverse=True)
    people_share = np.bincount(group, weights=f)
    value_share = np.bincount(group, weights=f * relative)
    between = float((people_share * _times_log(value_share / people_share)).sum())
    return Theil(total, between, total - between)


def palma(values: ArrayLike, people: ArrayLike) -> float:
    """Divide what the best served tenth has by what the worst served 40 % have.

    Returns
    -------
    0.25 if all have the same; infinite if the worst served 40 % have nothing. Between the units
    the Lorenz curve is straight, so a unit may be split.

    Raises
    ------
    ColumnError, NoDemandError
        As for ``lorenz``.
    """
    curve = lorenz(values, people)
    best, worst = 1 - curve.at(1 - _BEST), curve.at(_WORST)
    return best / worst if worst > 0 else float("inf")


def _shares(values: ArrayLike, people: ArrayLike) -> tuple[Floats, Floats]:
    """Check the columns, leave out units of nobody, and turn people into shares."""
    same_length(values=values, people=people)
    weight = not_negative("people of the units", people)
    lived_in = _inhabited(people)
    if not lived_in.any():
        msg = "no people in any unit: choose another source of demand"
        raise NoDemandError(msg)
    # What nobody has may be unknown.
    x = not_negative("value of the units", np.where(lived_in, np.asarray(values, float), 0.0))
    if not x.any():
        msg = "all values are zero: nothing is shared out, so there is no inequality to measure"
        raise ColumnError(msg)
    return x[lived_in], weight[lived_in] / weight.sum()


def _inhabited(people: ArrayLike) -> Flags:
    return np.asarray(people, dtype=np.float64) > 0


def _cumulated(parts: Floats) -> Floats:
    sums = np.append(0.0, np.cumsum(parts))
    shares: Floats = sums / sums[-1]
    return shares


def _times_log(x: Floats) -> Floats:
    """Tell x ln x, which tends to 0 at 0."""
    return np.multiply(x, np.log(x, out=np.zeros_like(x), where=x > 0))
