"""Take a GeoPackage in as an operator does and tell how long it took, as JSON.

Called by the benchmark: ``python -m tests.bench.exchange FOLDER``. The file has 100,000 features.
Half of the folder's places are among them, some with a slip in the name and all a few metres off;
the rest is new, in the same streets, so that everything has near candidates.
"""

import json
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import geopandas as gpd
import numpy as np

from tests.bench.serving import ROOT
from tests.bench.worlds import SEED, points, read_rows

N_FEATURES = 100_000
_MEGABYTE = 1024  # ru_maxrss is in kilobytes
_OFF_DEGREES = 0.00005
"""About 5 m."""

_MAPPING = """
[source]
id = "bench"
name = "Made up"
publisher = "Nobody"
url = "https://example.org/register/"
date = "2026-10-01"

[columns]
key = "KEY"
name = "NAME"
category = "ART"
street = "STR"
house_number = "HNR"
phone = "TEL"
"""


def write_file(folder, path):
    """Write the features."""
    rng = np.random.default_rng(SEED)
    known = read_rows(folder / "places.csv")[::2]
    lat, lon, _ = points(rng, N_FEATURES - len(known))
    rows = [_known(number, row) for number, row in enumerate(known)]
    rows += [_new(number) for number in range(len(rows), N_FEATURES)]
    lats = np.concatenate([[float(row["lat"]) for row in known], lat])
    lons = np.concatenate([[float(row["lon"]) for row in known], lon])
    off = rng.normal(scale=_OFF_DEGREES, size=(2, N_FEATURES))
    off[:, len(known) :] = 0
    where = gpd.points_from_xy(lons + off[1], lats + off[0], crs=4326)
    gpd.GeoDataFrame(rows, geometry=where).to_crs(25832).to_file(path, driver="GPKG")


def _known(number, row):
    slip = row["name"].replace("Ort", "Ortt") if number % 10 == 0 else row["name"]
    return _cells(number, slip, row["category"], row["street"], row["house_number"])


def _new(number):
    return _cells(number, f"Haus {number:06}", "library", "Neue Straße", str(1 + number % 200))


def _cells(number, name, category, street, house_number):
    return {
        "KEY": str(number),
        "NAME": name,
        "ART": category,
        "STR": street,
        "HNR": house_number,
        "TEL": f"+49 711 216-{number:06}",
    }


def seconds(folder):
    """Run the command on a copy of a folder; seconds, peak memory in MB and what it says."""
    with TemporaryDirectory() as name:
        desk = Path(name)
        shutil.copytree(folder, desk / "data")
        write_file(desk / "data", desk / "register.gpkg")
        (desk / "mapping.toml").write_text(_MAPPING, encoding="utf-8")
        command = [sys.executable, "-m", "geo", "import", str(desk / "register.gpkg"), "--yes"]
        command += ["--leave-bad-out", "--mapping", str(desk / "mapping.toml")]
        command += ["--folder", str(desk / "data")]
        started = perf_counter()
        answer = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        took = perf_counter() - started
    memory_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / _MEGABYTE
    (counts,) = [line for line in answer.stdout.splitlines() if " to add, " in line]
    return {"import": took, "memory_mb": memory_mb, "counts": counts}


if __name__ == "__main__":
    print(json.dumps(seconds(Path(sys.argv[1]))))
