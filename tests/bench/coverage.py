"""The benchmark of the coverage engine, run by hand: ``python -m tests.bench.coverage``.

Each case and each peer runs once in a fresh process, so that its peak memory is its own. Peers are
given what they need (frames, pairs) before the clock starts.
"""

import json
import subprocess
import sys
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from tests.bench.report import Figure, print_table
from tests.bench.serving import ROOT

_JSON = ROOT / "artefacts" / "bench_coverage.json"


def main(
    only: Annotated[str, typer.Option(help="A word of the cases to run; empty for all.")] = "",
) -> None:
    """Measure, print a table with the goals beside the figures, write a file."""
    figures = [figure for name, case in _CASES.items() if only in name for figure in case()]
    print_table(figures)
    content = [
        {"name": f.name, "unit": f.unit, "goal": f.goal, "values": f.values} for f in figures
    ]
    _JSON.parent.mkdir(parents=True, exist_ok=True)
    _JSON.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _nearest():
    what = "nearest of 100,000 for 3 million"
    yield from _beside(what, "nearest", "sjoin_nearest", times=5, memory_goal="<= 300 MB")


def _catchment():
    what = "E2SFCA, 3 million x 1,000"
    yield from _beside(what, "catchment", "pysal", times=10, memory_goal="<= a sixth")


def _located():
    yield from _beside("1 million points in 23 districts", "locate", "sjoin", times=4)


def _siting():
    what = "maximal covering, 500 x 5,000, k=20"
    yield from _beside(what, "siting", "spopt", times=8)


def _network():
    found = _measured("network")
    what = "network of 200,000 nodes"
    yield Figure(f"{what}: made ready", "s", [found["ready"]])
    yield Figure(f"{what}: to the nearest of 1,000", "s", [found["nearest"]], "<= 0.2 s")
    yield Figure(f"{what}: all pairs within 1,250 m", "s", [found["pairs"]], "<= 2 s")
    yield Figure(f"{what}: pairs", "million", [found["found"] / 1e6])


def _city():
    found = _measured("city")
    yield Figure("Stuttgart, 21,000 points: nearest", "ms", [found["nearest"] * 1000])
    yield Figure("Stuttgart, 21,000 points: 2SFCA, 20 minutes", "ms", [found["catchment"] * 1000])
    yield Figure("Stuttgart, 21,000 points: cover by hour", "ms", [found["week"] * 1000])


def _large():
    """Compare the same run in memory and on two workers, each from file to file."""
    what = "3 million from file to file"
    with TemporaryDirectory() as folder:
        _measured("large_files", folder)
        mine, parts = _measured("large", folder), _measured("large_on_two", folder)
    assert abs(mine["found"] - parts["found"]) <= 1e-9 * abs(mine["found"]), (mine, parts)
    yield Figure(f"{what}: in memory", "s", [mine["seconds"]])
    yield Figure(f"{what}: in memory, peak", "MB", [mine["peak_mb"]])
    yield Figure(f"{what}: two workers, their start included", "s", [parts["seconds"]])
    yield Figure(f"{what}: two workers, peak of the one that cuts", "MB", [parts["peak_mb"]])
    yield Figure(f"{what}: two workers, peak of the larger", "MB", [parts["worker_mb"]])


def _beside(what, ours, peer, *, times, memory_goal=""):
    """Run ours and a peer, see that both found the same, and compare."""
    mine, other = _measured(ours), _measured(peer)
    assert abs(mine["found"] - other["found"]) <= 1e-9 * abs(other["found"]), (mine, other)
    yield Figure(what, "s", [mine["seconds"]])
    yield Figure(f"{what}, {peer}", "s", [other["seconds"]])
    yield Figure(
        f"{what}: times faster", "x", [other["seconds"] / mine["seconds"]], f">= {times} x"
    )
    yield Figure(f"{what}: peak of the process", "MB", [mine["peak_mb"]], memory_goal)
    yield Figure(f"{what}: peak, {peer}", "MB", [other["peak_mb"]])


def _measured(case, *words):
    command = [sys.executable, "-m", "tests.bench.coverage_cases", case, *words]
    answer = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return json.loads(answer.stdout.splitlines()[-1])  # solvers say who they are before it


_CASES = {
    "nearest": _nearest,
    "catchment": _catchment,
    "located": _located,
    "siting": _siting,
    "network": _network,
    "city": _city,
    "large": _large,
}

if __name__ == "__main__":
    typer.run(main)
