"""Nearest, number within, share covered: on 25 points, and against the plain way."""

import numpy as np
import pytest
from hypothesis import given

from geo.coverage import nearest
from geo.coverage.covered import covered, people_covered, share_covered
from geo.coverage.cumulative import LIMITS_MINUTES, services_within
from geo.coverage.errors import NoSupplyError
from tests.coverage.squares import CRAWL, five_by_five, minutes_between, people, services
from tests.coverage.towns import LIMITS_MINUTES as SOME_LIMITS
from tests.coverage.towns import towns

CORNERS = [(0, 0), (4, 4)]


def test_the_distance_to_the_nearest_of_two_corners():
    distance_m = nearest.distance_m(people(five_by_five()), services(CORNERS)).reshape(5, 5)
    assert distance_m[0].tolist() == pytest.approx([0, 1, 2, 3, 4])
    assert distance_m[2, 2] == pytest.approx(8**0.5)
    assert np.array_equal(distance_m, distance_m[::-1, ::-1])


def test_minutes_are_the_engines():
    demand, supply = people(five_by_five()), services(CORNERS)
    assert np.array_equal(
        nearest.minutes(demand, supply, CRAWL), nearest.distance_m(demand, supply)
    )


def test_the_middle_has_no_corner_within_two_steps_and_both_within_three():
    counts = services_within(people([(2, 2)]), services(CORNERS), CRAWL, (1, 2, 3))
    assert counts.tolist() == [[0, 0, 2]]


def test_a_service_half_believed_counts_half():
    counts = services_within(people([(0, 0)]), services(CORNERS, weight=[0.5, 1]), CRAWL, (1, 9))
    assert counts.tolist() == [[0.5, 1.5]]


def test_the_usual_limits_are_5_to_30_minutes():
    assert services_within(people([(0, 0)]), services(CORNERS), CRAWL).tolist() == [[1, 2, 2, 2, 2]]
    assert LIMITS_MINUTES == (5, 10, 15, 20, 30)


@given(towns())
def test_the_number_within_is_the_plain_count(town):
    demand, supply = town
    limits = (50.0, 250.0, 1000.0)
    table = minutes_between(demand, supply)
    wanted = np.stack([(table <= limit) @ supply.weight for limit in limits], axis=1)
    assert services_within(demand, supply, CRAWL, limits) == pytest.approx(wanted, abs=1e-9)


@pytest.mark.parametrize("limits", [(), (10, 5), (5, 5), (0, 5), (-1,), (np.nan,)])
def test_limits_have_to_ascend_from_over_zero(limits):
    with pytest.raises(ValueError, match="give ascending minutes over 0"):
        services_within(people([(0, 0)]), services(CORNERS), CRAWL, limits)


def test_the_share_covered_is_of_people_not_of_points():
    demand = people([(0, 0), (9, 9)], weight=[30, 10])
    reached = covered(demand, services([(0, 0)]), CRAWL, 1)
    assert (people_covered(demand, reached), share_covered(demand, reached)) == (30, 0.75)


def test_a_limit_of_zero_covers_who_lives_at_the_door():
    assert covered(people(CORNERS), services([(0, 0)]), CRAWL, 0).tolist() == [True, False]


@pytest.mark.parametrize("limit", [-1, np.nan])
def test_a_limit_is_a_number_from_zero_up(limit):
    with pytest.raises(ValueError, match="give a number from 0 up"):
        covered(people([(0, 0)]), services([(0, 0)]), CRAWL, limit)


@given(towns(), SOME_LIMITS)
def test_cover_grows_with_the_limit(town, limit):
    near, far = covered(*town, CRAWL, limit), covered(*town, CRAWL, 1.5 * limit)
    assert not (near & ~far).any()


@given(towns(), SOME_LIMITS)
def test_who_is_covered_has_a_service_within(town, limit):
    counts = services_within(*town, CRAWL, (limit,))
    assert np.array_equal(covered(*town, CRAWL, limit), counts[:, 0] > 0)


@pytest.mark.parametrize(
    "measure",
    [
        nearest.distance_m,
        lambda demand, supply: nearest.minutes(demand, supply, CRAWL),
        lambda demand, supply: covered(demand, supply, CRAWL, 5),
        lambda demand, supply: services_within(demand, supply, CRAWL),
    ],
)
def test_no_supply_is_no_zero(measure):
    with pytest.raises(NoSupplyError, match="no service with a point"):
        measure(people([(0, 0)]), services([]))
