"""Answers to scenarios, against the plain functions and a pencil."""

from dataclasses import replace

import numpy as np
import pytest

from geo.coverage import by_area
from geo.coverage.assessment import assess, other_spread
from geo.coverage.covered import covered
from geo.coverage.cumulative import services_within
from geo.coverage.equity import gini
from geo.coverage.errors import CapacityError, ColumnError, NoSupplyError
from geo.coverage.floating_catchment import two_step
from geo.coverage.measures import zones
from geo.coverage.nearest import minutes
from geo.coverage.per_thousand import per_thousand
from geo.coverage.scenario import DemandSource, Measure, Scenario, Site
from geo.coverage.spread import Spread
from geo.coverage.sureness import sureness
from geo.coverage.what_if import compare
from geo.directory.query import Query
from tests.coverage.plans import TODAY, figure, planning
from tests.coverage.squares import people
from tests.worlds import place

ADVICE = Scenario(supply=Query(categories=("counselling",)), measure=Measure.COVERED)
BESIDE_EAST = Site(48.77, 9.15, "counselling")


@pytest.fixture(scope="module")
def there():
    return planning()


@pytest.mark.parametrize(
    ("measure", "plain"),
    [
        (Measure.MINUTES, minutes),
        (Measure.COVERED, lambda d, s, t: covered(d, s, t, 20).astype(float)),
        (Measure.WITHIN, lambda d, s, t: services_within(d, s, t, [20])[:, 0]),
        (Measure.ACCESS, lambda d, s, t: 1000 * two_step(d, s, t, 20).access),
    ],
)
def test_a_measure_is_the_mean_over_the_people_of_a_district(there, measure, plain):
    scenario = replace(ADVICE, measure=measure, limit_minutes=20, spread=Spread.UNIFORM)
    answer = assess(there, scenario, TODAY)
    expected = plain(answer.demand, answer.supply, there.travel(scenario))
    assert answer.values == pytest.approx(by_area.mean(answer.demand, expected), nan_ok=True)


def test_services_per_thousand_need_no_point(there):
    answer = assess(there, replace(ADVICE, measure=Measure.PER_THOUSAND), TODAY)
    assert list(answer.values) == list(per_thousand(answer.demand, answer.supply))
    assert answer.values[2] == pytest.approx(1 / 3)  # one of which only the district is known


def test_with_nothing_but_districts_nobody_is_near():
    there = planning(places=[])
    with pytest.raises(NoSupplyError):
        assess(there, ADVICE, TODAY)


def test_the_decay_has_three_equal_zones():
    assert zones(15).ends_minutes == (5, 10, 15)


def test_one_service_at_the_only_stop_covers_that_district_alone(there):
    answer = assess(there, ADVICE, TODAY)
    assert list(answer.share_covered[:-1]) == [1, 0, 0]
    assert answer.people_covered == 1000
    assert list(answer.people) == [1000, 2000, 3000, 6000]


def test_priority_is_who_is_not_covered(there):
    answer = assess(there, replace(ADVICE, measure=Measure.MINUTES), TODAY)
    assert list(answer.priority.priority) == [0, 2000, 3000]
    assert list(answer.priority.ranking) == [2, 1, 0]


def test_inequality_is_between_districts(there):
    answer = assess(there, ADVICE, TODAY)
    assert answer.inequality.gini == gini(answer.values[:-1], answer.people[:-1])


def test_where_all_have_nothing_there_is_no_inequality_to_tell():
    far = place(lat="48.761", lon="9.101", district="Westfeld")
    answer = assess(planning(places=[far]), replace(ADVICE, limit_minutes=5), TODAY)
    assert answer.people_covered == 0
    assert answer.inequality is None


def test_a_district_without_a_figure_stays_unknown():
    there = planning(figures=[figure()])
    asked = replace(ADVICE, demand=DemandSource.REFUGEES, figure="refugees_housed|2026")
    answer = assess(there, asked, TODAY)
    assert np.isnan(answer.people[1:3]).all()
    assert np.isnan(answer.values[1:3]).all()
    assert answer.people[-1] == 30


def test_the_other_spread_is_told_beside(there):
    other = other_spread(there, ADVICE, TODAY)
    assert other.scenario.spread is Spread.UNIFORM
    assert other.values[0] < 1
    back = other_spread(there, other.scenario, TODAY)
    assert list(back.values) == list(assess(there, ADVICE, TODAY).values)


def test_a_grid_needs_no_other_spread():
    there = planning(grid=people([(0, 0)]))
    assert other_spread(there, replace(ADVICE, demand=DemandSource.GRID), TODAY) is None


def test_what_is_known_only_by_its_district_counts_in_the_interval(there):
    sure = sureness(there, replace(ADVICE, spread=Spread.UNIFORM), TODAY, draws=40).values
    assert sure.low[2] >= 0
    assert sure.high[2] > 0
    assert assess(there, ADVICE, TODAY).values[2] == 0


def test_an_interval_is_the_same_each_time(there):
    once, again = (sureness(there, ADVICE, TODAY, draws=9).values for _ in range(2))
    assert np.array_equal(once.low, again.low, equal_nan=True)


def test_places_that_nobody_counted_are_said(there):
    with pytest.raises(CapacityError, match="capacity of 1 of 1 services is not known"):
        assess(there, replace(ADVICE, measure=Measure.ACCESS, unit="places"), TODAY)


def test_a_new_site_covers_whom_it_reaches(there):
    before = assess(there, ADVICE, TODAY)
    change = compare(before, assess(there, ADVICE.with_site(BESIDE_EAST), TODAY))
    assert list(change.gained) == [0, 0, 3000, 3000]
    assert list(change.lost) == [0, 0, 0, 0]
    assert change.people_covered == 3000
    assert list(change.values) == [0, 0, 1, 0.5]


def test_who_loses_when_a_place_closes(there):
    scenario = ADVICE.with_site(BESIDE_EAST)
    closed = scenario.toggled_place("advice-west")
    change = compare(assess(there, scenario, TODAY), assess(there, closed, TODAY))
    assert list(change.lost) == [1000, 0, 0, 1000]
    assert change.people_covered == -1000


def test_a_change_in_inequality_has_a_direction(there):
    before = assess(there, ADVICE, TODAY)
    after = assess(there, ADVICE.with_site(BESIDE_EAST), TODAY)
    assert compare(before, after).gini == after.inequality.gini - before.inequality.gini < 0


def test_no_way_before_and_after_is_no_change():
    there = planning(engines={"straight_line": NoWay()})
    asked = replace(ADVICE, measure=Measure.MINUTES)
    change = compare(assess(there, asked, TODAY), assess(there, asked, TODAY))
    assert list(change.values) == [0, 0, 0, 0]


class NoWay:
    name = "straight_line"

    def minutes_to_nearest(self, demand, _supply):
        return np.full(demand.size, np.inf)


@pytest.mark.parametrize(
    "other", [{"limit_minutes": 30}, {"measure": Measure.WITHIN}, {"spread": Spread.UNIFORM}]
)
def test_different_questions_are_not_compared(there, other):
    with pytest.raises(ColumnError, match="can be compared where"):
        compare(assess(there, ADVICE, TODAY), assess(there, replace(ADVICE, **other), TODAY))


def test_the_people_of_both_answers_add_up(there):
    spread = replace(ADVICE, spread=Spread.UNIFORM)
    before, after = (
        assess(there, spread, TODAY),
        assess(there, spread.with_site(BESIDE_EAST), TODAY),
    )
    change = compare(before, after)
    assert change.gained[-1] - change.lost[-1] == pytest.approx(change.people_covered)
    assert change.gained[:-1].sum() == pytest.approx(change.gained[-1])
