"""The date of a GeoPackage: the same content of the same day is the same file."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path


def put_day(path: Path, day: date) -> None:
    """Put a day where the time of writing stands, and write the file anew.

    SQLite leaves what it overwrote in its free space, and counts every change in the header: the
    times of writing, and how long it took, would stay there. A new file has neither.
    """
    fresh = path.with_name(f"{path.name}.new")
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE gpkg_contents SET last_change = ?", (f"{day}T00:00:00.000Z",))
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("VACUUM INTO ?", (str(fresh),))
    fresh.replace(path)
