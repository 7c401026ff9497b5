"""The question "where next", asked of people, candidates and a travel engine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from geo.coverage.columns import Floats
from geo.coverage.demand import Demand
from geo.coverage.siting.candidates import Candidates
from geo.coverage.siting.maximal_cover import maximal_cover
from geo.coverage.siting.p_centre import p_centre
from geo.coverage.siting.p_median import p_median
from geo.coverage.siting.reach import Reach, require_count, require_limit
from geo.coverage.siting.siting import Answer, Model, Siting
from geo.coverage.siting.solver import Effort
from geo.coverage.supply import Supply
from geo.coverage.travel import Block, Travel

LIMITS_MINUTES: Final[Mapping[Model, float]] = {
    Model.MAXIMAL_COVER: 15.0,
    Model.P_MEDIAN: 60.0,
    Model.P_CENTRE: 60.0,
}
"""What counts as near enough, and beyond which minutes a way counts as no longer."""

_MODELS: Final[Mapping[Model, Callable[[Reach, int, Effort], Siting]]] = {
    Model.MAXIMAL_COVER: maximal_cover,
    Model.P_MEDIAN: p_median,
    Model.P_CENTRE: p_centre,
}


@dataclass(frozen=True)
class Question:
    """How many new sites are wanted, and what they shall be best at.

    Parameters
    ----------
    model
        What the best sites are best at.
    k
        Number of new sites.
    limit_minutes
        The standard of maximal covering, the cut-off of the others; None for the usual one.
    effort
        When to stop without proof.

    Raises
    ------
    CandidatesError
        If ``k`` is under 1.
    ValueError
        If the limit is not over 0.
    """

    model: Model
    k: int
    limit_minutes: float | None = None
    effort: Effort = field(default_factory=Effort)

    def __post_init__(self) -> None:
        require_count(self.k)
        require_limit(self.limit)

    @property
    def limit(self) -> float:
        """The limit in minutes."""
        if self.limit_minutes is None:
            return LIMITS_MINUTES[self.model]
        return self.limit_minutes


def minutes_to_existing(demand: Demand, supply: Supply, travel: Travel) -> Floats:
    """Tell the way to the nearest existing site, infinite where there is none: ``(n_demand,)``.

    Without any existing site everybody is infinitely far from one: the first are looked for.
    """
    if not supply.size:
        return np.full(demand.size, np.inf)
    return travel.minutes_to_nearest(demand, supply)


def where_next(
    demand: Demand,
    existing_minutes: Floats,
    candidates: Candidates,
    travel: Travel,
    question: Question,
) -> Siting:
    """Choose the best new sites among candidates, existing ones staying as they are.

    The answer does not depend on the order in which people and candidates come: where several are
    equally good, the position and id of the candidates decide.

    Parameters
    ----------
    demand
        Who is to be served.
    existing_minutes
        The way of each point to the nearest existing site, infinite where there is none; see
        ``minutes_to_existing``. Shape ``(n_demand,)``.
    candidates
        Where new sites may stand.
    travel
        The engine, the same as for the existing sites.
    question
        How many, best at what.

    Raises
    ------
    CandidatesError
        If more sites are asked for than there are candidates, or no candidate has anybody within
        the limit.
    ColumnError
        If a time is negative or NaN, or there is not one for each point.
    """
    points = np.lexsort((demand.weight, demand.y_m, demand.x_m))
    sites = np.lexsort((np.array(candidates.ids), candidates.y_m, candidates.x_m))
    blocks = travel.pairs_within(demand, candidates.as_supply(), question.limit)
    pairs = _joined(list(blocks))
    existing = np.asarray(existing_minutes, dtype=np.float64)
    reach = Reach(
        weight=demand.weight[points],
        before_minutes=existing[points] if len(existing) == demand.size else existing,
        point=_ranks(points)[pairs.demand_index],
        candidate=_ranks(sites)[pairs.supply_index],
        minutes=pairs.minutes,
        n_candidates=candidates.size,
        limit_minutes=question.limit,
    )
    found = _MODELS[question.model](reach, question.k, question.effort)
    greedy = tuple(int(sites[row]) for row in found.greedy.chosen)
    return replace(
        found,
        chosen=tuple(sorted(int(sites[row]) for row in found.chosen)),
        greedy=Answer(greedy, found.greedy.objective),
    )


def _joined(blocks: list[Block]) -> Block:
    nothing = np.empty(0, dtype=np.intp)
    parts = [Block(nothing, nothing, np.empty(0)), *blocks]
    return Block(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _ranks(order: np.ndarray) -> np.ndarray:
    """Tell where each position went when it was sorted."""
    ranks = np.empty(len(order), dtype=np.intp)
    ranks[order] = np.arange(len(order))
    return ranks
