r"""The exact model behind maximal covering and the p-median, as small as it can be made.

Sort the gains of a point i: it has at least the l-th largest if one of the candidates N_il, those
with that gain or a larger one, is chosen. With x_j = 1 where a site is put, and z_n from 0 to 1
for each different set n of candidates (many points share the same sets; c_n sums up the steps
between the gains over them all):

.. math::

    \max \sum_n c_n z_n \quad \text{subject to} \quad \sum_j x_j \le k, \qquad
    z_n \le z_{n'} + \sum_{j \in n \setminus n'} x_j, \qquad x_j \in \{0, 1\}

where n' is the next smaller set of the same point (none before the first). A set of one candidate
needs no z of its own: it is x_j. In maximal covering each point has one set, and z is the z of
Church and ReVelle.

References
----------
G. Cornuejols, G. L. Nemhauser, L. A. Wolsey: A canonical representation of simple plant location
problems and its applications. SIAM Journal on Algebraic and Discrete Methods 1 (1980), 261-272.

R. L. Church: COBRA: a new formulation of the classic p-median location problem. Annals of
Operations Research 122 (2003), 103-120 (sets shared by several points).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from geo.coverage.columns import Flags, Floats, Indices
from geo.coverage.siting.gains import Gains
from geo.coverage.siting.marks import marks_of


@dataclass(frozen=True, eq=False)
class Levels:
    """The model in x and z: maximise ``worth``, subject to ``rows`` times all of them <= 0.

    The first ``n_candidates`` variables are the x, the others the z. ``worth`` has the shape
    ``(n_variables,)``, ``rows`` the shape ``(n_sets, n_variables)``.
    """

    worth: Floats
    rows: csr_array
    n_candidates: int


def levels(gains: Gains) -> Levels:
    """Build the model of some gains, at least one pair."""
    order = np.lexsort((gains.candidate, -gains.gain, gains.point))
    point, candidate, gain = gains.point[order], gains.candidate[order], gains.gain[order]
    new_point = np.diff(point, prepend=-1) != 0
    last = np.append(np.flatnonzero((np.diff(gain) != 0) | new_point[1:]), len(gain) - 1)
    first = np.append(0, last[:-1] + 1)
    is_first = new_point[first]
    following = np.append(np.where(is_first[1:], 0, gain[last[1:]]), 0)
    step = gain[last] - following
    node, member = _merged(_marks(candidate, new_point)[:, last])
    worth: Floats = np.bincount(node, weights=step, minlength=len(member)).astype(np.float64)
    parent = np.where(is_first[member], -1, node[member - 1])
    return _model(worth, parent, (first[member], last[member], candidate), gains.n_candidates)


def _marks(candidate: Indices, new_point: Flags) -> NDArray[np.uint64]:
    """Mark the set of candidates from the first of a point up to each pair, shape ``(2, n)``."""
    drawn = marks_of(candidate)
    sums = np.cumsum(drawn, axis=1, dtype=np.uint64)
    begin = np.flatnonzero(new_point)
    before = sums[:, begin] - drawn[:, begin]
    return sums - np.repeat(before, np.diff(np.append(begin, len(candidate))), axis=1)


def _merged(marks: NDArray[np.uint64]) -> tuple[Indices, Indices]:
    """Tell the number of each set, equal ones sharing it, and the first member of each number."""
    order = np.lexsort((marks[1], marks[0]))
    is_new = np.ones(len(order), dtype=np.bool_)
    is_new[1:] = (np.diff(marks[:, order], axis=1) != 0).any(axis=0)
    member = order[is_new]
    # In the order of their first members, so that the same gains give the same model.
    rank = np.empty(len(member), dtype=np.intp)
    rank[np.argsort(member, kind="stable")] = np.arange(len(member))
    node = np.empty(len(order), dtype=np.intp)
    node[order] = rank[np.cumsum(is_new) - 1]
    return node, np.sort(member)


def _model(
    worth: Floats, parent: Indices, spans: tuple[Indices, Indices, Indices], n_candidates: int
) -> Levels:
    """Write the rows; sets of one candidate become that candidate."""
    first, last, candidate = spans
    size = last - first + 1
    is_alone = (parent < 0) & (size == 1)
    variable = np.empty(len(worth), dtype=np.intp)
    variable[is_alone] = candidate[first[is_alone]]
    own = np.flatnonzero(~is_alone)
    variable[own] = n_candidates + np.arange(len(own))
    n_variables = n_candidates + len(own)
    row = np.repeat(np.arange(len(own)), size[own])
    slot = np.arange(len(row)) - np.repeat(np.cumsum(size[own]) - size[own], size[own])
    members = candidate[np.repeat(first[own], size[own]) + slot]
    has_parent = np.flatnonzero(parent[own] >= 0)
    parents = variable[parent[own][has_parent]]
    columns = np.concatenate([variable[own], parents, members])
    values = np.concatenate([np.ones(len(own)), -np.ones(len(parents) + len(members))])
    lines = np.concatenate([np.arange(len(own)), has_parent, row])
    rows = csr_array((values, (lines, columns)), shape=(len(own), n_variables))
    total = np.bincount(variable, weights=worth, minlength=n_variables)
    return Levels(total.astype(np.float64), rows, n_candidates)
