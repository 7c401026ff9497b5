"""What a record of the directory becomes when a source speaks of it again.

For each cell, of which ``base`` is what the source said last:

- the source is silent, or says what stands there: it stays;
- nothing stands there and the source never said anything else: it is filled in;
- it is still ``base``: it follows the source;
- the source never spoke of the record, and what stands there is older: it follows the source;
- else a person wrote it: it is kept, and told.

In a list each item goes its own way: what a person added or took away stays so. The point moves
with all that says what it rests on, and never to a rougher one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from geo.directory.freshness import latest_day
from geo.directory.place import Precision
from geo.directory.rows import SEVERAL

POINT: Final = ("lat", "lon", "geo_precision", "geo_accuracy_m", "geo_basis")
_SOURCE: Final = ("source_url", "source_date")
_NEVER: Final = frozenset({"id", "visibility", "note"}) | set(POINT) | set(_SOURCE)
_JUDGED: Final = frozenset({"name", "category", "status", "operator"})
"""What a person has chosen words for: only a source that wrote it before may change it."""

_TIERS: Final = tuple(Precision)
_PLACES_OF_DEGREES: Final = 5
"""Decimals of degrees that mean a metre; the rest is how somebody rounds."""


@dataclass(frozen=True)
class Change:
    """One cell before and after."""

    column: str
    before: str
    after: str


@dataclass(frozen=True)
class Merged:
    """The cells to write, what changes, and what is kept although the source says otherwise.

    Of what is kept, ``before`` stands in the directory and ``after`` is what the source says.
    """

    cells: Mapping[str, str]
    changes: tuple[Change, ...]
    kept: tuple[Change, ...]


def merged(
    current: Mapping[str, str], said: Mapping[str, str], base: Mapping[str, str] | None
) -> Merged:
    """Let a source speak of a record.

    Parameters
    ----------
    current
        The record's cells by column, as they were meant.
    said
        What the source says now.
    base
        What it said last, or None if it never did.

    Returns
    -------
    If anything changes, the source is added to the record's, and ``source_date`` is the newer one.
    """
    cells = dict(current)
    kept: list[Change] = []
    is_newer = _is_newer(said.get("source_date", ""), current.get("source_date", ""))
    for column, new in said.items():
        if column in _NEVER or column not in current or not new or new == current[column]:
            continue
        old = (base or {}).get(column, "")
        after = (
            _list(current[column], new, old)
            if column in SEVERAL and column not in _JUDGED
            else _cell(column, current[column], new, base, is_newer=is_newer)
        )
        cells[column] = after
        if after == current[column]:
            kept.append(Change(column, current[column], new))
    kept += _move(cells, said, base)
    changed = [Change(c, current[c], cells[c]) for c in cells if cells[c] != current[c]]
    if changed:
        _sign(cells, said)
        changed = [Change(c, current[c], cells[c]) for c in cells if cells[c] != current[c]]
    return Merged(cells, tuple(changed), tuple(kept))


def _cell(
    column: str, current: str, new: str, base: Mapping[str, str] | None, *, is_newer: bool
) -> str:
    if base is None:
        follows = not current or (is_newer and column not in _JUDGED)
    else:
        follows = current == base.get(column, "")
    return new if follows else current


def _list(current: str, new: str, base: str) -> str:
    """Add what the source adds and take away what it takes back; the rest is a person's."""
    stand, says, said = (_items(text) for text in (current, new, base))
    kept = [item for item in stand if item not in said or item in says]
    added = [item for item in says if item not in stand and item not in said]
    result = [*kept, *added]
    return current if result == stand else ";".join(result)


def _items(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _move(
    cells: dict[str, str], said: Mapping[str, str], base: Mapping[str, str] | None
) -> list[Change]:
    """Move the point, if that makes it no rougher and nobody has put it where it is."""
    if not said.get("lat") or _position(said) == _position(cells):
        return []
    ours, theirs = _tier(cells), _tier(said)
    is_own = base is not None and _position(base) == _position(cells)
    better = theirs < ours if not is_own else theirs <= ours
    # A place that had a point from this source and has none any more lost it by hand.
    was_emptied = base is not None and base.get("lat") and not cells.get("lat")
    if better and not was_emptied:
        cells.update({column: said.get(column, "") for column in POINT if column in cells})
        return []
    return [Change("lat, lon", _written(cells), _written(said))]


def _position(cells: Mapping[str, str]) -> tuple[str, ...]:
    try:
        return tuple(
            f"{float(cells.get(name, '') or 'nan'):.{_PLACES_OF_DEGREES}f}"
            for name in ("lat", "lon")
        )
    except ValueError:
        return ("", "")


def _written(cells: Mapping[str, str]) -> str:
    return ", ".join(filter(None, (cells.get("lat", ""), cells.get("lon", ""))))


def _tier(cells: Mapping[str, str]) -> int:
    """Rank what a point rests on, from the door; an unknown word is no better than nothing."""
    tier = cells.get("geo_precision", "")
    return _TIERS.index(Precision(tier)) if tier in _TIERS else len(_TIERS)


def _sign(cells: dict[str, str], said: Mapping[str, str]) -> None:
    """Name the source, and the date of the newest one."""
    sources = [*_items(cells["source_url"]), *_items(said.get("source_url", ""))]
    cells["source_url"] = "; ".join(dict.fromkeys(sources))
    if _is_newer(said.get("source_date", ""), cells["source_date"]):
        cells["source_date"] = said["source_date"]


def _is_newer(one: str, other: str) -> bool:
    """Compare two partial dates; what has a date is newer than what has none."""
    if not one or not other:
        return bool(one)
    try:
        return latest_day(one) > latest_day(other)
    except ValueError:
        return False
