"""What planners see on the ground: shades of districts or cells, sites, and a click on the land.

Nothing here is a point of a home: shades are by district or by a cell of the open grid, sites are
those of a scenario.
"""

import base64
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.coverage.classes import UNKNOWN, Classes

SHADES: Final = 6
"""Steps of the palette in ``map.css``, 0 for the best served."""

UNKNOWN_SHADE: Final = 6
"""Shade of what nobody knows: hatched, never a step of the palette."""

GAIN: Final = (8, 9)
"""Shades of what gets better, a little and much."""

LOSS: Final = (10, 11)
"""Shades of what gets worse, a little and much."""

SAME: Final = 7
"""Shade of what does not change."""

_MUCH: Final = 0.5


@dataclass(frozen=True)
class SiteMark:
    """A site of a scenario on the map, in WGS84 degrees.

    ``kind`` is ``"new"``, ``"closed"`` or ``"proposed"``; ``key`` is what a press on it tells the
    page, empty where there is nothing to be done with it.
    """

    lat: float
    lon: float
    kind: str
    label: str
    key: str = ""


@dataclass(frozen=True, eq=False)
class Cover:
    """Shades of the ground.

    ``districts`` has a shade for each district in their order, shape ``(n_districts,)``, and
    ``texts`` what is written beside its name, ``notes`` what its tooltip says besides, if there are
    any. Where there are ``cells`` of the size ``size_m``,
    shape ``(n_cells,)`` in the order of ``cells_json``, these are drawn instead. ``takes_point``
    is whether a click on the land means a point and no district.
    """

    districts: NDArray[np.uint8]
    texts: tuple[str, ...]
    cells: NDArray[np.uint8] | None = None
    size_m: int = 0
    sites: tuple[SiteMark, ...] = ()
    takes_point: bool = False
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Give what the layer in the browser reads."""
        return {
            "districts": _encoded(self.districts),
            "texts": list(self.texts),
            "notes": list(self.notes),
            "cells": None if self.cells is None else _encoded(self.cells),
            "size": self.size_m,
            "sites": [[s.lat, s.lon, s.kind, s.label, s.key] for s in self.sites],
            "takesPoint": self.takes_point,
        }


def shades(classes: Classes, positions: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Give classes their shades; few classes take steps that are far apart.

    Parameters
    ----------
    classes
        Know which end is the good one.
    positions
        Made by ``Classes.of``, any shape.
    """
    table = np.full(UNKNOWN + 1, UNKNOWN_SHADE, dtype=np.uint8)
    for position in range(classes.count):
        table[position] = shade(classes, position)
    return table[positions]


def shade(classes: Classes, position: int) -> int:
    """Give one class its shade."""
    if position == UNKNOWN:
        return UNKNOWN_SHADE
    if classes.count == 1:
        return SHADES // 2
    return round(classes.severity(position) * (SHADES - 1) / (classes.count - 1))


def change_shades(people: ArrayLike) -> NDArray[np.uint8]:
    """Shade gains and losses of people by district; over half of the greatest one is much.

    Parameters
    ----------
    people
        More (over zero) or fewer people covered; NaN for unknown.
    """
    numbers = np.asarray(people, dtype=np.float64)
    rounded = np.round(numbers)
    known = rounded[np.isfinite(rounded)]
    greatest = np.abs(known).max() if len(known) else 0.0
    much = (np.abs(rounded) > _MUCH * greatest).astype(np.uint8)
    shaded = np.select([rounded > 0, rounded < 0], [GAIN[0] + much, LOSS[0] + much], default=SAME)
    return np.where(np.isnan(rounded), UNKNOWN_SHADE, shaded).astype(np.uint8)


def _encoded(numbers: NDArray[np.uint8]) -> str:
    return base64.b64encode(numbers.astype(np.uint8).tobytes()).decode("ascii")
