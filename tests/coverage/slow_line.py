"""A travel engine that takes its time and keeps a diary, so that a worker can die at its work."""

import os
from dataclasses import dataclass
from pathlib import Path
from time import sleep

from geo.coverage.travel import StraightLine


@dataclass(frozen=True)
class SlowLine(StraightLine):
    """Straight lines; each search is written down with its process before it is done."""

    diary: str = ""
    seconds: float = 0.3

    def pairs_within(self, demand, supply, limit_minutes):
        Path(self.diary, f"{os.getpid()}-{os.urandom(4).hex()}").touch()
        sleep(self.seconds)
        yield from super().pairs_within(demand, supply, limit_minutes)


def pids(diary):
    """Tell which processes wrote, a number a search."""
    return [int(path.name.partition("-")[0]) for path in Path(diary).iterdir()]
