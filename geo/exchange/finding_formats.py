"""Findings for people, for programs and for a log: nothing private unless it is asked for."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from rich.table import Table
from rich.text import Text

from geo.directory.finding import Finding, Severity
from geo.directory.links import PROTECTED_LINKS_TABLE
from geo.directory.reading import PROTECTED_TABLE

_LONGEST_VALUE: Final = 60
_PROTECTED: Final = (PROTECTED_TABLE, PROTECTED_LINKS_TABLE)

SEVERITIES: Final = (Severity.HINT, Severity.WARNING, Severity.ERROR)
"""From the least to the gravest."""


@dataclass(frozen=True)
class Told:
    """Findings as they may be printed, and how many were held back for others who read along."""

    findings: tuple[Finding, ...]
    n_private: int = 0


def told(findings: Sequence[Finding], *, least: Severity, is_alone: bool) -> Told:
    """Choose what is printed.

    Parameters
    ----------
    findings
        All that was found.
    least
        What matters less is left out.
    is_alone
        Whether nobody but an editor reads what is printed; else private findings are held back,
        and of the table of homes it is said where something is wrong and not what stands there.
    """
    grave = [f for f in findings if SEVERITIES.index(f.severity) >= SEVERITIES.index(least)]
    if is_alone:
        return Told(tuple(grave))
    public = [finding for finding in grave if not finding.is_private]
    return Told(tuple(map(_discreet, public)), len(grave) - len(public))


def _discreet(finding: Finding) -> Finding:
    if finding.file not in _PROTECTED or finding.line is None:
        return finding
    return replace(finding, value="")


def as_lines(findings: Sequence[Finding]) -> str:
    """Write one finding a line, as compilers do: ``error places.csv:12 phone '...': ...``."""
    return "".join(_line(finding) + "\n" for finding in findings)


def _line(finding: Finding) -> str:
    where = f"{finding.file}:{finding.line}" if finding.line else finding.file
    value = f" {finding.value[:_LONGEST_VALUE]!r}" if finding.value else ""
    what = f"{finding.severity} {where} {finding.column}{value}: {finding.message}"
    # repr keeps a value in one line; a message quotes cells too.
    return " ".join(f"{what}; {finding.remedy}".rstrip("; ").split())


def as_json(findings: Sequence[Finding], n_places: int, n_private: int) -> str:
    """Write the findings with their counts as one JSON object, each finding in a line."""
    counts = {s: sum(f.severity is s for f in findings) for s in reversed(SEVERITIES)}
    head = json.dumps({"places": n_places, "counts": counts, "held_back": n_private})
    # One by one: json.dumps with an indent takes several times as long.
    rows = ",\n".join(json.dumps(_fields(f), ensure_ascii=False) for f in findings)
    return f'{head[:-1]}, "findings": [\n{rows}\n]}}\n'


def _fields(finding: Finding) -> dict[str, Any]:
    return {
        "severity": finding.severity,
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "value": finding.value,
        "problem": finding.message,
        "remedy": finding.remedy,
    }


def as_table(findings: Sequence[Finding]) -> Table:
    """Draw the findings; cells are text, so square brackets in data stay brackets."""
    table = Table("severity", "file", "line", "column", "value", "what is wrong", "what to do")
    for finding in findings:
        cells = (
            finding.severity.value,
            finding.file,
            str(finding.line or ""),
            finding.column,
            finding.value[:_LONGEST_VALUE],
            finding.message,
            finding.remedy,
        )
        table.add_row(*map(Text, cells))
    return table
