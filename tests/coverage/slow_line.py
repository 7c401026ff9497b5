"""A travel engine that takes its time and keeps a diary, so that a worker can die at its work."""

import os
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

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
    return [_pid(path) for path in Path(diary).iterdir()]


def next_to_begin(diary, within_s=60):
    """Wait until a process begins a search, which takes it a while, and tell which it is."""
    before, deadline = set(Path(diary).iterdir()), monotonic() + within_s
    while monotonic() < deadline:
        if new := set(Path(diary).iterdir()) - before:
            return _pid(new.pop())
        sleep(0.01)
    msg = "no process began a search"
    raise TimeoutError(msg)


def _pid(path):
    return int(path.name.partition("-")[0])
