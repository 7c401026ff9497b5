"""As many people as possible within the limit: by pencil, by every choice, by spopt."""

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from geo.coverage.errors import CandidatesError
from geo.coverage.siting.maximal_cover import maximal_cover
from tests.coverage.siting.peers import peopled_towns
from tests.coverage.siting.small import (
    INF,
    every_choice,
    has_an_answer,
    people_covered,
    questions,
    reach_of,
)


def test_two_sites_cover_the_two_streets_with_the_most_people():
    reach = reach_of([[1, 9, 9], [9, 1, 9], [9, 9, 1]], weight=[10, 30, 20])
    siting = maximal_cover(reach, 2)
    assert (siting.chosen, siting.before, siting.objective) == ((1, 2), 0, 50)
    assert siting.proven
    assert (siting.people, siting.beyond_before, siting.beyond_after) == (60, 60, 10)


def test_greedy_takes_the_large_middle_and_misses_the_best_pair():
    table = [[1, 9, 1], [1, 9, 1], [9, 1, 1], [9, 1, 1], [1, 9, 9], [9, 1, 9]]
    siting = maximal_cover(reach_of(table, weight=[3, 3, 3, 3, 5, 5]), 2)
    assert (siting.chosen, siting.objective) == ((0, 1), 22)
    assert (siting.greedy.chosen, siting.greedy.objective) == ((2, 0), 17)
    assert siting.greedy_short_percent == pytest.approx(100 * 5 / 22)


def test_who_has_an_existing_site_is_covered_and_draws_no_new_one():
    reach = reach_of([[1, 9], [9, 1]], weight=[100, 10], before=[2, INF])
    siting = maximal_cover(reach, 1)
    assert (siting.chosen, siting.before, siting.objective) == ((1,), 100, 110)


def test_the_limit_itself_is_within_reach():
    assert maximal_cover(reach_of([[5.0]], weight=7), 1).objective == 7


def test_all_being_covered_already_there_is_nothing_to_gain():
    siting = maximal_cover(reach_of([[1, 1]], before=3), 2)
    assert siting.nothing_to_gain
    assert (siting.chosen, siting.objective, siting.bound, siting.gap) == ((), 1, 1, 0)
    assert siting.greedy_short_percent == 0


def test_a_site_that_would_cover_nobody_else_is_not_chosen():
    siting = maximal_cover(reach_of([[1, 2, 9]], weight=4), 3)
    assert len(siting.chosen) == 1
    assert siting.proven


def test_people_no_site_reaches_are_counted_apart():
    siting = maximal_cover(reach_of([[1], [INF]], weight=[4, 3]), 1)
    assert (siting.people, siting.never_reached) == (4, 3)


def test_candidates_that_reach_nobody_are_refused():
    with pytest.raises(CandidatesError, match="none of the 2 candidates has anybody within 5 min"):
        maximal_cover(reach_of([[9, 8], [7, 9]]), 1)
    with pytest.raises(CandidatesError, match="none of the 1 candidates has anybody"):
        maximal_cover(reach_of([[1], [9]], weight=[0, 5]), 1)


@pytest.mark.parametrize(("k", "told"), [(0, "0 new sites"), (3, "3 new sites asked of 2 cand")])
def test_a_number_of_sites_there_cannot_be_is_refused(k, told):
    with pytest.raises(CandidatesError, match=told):
        maximal_cover(reach_of([[1, 2]]), k)


@given(questions())
def test_no_choice_covers_more(question):
    reach, k = question
    assume(has_an_answer(reach))
    siting = maximal_cover(reach, k)
    most = max(people_covered(reach, chosen) for chosen in every_choice(reach, k))
    assert siting.proven
    assert siting.objective == pytest.approx(most, rel=1e-9)
    assert siting.bound == pytest.approx(most, rel=1e-6)
    assert people_covered(reach, siting.chosen) == pytest.approx(siting.objective, rel=1e-9)
    assert len(siting.chosen) <= k
    assert siting.greedy.objective <= siting.objective * (1 + 1e-12)
    assert people_covered(reach, siting.greedy.chosen) == pytest.approx(siting.greedy.objective)


@given(questions())
def test_cover_grows_with_the_number_of_sites(question):
    reach, k = question
    assume(has_an_answer(reach) and k > 1)
    assert maximal_cover(reach, k).objective >= maximal_cover(reach, k - 1).objective


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(town_and_k=peopled_towns(), limit=st.sampled_from([15.0, 30.0, 60.0]))
def test_it_covers_as_many_as_spopt(spopt, town_and_k, limit):
    town, k = town_and_k
    reach = town.reach(limit)
    assume(len(reach.point))
    ours = maximal_cover(reach, k)
    assert ours.proven
    assert ours.objective == pytest.approx(spopt.covered(town, k, limit), rel=1e-9)


def test_the_same_question_has_the_same_answer():
    random = np.random.default_rng(7)
    reach = reach_of(random.integers(1, 9, (60, 15)), weight=random.integers(1, 4, 60))
    assert maximal_cover(reach, 4).chosen == maximal_cover(reach, 4).chosen
