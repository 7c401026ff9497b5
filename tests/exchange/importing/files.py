"""Made-up files of sources, and the command that takes them in."""

import csv
import json
import os
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import shapely
from typer.testing import CliRunner

from geo.__main__ import app
from geo.directory.reading import read_directory
from tests.worlds import place, write_world

MAPPING = """
[source]
id = "city-register"
name = "Register of the dream city"
publisher = "Dream city"
url = "https://register.example/"
date = "2026-10"

[columns]
key = "NR"
name = "NAME"
street = "STR"
house_number = "HNR"
phone = "TEL"
opening_hours = "ZEIT"
languages = "SPRACHEN"
category = "ART"

[values.category]
Beratung = "counselling"
Bibliothek = "library"

[point]
basis = "register"
"""


def record(**cells):
    """Give the cells of one record of the register, east of the middle of Mittfeld."""
    usual = {
        "NR": "1",
        "NAME": "Library of Clouds",
        "ART": "Bibliothek",
        "STR": "Kurze Gasse",
        "HNR": "3",
        "TEL": "+49 711 1234567",
        "ZEIT": "Mo-Fr 09:00-17:00",
        "SPRACHEN": "",
        "lon": 9.135,
        "lat": 48.77,
    }
    return usual | cells


def frame(*records, crs=4326):
    """Put records into a frame in a CRS."""
    points = [shapely.Point(r["lon"], r["lat"]) for r in records]
    cells = [{k: v for k, v in r.items() if k not in ("lon", "lat")} for r in records]
    found = gpd.GeoDataFrame(cells, geometry=points, crs=4326)
    return found.to_crs(crs)


@dataclass(frozen=True)
class Desk:
    """A data folder, a folder of files beside it, and somebody who types commands."""

    folder: Path
    files: Path

    def geojson(self, *records, name="register.geojson"):
        """Write records as GeoJSON."""
        path = self.files / name
        frame(*records).to_file(path, driver="GeoJSON")
        return path

    def text(self, name, text):
        """Write a file of any text."""
        path = self.files / name
        path.write_text(text, encoding="utf-8")
        return path

    def take(self, file, *words, mapping=MAPPING, answer=None):
        """Type the command; the mapping is written first, and None leaves it out."""
        if mapping is not None:
            words = ("--mapping", str(self.text("mapping.toml", mapping)), *words)
        words = ("import", str(file), "--folder", str(self.folder), *words)
        return CliRunner().invoke(app, words, input=answer, env={"COLUMNS": "240"})

    def agreed(self, file, *words, **more):
        """Type the command, agree beforehand, and expect that it works."""
        result = self.take(file, "--yes", *words, **more)
        assert result.exit_code == 0, result.output
        return result

    def rows(self, name="places.csv"):
        """Read a table as it stands."""
        with (self.folder / name).open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    def row(self, place_id):
        """Read the cells of one place."""
        (found,) = [row for row in self.rows() if row["id"] == place_id]
        return found

    def correct(self, place_id, **cells):
        """Write into the table as a person does with a spreadsheet."""
        rows = [row | cells if row["id"] == place_id else row for row in self.rows()]
        with (self.folder / "places.csv").open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)

    def contents(self):
        """Give every file of the data folder, without what is kept of earlier versions."""
        return {path.name: path.read_bytes() for path in self.folder.glob("*.*") if path.is_file()}

    def reading(self):
        """Read the directory."""
        return read_directory(self.folder)


def desk_at(tmp_path, *, places=None, shelters=()):
    """Set up a desk with the House of Words, or other places."""
    folder, files = tmp_path / "data", tmp_path / "files"
    folder.mkdir()
    files.mkdir()
    write_world(folder, places=[place()] if places is None else places, shelters=shelters)
    return Desk(folder, files)


def overpass(*elements):
    """Write an answer of Overpass."""
    return json.dumps({"version": 0.6, "elements": list(elements)})


def node(number=1, lat=48.77, lon=9.135, **tags):
    """Give a node; tags with a colon are written with two underscores."""
    named = {name.replace("__", ":"): value for name, value in tags.items()}
    return {"type": "node", "id": number, "lat": lat, "lon": lon, "tags": named}


def unset():
    """Leave out whatever the machine has set for the project."""
    return dict.fromkeys(name for name in os.environ if name.startswith("WILLKOMMEN_"))
