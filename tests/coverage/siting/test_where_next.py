"""Where next, asked with people, candidates and a travel engine."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.coverage.covered import covered, people_covered
from geo.coverage.demand import inhabitants
from geo.coverage.errors import CandidatesError, ColumnError
from geo.coverage.nearest import minutes
from geo.coverage.network import of_edges
from geo.coverage.siting.candidates import Candidates, candidates_at_stops
from geo.coverage.siting.siting import Model
from geo.coverage.siting.where_next import Question, minutes_to_existing, where_next
from geo.coverage.spread import Spread
from geo.coverage.supply import supply_of
from geo.coverage.travel import StraightLine
from geo.directory.reading import read_directory
from geo.directory.viewer import Role
from tests.coverage.squares import CRAWL, EAST, NORTH, five_by_five, people, services

EDGE = [(0, 0), (4, 0), (2, 2), (0, 4), (4, 4)]


def sites(points, ids=None):
    points = np.array(points, float).reshape(-1, 2)
    names = tuple(ids or (f"c{row}" for row in range(len(points))))
    nowhere = np.full(len(points), -1)
    return Candidates(EAST + points[:, 0], NORTH + points[:, 1], names, names, nowhere)


def asked(demand, existing, candidates, question, travel=CRAWL):
    before = minutes_to_existing(demand, existing, travel)
    return where_next(demand, before, candidates, travel, question)


def test_the_middle_of_a_square_covers_13_of_25():
    question = Question(Model.MAXIMAL_COVER, 1, 2)
    siting = asked(people(five_by_five()), services([]), sites(EDGE), question)
    assert (siting.chosen, siting.objective, siting.before) == ((2,), 13, 0)


def test_beside_a_service_in_the_middle_a_corner_is_next():
    demand = people(five_by_five(), weight=[5 if at == (4, 4) else 1 for at in five_by_five()])
    question = Question(Model.MAXIMAL_COVER, 1, 2)
    siting = asked(demand, services([(2, 2)]), sites(EDGE), question)
    assert siting.chosen == (4,)
    assert siting.objective == people_covered(
        demand, covered(demand, services([(2, 2), (4, 4)]), CRAWL, 2)
    )


def test_the_mean_way_is_what_it_says_once_the_sites_are_there():
    demand, old = people(five_by_five()), [(0, 0)]
    siting = asked(demand, services(old), sites(EDGE), Question(Model.P_MEDIAN, 2))
    new = [EDGE[row] for row in siting.chosen]
    after = minutes(demand, services(old + new), CRAWL)
    assert siting.objective == pytest.approx(np.average(after, weights=demand.weight))


def test_the_longest_way_is_what_it_says_once_the_sites_are_there():
    demand = people(five_by_five())
    siting = asked(demand, services([]), sites(EDGE), Question(Model.P_CENTRE, 4))
    after = minutes(demand, services([EDGE[row] for row in siting.chosen]), CRAWL)
    assert siting.objective == after.max()


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=2, max_size=7, unique=True),
    st.sampled_from(list(Model)),
    st.randoms(use_true_random=False),
)
def test_the_order_of_people_and_candidates_does_not_matter(places, model, random):
    homes = five_by_five()
    names = [f"{x},{y}" for x, y in places]
    mixed, shuffled = random.sample(homes, len(homes)), random.sample(names, len(names))
    by_name = dict(zip(names, places, strict=True))
    old, question = services([(6, 6)]), Question(model, 2, 3)
    usual = asked(people(homes), old, sites(places, names), question)
    other = asked(
        people(mixed), old, sites([by_name[name] for name in shuffled], shuffled), question
    )
    assert {names[row] for row in usual.chosen} == {shuffled[row] for row in other.chosen}
    assert usual.objective == pytest.approx(other.objective, rel=1e-12)
    assert [names[row] for row in usual.greedy.chosen] == [
        shuffled[row] for row in other.greedy.chosen
    ]


def test_an_island_without_a_way_is_told_and_left_out():
    # Two streets of two crossings each, 1 km apart; the candidate stands at the first.
    streets = of_edges(
        EAST + np.array([0, 100, 1000, 1100]), np.full(4, NORTH), [0, 2], [1, 3], [100, 100]
    )
    demand = people([(0, 0), (100, 0), (1000, 0)], weight=[2, 3, 4])
    for model in Model:
        question = Question(model, 1, 30)
        siting = asked(demand, services([]), sites([(100, 0)]), question, streets)
        assert (siting.chosen, siting.people, siting.never_reached) == ((0,), 5, 4)


def test_candidates_too_far_from_everybody_are_refused():
    with pytest.raises(CandidatesError, match="none of the 1 candidates has anybody within 3 min"):
        asked(people([(0, 0)]), services([]), sites([(9, 9)]), Question(Model.P_MEDIAN, 1, 3))


def test_more_sites_than_candidates_are_refused():
    with pytest.raises(CandidatesError, match="6 new sites asked of 5 candidates"):
        asked(people([(0, 0)]), services([]), sites(EDGE), Question(Model.P_CENTRE, 6, 9))


def test_existing_ways_for_other_people_are_refused():
    demand, question = people([(0, 0)]), Question(Model.P_CENTRE, 1, 9)
    with pytest.raises(ColumnError, match="columns of one length"):
        where_next(demand, np.zeros(2), sites(EDGE), CRAWL, question)


def test_a_question_without_sense_is_refused():
    with pytest.raises(CandidatesError, match="0 new sites"):
        Question(Model.P_MEDIAN, 0)
    with pytest.raises(ValueError, match="a limit of 0 minutes"):
        Question(Model.P_MEDIAN, 1, 0)


@pytest.mark.parametrize("model", list(Model))
def test_stuttgart_is_answered_with_a_proof(model):
    directory = read_directory().directory.visible_to(Role.PUBLIC)
    demand, travel = inhabitants(directory, Spread.STOPS), StraightLine()
    libraries = [place for place in directory.places if place.category == "library"]
    existing = supply_of(directory, libraries)
    siting = asked(demand, existing, candidates_at_stops(directory), Question(model, 5), travel)
    assert siting.proven
    assert siting.seconds < 20
    assert siting.people + siting.never_reached == pytest.approx(demand.total)
