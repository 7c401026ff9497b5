"""What an import would add, change and leave, worked out before anything is written."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import chain, count
from pathlib import Path
from typing import Final

from geo.directory.finding import Finding, Severity
from geo.directory.place import Place
from geo.directory.reading import (
    IMPORTS_TABLE,
    OPEN_TABLE,
    PROTECTED_TABLE,
    Reading,
    read_directory,
)
from geo.directory.rows import place_from_row
from geo.directory.rules.ground import Ground
from geo.directory.spreadsheet import plain_cells
from geo.directory.table import Row
from geo.exchange.importing.arrivals import Arrivals, error, warning
from geo.exchange.importing.checking import Candidate, checked
from geo.exchange.importing.mapping import ImportSource
from geo.exchange.importing.matching import matches
from geo.exchange.importing.memory import Memory, Said, read_memory
from geo.exchange.importing.merging import Change, merged
from geo.exchange.importing.secrecy import telling
from geo.exchange.table_file import Table, read_table
from geo.language.matching import normalise

_LONGEST_ID: Final = 80
_WRITTEN_OUT: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


class Fate(StrEnum):
    """What becomes of a record of the file."""

    ADD = "add"
    CHANGE = "change"
    LEAVE = "leave"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Step:
    """A record of the file, the record of the directory it is, and what happens.

    ``cells`` are those to be written, by column. ``is_gone`` says that a person took the record
    out of the directory after it had come in: it stays out.
    """

    row: int
    key: str
    place_id: str
    name: str
    fate: Fate
    said: Mapping[str, str]
    cells: Mapping[str, str]
    changes: tuple[Change, ...] = ()
    kept: tuple[Change, ...] = ()
    is_gone: bool = False


@dataclass(frozen=True)
class ImportPlan:
    """An import, ready to be shown and done.

    ``silent`` are the ids of records the source spoke of before and does not any more: they stay.
    ``is_refused`` says that the file has errors and nothing of it is taken.
    """

    file: str
    source: ImportSource
    table: Table
    memory: Memory
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...] = ()
    left_out: Mapping[str, int] | None = None
    n_protected: int = 0
    silent: tuple[str, ...] = ()
    is_refused: bool = False

    def of(self, fate: Fate) -> tuple[Step, ...]:
        """Give the steps of one kind."""
        return tuple(step for step in self.steps if step.fate is fate)


def plan_import(
    folder: Path,
    arrivals: Arrivals,
    source: ImportSource,
    today: date,
    *,
    is_extract: bool = False,
    leaves_bad_out: bool = False,
) -> ImportPlan:
    """Work out what an import does to a data folder.

    Parameters
    ----------
    folder
        The data folder; only read.
    arrivals
        What the file brings.
    source
        Who says so.
    today
        The day of the import.
    is_extract
        Whether the file is cut out of a map of everything.
    leaves_bad_out
        Whether records with errors are left out, instead of the whole file.

    Raises
    ------
    DataError
        If the folder cannot be read, or nobody says of when the facts are.
    """
    reading = read_directory(folder)
    table = read_table(folder / OPEN_TABLE)
    memory = read_memory(folder / IMPORTS_TABLE)
    found = checked(arrivals, reading.directory, source, is_extract=is_extract)
    plan = ImportPlan(
        arrivals.file,
        source,
        table,
        memory,
        (),
        found.findings,
        found.left_out,
        found.n_protected,
    )
    if _has_errors(found.findings) and not leaves_bad_out:
        return replace(plan, is_refused=True)
    said_before = memory.of(source.id)
    current = {cells["id"]: cells for cells in _plain_rows(table)}
    steps, places, doubts = _steps(found.candidates, reading, said_before, current, arrivals.file)
    steps = _held_back(steps, places, reading, today)
    spoken = {step.key for step in steps} | {step.place_id for step in steps}
    silent = tuple(
        said.place
        for said in said_before.values()
        if said.key not in spoken and said.place not in spoken and said.place in current
    )
    findings = (*found.findings, *doubts)
    refused = _has_errors(doubts) and not leaves_bad_out
    return replace(plan, steps=tuple(steps), findings=findings, silent=silent, is_refused=refused)


def _has_errors(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def _plain_rows(table: Table) -> Iterator[dict[str, str]]:
    for row in table.rows:
        yield plain_cells({column: cell.strip() for column, cell in row.items()})


def _steps(
    candidates: Sequence[Candidate],
    reading: Reading,
    said_before: Mapping[str, Said],
    current: Mapping[str, dict[str, str]],
    file: str,
) -> tuple[list[Step], "list[_Places]", list[Finding]]:
    """Match and merge every record; gives the steps, their places, and what is doubtful."""
    known = [e.place for e in reading.entries if e.file == OPEN_TABLE and e.place.id in current]
    by_key = {
        row: said_before[candidate.key].place
        for row, candidate in enumerate(candidates)
        if candidate.key in said_before
    }
    own = {row: c.place.id for row, c in enumerate(candidates) if c.has_id}
    found = matches([candidate.place for candidate in candidates], known, own | by_key)
    ids = _Ids({entry.place.id for entry in reading.entries} | set(current))
    homes = {entry.place.id for entry in reading.entries if entry.file == PROTECTED_TABLE}
    steps: list[Step] = []
    places: list[_Places] = []
    doubts: list[Finding] = []
    for row, candidate in enumerate(candidates):
        if found.twin[row] >= 0:
            text = f"the same place as row {candidates[found.twin[row]].row}, left out"
            doubts.append(warning(file, candidate.row, "name", candidate.place.name, text))
        elif found.place[row] >= 0:
            before = known[found.place[row]]
            step, after, wrong = _met(candidate, before.id, current[before.id], said_before, file)
            steps.append(step)
            places.append((before, after))
            doubts += wrong
        elif row in by_key:
            steps.append(_left(candidate, by_key[row], is_gone=True))
            places.append((None, None))
        elif candidate.has_id and candidate.place.id in homes:
            steps.append(replace(_left(candidate, ""), fate=Fate.HOLD))
            places.append((None, None))
        else:
            steps.append(_new(candidate, ids))
            places.append((None, candidate.place))
    return steps, places, doubts


_Places = tuple[Place | None, Place | None]
"""The place before and after a step; no second one where nothing is written."""


def _met(
    candidate: Candidate,
    place_id: str,
    current: Mapping[str, str],
    said_before: Mapping[str, Said],
    file: str,
) -> tuple[Step, Place | None, list[Finding]]:
    """Merge a record with the one it is; gives the step, the new place, and what is wrong."""
    before = said_before.get(candidate.key or place_id)
    result = merged(current, candidate.cells, before.cells if before else None)
    step = replace(
        _left(candidate, place_id), cells=result.cells, changes=result.changes, kept=result.kept
    )
    if not result.changes:
        return step, None, []
    place, wrong = place_from_row(file, Row(candidate.row, dict(result.cells)))
    if place is None:
        told = [
            error(file, candidate.row, w.column, w.value, f"with what {place_id} says: {w.message}")
            for w in wrong
        ]
        return replace(step, changes=()), None, told
    return replace(step, fate=Fate.CHANGE), place, []


def _left(candidate: Candidate, place_id: str, *, is_gone: bool = False) -> Step:
    return Step(
        candidate.row,
        candidate.key,
        place_id,
        candidate.place.name,
        Fate.LEAVE,
        candidate.cells,
        {},
        is_gone=is_gone,
    )


def _new(candidate: Candidate, ids: "_Ids") -> Step:
    place_id = candidate.place.id if candidate.has_id else ids.taken(candidate.place)
    cells = {**candidate.cells, "id": place_id}
    return replace(_left(candidate, place_id), fate=Fate.ADD, said=cells, cells=cells)


class _Ids:
    """Ids that are not in use yet, made of category and name, then of the district too."""

    def __init__(self, used: set[str]) -> None:
        self._used = used

    def taken(self, place: Place) -> str:
        """Take one; the same files in the same order give the same ids."""
        plain = _slug(f"{place.category} {place.name}")
        nearer = _slug(f"{plain} {place.district or ''}")
        numbered = (f"{nearer}-{number}" for number in count(2))
        chosen = next(name for name in chain((plain, nearer), numbered) if name not in self._used)
        self._used.add(chosen)
        return chosen


def _slug(text: str) -> str:
    words = normalise(text.lower().translate(_WRITTEN_OUT))
    plain = "-".join(re.findall(r"[a-z0-9]+", words))
    return plain[:_LONGEST_ID].strip("-") or "place"


def _held_back(
    steps: list[Step], places: list[_Places], reading: Reading, today: date
) -> list[Step]:
    """Hold back what would lead to a protected home."""
    directory = reading.directory
    ground = Ground(reading.entries, directory.vocabulary, directory.districts, today)
    written = [(row, before, after) for row, (before, after) in enumerate(places) if after]
    found = telling(
        ground, [before for _, before, _ in written], [after for _, _, after in written]
    )
    held = {written[position][0] for position in found}
    return [
        replace(step, fate=Fate.HOLD) if row in held else step for row, step in enumerate(steps)
    ]
