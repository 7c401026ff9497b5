"""What a brief consists of: facts, tables and figures of finished words."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Fact:
    """A label and what is told under it."""

    label: str
    text: str


@dataclass(frozen=True)
class Legend:
    """A class of the map: its letter, colours, what it holds and how many districts."""

    letter: str
    colour: str
    ink: str
    text: str
    districts: str


@dataclass(frozen=True)
class Table:
    """Rows under headings; ``header`` is the column that names a row, ``numeric`` align right.

    ``total`` tells whether the last row is the sum of the others.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    header: int = 0
    numeric: tuple[bool, ...] = ()
    note: str = ""
    total: bool = False


@dataclass(frozen=True)
class Figure:
    """A picture as a Vega-Lite specification, its caption and what is told to who cannot see it."""

    name: str
    caption: str
    alt: str
    spec: dict[str, Any] = field(repr=False, hash=False)
