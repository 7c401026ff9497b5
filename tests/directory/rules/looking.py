"""What the whole list of rules says of a few rows: a rule that is not in the list says nothing."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from geo.directory.reading import read_directory
from geo.directory.rules.all_rules import careful_findings
from tests.worlds import write_world

TODAY = date(2026, 1, 5)


def look(*places, shelters=(), items=(), change=None):
    """Tell what an editor would see of these rows."""
    with TemporaryDirectory() as name:
        folder = write_world(Path(name), places=places, shelters=shelters, items=items)
        if change:
            change(folder)
        return careful_findings(read_directory(folder), TODAY)


def seen(findings, fragment):
    """List severity, line, column and value of the findings that say something."""
    return [(str(f.severity), f.line, f.column, f.value) for f in findings if fragment in f.message]
