"""A table that people keep, changed without touching what was not meant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.directory.table_text import BOM, Habits, Record, decoded
from geo.errors import DataError
from geo.exchange.keeping import Check, replace_table


@dataclass(frozen=True)
class Table:
    """The rows of a table with the letters in which they stand.

    ``content`` is the file as it was read. ``columns`` are the headings, ``rows`` the cells by
    heading, unstripped, with those unknown to the directory among them; rows that cannot be read
    are not among them and stay where they are.
    """

    content: bytes
    habits: Habits
    columns: tuple[str, ...]
    records: tuple[Record, ...]

    @property
    def rows(self) -> tuple[dict[str, str], ...]:
        """The rows that can be read, as cells by heading."""
        return tuple(self._cells(record) for record in self._readable)

    @property
    def lines(self) -> tuple[int, ...]:
        """The line in which each of ``rows`` begins, counted from 1."""
        return tuple(record.line for record in self._readable)

    @property
    def _readable(self) -> list[Record]:
        return [record for record in self.records[1:] if _is_row(record)]

    def _cells(self, record: Record) -> dict[str, str]:
        padded = [*record.cells, *[""] * len(self.columns)]
        return {
            name: cell for name, cell in zip(self.columns, padded, strict=False) if name.strip()
        }

    def with_rows(self, rows: Iterable[Mapping[str, str]]) -> bytes:
        """Write the table with these rows.

        Parameters
        ----------
        rows
            For each row of ``rows``, in order, its cells (those not named stay), and after them
            any number of new ones. Columns that are new come last.

        Returns
        -------
        The new content. A row whose cells are the same keeps its letters; others are written
        with the delimiter, line end and quotes of the table.

        Raises
        ------
        DataError
            If there are fewer rows than before: a change takes nothing away.
        """
        given = [dict(row) for row in rows]
        if len(given) < len(self._readable):
            msg = f"{len(given)} rows in place of {len(self._readable)}: a change takes none away"
            raise DataError(msg)
        added = tuple(
            dict.fromkeys(name for row in given for name in row if name not in self.columns)
        )
        text = "".join(self._lines(given, added))
        return (BOM if self.habits.has_bom else b"") + text.encode()

    def _lines(self, given: list[dict[str, str]], added: tuple[str, ...]) -> Iterable[str]:
        changes = iter(given)
        heading, *others = self.records
        yield self._whole(self.habits.written(heading.cells + added) if added else heading.text)
        for record in others:
            row = next(changes) if _is_row(record) else None
            if row is None or (not any(row.get(name) for name in added) and self._has(record, row)):
                yield self._whole(record.text)
            else:
                cells = list(record.cells) + [""] * (len(self.columns) - len(record.cells))
                yield self._written(cells, row, added)
        for row in changes:
            yield self._written([""] * len(self.columns), row, added)

    def _has(self, record: Record, row: dict[str, str]) -> bool:
        """Tell whether a row says of no column anything else than the record."""
        before = self._cells(record)
        return all(before[name] == cell for name, cell in row.items() if name in before)

    def _written(self, cells: list[str], row: dict[str, str], added: tuple[str, ...]) -> str:
        named = [
            row.get(name, cell) for name, cell in zip(self.columns, cells, strict=False)
        ] + cells[len(self.columns) :]
        return self.habits.written([*named, *(row.get(name, "") for name in added)])

    def _whole(self, text: str) -> str:
        """End a line that was the last and did not need to."""
        return text if text.endswith(("\n", "\r")) else text + self.habits.line_end


def read_table(path: Path) -> Table:
    """Read a table to change it.

    Raises
    ------
    DataError
        If it cannot be read, is not UTF-8, or has no heading or the same column twice.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        msg = f"{path.name}: cannot be read ({error.strerror})"
        raise DataError(msg) from error
    text = decoded(path.name, content)
    records = tuple(text.records())
    columns = tuple(cell.strip() for cell in records[0].cells) if records else ()
    named = [name for name in columns if name]
    if not named or records[0].problem or len(set(named)) < len(named):
        msg = f"{path.name}: line 1 does not name each column once"
        raise DataError(msg)
    return Table(content, text.habits, columns, records)


def write_table(
    path: Path, table: Table, rows: Iterable[Mapping[str, str]], check: Check | None = None
) -> None:
    """Put changed rows into a table's file, see ``Table.with_rows`` and ``replace_table``.

    Raises
    ------
    GeoError
        See there; also if the file is not what ``table`` was read from any more.
    """
    replace_table(path, table.with_rows(rows), check, before=table.content)


def _is_row(record: Record) -> bool:
    return not record.problem and any(cell.strip() for cell in record.cells)
