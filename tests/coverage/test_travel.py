"""Walking times from straight lines, against Pythagoras."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.coverage import rows
from geo.coverage.errors import NoSupplyError
from geo.coverage.rows import PointRows
from geo.coverage.travel import StraightLine
from tests.coverage.squares import (
    CRAWL,
    all_pairs,
    five_by_five,
    minutes_between,
    people,
    services,
)
from tests.coverage.towns import LIMITS_MINUTES, POINTS, towns


def pairs_by_pythagoras(demand, supply, travel, limit):
    table = minutes_between(demand, supply, travel)
    return {(int(i), int(j)): table[i, j] for i, j in zip(*np.nonzero(table <= limit), strict=True)}


def test_750_metres_are_13_minutes_with_the_usual_detour_and_speed():
    demand, supply = people([(0, 0)]), services([(750, 0)])
    assert StraightLine().minutes_to_nearest(demand, supply).tolist() == [13]


def test_the_detour_and_the_speed_can_be_said():
    demand, supply = people([(0, 0)]), services([(300, 400)])
    travel = StraightLine(detour=1.2, speed_m_per_minute=60)
    assert travel.minutes_to_nearest(demand, supply).tolist() == [10]


@pytest.mark.parametrize("wrong", [{"detour": 0.9}, {"speed_m_per_minute": 0}, {"detour": np.nan}])
def test_a_walk_cannot_be_shorter_than_the_straight_line_nor_stand_still(wrong):
    with pytest.raises(ValueError, match="a detour is 1 or more, a speed over 0"):
        StraightLine(**wrong)


def test_a_service_in_the_middle_of_25_points_has_13_within_two_steps():
    pairs = all_pairs(CRAWL, people(five_by_five()), services([(2, 2)]), 2)
    assert len(pairs) == 13
    assert pairs[2, 0] == 2
    assert pairs[12, 0] == 0


@given(towns(), LIMITS_MINUTES)
def test_pairs_are_those_of_pythagoras_with_the_limit_included(town, limit):
    demand, supply = town
    found = all_pairs(CRAWL, demand, supply, limit)
    wanted = pairs_by_pythagoras(demand, supply, CRAWL, limit)
    assert found == pytest.approx(wanted, abs=1e-9)


@given(towns())
def test_the_nearest_is_that_of_pythagoras(town):
    nearest = StraightLine().minutes_to_nearest(*town)
    assert nearest == pytest.approx(minutes_between(*town, StraightLine()).min(axis=1), abs=1e-9)


@given(towns(), LIMITS_MINUTES, st.integers(1, 30))
def test_a_service_is_in_one_block_however_small_blocks_are(town, limit, size):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "BLOCK_PAIRS", size)
        blocks = list(CRAWL.pairs_within(*town, limit))
        seen = [set(block.supply_index.tolist()) for block in blocks]
        assert sum(map(len, seen)) == len(set().union(*seen))
        found = all_pairs(CRAWL, *town, limit)
    assert found.keys() == pairs_by_pythagoras(*town, CRAWL, limit).keys()


@given(POINTS, st.floats(0.01, 3000))
def test_rows_far_apart_do_not_run_into_each_other(points, radius_m):
    """Points of a whole country, and a radius of a few steps."""
    x_m, y_m = np.array(points, float).T * 400
    found = set()
    for point, place, _ in PointRows.of(x_m, y_m, radius_m).near(x_m, y_m):
        found |= set(zip(point.tolist(), place.tolist(), strict=True))
    table = np.hypot(x_m[:, None] - x_m, y_m[:, None] - y_m)
    assert found == {(int(i), int(j)) for i, j in zip(*np.nonzero(table <= radius_m), strict=True)}


def test_a_point_exactly_as_far_as_the_radius_is_near():
    x_m, y_m = np.array([0.0, 3, 6]), np.array([0.0, 4, 8])
    (pairs,) = PointRows.of(x_m, y_m, 5).near(np.array([0.0]), np.array([0.0]))
    assert pairs[0].tolist() == [0, 1]
    assert pairs[2].tolist() == [0, 5]


def test_a_radius_of_nothing_is_refused():
    with pytest.raises(ValueError, match="a radius of 0"):
        all_pairs(CRAWL, people([(0, 0)]), services([(0, 0)]), 0)


def test_the_way_to_nothing_is_refused():
    demand, nothing = people([(0, 0)]), services([])
    with pytest.raises(NoSupplyError, match="widen the choice of services"):
        CRAWL.minutes_to_nearest(demand, nothing)
    with pytest.raises(NoSupplyError, match="widen the choice of services"):
        all_pairs(CRAWL, demand, nothing, 5)
