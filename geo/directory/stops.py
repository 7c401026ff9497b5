"""Public-transport stops: where a visitor gets off."""

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from geo.crs import to_metric
from geo.directory.place import Frozen

_NOT_BY_DAY = {"Nachtbus", "Ruftaxi", "Linientaxi", "SEV-Bus"}


class Stop(Frozen):
    """A stop with the lines that serve it; WGS84 degrees, within the zone of EPSG:25832."""

    dhid: str
    name: str
    district: str
    modes: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    lat: Annotated[float, Field(ge=38, le=84)]
    lon: Annotated[float, Field(ge=6, le=12)]


@dataclass(frozen=True)
class Stops:
    """All stops of the city, in the order of the file."""

    items: tuple[Stop, ...] = ()

    @cached_property
    def metres(self) -> NDArray[np.float64]:
        """Positions in EPSG:25832, shape ``(n, 2)``."""
        if not self.items:
            return np.empty((0, 2))
        return to_metric(
            np.array([stop.lat for stop in self.items]), np.array([stop.lon for stop in self.items])
        )

    @cached_property
    def _daily(self) -> tuple[list[Stop], NDArray[np.float64]]:
        """Stops served by more than night buses and shared taxis, to be sent to by day."""
        rows = [i for i, stop in enumerate(self.items) if set(stop.modes) - _NOT_BY_DAY]
        return [self.items[i] for i in rows], self.metres[rows]

    @cached_property
    def _by_id(self) -> dict[str, Stop]:
        return {stop.dhid: stop for stop in self.items}

    def identified(self, dhid: str) -> Stop | None:
        """Find a stop by its DHID, for example ``de:08111:100``."""
        return self._by_id.get(dhid)

    def nearest(self, lat: float, lon: float) -> tuple[Stop, float] | None:
        """Find the nearest stop with a daily service and the straight-line distance in metres.

        Parameters
        ----------
        lat, lon
            WGS84 degrees.
        """
        stops, metres = self._daily
        if not stops:
            return None
        # A search tree would answer no faster among a few hundred, and cost its import.
        distances_m = np.hypot(*(metres - to_metric(lat, lon)).T)
        position = int(distances_m.argmin())
        return stops[position], float(distances_m[position])
