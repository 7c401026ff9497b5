"""What an import would do, in a table for whoever decides."""

from collections.abc import Iterator
from typing import Final

from rich.table import Table
from rich.text import Text

from geo.directory.finding import Finding, Severity
from geo.exchange.importing.arrivals import visible
from geo.exchange.importing.planning import Fate, ImportPlan, Step

_LONGEST: Final = 60

_WORDS: Final = {
    Fate.ADD: "add",
    Fate.CHANGE: "change",
    Fate.LEAVE: "keep as it is",
    Fate.HOLD: "hold back",
}


def counts(plan: ImportPlan) -> str:
    """Say in a line how many records are added, changed and left."""
    told = [f"{len(plan.of(fate))} {word}" for fate, word in _COUNTED.items()]
    return f"{plan.file}: {', '.join(told)}"


_COUNTED: Final = {Fate.ADD: "to add", Fate.CHANGE: "to change", Fate.LEAVE: "to leave"}


def remarks(plan: ImportPlan, *, is_alone: bool) -> Iterator[str]:
    """Say what is not in the table.

    Parameters
    ----------
    plan
        What would be done.
    is_alone
        Whether nobody but an editor reads along; else of what is held back only the number is told.
    """
    for reason, number in (plan.left_out or {}).items():
        yield f"{number} left out: {reason}"
    if plan.n_protected:
        yield f"{plan.n_protected} left out: homes are written into shelters.csv by hand"
    if held := plan.of(Fate.HOLD):
        tail = "" if is_alone else "; --protected tells which, on a screen of your own"
        yield f"{len(held)} held back: they could lead to a protected home{tail}"
    if gone := [step for step in plan.steps if step.is_gone]:
        yield f"{len(gone)} stay out: somebody has taken them out of {_TABLE}"
    if plan.silent:
        named = ", ".join(plan.silent[:_FEW])
        yield f"{len(plan.silent)} are not in the file any more and stay: {named}"


_TABLE: Final = "places.csv"
_FEW: Final = 5


def as_table(plan: ImportPlan, most: int, *, is_alone: bool) -> Table:
    """Draw what is added, changed and kept, a cell a line.

    Parameters
    ----------
    plan
        What would be done.
    most
        Lines at most; of more the last one says how many there are.
    is_alone
        Whether what is held back is told, too.
    """
    table = Table("row", "what", "place", "column", "in the directory", "in the file")
    lines = list(_lines(plan, is_alone=is_alone))
    for line in lines[:most]:
        table.add_row(*(Text(visible(cell)[:_LONGEST]) for cell in line))
    if len(lines) > most:
        table.add_row("", Text(f"and {len(lines) - most} more: see --rows"))
    return table


def _lines(plan: ImportPlan, *, is_alone: bool) -> Iterator[tuple[str, ...]]:
    for fate in (Fate.ADD, Fate.CHANGE, Fate.HOLD, Fate.LEAVE):
        if fate is Fate.HOLD and not is_alone:
            continue
        for step in plan.of(fate):
            yield from _of(step)


def _of(step: Step) -> Iterator[tuple[str, ...]]:
    row, word = str(step.row), _WORDS[step.fate]
    if step.fate is Fate.ADD or (step.fate is Fate.HOLD and not step.changes):
        yield row, word, step.place_id, "name", "", step.name
    for change in step.changes:
        yield row, word, step.place_id, change.column, change.before, change.after
    for kept in step.kept:
        yield row, "kept", step.place_id, kept.column, kept.before, kept.after


def _where(finding: Finding) -> str:
    word = "line" if finding.file.endswith(".csv") else "row"
    return f"{finding.file} {word} {finding.line}, {finding.column} {finding.value[:_LONGEST]!r}"


def told_findings(findings: tuple[Finding, ...], most: int) -> Iterator[str]:
    """Write findings a line each, errors first; of more than ``most`` the rest is counted."""
    ordered = sorted(findings, key=lambda finding: finding.severity is not Severity.ERROR)
    for finding in ordered[:most]:
        yield visible(f"{finding.severity}: {_where(finding)}: {finding.message}")
    if len(ordered) > most:
        yield f"and {len(ordered) - most} more"
