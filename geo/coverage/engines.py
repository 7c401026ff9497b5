"""The travel engines an operator has set up: straight lines always, others with their files."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from geo.coverage.errors import EngineError
from geo.coverage.street_files import read_streets
from geo.coverage.transit import Transit
from geo.coverage.travel import StraightLine, Travel


def engines(
    streets: Path | None = None,
    timetables: Sequence[Path] = (),
    departure: datetime | None = None,
) -> dict[str, Travel]:
    """Set up travel engines.

    Parameters
    ----------
    streets
        A street network, ``.osm.pbf`` or ``.graphml``.
    timetables
        GTFS files; public transport needs an ``.osm.pbf`` beside them.
    departure
        A time on the wall within the timetables.

    Returns
    -------
    The engines by their names.

    Raises
    ------
    EngineError
        If timetables come without streets or a departure, or an optional package is missing.
    NetworkError, CrsError
        If the streets cannot be used.
    """
    found: list[Travel] = [StraightLine()]
    if streets:
        found.append(read_streets(streets))
    if timetables:
        if not streets or not departure:
            msg = "public transport needs streets (.osm.pbf) and a departure beside its timetables"
            raise EngineError(msg)
        found.append(Transit(streets, tuple(timetables), departure))
    return {engine.name: engine for engine in found}
