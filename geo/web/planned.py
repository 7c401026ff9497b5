"""What planners' questions are answered from in this process, as the operator has set it up."""

import logging
from pathlib import Path

from geo.coverage.demand import Demand
from geo.coverage.engines import engines
from geo.coverage.figures import FILE, Figure, read_figures
from geo.coverage.files.points import PointFile
from geo.coverage.grid_files import read_grid, read_zensus
from geo.coverage.planning import Planning
from geo.coverage.travel import Travel
from geo.directory.districts import Districts
from geo.directory.viewer import Role
from geo.errors import DataError, GeoError
from geo.settings import Settings
from geo.web.loaded import Loaded

_log = logging.getLogger(__name__)


def planning_for(loaded: Loaded, settings: Settings, role: Role) -> Planning:
    """Set up the planning of a role; what cannot be used goes to the log, the rest is served.

    Parameters
    ----------
    loaded
        Directory and search.
    settings
        Name the data folder and the files of travel engines.
    role
        Decides how fine the demand of homes is, and nothing else.
    """
    return Planning(
        index=loaded.public_index,
        known=loaded.surroundings(role).directory,
        figures=_figures(settings.data / FILE),
        grid=_grid(settings, loaded.public.districts),
        engines=_engines(settings),
    )


def _figures(path: Path) -> tuple[Figure, ...]:
    try:
        return read_figures(path)
    except DataError as error:
        _log.error("%s; published figures of refugees are left out", error)
        return ()


def _grid(settings: Settings, districts: Districts) -> Demand | None:
    if not settings.grid:
        return None
    try:
        if settings.grid_format == "zensus2022":
            reading = read_zensus(settings.grid, districts)
        else:
            file = PointFile(settings.grid, number=settings.grid_weight, crs=settings.grid_crs)
            reading = read_grid(file, districts, unit=settings.grid_unit)
    except GeoError as error:
        _log.error("%s; the grid of people is left out", error)
        return None
    if reading.cells_withheld:
        _log.warning("%s: %d cells withheld", settings.grid.name, reading.cells_withheld)
    return reading.demand


def _engines(settings: Settings) -> dict[str, Travel]:
    try:
        return engines(settings.streets, settings.timetables, settings.departure)
    except GeoError as error:
        _log.error("%s; ways are measured as straight lines", error)
        return engines()
