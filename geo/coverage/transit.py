"""Times by public transport: R5 through r5py, behind the interface of every engine.

r5py needs a Java runtime, reads an OpenStreetMap extract and GTFS timetables, and fetches R5 itself
when it is first imported. None of that comes with this project, and its tests feed a stand-in: they
hold what is asked of r5py and what is made of its answer, not R5's routing. R5 gives whole minutes
and the median over the departures of a time window, searches one origin at a time and no farther
than ``max_minutes``: farther is unreachable here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.coverage.columns import Floats
from geo.coverage.demand import Demand
from geo.coverage.errors import EngineError
from geo.coverage.supply import Supply, require_supply
from geo.coverage.travel import Block
from geo.crs import METRIC
from geo.directory.walking import SPEED_M_PER_MINUTE

_ORIGINS: Final = 2_000
"""Points asked at once: an answer holds a row for each of them and each service."""


@dataclass(frozen=True, eq=False)
class Transit:
    """Travel by public transport and on foot, in the median over a window of departures.

    ``departure`` is a time on the wall within the timetables; see the module for what is needed.
    """

    streets: Path
    timetables: tuple[Path, ...]
    departure: datetime
    window_minutes: int = 60
    max_minutes: int = 120
    speed_m_per_minute: float = SPEED_M_PER_MINUTE

    @property
    def name(self) -> str:
        """The engine's code."""
        return "public_transport"

    def minutes_to_nearest(self, demand: Demand, supply: Supply) -> Floats:
        """Tell the minutes from each point to its nearest service, ``inf`` beyond the maximum.

        Raises
        ------
        NoSupplyError
            If no service has a point.
        EngineError
            If r5py or Java is missing, or R5 refuses the files.
        """
        minutes = np.full(demand.size, np.inf)
        for block in self._answers(demand, supply, self.max_minutes):
            np.minimum.at(minutes, block.demand_index, block.minutes)
        return minutes

    def pairs_within(self, demand: Demand, supply: Supply, limit_minutes: float) -> Iterator[Block]:
        """Yield every pair within the limit; all of them in one block.

        Raises
        ------
        NoSupplyError
            If no service has a point.
        EngineError
            If r5py or Java is missing, R5 refuses the files, or the limit is over the maximum.
        """
        if limit_minutes > self.max_minutes:
            msg = f"{limit_minutes} minutes asked, {self.max_minutes} searched: raise max_minutes"
            raise EngineError(msg)
        # R5 answers by origin; a service's people are together only when all have been asked.
        parts = list(self._answers(demand, supply, limit_minutes))
        yield Block(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))

    def _answers(self, demand: Demand, supply: Supply, limit_minutes: float) -> Iterator[Block]:
        require_supply(supply)
        services = _points(supply.x_m, supply.y_m, 0)
        for first in range(0, demand.size, _ORIGINS):
            part = slice(first, first + _ORIGINS)
            people = _points(demand.x_m[part], demand.y_m[part], first)
            answer = self._asked(people, services, limit_minutes)
            known = answer[answer["travel_time"] <= limit_minutes]
            yield Block(
                known["from_id"].to_numpy(np.intp),
                known["to_id"].to_numpy(np.intp),
                known["travel_time"].to_numpy(np.float64),
            )

    def _asked(
        self, people: gpd.GeoDataFrame, services: gpd.GeoDataFrame, limit_minutes: float
    ) -> pd.DataFrame:
        """Ask R5: columns ``from_id``, ``to_id`` and ``travel_time``, NaN where there is no way."""
        r5py = _needed_r5py()
        try:
            answer = r5py.TravelTimeMatrix(
                self._network,
                origins=people,
                destinations=services,
                snap_to_network=True,
                departure=self.departure,
                departure_time_window=timedelta(minutes=self.window_minutes),
                transport_modes=[r5py.TransportMode.TRANSIT, r5py.TransportMode.WALK],
                max_time=timedelta(minutes=float(np.ceil(limit_minutes))),
                speed_walking=self.speed_m_per_minute * 60 / 1000,
            )
        except (RuntimeError, ValueError, OSError) as error:
            msg = f"R5 gave no travel times ({error}): see that timetables cover {self.departure}"
            raise EngineError(msg) from error
        return pd.DataFrame(answer)

    @cached_property
    def _network(self) -> Any:  # noqa: ANN401 (r5py is not there when types are checked)
        r5py = _needed_r5py()
        try:
            return r5py.TransportNetwork(self.streets, list(self.timetables))
        except (RuntimeError, ValueError, OSError) as error:
            msg = f"R5 cannot use {self.streets.name} with these timetables ({error})"
            raise EngineError(msg) from error


def _points(x_m: Floats, y_m: Floats, first: int) -> gpd.GeoDataFrame:
    """Make the table of points r5py wants, with ids counted from ``first``."""
    geometry = gpd.GeoSeries.from_xy(x_m, y_m, crs=METRIC)
    return gpd.GeoDataFrame({"id": np.arange(first, first + len(x_m))}, geometry=geometry)


def _needed_r5py() -> Any:  # noqa: ANN401 (r5py is not there when types are checked)
    # Imported late: it starts a Java machine, and most installations have none.
    try:
        return import_module("r5py")
    except (ImportError, RuntimeError, ValueError, OSError) as error:
        msg = (
            f"public transport needs the package r5py and a Java runtime ({error}): "
            "install both, or choose another engine"
        )
        raise EngineError(msg) from error
