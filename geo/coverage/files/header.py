"""What a file says of itself before it is read: its columns, its geometry, its CRS."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from numpy.typing import NDArray
from pyproj import CRS

Batch = Mapping[str, NDArray[Any]]
"""Some rows of a file, a column by name; the geometry's column holds shapely geometries."""

CHUNK_ROWS: Final = 250_000
"""Rows held at once while a file is read."""


@dataclass(frozen=True)
class Header:
    """Columns by name, and where there is geometry its column and CRS.

    ``first_row`` is the number people give to the first row of data: in a table the line under
    the names, elsewhere 1. ``row_word`` is what they call it.
    """

    path: Path
    columns: tuple[str, ...]
    geometry: str | None = None
    crs: CRS | None = None
    row_word: str = "row"
    first_row: int = 1

    def at(self, row: int) -> str:
        """Name a row, counted from 0, as the reader of the file would."""
        return f"{self.path.name} {self.row_word} {row + self.first_row}"

    def listed(self) -> str:
        """List the columns for a message."""
        return ", ".join(name for name in self.columns if name != self.geometry) or "none"


class Source(Protocol):
    """A file that can be read in batches."""

    @property
    def header(self) -> Header:
        """What it says of itself."""

    def batches(self, columns: Sequence[str]) -> Iterator[Batch]:
        """Yield rows in the order of the file, these columns only."""
