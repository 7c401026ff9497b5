"""Data folders of tests: a copy of the project's own, with what the test is about."""

import csv
import shutil
from pathlib import Path

from geo.directory.reading import DATA


def copied_data(folder: Path) -> Path:
    """Copy the directory of the project into a folder that is not there yet."""
    return Path(shutil.copytree(DATA, folder))


def add_place(folder: Path, **cells: str) -> None:
    """Append a row to ``places.csv``."""
    _add(folder / "places.csv", cells)


def add_item(folder: Path, **cells: str) -> None:
    """Append a row to ``offers.csv``."""
    _add(folder / "offers.csv", cells)


def _add(table: Path, cells: dict[str, str]) -> None:
    with table.open(encoding="utf-8", newline="") as rows:
        columns = csv.DictReader(rows).fieldnames or ()
    with table.open("a", encoding="utf-8", newline="") as rows:
        csv.DictWriter(rows, columns).writerow(dict.fromkeys(columns, "") | cells)
