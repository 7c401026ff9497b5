"""What a change would bring: two answers to the same question, before and after.

Gains and losses are counted in people of the demand, by district with the city last. A person
gains who has a service within the limit after and had none before.
"""

from dataclasses import dataclass

import numpy as np

from geo.coverage import by_area
from geo.coverage.assessment import Assessment
from geo.coverage.columns import Floats
from geo.coverage.errors import ColumnError


@dataclass(frozen=True, eq=False)
class Change:
    """Differences between two assessments of the same people.

    ``gained`` and ``lost`` are people, ``values`` the change of the measure, all of the shape
    ``(n_areas + 1,)``; NaN where one of the two is unknown. ``gini`` is the change in inequality,
    None where one of the two has none.
    """

    before: Assessment
    after: Assessment
    gained: Floats
    lost: Floats
    values: Floats
    gini: float | None

    @property
    def people_covered(self) -> float:
        """How many more people are covered, in the unit of the demand; negative for fewer."""
        return self.after.people_covered - self.before.people_covered


def compare(before: Assessment, after: Assessment) -> Change:
    """Compare two answers.

    Raises
    ------
    ColumnError
        If they are about different people, a different measure or a different limit.
    """
    one, other = before.scenario, after.scenario
    asked = [(s.measure, s.limit_minutes, s.unit) for s in (one, other)]
    if before.demand is not after.demand or asked[0] != asked[1]:
        msg = (
            "two scenarios can be compared where demand, measure, unit and limit are the same: "
            f"{asked[0]} and {asked[1]}"
        )
        raise ColumnError(msg)
    weight = before.demand.weight
    gained = np.where(after.is_covered & ~before.is_covered, weight, 0)
    lost = np.where(before.is_covered & ~after.is_covered, weight, 0)
    return Change(
        before,
        after,
        gained=_people(before, gained),
        lost=_people(before, lost),
        values=_difference(after.values, before.values),
        gini=_gini(before, after),
    )


def _people(assessment: Assessment, people: Floats) -> Floats:
    """Sum up people by district; unknown districts stay unknown."""
    demand = assessment.demand
    shares = by_area.mean(
        demand, np.divide(people, demand.weight, where=demand.weight > 0, out=np.zeros(demand.size))
    )
    return shares * assessment.people


def _difference(after: Floats, before: Floats) -> Floats:
    """Subtract; no way before and after is no change."""
    same = after == before
    return np.subtract(after, before, out=np.zeros(len(after)), where=~same)


def _gini(before: Assessment, after: Assessment) -> float | None:
    if before.inequality is None or after.inequality is None:
        return None
    return after.inequality.gini - before.inequality.gini
