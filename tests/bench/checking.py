"""Check a data folder in a fresh process as an editor does and tell how long it took, as JSON.

Called by the benchmark: ``python -m tests.bench.checking FOLDER``. The rows of the made-up folders
get telephone numbers, websites and mailboxes, so that every rule has something to look at.
"""

import csv
import json
import resource
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from tests.bench.serving import ROOT

_MEGABYTE = 1024  # ru_maxrss is in kilobytes


def with_contacts(folder):
    """Give each row a number, a page and a mailbox of its own."""
    path = folder / "places.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows):
        row["phone"] = f"+49 711 216-{number:05}"
        row["website"] = f"https://example.org/{number}"
        row["email"] = f"ort-{number}@example.org"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder


def seconds(folder):
    """Run the command and give its seconds from start to end, findings and memory in MB."""
    command = [sys.executable, "-m", "geo", "check", "--format", "json", "--folder", str(folder)]
    started = perf_counter()
    answer = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    took = perf_counter() - started
    memory_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / _MEGABYTE
    return {"check": took, "counts": json.loads(answer.stdout)["counts"], "memory_mb": memory_mb}


if __name__ == "__main__":
    print(json.dumps(seconds(with_contacts(Path(sys.argv[1])))))
