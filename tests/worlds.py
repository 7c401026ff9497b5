"""Small made-up worlds: three square districts in a row, and tables written as people keep them.

Westfeld, Mittfeld and Ostfeld are squares of 0.02 degrees near Stuttgart; nothing in them exists.
"""

import csv
import io
import json
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

from geo.directory.hours import BERLIN
from geo.directory.programme_rows import COLUMNS as ITEM_COLUMNS
from geo.directory.query import Query
from geo.directory.reading import DATA, read_directory
from geo.directory.rows import REQUIRED
from geo.directory.search import Visit, search
from geo.directory.search_index import SearchIndex
from geo.directory.viewer import Role
from geo.language.catalogue import load_catalogues

COLUMNS = (*REQUIRED, "visibility", "note")
WEST, MIDDLE, EAST = "Westfeld", "Mittfeld", "Ostfeld"
SOUTH, NORTH = 48.76, 48.78
BORDERS = {WEST: (9.10, 9.12), MIDDLE: (9.12, 9.14), EAST: (9.14, 9.16)}

MONDAY = datetime(2026, 1, 5, 12, 0, tzinfo=BERLIN)
HOLIDAY = datetime(2026, 1, 6, 12, 0, tzinfo=BERLIN)
"""Epiphany, a Tuesday: a holiday in Baden-Württemberg, not in most of Germany."""

CATEGORIES = ["counselling", "course", "library", "shelter"]
OFFERS = {"german_course": "language", "legal_advice": "advice", "bicycle_repair": "everyday"}
AUDIENCES = ["everyone", "refugees", "women"]
KINDS = [
    {"code": "german_course", "categories": "course", "offers": "german_course"},
    {"code": "everyday", "categories": "", "offers": "bicycle_repair"},
]
HELP_KINDS = [{"code": "languages", "categories": "", "offers": "german_course"}]
GLOSSARY = [
    {
        "code": "integration_course",
        "german": "Integrationskurs (kurz IK)",
        "source": "an act of parliament",
        "source_url": "https://example.org/act",
        "offers": "german_course",
        "categories": "",
        "levels": "B1",
    }
]

STOPS = [
    {"dhid": "de:0:1", "name": "Westmarkt", "modes": "Bus;Stadtbahn", "lines": "U99;901"},
    {"dhid": "de:0:2", "name": "Mitte Nacht", "modes": "Nachtbus", "lines": "N99"},
    {"dhid": "de:0:3", "name": "Ostmarkt", "modes": "Bus", "lines": "902"},
]
_SOURCES = """
[[source]]
id = "dream"
files = ["places.csv"]
name = "Dream"
publisher = "Nobody"
"""
_STOP_PLACES = [(WEST, 48.770, 9.110), (MIDDLE, 48.770, 9.130), (EAST, 48.770, 9.150)]


def place(**cells):
    """Give the cells of a good row: a public place in the middle of Mittfeld, known to the door."""
    usual = {
        "id": "house-of-words",
        "category": "counselling",
        "name": "House of Words",
        "street": "Lange Gasse",
        "house_number": "7",
        "postcode": "70000",
        "city": "Musterstadt",
        "district": MIDDLE,
        "lat": "48.77",
        "lon": "9.13",
        "geo_precision": "address",
        "geo_accuracy_m": "10",
        "status": "open",
        "visibility": "public",
        "source_url": "https://source.example/words",
        "source_date": "2024-05",
    }
    return dict.fromkeys(COLUMNS, "") | usual | cells


def unlocated(**cells):
    """Give the cells of a place of which no point is known."""
    nowhere = dict.fromkeys(("street", "house_number", "lat", "lon", "geo_accuracy_m"), "")
    return place(**({**nowhere, "district": "", "geo_precision": "none"} | cells))


def shelter(**cells):
    """Give the cells of a shelter in Westfeld that volunteers may know, at a site of its own."""
    number = crc32(cells.get("id", "").encode()) % 1000
    usual = {
        "id": "shelter-gray",
        "category": "shelter",
        "name": "Graue Unterkunft",
        "district": WEST,
        "street": f"Graue Gasse {number}",
        "lon": "9.11",
        "lat": f"48.77{number:03}",
        "capacity": "40",
        "offers": "",
        "visibility": "volunteers",
    }
    return place(**(usual | cells))


def item(**cells):
    """Give the cells of a good item of a programme: legal advice in the House of Words."""
    usual = {
        "place": "house-of-words",
        "offer": "legal_advice",
        "title": "Open table",
        "opening_hours": "Tu 15:00-17:00",
        "source_url": "https://source.example/programme",
        "source_date": "2025-11",
    }
    return dict.fromkeys(ITEM_COLUMNS, "") | usual | cells


def table(rows, columns=None, *, delimiter=","):
    """Write rows as CSV text."""
    text = io.StringIO()
    columns = columns or list(rows[0] if rows else COLUMNS)
    writer = csv.DictWriter(text, columns, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def districts_geojson():
    """Write the three squares; the middle one has a population of 2,000."""
    features = [
        {
            "type": "Feature",
            "properties": {
                "number": f"0{position}",
                "name": name,
                "population": position * 1000,
                "population_year": 2023,
            },
            "geometry": {"type": "Polygon", "coordinates": [_square(*borders)]},
        }
        for position, (name, borders) in enumerate(BORDERS.items(), start=1)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def _square(west, east):
    return [[west, SOUTH], [east, SOUTH], [east, NORTH], [west, NORTH], [west, SOUTH]]


def write_world(folder, *, places=(), shelters=(), items=()):
    """Write a whole data folder; tests then break what they are about."""
    looks = {"colour": "#334155", "shape": "square", "icon": "house"}
    stops = [
        {**stop, "district": district, "lat": lat, "lon": lon}
        for stop, (district, lat, lon) in zip(STOPS, _STOP_PLACES, strict=True)
    ]
    offers = [{"code": code, "group": group} for code, group in OFFERS.items()]
    files = {
        "categories.csv": table([{"code": code, **looks} for code in CATEGORIES]),
        "offer_codes.csv": table(offers),
        "audiences.csv": table([{"code": code} for code in AUDIENCES]),
        "kinds.csv": table(KINDS),
        "help_kinds.csv": table(HELP_KINDS),
        "glossary.csv": table(GLOSSARY),
        "districts.geojson": districts_geojson(),
        "water.geojson": json.dumps({"type": "FeatureCollection", "features": []}),
        "sources.toml": _SOURCES,
        "stops.csv": table(stops),
        "places.csv": table(places, COLUMNS),
        "shelters.csv": table(shelters, COLUMNS),
        "offers.csv": table(items, ITEM_COLUMNS),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def read_world(folder, **rows):
    """Write a data folder and read it."""
    return read_directory(write_world(folder, **rows))


def world(*, role=Role.PUBLIC, **rows):
    """Give the directory of sound rows as a role may know it."""
    with TemporaryDirectory() as folder:
        reading = read_world(Path(folder), **rows)
    assert not [str(finding) for finding in reading.findings]
    return reading.directory.visible_to(role)


@cache
def catalogues():
    """Give the languages of the project."""
    return load_catalogues(DATA / "text")


def labels(key):
    """Give the words of every language for a code."""
    return [catalogue.t(key) for catalogue in catalogues()]


def index_of(directory):
    """Make the search over a directory, as the server does."""
    return SearchIndex(directory, labels, tuple(labels("search.ignored_words")))


def find(directory, *, moment=MONDAY, position=None, **asked):
    """Answer a query."""
    return search(index_of(directory), Visit(Query(**asked), moment, position))


def ids(results):
    """List the ids of all matches in order."""
    return [match.id for match in results.places(results.total)]
