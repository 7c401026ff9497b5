"""Read a data folder in a fresh process and tell how long each step took, as JSON.

Called by the benchmark: ``python -m tests.bench.reading FOLDER``.
"""

import json
import sys
from datetime import datetime
from pathlib import Path
from time import perf_counter

from geo.directory.hours import BERLIN
from geo.directory.query import Query
from geo.directory.reading import read_directory
from geo.directory.search import Visit, search
from geo.language.catalogue import load_catalogues
from geo.web.loaded import Loaded

_ASKED = (
    Query(),
    Query(categories=("course",)),
    Query(text="Deutschkurs"),
    Query(text="fahradwerkstat"),
    Query(text="beratung cannstatt", languages=("de", "en"), open=("open",)),
)


def seconds_by_step(folder):
    """Time reading, the first search (it builds the index) and further ones."""
    started = perf_counter()
    reading = read_directory(folder)
    read = perf_counter()
    index = Loaded(reading, load_catalogues(folder / "text")).public_index
    catalogued = perf_counter()
    moment = datetime.now(BERLIN)
    search(index, Visit(Query(text="x", near="district:01"), moment))
    indexed = perf_counter()
    found = {"read": read - started, "index": indexed - catalogued, "search": []}
    for query in _ASKED * 3:
        begun = perf_counter()
        search(index, Visit(query, moment))
        found["search"].append(perf_counter() - begun)
    return found


if __name__ == "__main__":
    print(json.dumps(seconds_by_step(Path(sys.argv[1]))))
