"""Writing an import: each table whole or not at all, in an order in which no step is a lie.

The source is named first, then the places are written, then what the source said is remembered.
Killed between two of them, the next import of the same file does the rest.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import tomli_w

from geo.directory.reading import IMPORTS_TABLE, OPEN_TABLE
from geo.directory.sources import FILE as SOURCES
from geo.directory.sources import read_sources
from geo.exchange.importing.mapping import ImportSource
from geo.exchange.importing.memory import Said
from geo.exchange.importing.planning import Fate, ImportPlan
from geo.exchange.keeping import replace_table
from geo.exchange.table_file import write_table

_HEAD: Final = "[[source]]"


def do_import(folder: Path, plan: ImportPlan, newest: str) -> None:
    """Write a plan.

    Parameters
    ----------
    folder
        The data folder the plan was made for.
    plan
        Must not be refused.
    newest
        The date of the source: year, month or day.

    Raises
    ------
    GeoError
        See ``replace_table``: also if a table has changed since the plan was made.
    """
    if plan.of(Fate.ADD) or plan.of(Fate.CHANGE):
        _name_source(folder / SOURCES, plan.source, newest)
        write_table(folder / OPEN_TABLE, plan.table, _rows(plan))
    _remember(folder / IMPORTS_TABLE, plan)


def _rows(plan: ImportPlan) -> Iterator[dict[str, str]]:
    """Give the rows of the table with what changes, then the new ones."""
    changed = {step.place_id: step for step in plan.of(Fate.CHANGE)}
    for row in plan.table.rows:
        step = changed.pop(row.get("id", "").strip(), None)
        yield row | ({c.column: c.after for c in step.changes} if step else {})
    for step in plan.of(Fate.ADD):
        yield {column: step.cells.get(column, "") for column in plan.table.columns if column}


def _remember(path: Path, plan: ImportPlan) -> None:
    """Keep what the source said of what is in the directory; of what is held back nothing."""
    news = [
        Said(plan.source.id, step.key or step.place_id, step.place_id, _without_id(step.said))
        for step in plan.steps
        if step.fate is not Fate.HOLD
    ]
    content = plan.memory.with_news(news).written()
    before = path.read_bytes() if path.exists() else None
    if content != before:
        replace_table(path, content, before=before)


def _without_id(said: Mapping[str, str]) -> dict[str, str]:
    """Leave out our own name of a record, which no source has said."""
    return {column: cell for column, cell in said.items() if column != "id"}


def _name_source(path: Path, source: ImportSource, newest: str) -> None:
    before = path.read_bytes()
    content = with_source(before.decode("utf-8"), source, newest).encode()
    if content != before:
        replace_table(path, content, _require_sources, before=before)


def _require_sources(new: Path) -> None:
    read_sources(new)


def with_source(text: str, source: ImportSource, newest: str) -> str:
    """Name a source in ``sources.toml``, or give the one that is named its new date.

    Parameters
    ----------
    text
        The file as it is; comments and other sources stay letter by letter.
    source
        Who says so.
    newest
        The date to write.
    """
    head, *blocks = re.split(rf"(?m)^(?={re.escape(_HEAD)})", text)
    named = re.compile(rf'(?m)^id\s*=\s*"{re.escape(source.id)}"\s*$')
    for number, block in enumerate(blocks):
        if named.search(block):
            blocks[number] = _dated(block, named, f'date = "{newest}"')
            return "".join([head, *blocks])
    entry: dict[str, Any] = {
        "id": source.id,
        "files": [OPEN_TABLE],
        "name": source.name,
        "publisher": source.publisher,
        "licence": source.licence,
        "licence_url": source.licence_url,
        "date": newest,
        "url": source.url,
    }
    known = {name: value for name, value in entry.items() if value}
    end = "" if not text or text.endswith("\n") else "\n"
    return f"{text}{end}\n{_HEAD}\n{tomli_w.dumps(known)}"


def _dated(block: str, named: re.Pattern[str], line: str) -> str:
    """Put the date into the block of a source, below its id where none was."""
    dated = re.compile(r"(?m)^date\s*=.*$")
    if dated.search(block):
        return dated.sub(line, block)
    return named.sub(lambda found: f"{found[0]}\n{line}", block)
