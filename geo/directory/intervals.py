"""The states of one day, piece by piece."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

DAY_MINUTES = 24 * 60


class OpenState(StrEnum):
    """Four different things to tell a visitor."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"
    APPOINTMENT = "appointment"


@dataclass(frozen=True)
class Interval:
    """A part of one day in one state, in minutes since midnight by the clock on the wall.

    The end is exclusive; 1440 is the midnight that ends the day.
    """

    start_minute: int
    end_minute: int
    state: OpenState
    comment: str = ""

    @property
    def start(self) -> str:
        """The start as people write it, for example ``09:00``."""
        return _clock(self.start_minute)

    @property
    def end(self) -> str:
        """The end as people write it; ``24:00`` at midnight."""
        return _clock(self.end_minute)


Reading = tuple[Interval, ...]
"""One day without a gap: the first interval starts at 0, the last one ends at 1440."""


def covering(reading: Reading, minute: int) -> Interval:
    """Find the interval that a minute of the day falls in."""
    return next(piece for piece in reading if piece.start_minute <= minute < piece.end_minute)


def overlay(
    readings: Sequence[Reading], choose: Callable[[Sequence[Interval]], Interval]
) -> Reading:
    """Join several readings of the same day into one.

    Parameters
    ----------
    readings
        At least one.
    choose
        Takes what each reading says about the same stretch of time, in the order of ``readings``,
        and returns an interval with the state and the comment that count.
    """
    edges = {piece.start_minute for reading in readings for piece in reading} | {DAY_MINUTES}
    return merged(
        replace(
            choose([covering(reading, start) for reading in readings]),
            start_minute=start,
            end_minute=end,
        )
        for start, end in pairwise(sorted(edges))
    )


def merged(pieces: Iterable[Interval]) -> Reading:
    """Join neighbours that say the same."""
    joined: list[Interval] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and (last.state, last.comment) == (piece.state, piece.comment):
            joined[-1] = replace(last, end_minute=piece.end_minute)
        else:
            joined.append(piece)
    return tuple(joined)


def first_not_closed(pieces: Sequence[Interval]) -> Interval:
    """Choose as a fallback rule does: the next one counts only where the ones before are closed."""
    return next((piece for piece in pieces if piece.state is not OpenState.CLOSED), pieces[0])


def agreed(pieces: Sequence[Interval]) -> Interval:
    """Choose what all readings say; where they differ, nobody can know."""
    first = pieces[0]
    same = all(piece.state is first.state for piece in pieces)
    return first if same else replace(first, state=OpenState.UNKNOWN)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
