"""The benchmark, run by hand: ``python -m tests.bench``.

Everything is measured in one run, so that the ratios hold on any machine.
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from tests.bench.planning import planning
from tests.bench.report import print_table, write_json
from tests.bench.serving import ROOT
from tests.bench.suites import (
    LARGE,
    MIDDLE,
    SMALL,
    checking,
    filtering,
    importing,
    opening,
    reading,
    starting,
    staying,
)
from tests.bench.visiting import chromium
from tests.bench.volunteering import volunteering
from tests.bench.worlds import write_world

_JSON = ROOT / "artefacts" / "bench.json"


def main(
    clicks: Annotated[int, typer.Option(help="Filter clicks on each page.")] = 24,
    changes: Annotated[int, typer.Option(help="Filter changes over which memory is watched.")] = 50,
    openings: Annotated[int, typer.Option(help="Places opened from the list.")] = 20,
    starts: Annotated[int, typer.Option(help="Cold starts and cold readings.")] = 3,
) -> None:
    """Measure, print a table with the goals beside the figures, write artefacts/bench.json."""
    with TemporaryDirectory() as folder, chromium() as browser:
        worlds = {n: write_world(Path(folder) / str(n), n) for n in (SMALL, MIDDLE, LARGE)}
        figures = [
            *starting(browser, starts),
            *reading(worlds, starts),
            *filtering(browser, worlds, clicks),
            *opening(browser, worlds, openings),
            *staying(browser, worlds, changes),
            *volunteering(browser, worlds[MIDDLE], openings),
            *planning(browser, openings),
            *checking(worlds[LARGE], starts),
            *importing(worlds[LARGE], starts),
        ]
        write_json(_JSON, figures, browser.version)
    print_table(figures)


if __name__ == "__main__":
    typer.run(main)
