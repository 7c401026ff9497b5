"""What an import may not say: nothing that comes from outside leads to a protected home.

Some public records say less than their sources do, for just that reason: a later import must not
fill the gap again.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from scipy.spatial import cKDTree

from geo.crs import to_metric
from geo.directory.checking import Entry
from geo.directory.finding import Finding, Severity
from geo.directory.place import Place, Precision, Visibility
from geo.directory.rules.ground import Ground
from geo.directory.rules.secrecy import hints_at_homes
from geo.language.matching import normalise

NEAR_HOME_M: Final = 30.0
"""Metres around the door of a home within which no new point is set without an editor."""

_BLOCK: Final = 10_000
"""Records looked at together: the rule holds the words of all of them in memory."""

_HOMES: Final = re.compile(
    r"frauen(schutz)?haus|schutzwohnung|zufluchtswohnung|"
    r"(fluchtlings|gefluchteten|asyl|gemeinschafts|sammel|not|interims|asylbewerber)"
    r"(unterkunft|unterkunfte|wohnheim|heim)|unterkunft fur (gefluchtete|fluchtlinge)|"
    r"erstaufnahme|womens? (refuge|shelter)|refugee (home|shelter|accommodation)"
)
"""Names, normalised, of what is protected whoever publishes it."""


def is_home_by_name(name: str) -> bool:
    """Tell whether a name is that of a home for refugees or of a women's refuge."""
    return bool(_HOMES.search(normalise(name)))


def telling(ground: Ground, before: Sequence[Place | None], after: Sequence[Place]) -> set[int]:
    """Find the records that would tell more of a protected home than they did.

    Parameters
    ----------
    ground
        The directory as it is, with its homes.
    before
        The public records as they are, None for new ones.
    after
        The same as they would be.

    Returns
    -------
    Positions in ``after``: of records that would have a new hint at a home (of new records: its
    address, or its street in a text), or a new point at its door.
    """
    homes = [e for e in ground.entries if e.place.visibility is not Visibility.PUBLIC]
    if not homes:
        return set()
    old = _hints(ground, homes, before)
    new = _hints(ground, homes, after)
    telling_text = {row for row, hints in new.items() if _tells(hints, old, row, before[row])}
    return telling_text | _at_a_door(homes, before, after)


Hints = dict[int, set[tuple[Severity, str, str]]]


def _tells(
    hints: set[tuple[Severity, str, str]], old: Hints, row: int, before: Place | None
) -> bool:
    if before is None:
        return any(severity is Severity.WARNING for severity, _, _ in hints)
    return bool(hints - old.get(row, set()))


def _hints(ground: Ground, homes: list[Entry], places: Sequence[Place | None]) -> Hints:
    """Ask the rule of ``geo check``, with the records alone among the homes."""
    asked = [Entry("", row, place) for row, place in enumerate(places) if place]
    found: Hints = defaultdict(set)
    for first in range(0, len(asked), _BLOCK):
        entries = (*homes, *asked[first : first + _BLOCK])
        alone = Ground(entries, ground.vocabulary, ground.districts, ground.today)
        for hint in _of_public(hints_at_homes(alone)):
            found[hint.line or 0].add((hint.severity, hint.column, hint.message))
    return found


def _of_public(findings: Iterable[Finding]) -> Iterable[Finding]:
    return (finding for finding in findings if finding.file == "")


def _at_a_door(
    homes: list[Entry], before: Sequence[Place | None], after: Sequence[Place]
) -> set[int]:
    doors = [home.place for home in homes if home.place.precision is Precision.ADDRESS]
    moved = [
        row
        for row, (old, new) in enumerate(zip(before, after, strict=True))
        if new.point and not (old and old.point == new.point)
    ]
    if not doors or not moved:
        return set()
    near_m, _ = cKDTree(_metres(doors)).query(_metres([after[row] for row in moved]))
    return {
        row for row, gap_m in zip(moved, np.asarray(near_m), strict=True) if gap_m <= NEAR_HOME_M
    }


def _metres(places: Sequence[Place]) -> np.ndarray:
    points = [place.point for place in places if place.point]
    return to_metric(np.array([p.lat for p in points]), np.array([p.lon for p in points]))
