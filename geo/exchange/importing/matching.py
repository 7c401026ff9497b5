"""Which record of the directory a record of a file is: by id, then by name and distance."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from scipy.spatial import cKDTree

from geo.crs import to_metric
from geo.directory.place import Place
from geo.language.matching import normalise

NEAR_M: Final = 150.0
"""Metres between two points within which one name means one place."""

FURTHEST_M: Final = 400.0
"""However roughly a place is known, further away it is another one."""

ALIKE: Final = 88.0
"""Likeness of two names, of 100, from which on they may be one."""

_BLOCK: Final = 4_000
"""Records looked at together, so that the pairs of a dense city fit into memory."""


@dataclass(frozen=True)
class Matches:
    """What was found out; both by positions among the new records.

    ``place`` names the record of the directory, -1 for none. ``twin`` names an earlier record of
    the file that is the same place, -1 for none.
    """

    place: NDArray[np.intp]
    twin: NDArray[np.intp]


@dataclass(frozen=True)
class _Named:
    """Names and points of records, in columns."""

    places: Sequence[Place]

    @cached_property
    def names(self) -> NDArray[np.object_]:
        """Normalised, the words in the order of the alphabet."""
        words = [" ".join(sorted(normalise(place.name).split())) for place in self.places]
        return np.array(words, dtype=object)

    @cached_property
    def metres(self) -> NDArray[np.float64]:
        """Points in EPSG:25832, shape ``(n, 2)``; NaN where there is none."""
        points = [place.point for place in self.places]
        found = np.full((len(points), 2), np.nan)
        located = np.array([point is not None for point in points], dtype=bool)
        if located.any():
            lat = np.array([point.lat for point in points if point])
            lon = np.array([point.lon for point in points if point])
            found[located] = to_metric(lat, lon)
        return found

    @cached_property
    def reach_m(self) -> NDArray[np.float64]:
        """How far off the points may be, shape ``(n,)``."""
        return np.array([p.point.accuracy_m if p.point else 0.0 for p in self.places])

    @cached_property
    def located(self) -> NDArray[np.intp]:
        """Positions of those with a point."""
        return np.flatnonzero(~np.isnan(self.metres[:, 0]))


def matches(new: Sequence[Place], known: Sequence[Place], by_key: Mapping[int, str]) -> Matches:
    """Find the records of the directory that records of a file are.

    Parameters
    ----------
    new
        Records of the file.
    known
        Records of the directory.
    by_key
        Ids in the directory of those that name one, or whose source's key is known, by position.

    Returns
    -------
    At most one new record for each of the directory: the one more alike. By name, two are one when
    their names differ by a slip at most, with the same numbers, within ``NEAR_M`` and what their
    points may be off; without a point on either side, when the name is the same, is unique in the
    directory, and no district speaks against it.
    """
    positions = {place.id: position for position, place in enumerate(known)}
    found = np.full(len(new), -1, dtype=np.intp)
    for position in range(len(new)):
        found[position] = positions.get(by_key.get(position, ""), -1)
    open_new = np.flatnonzero(found < 0)
    taken = set(found[found >= 0].tolist())
    ours, theirs = _Named(known), _Named(new)
    pairs = _near_pairs(theirs, ours, open_new)
    pairs += _unlocated_pairs(theirs, ours, open_new)
    for _, row, position in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if found[row] < 0 and position not in taken:
            found[row] = position
            taken.add(position)
    return Matches(found, _twins(found, theirs))


Pair = tuple[float, int, int]
"""Likeness of the names, position in the file, position in the directory."""


def _near_pairs(new: _Named, known: _Named, rows: NDArray[np.intp]) -> list[Pair]:
    rows = rows[~np.isnan(new.metres[rows, 0])]
    if not len(rows) or not len(known.located):
        return []
    tree = cKDTree(known.metres[known.located])
    numbers = {name: number for number, name in enumerate({*_numbers(new), *_numbers(known)})}
    new_numbers = np.array([numbers[text] for text in _numbers(new)], dtype=np.intp)
    known_numbers = np.array([numbers[text] for text in _numbers(known)], dtype=np.intp)
    found: list[Pair] = []
    for first in range(0, len(rows), _BLOCK):
        block = rows[first : first + _BLOCK]
        lists: Any = tree.query_ball_point(new.metres[block], FURTHEST_M, workers=-1)
        left = np.repeat(block, list(map(len, lists)))
        right = known.located[np.concatenate([np.asarray(n, dtype=np.intp) for n in lists])]
        distance_m = np.hypot(*(new.metres[left] - known.metres[right]).T)
        reach_m = NEAR_M + new.reach_m[left] + known.reach_m[right]
        possible = (distance_m <= reach_m) & (new_numbers[left] == known_numbers[right])
        found += _alike(new, known, left[possible], right[possible])
    return found


def _alike(
    new: _Named, known: _Named, left: NDArray[np.intp], right: NDArray[np.intp]
) -> list[Pair]:
    if not len(left):
        return []
    scores = process.cpdist(
        list(new.names[left]),
        list(known.names[right]),
        scorer=fuzz.ratio,
        score_cutoff=ALIKE,
        workers=-1,
    )
    kept = np.flatnonzero(scores >= ALIKE)
    return [(float(scores[i]), int(left[i]), int(right[i])) for i in kept]


def _numbers(named: _Named) -> list[str]:
    """Give the numbers in names: "Bezirk 3" is not "Bezirk 11"."""
    return [" ".join(re.findall(r"\d+", name)) for name in named.names]


def _unlocated_pairs(new: _Named, known: _Named, rows: NDArray[np.intp]) -> list[Pair]:
    """Pair records of which one has no point, by the whole name, where it is told only once."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for position, name in enumerate(known.names):
        by_name[name].append(position)
    found: list[Pair] = []
    for row in rows.tolist():
        candidates = by_name.get(new.names[row], [])
        if len(candidates) != 1:
            continue
        (position,) = candidates
        ours, theirs = known.places[position], new.places[row]
        has_points = ours.point and theirs.point
        districts = {ours.district, theirs.district} - {None}
        if not has_points and len(districts) <= 1:
            found.append((100.0, row, position))
    return found


def _twins(found: NDArray[np.intp], new: _Named) -> NDArray[np.intp]:
    """Find records of the file that are there twice: one name at one place, or one id."""
    twin = np.full(len(found), -1, dtype=np.intp)
    first_of: dict[int, int] = {}
    for row, position in enumerate(found.tolist()):
        if position >= 0 and (earlier := first_of.setdefault(position, row)) != row:
            twin[row] = earlier
    by_name: dict[str, list[int]] = defaultdict(list)
    for row, name in enumerate(new.names):
        for earlier in by_name[name]:
            gap_m = float(np.hypot(*(new.metres[row] - new.metres[earlier])))
            reach_m = NEAR_M if not np.isnan(gap_m) else np.nan
            is_same = gap_m <= reach_m or (np.isnan(gap_m) and _may_be_one(new, row, earlier))
            if twin[row] < 0 and twin[earlier] < 0 and is_same:
                twin[row] = earlier
        if twin[row] < 0:
            by_name[name].append(row)
    return twin


def _may_be_one(new: _Named, row: int, earlier: int) -> bool:
    districts = {new.places[row].district, new.places[earlier].district} - {None}
    return len(districts) <= 1
