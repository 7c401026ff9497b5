"""The text of a table as it stands in its file: its habits, and each row with its own letters."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from geo.errors import DataError

BOM = b"\xef\xbb\xbf"
"""Byte-order mark of UTF-8: Excel writes it, and reads umlauts only where it stands."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")


@dataclass(frozen=True)
class Record:
    """One row as it stands in the file.

    ``line`` is the one in which it begins, counted from 1. ``cells`` are as they were written,
    with line breaks as LF; ``problem`` says why they cannot be relied on. ``text`` is the row
    letter by letter, with its line end.
    """

    line: int
    cells: tuple[str, ...]
    problem: str
    text: str


@dataclass(frozen=True)
class Habits:
    """How somebody writes a table: the parts that mean nothing and that people still rely on."""

    has_bom: bool = False
    delimiter: str = ","
    line_end: str = "\n"
    quotes_all: bool = False

    def written(self, cells: Sequence[str]) -> str:
        """Write one row in this manner, with its line end."""
        line: list[str] = []
        writer = csv.writer(
            _Lines(line),
            delimiter=self.delimiter,
            lineterminator=self.line_end,
            quoting=csv.QUOTE_ALL if self.quotes_all else csv.QUOTE_MINIMAL,
        )
        writer.writerow(cells)
        return "".join(line)


@dataclass(frozen=True)
class TableText:
    """The text of a table; ``text`` has no byte-order mark."""

    text: str
    has_bom: bool

    @cached_property
    def lines(self) -> list[str]:
        """Lines with their ends; str.splitlines would also break inside cells."""
        return _LINE.findall(self.text)

    @cached_property
    def habits(self) -> Habits:
        """How the table is written, as its first line shows."""
        first = self.lines[0] if self.lines else ""
        heading = first.rstrip("\r\n")
        delimiter = ";" if heading.count(";") > heading.count(",") else ","
        cells = heading.split(delimiter)
        return Habits(
            has_bom=self.has_bom,
            delimiter=delimiter,
            line_end=first[len(heading) :] or "\n",
            quotes_all=all(re.fullmatch(r'".+"', cell) for cell in cells),
        )

    def records(self) -> Iterator[Record]:
        """Yield the rows, the heading among them.

        A row that cannot be read (a quote that never ends) comes with its problem, and reading
        goes on in the next line, so that it costs no other row.
        """
        plain = [line.rstrip("\r\n") + "\n" for line in self.lines]
        begins = width = 0
        while begins < len(plain):
            rest = (plain[index] for index in range(begins, len(plain)))
            reader = csv.reader(rest, delimiter=self.habits.delimiter, strict=True)
            start = begins
            try:
                for cells in reader:
                    ends = start + reader.line_num
                    width = width or len(cells)
                    _require_whole(cells, width, ends - begins)
                    text = "".join(self.lines[begins:ends])
                    yield Record(begins + 1, tuple(cells), "", text)
                    begins = ends
            except csv.Error as error:
                problem = f"not a row of a table ({error})"
                line = plain[begins].rstrip("\n")
                yield Record(begins + 1, (line,), problem, self.lines[begins])
                begins += 1


class _Lines:
    """What csv writes into: a list of texts."""

    def __init__(self, lines: list[str]) -> None:
        self.write = lines.append


def decoded(name: str, content: bytes) -> TableText:
    """Read the text of a table: UTF-8 with or without byte-order mark.

    Raises
    ------
    DataError
        If it is not UTF-8: a guess would spoil every umlaut.
    """
    if content.startswith(_UTF_16):
        msg = f"{name}: the file is UTF-16; save the table as UTF-8 (in Excel: CSV UTF-8)"
        raise DataError(msg)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        letter = content[error.start : error.start + 1].decode("cp1252", "replace")
        line = content.count(b"\n", 0, error.start) + 1
        msg = (
            f"{name}: byte {error.start} is not UTF-8; save the table as UTF-8 (line {line}, "
            f"perhaps {letter!r} of an older encoding; in Excel save as CSV UTF-8)"
        )
        raise DataError(msg) from error
    return TableText(text, content.startswith(BOM))


def _require_whole(cells: list[str], width: int, n_lines: int) -> None:
    """Refuse rows glued together by a quote that was left open in one and met again in another."""
    if n_lines > 1 and len(cells) != width:
        msg = f"{n_lines} lines in quotes give {len(cells)} cells where {width} belong"
        raise csv.Error(msg)
