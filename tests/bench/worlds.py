"""Data folders of any size: made-up places among the real districts and stops.

What a place offers, for whom and when is copied from some row of the directory, so that the words
are as common as they are there. Names, addresses and points are made up; every place has a point,
so that as many are drawn as the table says.
"""

import csv
import shutil

import numpy as np

from geo.directory.districts import read_districts
from geo.directory.reading import DATA

SEED = 20_260_105
_SPREAD_DEGREES = (0.0025, 0.0035)
"""How far places lie from their stop: about 280 m north and 260 m east."""

_MADE_UP = {
    "street": "Beispielstraße",
    "postcode": "70000",
    "city": "Stuttgart",
    "source_url": "https://example.org/",
}
_NOT_COPIED = {"phone", "email", "website", "neighbourhood", "geo_basis", "note"}


def write_world(folder, n_places):
    """Copy the directory's files and write ``n_places`` made-up places in place of its own."""
    shutil.copytree(DATA, folder, dirs_exist_ok=True)
    rng = np.random.default_rng(SEED)
    templates = [row for row in read_rows(DATA / "places.csv") if row["lat"]]
    chosen = rng.integers(len(templates), size=n_places)
    lat, lon, districts = points(rng, n_places)
    rows = [
        _row(number, templates[chosen[number]], (lat[number], lon[number]), districts[number].name)
        for number in range(n_places)
    ]
    _write(folder / "places.csv", rows)
    _write_programmes(folder, rng, n_places)
    return folder


def _write_programmes(folder, rng, n_places):
    """Write an item of a programme for every fifth place, as it is in the directory."""
    templates = read_rows(DATA / "offers.csv")
    places = rng.integers(n_places, size=max(1, n_places // 5))
    items = [
        templates[number % len(templates)]
        | {"place": f"ort-{place:05}", "title": f"Treff {number:05}"}
        for number, place in enumerate(places)
    ]
    _write(folder / "offers.csv", items)


def write_homes(folder, n_homes):
    """Write ``n_homes`` made-up homes for refugees in place of the directory's own."""
    rng = np.random.default_rng(SEED)
    templates = [row for row in read_rows(DATA / "shelters.csv") if row["status"] == "unverified"]
    lat, lon, districts = points(rng, n_homes)
    rows = []
    for number in range(n_homes):
        district = districts[number].name
        row = _row(number, templates[number % len(templates)], (lat[number], lon[number]), district)
        rows.append(row | {"id": f"heim-{number:04}", "geo_precision": "address", "capacity": "80"})
        rows[-1]["geo_accuracy_m"] = "30"
    _write(folder / "shelters.csv", rows)


def _row(number, template, point, district):
    row = {**template, **_MADE_UP, **dict.fromkeys(_NOT_COPIED & template.keys(), "")}
    row |= {"id": f"ort-{number:05}", "name": f"Ort {number:05}", "district": district}
    row["operator"] = f"Träger {number % 300:03}"
    row["house_number"] = str(1 + number % 200)
    return row | {"lat": f"{point[0]:.5f}", "lon": f"{point[1]:.5f}"}


def points(rng, n_places):
    """Scatter points around stops and keep those inside the city, shapes ``(n_places,)``."""
    districts = read_districts(DATA / "districts.geojson")
    stops = np.array([(float(s["lat"]), float(s["lon"])) for s in read_rows(DATA / "stops.csv")])
    around = stops[rng.integers(len(stops), size=2 * n_places)]
    lat, lon = (around + rng.normal(scale=_SPREAD_DEGREES, size=around.shape)).round(5).T
    found = districts.assign(lat, lon)
    inside = [position for position, district in enumerate(found) if district][:n_places]
    return lat[inside], lon[inside], [found[position] for position in inside]


def _write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def read_rows(path):
    """Read a table as dictionaries."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
