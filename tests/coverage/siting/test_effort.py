"""When time runs out: the best known with its gap, and no claim."""

from time import perf_counter

import numpy as np
import pytest

from geo.coverage.siting.maximal_cover import maximal_cover
from geo.coverage.siting.p_centre import p_centre
from geo.coverage.siting.p_median import p_median
from geo.coverage.siting.solver import Effort
from tests.coverage.siting.small import mean_minutes, people_covered, reach_of

AT_ONCE = Effort(time_limit_s=1e-6)


@pytest.fixture(scope="module")
def hard():
    """Give 600 points and 150 candidates without any order, so that no bound is tight."""
    random = np.random.default_rng(5)
    return reach_of(random.uniform(0, 40, (600, 150)), random.integers(1, 99, 600), limit=6)


def test_without_time_the_greedy_cover_is_given_with_a_bound(hard):
    siting = maximal_cover(hard, 8, AT_ONCE)
    assert not siting.proven
    assert not siting.nothing_to_gain
    assert siting.objective == siting.greedy.objective == people_covered(hard, siting.chosen)
    assert siting.objective < siting.bound <= siting.people
    possible = siting.bound - siting.before
    assert siting.gap == pytest.approx((siting.bound - siting.objective) / possible)


def test_a_second_is_not_enough_for_a_hard_question_and_is_kept(hard):
    begun = perf_counter()
    siting = maximal_cover(hard, 8, Effort(time_limit_s=1))
    assert perf_counter() - begun < 5
    assert siting.seconds < 5
    assert not siting.proven
    assert 0 < siting.gap < 0.5
    assert siting.greedy.objective <= siting.objective < siting.bound


def test_a_bound_is_true_however_little_time_there_was():
    random = np.random.default_rng(6)
    reach = reach_of(random.uniform(0, 40, (80, 20)), random.integers(1, 99, 80), limit=10)
    for model in (maximal_cover, p_median, p_centre):
        best, hasty = model(reach, 4), model(reach, 4, AT_ONCE)
        assert best.proven
        better = min if model is maximal_cover else max
        assert better(hasty.objective, best.objective) == hasty.objective
        assert better(best.objective, hasty.bound) == best.objective


def test_without_time_the_mean_way_is_that_of_the_greedy_answer(hard):
    siting = p_median(hard, 8, AT_ONCE)
    assert not siting.proven
    assert siting.objective == pytest.approx(mean_minutes(hard, siting.chosen))
    assert siting.bound < siting.objective < siting.before


def test_without_time_the_longest_way_is_not_said_to_be_the_shortest(hard):
    siting = p_centre(hard, 40, AT_ONCE)
    assert not siting.proven
    assert siting.bound < siting.objective


def test_whoever_allows_a_gap_gets_no_proof_of_more(hard):
    siting = maximal_cover(hard, 8, Effort(time_limit_s=20, mip_gap=0.4))
    assert siting.seconds < 20
    assert 0 < siting.gap <= 0.4
    assert not siting.proven


@pytest.mark.parametrize("seconds", [0, -1, np.nan])
def test_a_time_limit_of_nothing_is_refused(seconds):
    with pytest.raises(ValueError, match="give seconds over 0"):
        Effort(time_limit_s=seconds)


@pytest.mark.parametrize("gap", [-0.1, 1, np.nan])
def test_a_gap_that_is_no_share_is_refused(gap):
    with pytest.raises(ValueError, match="give a share from 0 up to 1"):
        Effort(mip_gap=gap)
