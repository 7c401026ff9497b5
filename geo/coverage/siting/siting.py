"""The answer to "where next", with how sure it is and the greedy answer beside it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

from geo.coverage.siting.reach import Reach

PROVEN_GAP: Final = 1e-6
"""A gap no wider than this is a matter of rounding."""


class Model(StrEnum):
    """What the best sites are best at; one module each."""

    MAXIMAL_COVER = "maximal_cover"
    P_MEDIAN = "p_median"
    P_CENTRE = "p_centre"


@dataclass(frozen=True)
class Answer:
    """Chosen candidates and the objective with them.

    Positions are ascending; those of a greedy answer are in the order they were chosen.
    """

    chosen: tuple[int, ...]
    objective: float


@dataclass(frozen=True)
class Siting:
    """The best new sites among candidates, as far as it is known.

    ``chosen`` are positions of candidates, ascending; fewer than ``k`` if no more would help.
    ``before`` is the objective with the existing sites alone, ``objective`` with the chosen ones,
    ``bound`` what no choice can do better than: all in people covered (maximal covering), mean
    minutes (p-median) or the minutes of the longest way (p-centre). ``gap`` is the share of the
    possible improvement that may be missing, 0 to 1; only with ``proven`` the answer is an optimum.

    ``people`` counts whom the objective is about. ``never_reached`` are left out of it: neither an
    existing site nor any candidate is within ``limit_minutes`` of them. ``beyond_before`` and
    ``beyond_after`` of the people counted have no site within the limit; their way counts as the
    limit. ``seconds`` is what the search took, reading the pairs not included.
    """

    model: Model
    k: int
    limit_minutes: float
    chosen: tuple[int, ...]
    before: float
    objective: float
    bound: float
    greedy: Answer
    people: float
    never_reached: float
    beyond_before: float
    beyond_after: float
    seconds: float

    @classmethod
    def of(  # noqa: PLR0913 (an answer is what it is)
        cls,
        model: Model,
        reach: Reach,
        k: int,
        *,
        before: float,
        best: Answer,
        bound: float,
        greedy: Answer,
        seconds: float,
    ) -> Self:
        """Put an answer together with what it says of the people."""
        return cls(
            model=model,
            k=k,
            limit_minutes=reach.limit_minutes,
            chosen=best.chosen,
            before=before,
            objective=best.objective,
            bound=bound,
            greedy=greedy,
            people=reach.people,
            never_reached=reach.never_reached,
            beyond_before=reach.beyond(),
            beyond_after=reach.beyond(best.chosen),
            seconds=seconds,
        )

    @property
    def everybody(self) -> float:
        """All people, also those out of reach of every candidate."""
        return self.people + self.never_reached

    @property
    def gap(self) -> float:
        """Share of the possible improvement that may be missing, 0 to 1."""
        return _share(abs(self.bound - self.objective), abs(self.bound - self.before))

    @property
    def proven(self) -> bool:
        """Whether no choice is better, but for rounding."""
        return self.gap <= PROVEN_GAP

    @property
    def nothing_to_gain(self) -> bool:
        """Whether it is proven that no new site would better the objective or reach anybody."""
        return self.proven and not self.chosen

    @property
    def greedy_short_percent(self) -> float:
        """How much of the improvement found the greedy answer misses, 0 to 100."""
        missed = abs(self.objective - self.greedy.objective)
        return 100 * _share(missed, abs(self.objective - self.before))


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0
