"""The mean way as short as possible: by pencil, by every choice, by spopt."""

import pytest
from hypothesis import HealthCheck, assume, given, settings

from geo.coverage.errors import CandidatesError
from geo.coverage.siting.p_median import p_median
from tests.coverage.siting.peers import peopled_towns
from tests.coverage.siting.small import (
    INF,
    every_choice,
    has_an_answer,
    mean_minutes,
    questions,
    reach_of,
)


def test_the_site_goes_where_most_people_walk_least():
    # 30 people 1 minute and 10 people 4 minutes from the first: (30 + 40) / 40.
    siting = p_median(reach_of([[1, 4], [4, 1]], weight=[30, 10]), 1)
    assert (siting.chosen, siting.objective) == ((0,), 70 / 40)
    assert siting.proven


def test_an_existing_site_stays_and_is_walked_to_where_it_is_nearer():
    siting = p_median(reach_of([[3, 5], [5, 1]], weight=[1, 1], before=[2, 4]), 1)
    assert (siting.chosen, siting.before, siting.objective) == ((1,), 3, 1.5)


def test_a_way_beyond_the_limit_counts_as_the_limit_and_is_told():
    siting = p_median(reach_of([[1, 9], [9, 1]], weight=[3, 1], limit=5), 1)
    assert (siting.chosen, siting.objective) == ((0,), (3 * 1 + 1 * 5) / 4)
    assert (siting.before, siting.beyond_before, siting.beyond_after) == (5, 4, 1)


def test_who_can_never_be_reached_is_left_out_and_told():
    siting = p_median(reach_of([[2], [INF]], weight=[4, 3]), 1)
    assert (siting.objective, siting.people, siting.never_reached) == (2, 4, 3)


def test_sites_no_nearer_than_the_existing_ones_gain_nothing():
    siting = p_median(reach_of([[2], [3]], before=[2, 1]), 1)
    assert siting.nothing_to_gain
    assert (siting.before, siting.objective) == (1.5, 1.5)


def test_candidates_that_reach_nobody_are_refused():
    with pytest.raises(CandidatesError, match="raise the limit or choose other candidates"):
        p_median(reach_of([[9]], before=8), 1)


@given(questions())
def test_no_choice_has_a_shorter_mean_way(question):
    reach, k = question
    assume(has_an_answer(reach))
    siting = p_median(reach, k)
    least = min(mean_minutes(reach, chosen) for chosen in every_choice(reach, k))
    assert siting.proven
    assert siting.objective == pytest.approx(least, rel=1e-9, abs=1e-9)
    assert siting.bound == pytest.approx(least, rel=1e-6, abs=1e-6)
    assert mean_minutes(reach, siting.chosen) == pytest.approx(siting.objective, abs=1e-9)
    assert siting.greedy.objective >= siting.objective - 1e-9
    assert mean_minutes(reach, siting.greedy.chosen) == pytest.approx(siting.greedy.objective)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(town_and_k=peopled_towns())
def test_its_mean_way_is_that_of_spopt(spopt, town_and_k):
    town, k = town_and_k
    ours = p_median(town.reach(200), k)
    assert ours.proven
    assert ours.objective == pytest.approx(spopt.mean(town, k), rel=1e-9)
