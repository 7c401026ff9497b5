r"""From points to districts: means, medians and shares of people, never of points.

For values v_i, people p_i and the points i of a district a:

.. math:: \bar v_a = \frac{\sum_{i \in a} p_i v_i}{\sum_{i \in a} p_i}

Every result has the order of ``demand.areas``, with the whole city, points outside every district
included, as a last entry. A district without people or without a figure is NaN, which means
unknown.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from geo.coverage.columns import OUTSIDE, Flags, Floats, same_length
from geo.coverage.demand import Demand
from geo.coverage.errors import ColumnError

CITY: Final = "city"
"""Label of the last entry."""


def people(demand: Demand) -> Floats:
    """Count the people of each district and of the city, shape ``(n_areas + 1,)``."""
    return np.append(_sums(demand, demand.weight), demand.weight.sum())


def sums(demand: Demand, values: Floats) -> Floats:
    """Add up people times value in each district and in the city, shape ``(n_areas + 1,)``.

    Raises
    ------
    ColumnError
        If there is not one value a point, or a value is NaN.
    """
    _require_values(demand, values)
    # Nobody times infinity is nobody's business.
    total = np.where(demand.weight > 0, demand.weight, 0)
    product = np.multiply(total, values, out=np.zeros(demand.size), where=total > 0)
    return np.append(_sums(demand, product), product.sum())


def mean(demand: Demand, values: Floats) -> Floats:
    """Average values over the people of each district and of the city.

    Returns
    -------
    Shape ``(n_areas + 1,)``; infinite where a person has an infinite value, since a mean that left
    out the unreachable would make them look served: ask for the ``median`` or a share instead.

    Raises
    ------
    ColumnError
        If there is not one value a point, or a value is NaN.
    """
    return per_person(sums(demand, values), people(demand))


def per_person(total: Floats, people: Floats) -> Floats:
    """Divide sums by people; NaN where there is nobody."""
    result: Floats = np.full(len(people), np.nan)
    np.divide(total, people, out=result, where=people > 0)
    return result


def share(demand: Demand, holds: Flags) -> Floats:
    """Tell the share of the people for whom something holds, from 0 to 1."""
    return mean(demand, np.asarray(holds, dtype=np.float64))


def median(demand: Demand, values: Floats) -> Floats:
    """Find the value that half of the people have at most.

    Returns
    -------
    Shape ``(n_areas + 1,)``; the lower of two, so that it is a value somebody has.

    Raises
    ------
    ColumnError
        If there is not one value a point, or a value is NaN.
    """
    _require_values(demand, values)
    order = np.argsort(values, kind="stable")
    order = order[demand.weight[order] > 0]
    groups = [order[demand.area[order] == area] for area in range(len(demand.areas))]
    return np.array([_middle(values[rows], demand.weight[rows]) for rows in [*groups, order]])


def table(demand: Demand, columns: Mapping[str, Floats]) -> pd.DataFrame:
    """Put results side by side, one row a district and the last one for the city.

    Parameters
    ----------
    demand
        Whose districts the results are in the order of.
    columns
        Results of shape ``(n_areas + 1,)`` by name.
    """
    index = pd.Index([*demand.areas, CITY], name="district")
    return pd.DataFrame({name: np.asarray(values) for name, values in columns.items()}, index)


def _sums(demand: Demand, values: Floats) -> Floats:
    # Points outside every district are counted in a first slot of their own.
    slots = demand.area - OUTSIDE
    found = np.bincount(slots, weights=values, minlength=len(demand.areas) + 1)
    return found[1:].astype(np.float64, copy=False)


def _middle(values: Floats, weight: Floats) -> float:
    if not len(values):
        return float("nan")
    reached = np.cumsum(weight)
    return float(values[np.searchsorted(reached, reached[-1] / 2)])


def _require_values(demand: Demand, values: Floats) -> None:
    same_length(weight=demand.weight, values=values)
    if np.isnan(values).any():
        row = int(np.isnan(values).argmax())
        msg = f"value of row {row} is NaN: leave unknown points out of the demand first"
        raise ColumnError(msg)
