"""``imports.csv``: what each source said last of each record, by which corrections are known.

A cell of the directory that is still what the source said last is the source's own, and follows it.
A cell that is something else was written by a person, and stays. The table is for editors: it may
hold what they left out of the open one.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geo.directory.table import read_rows
from geo.errors import DataError

_COLUMNS: Final = ("source", "key", "place", "cells")


@dataclass(frozen=True)
class Said:
    """What a source said last of a record, by columns of ``places.csv``."""

    source: str
    key: str
    place: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Memory:
    """What all sources said last."""

    items: tuple[Said, ...] = ()

    def of(self, source: str) -> dict[str, Said]:
        """Give what one source said, by its own keys."""
        return {said.key: said for said in self.items if said.source == source}

    def with_news(self, news: Iterable[Said]) -> "Memory":
        """Replace what is said anew; what a source is silent about stays."""
        kept = {(said.source, said.key): said for said in self.items}
        kept |= {(said.source, said.key): said for said in news}
        return Memory(tuple(kept.values()))

    def written(self) -> bytes:
        """Write the table."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for said in self.items:
            cells = json.dumps(dict(said.cells), ensure_ascii=False, sort_keys=True)
            writer.writerow((said.source, said.key, said.place, cells))
        return text.getvalue().encode()


def read_memory(path: Path) -> Memory:
    """Read what sources said; a folder into which nothing was taken in has no such table.

    Raises
    ------
    DataError
        If a row cannot be read: without it corrections could be lost.
    """
    if not path.exists():
        return Memory()
    said = []
    for row in read_rows(path, _COLUMNS):
        try:
            cells = json.loads(row.cells["cells"])
        except ValueError as problem:
            msg = f"{path.name} line {row.line}, cells: not JSON; take it from data/.history"
            raise DataError(msg) from problem
        if row.problem or not isinstance(cells, dict):
            msg = f"{path.name} line {row.line}: not a row; take it from data/.history"
            raise DataError(msg)
        texts = {str(name): str(cell) for name, cell in cells.items()}
        said.append(Said(row.cells["source"], row.cells["key"], row.cells["place"], texts))
    return Memory(tuple(said))
