"""How sure every figure is: all ranges come from the same worlds."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.coverage import uncertainty
from geo.coverage.assessment import assess
from geo.coverage.over_the_week import cover_over_the_week
from geo.coverage.planning import monday_of
from geo.coverage.scenario import Measure, Scenario
from geo.coverage.sureness import INDICES, sureness, week_sureness
from geo.directory.query import Query
from tests.coverage.plans import TODAY, planning
from tests.worlds import MIDDLE, WEST, place, unlocated

HOURS = "Mo-Fr 09:00-17:00"
ADVICE = Scenario(supply=Query(categories=("counselling",)), measure=Measure.COVERED)
OLD = replace(ADVICE, half_life_years=2)


def plan(*places):
    return planning(places=places)


@pytest.fixture(scope="module")
def there():
    return plan(
        place(id="west", lat="48.77", lon="9.11", district="Westfeld", opening_hours=HOURS),
        place(id="middle", geo_precision="stop", geo_accuracy_m="400", source_date="2015"),
        unlocated(id="east", district="Ostfeld"),
    )


@pytest.fixture(scope="module")
def sure(there):
    return sureness(there, ADVICE, TODAY, draws=60)


def ends_of(interval):
    return np.stack([interval.low, interval.median, interval.high])


def test_every_figure_has_its_range(there, sure):
    n_areas = len(assess(there, ADVICE, TODAY).demand.areas)
    assert sure.values.low.shape == (n_areas + 1,)
    assert sure.indices.low.shape == (len(INDICES),)
    for interval in (sure.gap, sure.priority, sure.rank):
        assert interval.low.shape == (n_areas,)
    for interval in vars(sure).values():
        low, median, high = ends_of(interval)
        assert (np.isnan(low) | (low <= median)).all()
        assert (np.isnan(median) | np.isnan(high) | (median <= high)).all()


def test_ranks_are_places_in_the_order_of_the_districts(sure):
    ends = ends_of(sure.rank)
    assert np.array_equal(ends, np.round(ends))
    assert ends.min() == 1
    assert ends.max() <= len(sure.rank.low)


def test_they_are_what_each_world_says_by_itself(there):
    """The reference draws the worlds one by one and asks the answer of each."""
    draws = 9
    found = sureness(there, ADVICE, TODAY, draws=draws)
    supply, demand = there.supply(ADVICE, TODAY), there.demand(ADVICE)
    worlds = [
        uncertainty.drawn(supply, there.public.districts, np.random.default_rng(stream))
        for stream in np.random.SeedSequence(uncertainty.SEED).spawn(draws)
    ]
    answers = [
        replace(assess(there, ADVICE, TODAY), supply=world, **ways(demand, world, there))
        for world in worlds
    ]
    gini = sorted(answer.inequality.gini for answer in answers)
    assert found.indices.median[0] == gini[4]
    missing = np.sort([answer.priority.priority for answer in answers], axis=0)
    assert np.array_equal(found.priority.low, missing[0])
    assert np.array_equal(found.priority.high, missing[-1])


def ways(demand, world, there):
    minutes = there.travel(ADVICE).minutes_to_nearest(demand, world)
    covered = minutes <= ADVICE.limit_minutes
    people = np.bincount(demand.area, demand.weight * covered, len(demand.areas))
    everybody = np.bincount(demand.area, demand.weight, len(demand.areas))
    values = np.append(people / everybody, people.sum() / everybody.sum())
    return {"minutes": minutes, "values": values}


def test_what_is_known_for_sure_has_no_range():
    there = plan(place(id="a", lat="48.77", lon="9.11", district=WEST, geo_accuracy_m="1"))
    sure = sureness(there, replace(ADVICE, limit_minutes=60), TODAY, draws=30)
    for interval in (sure.values, sure.priority, sure.rank):
        assert np.array_equal(interval.low, interval.high, equal_nan=True)


def test_where_worlds_have_nothing_the_upper_end_is_not_known():
    """A place of 2001 is most probably gone: then nothing is shared out, and there is no Gini."""
    there = plan(place(id="a", source_date="2001"))
    sure = sureness(there, OLD, TODAY, draws=60)
    assert np.isnan(sure.indices.high).all()
    assert sure.values.low[-1] == 0


@settings(max_examples=10)
@given(measure=st.sampled_from([m for m in Measure if m is not Measure.PER_THOUSAND]))
def test_each_measure_has_ranges_that_hold_their_median(there, measure):
    sure = sureness(there, replace(ADVICE, measure=measure), TODAY, draws=12)
    low, median, high = ends_of(sure.values)
    known = np.isfinite(low) & np.isfinite(high)
    assert (low[known] <= median[known]).all()
    assert (median[known] <= high[known]).all()


# Over the week


def test_the_week_of_a_world_is_within_its_range(there):
    sure = week_sureness(there, ADVICE, TODAY, draws=20)
    assert sure.low.low.shape == (len(there.public.districts.items) + 1, 7, 24)
    supply = there.supply(ADVICE, TODAY)
    base = cover_over_the_week(
        there.demand(ADVICE),
        supply,
        there.travel(ADVICE),
        ADVICE.limit_minutes,
        monday=monday_of(TODAY),
    )
    # Places of which only the district is known are there in every world: it can only be more.
    assert (sure.high.high >= base.high - 1e-12).all()
    assert (sure.low.low <= sure.low.high).all()


def test_a_week_without_any_place_covers_nobody_and_is_known():
    there = plan(place(id="a", source_date="2001", district=MIDDLE))
    sure = week_sureness(there, OLD, TODAY, draws=20)
    assert (sure.high.low == 0).all()


def test_ranges_are_the_same_each_time(there):
    once, again = (sureness(there, ADVICE, date(2026, 1, 5), draws=5) for _ in range(2))
    assert np.array_equal(once.rank.low, again.rank.low, equal_nan=True)
