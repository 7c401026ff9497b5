"""Tables with commas, semicolons or tabs between the cells."""

import csv
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from geo.coverage.files.header import CHUNK_ROWS, Batch, Header
from geo.errors import DataError

_DELIMITERS: Final = ";\t,|"


@dataclass(frozen=True)
class CsvSource:
    """A table in UTF-8; what else is in it becomes U+FFFD, which no name or number holds."""

    header: Header
    delimiter: str

    @classmethod
    def of(cls, path: Path) -> "CsvSource":
        """Look at the first line; the character that cuts it most often is the delimiter.

        Raises
        ------
        DataError
            If the file is empty.
        """
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            line = file.readline()
        if not line.strip():
            msg = f"{path}: the file is empty; its first line must name the columns"
            raise DataError(msg)
        delimiter = max(_DELIMITERS, key=line.count)
        names = next(csv.reader([line], delimiter=delimiter))
        header = Header(path, tuple(names), row_word="line", first_row=2)
        return cls(header, delimiter)

    def batches(self, columns: Sequence[str]) -> Iterator[Batch]:
        """Yield rows in the order of the file.

        Raises
        ------
        DataError
            If a row has more cells than there are names.
        """
        path = self.header.path
        try:
            with warnings.catch_warnings():
                # Pandas only warns of rows that are longer than the first line, and cuts them.
                warnings.simplefilter("error", pd.errors.ParserWarning)
                yield from self._batches(columns)
        except (pd.errors.ParserError, pd.errors.ParserWarning) as error:
            msg = f"{path}: not a table with {len(self.header.columns)} columns ({error})"
            raise DataError(msg) from error

    def _batches(self, columns: Sequence[str]) -> Iterator[Batch]:
        # All columns are read: asked for some, pandas says nothing of rows that are too long.
        with pd.read_csv(
            self.header.path,
            sep=self.delimiter,
            chunksize=CHUNK_ROWS,
            index_col=False,
            # An empty cell is missing; "NA" and the like stay what they are, to be told.
            keep_default_na=False,
            na_values=[""],
            skip_blank_lines=False,
            low_memory=False,
            encoding="utf-8-sig",
            encoding_errors="replace",
        ) as chunks:
            for chunk in chunks:
                yield {name: chunk[name].to_numpy() for name in columns}
