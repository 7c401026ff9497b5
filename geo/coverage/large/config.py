"""A large run as the operator writes it down: the table ``[large]`` of a TOML file.

For example::

    [large]
    out = "cover.parquet"               # results; by area beside it, cover.areas.parquet
    measures = ["nearest", "covered", "within", "access"]       # all by default
    limit_minutes = 15                  # what counts as covered, and the catchment's end
    limits_minutes = [5, 10, 15, 20, 30]                        # of "within"
    zones_minutes = [5, 10, 15]         # with both, the catchment is the enhanced one
    zone_weights = [1, 0.68, 0.22]
    detour = 1.3
    speed_m_per_minute = 75
    workers = 0                         # in memory; 2 and more: processes of a local cluster
    scheduler = ""                      # or the address of a Dask cluster that runs already
    memory_limit = "2GB"                # of each worker
    rows_a_part = 500000                # points a task

    [large.demand]
    path = "grid.parquet"               # .csv, .parquet, .gpkg, .geojson, .shp
    x = "x"                             # usual names are found by themselves
    y = "y"
    weight = "people"
    crs = 3035                          # where the file does not tell it
    unit = "inhabitants"
    format = "points"                   # or "zensus2022"

    [large.supply]
    path = "services.csv"
    capacity = "places"                 # left out: each counts as one
    assumed_capacity = 20               # of those without one
    id = "id"

    [large.areas]                       # may be left out
    path = "districts.gpkg"
    name = "name"

Paths are seen from the folder of the TOML file.
"""

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, ValidationError, model_validator

from geo.coverage.cumulative import LIMITS_MINUTES
from geo.coverage.decay import Decay, Steps
from geo.coverage.files.points import PointFile
from geo.coverage.grid_files import zensus_file
from geo.coverage.large.plan import Measure, Plan
from geo.coverage.travel import StraightLine
from geo.directory.place import Frozen
from geo.directory.walking import DETOUR, SPEED_M_PER_MINUTE
from geo.errors import DataError

Minutes = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class _File(Frozen):
    """A file of points: names of columns and the CRS, all of which may be found."""

    path: Path
    x: str | None = None
    y: str | None = None
    crs: int | str | None = None
    layer: str | None = None


class DemandFile(_File):
    """Who is to be served."""

    weight: str | None = None
    unit: str = "inhabitants"
    format: Literal["points", "zensus2022"] = "points"

    @property
    def points(self) -> PointFile:
        """The file as it is to be read."""
        if self.format == "zensus2022":
            return zensus_file(self.path)
        return PointFile(self.path, self.x, self.y, self.weight, self.crs, self.layer)


class SupplyFile(_File):
    """What is to be reached."""

    capacity: str | None = None
    id: str | None = None
    assumed_capacity: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None

    @property
    def points(self) -> PointFile:
        """The file as it is to be read."""
        return PointFile(self.path, self.x, self.y, self.capacity, self.crs, self.layer, self.id)


class AreasFile(Frozen):
    """Polygons the figures are summed up by."""

    path: Path
    name: str = "name"
    crs: int | str | None = None
    layer: str | None = None


class LargeRun(Frozen):
    """A large run; the module says what each key means."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    out: Path
    demand: DemandFile
    supply: SupplyFile | None = None
    areas: AreasFile | None = None
    measures: Annotated[tuple[Measure, ...], Field(min_length=1)] = tuple(Measure)
    limit_minutes: Minutes = 15.0
    limits_minutes: Annotated[tuple[Minutes, ...], Field(min_length=1)] = LIMITS_MINUTES
    zones_minutes: tuple[Minutes, ...] = ()
    zone_weights: tuple[float, ...] = ()
    detour: Annotated[float, Field(ge=1, allow_inf_nan=False)] = DETOUR
    speed_m_per_minute: Minutes = SPEED_M_PER_MINUTE
    workers: Annotated[int, Field(ge=0)] = 0
    scheduler: str = ""
    memory_limit: Annotated[str, Field(pattern=r"^[1-9]\d*(\.\d+)? ?[MGT]i?B$")] = "2GB"
    rows_a_part: Annotated[int, Field(ge=1)] = 500_000

    @classmethod
    def of(cls, table: dict[str, Any], folder: Path) -> Self:
        """Read the table ``[large]``; paths are seen from ``folder``.

        Raises
        ------
        DataError
            If a key is missing, unknown, or its value cannot be.
        """
        try:
            return cls.model_validate(_resolved(table, folder))
        except ValidationError as error:
            wrong = "; ".join(
                f"{'.'.join(map(str, ['large', *e['loc']]))}: {e['msg']}" for e in error.errors()
            )
            msg = f"the large run cannot be read: {wrong}"
            raise DataError(msg) from error

    @model_validator(mode="after")
    def _has_sound_zones(self) -> Self:
        if bool(self.zones_minutes) != bool(self.zone_weights):
            msg = "zones_minutes and zone_weights belong together: give both or none"
            raise ValueError(msg)
        if list(self.limits_minutes) != sorted(set(self.limits_minutes)):
            msg = f"limits_minutes {list(self.limits_minutes)}: give ascending minutes"
            raise ValueError(msg)
        _ = self.plan
        return self

    @property
    def plan(self) -> Plan:
        """What is measured and how."""
        decay: Decay = Steps((self.limit_minutes,), (1.0,))
        if self.zones_minutes:
            decay = Steps(self.zones_minutes, self.zone_weights)
        travel = StraightLine(self.detour, self.speed_m_per_minute)
        return Plan(self.measures, travel, self.limit_minutes, self.limits_minutes, decay)

    @property
    def areas_out(self) -> Path:
        """Where the figures by area are written."""
        return self.out.with_suffix(".areas.parquet")


def read_large_run(path: Path) -> LargeRun:
    """Read a large run from the table ``[large]`` of a TOML file.

    Raises
    ------
    DataError
        If the file cannot be read, has no such table, or the table cannot be.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        msg = f"{path}: cannot be read as TOML ({error})"
        raise DataError(msg) from error
    if not isinstance(content.get("large"), dict):
        msg = f"{path}: has no table [large]; see geo.coverage.large.config"
        raise DataError(msg)
    return LargeRun.of(content["large"], path.parent)


def _resolved(table: dict[str, Any], folder: Path) -> dict[str, Any]:
    """See paths from a folder; what is no text is left to be refused."""
    found = dict(table)
    if isinstance(found.get("out"), str):
        found["out"] = folder / found["out"]
    for part in ("demand", "supply", "areas"):
        inner = found.get(part)
        if isinstance(inner, dict) and isinstance(inner.get("path"), str):
            found[part] = inner | {"path": folder / inner["path"]}
    return found
