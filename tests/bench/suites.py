"""What is measured, against which goal."""

import json
import subprocess
import sys
from time import perf_counter

from geo.directory.reading import DATA
from tests.bench.exchange import N_FEATURES
from tests.bench.report import Figure
from tests.bench.serving import NAIVE, OURS, ROOT, serving
from tests.bench.visiting import (
    NAIVE_TILES,
    OUR_TILES,
    time_filter_clicks,
    time_openings,
    visit,
    watch_view,
)

SMALL, MIDDLE, LARGE = 500, 1_000, 50_000
_FILTER_GOAL_MS = {MIDDLE: 250, LARGE: 350}
_READ_GOAL_S = {SMALL: 1, LARGE: 15}
_CHECK_GOAL_S = 20
_IMPORT_GOAL_S = 60
_IMPORT_GOAL_MB = 2_000


def starting(browser, times):
    """Start the server with the project's own directory, each time as a new process.

    The first start is not counted: in it Python compiles every module, once after each set-up.
    """
    with serving(OURS, DATA):
        pass
    answered, usable = [], []
    for _ in range(times):
        with serving(OURS, DATA) as server, visit(browser, server.address):
            usable.append(perf_counter() - server.started)
            answered.append(server.answered - server.started)
    yield Figure("cold start: first answer of /", "s", answered, "<= 5 s")
    yield Figure("cold start: first usable page in Chromium", "s", usable)


def reading(worlds, times):
    """Read folders in fresh processes, so that nothing is remembered from the time before."""
    for n, goal_s in _READ_GOAL_S.items():
        runs = [_read_in_fresh_process(worlds[n]) for _ in range(times)]
        read_s = [run["read"] for run in runs]
        yield Figure(f"{n:,} places read and checked", "s", read_s, f"<= {goal_s} s")
    yield Figure(f"search index of {LARGE:,} places", "s", [run["index"] for run in runs])
    searches_ms = [1000 * second for run in runs for second in run["search"]]
    yield Figure(f"search among {LARGE:,} places", "ms", searches_ms)


def checking(folder, times):
    """Run ``python -m geo check`` on a folder, from the start of the process to its end."""
    runs = [_measured("tests.bench.checking", folder) for _ in range(times)]
    checked_s = [run["check"] for run in runs]
    yield Figure(f"geo check, {LARGE:,} places", "s", checked_s, f"<= {_CHECK_GOAL_S} s")
    yield Figure(f"geo check, {LARGE:,} places, memory", "MB", [run["memory_mb"] for run in runs])


def importing(folder, times):
    """Run ``python -m geo import`` with a GeoPackage, from the start of the process to its end."""
    runs = [_measured("tests.bench.exchange", folder) for _ in range(times)]
    took_s = [run["import"] for run in runs]
    memory_mb = [run["memory_mb"] for run in runs]
    name = f"geo import, {N_FEATURES:,} features into {LARGE:,} places"
    yield Figure(name, "s", took_s, f"<= {_IMPORT_GOAL_S} s")
    yield Figure(f"{name}, memory", "MB", memory_mb, f"<= {_IMPORT_GOAL_MB:,} MB")


def filtering(browser, worlds, clicks):
    """Time filter clicks on our page at both sizes and on the naive one at the smaller."""
    medians_ms = {}
    for n, goal_ms in _FILTER_GOAL_MS.items():
        with serving(OURS, worlds[n]) as server, visit(browser, server.address) as page:
            times_ms = time_filter_clicks(page, clicks, OUR_TILES)
        figure = Figure(f"filter click, {n:,} places", "ms", times_ms, f"<= {goal_ms} ms")
        medians_ms[n] = figure.median
        yield figure
    with (
        serving(NAIVE, worlds[MIDDLE]) as server,
        visit(browser, server.address, NAIVE_TILES) as page,
    ):
        naive = time_filter_clicks(page, clicks, NAIVE_TILES)
    figure = Figure(f"filter click, {MIDDLE:,} places, naive page", "ms", naive)
    yield figure
    ratio = figure.median / medians_ms[MIDDLE]
    yield Figure(f"times faster than naive, {MIDDLE:,} places", "x", [ratio], ">= 15 x")


def opening(browser, worlds, times):
    """Time the way from a card to the place."""
    for n in (MIDDLE, LARGE):
        with serving(OURS, worlds[n]) as server, visit(browser, server.address) as page:
            times_ms = time_openings(page, times)
        yield Figure(f"opening a place, {n:,} places", "ms", times_ms, "<= 250 ms")


def staying(browser, worlds, changes):
    """See that the view stays while filters change, and that memory does not grow."""
    with serving(OURS, worlds[LARGE]) as server, visit(browser, server.address) as page:
        is_kept, before_mb, after_mb = watch_view(page, changes)
    yield Figure("zoom and centre kept while filtering", "(1 is yes)", [int(is_kept)], "1")
    yield Figure(f"browser heap before {changes} filter changes", "MB", [before_mb])
    yield Figure(f"browser heap after {changes} filter changes", "MB", [after_mb], "as before")


def _read_in_fresh_process(folder):
    return _measured("tests.bench.reading", folder)


def _measured(module, folder):
    command = [sys.executable, "-m", module, str(folder)]
    answer = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return json.loads(answer.stdout)
