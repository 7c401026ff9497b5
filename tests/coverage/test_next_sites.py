"""Where next for a scenario: the best stops and places, read from its file."""

from dataclasses import replace

import pytest

from geo.coverage.errors import CandidatesError, ScenarioError
from geo.coverage.next_sites import WhereNext, next_sites, read_where_next
from geo.coverage.scenario import DemandSource
from geo.coverage.siting.siting import Model
from geo.directory.viewer import Role
from tests.coverage.plans import TODAY, planning
from tests.reports import ADVICE, NEW
from tests.worlds import EAST, MIDDLE

SITED = replace(ADVICE, added=(NEW,))


def chosen(scenario=ADVICE, **asked):
    return next_sites(planning(), scenario, TODAY, WhereNext(**asked))


def test_the_best_stop_is_where_most_people_have_nothing():
    found = chosen(k=1)
    assert (found.names, found.districts) == (("Ostmarkt",), (EAST,))
    assert (found.siting.before, found.siting.objective) == (1000, 4000)
    assert found.siting.proven


def test_sites_of_the_scenario_count_as_there_already():
    assert chosen(SITED, k=1).districts == (MIDDLE,)


def test_the_limit_of_cover_is_that_of_the_scenario():
    assert chosen(k=1).siting.limit_minutes == ADVICE.limit_minutes
    assert chosen(k=1, model=Model.P_MEDIAN).siting.limit_minutes == 60


def test_candidates_can_be_places_of_a_kind_or_a_list(tmp_path):
    assert chosen(k=1, candidates="course").names == ("Kurs Mitte",)
    both = chosen(k=1, candidates="course, counselling").candidates
    one = chosen(k=1, candidates="counselling").candidates
    assert set(both.ids) == {*one.ids, *chosen(k=1, candidates="course").candidates.ids}
    (tmp_path / "own.csv").write_text("name,lat,lon\nSaal,48.77,9.15\n", encoding="utf-8")
    assert chosen(k=1, candidates="own.csv", folder=tmp_path).names == ("Saal",)


@pytest.mark.parametrize(
    ("asked", "error", "told"),
    [
        ({"candidates": "moon"}, ScenarioError, "one of stops, counselling"),
        ({"candidates": "course,moon"}, ScenarioError, "several categories with commas"),
        ({"candidates": "library"}, CandidatesError, "no candidates"),
        ({"k": 50}, CandidatesError, "50"),
    ],
)
def test_candidates_that_are_none_are_refused(asked, error, told):
    with pytest.raises(error, match=told):
        chosen(**asked)


def test_a_site_is_never_chosen_for_the_points_of_homes():
    scenario = replace(ADVICE, demand=DemandSource.SHELTERS)
    with pytest.raises(ScenarioError, match="would show where they are"):
        next_sites(planning(Role.PLANNER), scenario, TODAY, WhereNext())


def test_the_table_of_a_file_is_read(tmp_path):
    path = tmp_path / "scenario.toml"
    path.write_text('[where_next]\nmodel = "p_centre"\nk = 2\n', encoding="utf-8")
    assert read_where_next(path) == WhereNext(model=Model.P_CENTRE, k=2, folder=tmp_path)
    path.write_text('name = "x"', encoding="utf-8")
    assert read_where_next(path) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[where_next]\nk = 0", "where_next.k"),
        ("[where_next]\nhow = 1", "where_next.how"),
        ('[where_next]\nfolder = "/"', "is a table with"),
        ("where_next = 3", "is a table with"),
        ("[where_next", "cannot be read"),
    ],
)
def test_what_is_wrong_in_the_table_is_named(tmp_path, text, told):
    path = tmp_path / "scenario.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError, match=told):
        read_where_next(path)
