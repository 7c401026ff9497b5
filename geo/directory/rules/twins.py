"""Rows that may be the same place twice."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from scipy.spatial import cKDTree

from geo.directory.finding import Finding
from geo.directory.rules.ground import Ground

NEAR_M: Final = 100.0
"""Metres within which two rows of one name or address are taken for one place."""

ALIKE: Final = 90.0
"""Likeness of two names, of 100, from which on they may be one with a slip."""

_CROWD: Final = 300
"""Rows in a square of ``NEAR_M`` from which on points say nothing, such as a district's middle."""

_REMEDY: Final = "keep one row and join what both know, or tell the names apart"


def same_name(ground: Ground) -> Iterator[Finding]:
    """Report names that are the same, where the points do not tell the places apart."""
    for row, earlier in _repeats(ground, ground.names):
        entry, other = ground.entries[row], ground.entries[earlier]
        text = f"the same name as {other.file} line {other.line}"
        yield entry.warning("name", entry.place.name, text, _REMEDY)


def similar_name_nearby(ground: Ground) -> Iterator[Finding]:
    """Report names that differ by a slip, within 100 m; names with other numbers are others."""
    pairs = _near_pairs(ground.metres)
    names = np.array(ground.names, dtype=object)
    numbers = np.array([" ".join(re.findall(r"\d+", name)) for name in ground.names], dtype=object)
    first, second = pairs[:, 0], pairs[:, 1]
    possible = (numbers[first] == numbers[second]) & (names[first] != names[second])
    pairs = pairs[possible]
    if not len(pairs):
        return
    scores = process.cpdist(
        list(names[pairs[:, 0]]),
        list(names[pairs[:, 1]]),
        scorer=fuzz.token_sort_ratio,
        score_cutoff=ALIKE,
    )
    seen = set()
    for earlier, row in sorted(map(tuple, pairs[scores >= ALIKE])):
        if row not in seen:
            seen.add(row)
            entry, other = ground.entries[row], ground.entries[earlier]
            text = f"nearly the name of {other.file} line {other.line}, within {NEAR_M:g} m"
            yield entry.warning("name", entry.place.name, text, _REMEDY)


def same_address(ground: Ground) -> Iterator[Finding]:
    """Report addresses that are the same: two offers of one house, or one offer twice."""
    for row, earlier in _repeats(ground, ground.addresses):
        entry, other = ground.entries[row], ground.entries[earlier]
        if ground.names[row] != ground.names[earlier]:
            address = f"{entry.place.address.street} {entry.place.address.house_number}"
            text = f"the same address as {other.file} line {other.line}"
            yield entry.hint("street", address, text, "see whether both are one place")


def _repeats(ground: Ground, keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield each row that has the key of an earlier one which may be the same place."""
    groups = defaultdict(list)
    for row, key in enumerate(keys):
        if key:
            groups[key].append(row)
    for rows in groups.values():
        apart: list[int] = []
        for row in rows:
            twins = _may_be_one(ground, row, apart)
            if len(twins):
                yield row, int(twins[0])
            else:
                apart.append(row)


def _may_be_one(ground: Ground, row: int, others: list[int]) -> NDArray[np.intp]:
    """Tell which rows may be the place of this one: near as far as is known, else one district."""
    there = np.array(others, dtype=np.intp)
    distance_m = np.hypot(*(ground.metres[there] - ground.metres[row]).T)
    within_m = NEAR_M + ground.accuracies_m[there] + ground.accuracies_m[row]
    mine = ground.entries[row].place.district
    districts = [ground.entries[other].place.district for other in others]
    unsure = np.array([not mine or not its or its == mine for its in districts], dtype=bool)
    return there[np.where(np.isnan(distance_m), unsure, distance_m <= within_m)]


def _near_pairs(metres: NDArray[np.float64]) -> NDArray[np.intp]:
    """List the pairs of rows within ``NEAR_M``, the earlier first, shape ``(n_pairs, 2)``."""
    located = np.flatnonzero(~np.isnan(metres[:, 0]))
    squares = np.floor(metres[located] / NEAR_M).astype(np.int64)
    _, which, count = np.unique(squares, axis=0, return_inverse=True, return_counts=True)
    rows = located[count[which.ravel()] <= _CROWD]
    if not len(rows):
        return np.empty((0, 2), dtype=np.intp)
    return np.sort(rows[cKDTree(metres[rows]).query_pairs(NEAR_M, output_type="ndarray")], axis=1)
