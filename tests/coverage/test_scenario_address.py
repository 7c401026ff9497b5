"""Scenarios in the address bar and in files come back as they went."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.coverage.errors import ScenarioError
from geo.coverage.scenario import LIMITS_MINUTES, MOST_SITES, DemandSource, Measure, Scenario, Site
from geo.coverage.scenario_address import (
    BELIEFS,
    HALF_LIVES_YEARS,
    scenario_from_params,
    scenario_to_params,
    site_from,
    site_to,
    with_figure,
)
from geo.coverage.scenario_file import read_scenario, scenario_from_toml, scenario_to_toml
from geo.coverage.spread import Spread
from geo.directory.query import Query
from tests.coverage.plans import figure, planning
from tests.worlds import CATEGORIES

THERE = planning(figures=[figure(), figure("Ostfeld", period="2025"), figure(period="2025")])
NAMES = st.sampled_from(["", "Nord", "=1+1", "<b>x</b>", "Ärzte & mehr", "ل"])
HOURS = st.sampled_from([None, "Mo-Fr 09:00-17:00", 'Mo 10:00-12:00 || "nach Absprache"'])
SITES = st.builds(
    Site,
    lat=st.integers(4_850_000, 4_890_000).map(lambda n: n / 100_000),
    lon=st.integers(900_000, 930_000).map(lambda n: n / 100_000),
    category=st.sampled_from(CATEGORIES),
    name=NAMES,
    capacity_places=st.none() | st.integers(0, 999_999).map(float),
    hours=HOURS,
)
SCENARIOS = st.builds(
    Scenario,
    name=NAMES,
    demand=st.sampled_from([DemandSource.INHABITANTS, DemandSource.REFUGEES]),
    figure=st.just("refugees_housed|2026"),
    spread=st.sampled_from([Spread.STOPS, Spread.UNIFORM]),
    supply=st.builds(
        Query,
        text=st.sampled_from(["", "Rat"]),
        categories=st.sampled_from([(), ("counselling",), ("counselling", "course")]),
        offers=st.sampled_from([(), ("german_course",)]),
        audience=st.sampled_from([(), ("women",)]),
    ),
    unit=st.sampled_from(["services", "places"]),
    assumed_places=st.none() | st.integers(1, 100_000),
    half_life_years=st.none() | st.sampled_from(HALF_LIVES_YEARS),
    unverified=st.sampled_from(BELIEFS),
    measure=st.sampled_from(Measure),
    limit_minutes=st.sampled_from(LIMITS_MINUTES),
    hour=st.none() | st.integers(0, 167),
    added=st.lists(SITES, max_size=3).map(tuple),
    closed=st.sampled_from([(), ("advice-west",), ("advice-west", "helpline")]),
).map(lambda scenario: with_figure(scenario, THERE))


@given(SCENARIOS)
def test_an_address_reads_back_the_same(scenario):
    assert scenario_from_params(scenario_to_params(scenario), THERE) == (scenario, ())


@given(SCENARIOS)
def test_a_file_reads_back_the_same(scenario):
    assert scenario_from_toml(scenario_to_toml(scenario), THERE) == scenario


@given(SITES)
def test_a_site_reads_back_the_same(site):
    assert site_from(site_to(site), THERE) == site


def test_what_has_its_default_is_not_in_the_address():
    assert scenario_to_params(Scenario()) == {}


@pytest.mark.parametrize(
    ("params", "refused"),
    [
        ({"measure": ["<script>"]}, "measure"),
        ({"limit": ["7"]}, "limit"),
        ({"limit": ["-15"]}, "limit"),
        ({"hour": ["168"]}, "hour"),
        ({"hour": ["٣"]}, "hour"),
        ({"demand": ["grid"]}, "demand"),
        ({"demand": ["refugees"], "figure": ["x|y"]}, "figure"),
        ({"spread": ["grid"]}, "spread"),
        ({"unit": ["euros"]}, "unit"),
        ({"assume": ["0"]}, "assume"),
        ({"assume": ["9999999"]}, "assume"),
        ({"believe": ["3"]}, "believe"),
        ({"unverified": ["0"]}, "unverified"),
        ({"travel": ["boat"]}, "travel"),
        ({"category": ["spaceships"]}, "category"),
        ({"close": ["home-one"]}, "close"),  # as unknown as one that never was
        ({"close": ["nowhere"]}, "close"),
        ({"add": ["48.77,9.13|spaceships"]}, "add"),
        ({"add": ["52.5,13.4|course"]}, "add"),  # Berlin
        ({"add": ["nan,nan|course"]}, "add"),
        ({"add": ["48.77,9.13|course|-5"]}, "add"),
        ({"add": ["48.77,9.13|course|||Mo-Fr 9-99"]}, "add"),
        ({"add": ["48.77,9.13|course"] * (MOST_SITES + 1)}, "add"),
        ({"name": ["\u202e\u200b"]}, "name"),
    ],
)
def test_what_is_not_understood_is_named_and_the_rest_is_answered(params, refused):
    scenario, names = scenario_from_params({"limit": ["20"]} | params, THERE)
    assert names == (refused,)
    assert refused == "limit" or scenario.limit_minutes == 20


def test_parameters_of_others_are_their_own_business():
    assert scenario_from_params({"lang": ["de"], "utm": ["x"]}, THERE) == (Scenario(), ())


def test_where_is_no_part_of_which():
    asked = {"near": ["district:01"], "district": ["01"], "place": ["advice-west"]}
    assert scenario_from_params(asked, THERE) == (Scenario(), ())


def test_the_figure_most_districts_have_is_taken_where_none_is_named():
    scenario, _ = scenario_from_params({"demand": ["refugees"]}, THERE)
    assert scenario.figure == "refugees_housed|2025"


def test_a_name_that_holds_the_separator_loses_it():
    site = Site(48.77, 9.13, "course", name="a|b")
    assert site_from(site_to(site), THERE) == replace(site, name="a b")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name = ", "my.toml: no TOML"),
        ("measures = 'covered'", "nobody knows measures; there is added"),
        ("measure = 'coverd'", r"not understood: measure = \['coverd'\]"),
        ("limit_minutes = 7", r"not understood: limit_minutes = \['7'\]"),
        ("supply = 3", "supply is a table"),
        ("[supply]\ncategory = ['boats']", r"not understood: category = \['boats'\]"),
        ("[supply]\nkategory = ['course']", "nobody knows supply.kategory"),
        ("[[added]]\nlat = 48.77", "an .*added.* site has lat, lon, category"),
        ("[[added]]\nlat = 'x'\nlon = 9\ncategory = 'course'", "give degrees, such as 48.78"),
        ("closed = ['nowhere']", r"not understood: closed = \['nowhere'\]"),
        ("added = 3", "added is a list of tables"),
    ],
)
def test_a_file_that_is_not_understood_is_refused_by_name(text, message):
    with pytest.raises(ScenarioError, match=message):
        scenario_from_toml(text, THERE, "my.toml")


def test_a_file_may_hold_what_other_commands_read():
    text = "limit_minutes = 5\n[large]\ndemand = 'x.parquet'\n[where_next]\nk = 3\n"
    assert scenario_from_toml(text, THERE) == Scenario(limit_minutes=5)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ScenarioError, match=r"gone\.toml: cannot be read"):
        read_scenario(tmp_path / "gone.toml", THERE)
    (tmp_path / "latin.toml").write_bytes("name = 'Süd'".encode("latin-1"))
    with pytest.raises(ScenarioError, match=r"latin\.toml: cannot be read"):
        read_scenario(tmp_path / "latin.toml", THERE)
