"""Places of a directory as files: CSV, GeoJSON and GeoPackage, in the columns of the tables."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.crs import WGS84
from geo.directory.dictionary import COLUMN_ORDER
from geo.directory.directory import Directory
from geo.directory.place import Place
from geo.directory.rows import cells_of
from geo.directory.sources import Source
from geo.directory.viewer import Role
from geo.exchange.gpkg_day import put_day
from geo.exchange.selection_csv import neutral
from geo.exchange.site import plain
from geo.language import formatting
from geo.language.catalogue import Catalogue

LAYER: Final = "places"
ABOUT: Final = "about"
_DECIMALS: Final = 7
"""Of degrees, as RFC 7946 advises: about a centimetre."""


@dataclass(frozen=True)
class PlacesExport:
    """What is exported, and for whom.

    ``directory`` is as the one who asks may know it, ``places`` are some of it in the order of the
    answer, ``asked`` are the choices in words, ``on`` is the day of the export.
    """

    catalogue: Catalogue
    directory: Directory
    places: Sequence[Place]
    sources: Sequence[Source]
    on: date
    asked: tuple[str, ...] = ()

    @property
    def is_public(self) -> bool:
        """Whether everybody may have it."""
        return self.directory.role is Role.PUBLIC

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the tables; what editors note is for editors."""
        columns = tuple(COLUMN_ORDER.split())
        return (*columns, "note") if self.directory.role >= Role.EDITOR else columns

    @property
    def rows(self) -> list[dict[str, str]]:
        """The cells of each place by column."""
        written = (cells_of(place) for place in self.places)
        return [{column: plain(cells[column]) for column in self.columns} for cells in written]

    @property
    def notice(self) -> str:
        """How to treat a file that is not for everybody; empty for one that is."""
        return "" if self.is_public else self.catalogue.t("export.not_public")

    @property
    def about(self) -> list[tuple[str, str]]:
        """What goes with the places: title, notice, day, choices, sources."""
        catalogue = self.catalogue
        day = formatting.day(catalogue, self.on)
        lines = [
            (catalogue.t("export.title"), self.notice),
            (catalogue.t("export.day"), day),
            (catalogue.t("export.asked"), "; ".join(self.asked)),
            *((catalogue.t("about.source"), source_line(source)) for source in self.sources),
        ]
        return [(name, plain(text)) for name, text in lines]


def source_line(source: Source) -> str:
    """Name a source with its publisher, licence and date, as far as they are known."""
    parts = (source.name, source.publisher, source.licence, source.date, source.url)
    return ", ".join(part for part in parts if part)


def places_csv(export: PlacesExport) -> bytes:
    """Write CSV, RFC 4180, in UTF-8 with the mark by which spreadsheets know it.

    Returns
    -------
    The columns of ``places.csv`` and a record a place; ``python -m geo import`` and ``check`` read
    it. A cell that a spreadsheet would run begins with an apostrophe. A file that is not for
    everybody has its notice in the first record.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    if export.notice:
        writer.writerow([neutral(export.notice)] + [""] * (len(export.columns) - 1))
    writer.writerow(export.columns)
    for row in export.rows:
        writer.writerow([neutral(row[column]) for column in export.columns])
    return text.getvalue().encode("utf-8-sig")


def places_geojson(export: PlacesExport) -> bytes:
    """Write GeoJSON, RFC 7946.

    Returns
    -------
    A FeatureCollection; a place without a point has no geometry, an unknown cell is null. The
    members ``notice`` and ``sources`` are for readers, other programs leave them alone.
    """
    features = [_feature(place, row) for place, row in zip(export.places, export.rows, strict=True)]
    content: dict[str, Any] = {
        "type": "FeatureCollection",
        "date": export.on.isoformat(),
        "sources": [source_line(source) for source in export.sources],
        "features": features,
    }
    if export.notice:
        content = {"notice": export.notice, **content}
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _feature(place: Place, row: dict[str, str]) -> dict[str, Any]:
    point = place.point
    degrees = (round(point.lon, _DECIMALS), round(point.lat, _DECIMALS)) if point else None
    kept = {name: cell or None for name, cell in row.items() if name not in ("lat", "lon", "id")}
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": {"type": "Point", "coordinates": degrees} if degrees else None,
        "properties": kept,
    }


def places_gpkg(export: PlacesExport) -> bytes:
    """Write a GeoPackage in EPSG:4326.

    Returns
    -------
    The layer ``places`` with the columns of the tables, NULL where nothing is known and without a
    geometry where there is no point, and the table ``about``. The same places of the same day are
    the same rows, and that day is the date of the file.
    """
    import pyogrio  # type: ignore[import-untyped]  # noqa: PLC0415 (GDAL is needed here alone)

    points = [
        shapely.Point(place.point.lon, place.point.lat) if place.point else None
        for place in export.places
    ]
    cells = pd.DataFrame(export.rows, columns=list(export.columns), dtype=object)
    frame = gpd.GeoDataFrame(
        cells.replace({"": None}), geometry=np.array(points, dtype=object), crs=WGS84
    )
    about = pd.DataFrame(export.about, columns=["name", "text"])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "places.gpkg"
        pyogrio.write_dataframe(frame, path, layer=LAYER, driver="GPKG", geometry_type="Point")
        pyogrio.write_dataframe(about, path, layer=ABOUT, driver="GPKG")
        put_day(path, export.on)
        return path.read_bytes()
