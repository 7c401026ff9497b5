"""An attacker who knows everything but one home's place, and what is left to guess from."""

from collections.abc import Callable, Iterable
from functools import cache
from itertools import product

import numpy as np

from geo.directory.directory import Directory
from tests.safety.worlds_apart import with_homes
from tests.worlds import BORDERS, NORTH, SOUTH, WEST, shelter

Place = tuple[float, float]
"""Latitude and longitude."""

_SIDE = 5


def whole_district() -> tuple[Place, ...]:
    """Lay a grid over Westfeld: where a home could be as far as everybody knows."""
    west, east = BORDERS[WEST]
    inside = [np.linspace(a, b, _SIDE + 2)[1:-1] for a, b in ((SOUTH, NORTH), (west, east))]
    return tuple((round(float(lat), 6), round(float(lon), 6)) for lat, lon in product(*inside))


def world_of(home: Place, others: Iterable[dict[str, str]] = ()) -> Directory:
    """Give the world in which the home in question stands there."""
    wanted = shelter(id="wanted", street="Gesuchte Gasse", lat=str(home[0]), lon=str(home[1]))
    return with_homes(
        [wanted, shelter(id="known", street="Bekannte Gasse", lat="48.7777"), *others]
    )


def guess(home: Place, look: Callable[[Directory], object]) -> tuple[Place, ...]:
    """Give the attacker's best guess: every place in which all would look as it does.

    The attacker may try what the server would answer for each place, which is more than anybody
    outside can do; a guess as large as the district is no guess at all.
    """
    seen = look(world_of(home))
    return tuple(other for other in whole_district() if look(_world_of(other)) == seen)


@cache
def _world_of(home: Place) -> Directory:
    return world_of(home)
