"""The question of a planner: every choice with its words, and forms taken over with care."""

from dataclasses import replace

import pytest

from geo.coverage.scenario import DemandSource, Measure, Scenario
from geo.coverage.supply import PLACES
from geo.directory.query import Query
from geo.directory.search import Visit
from geo.web.coverage_question import answered, question
from tests.coverage.plans import figure, planning
from tests.web.coverage_answers import ENGLISH, GERMAN
from tests.worlds import MONDAY, WEST


@pytest.fixture(scope="module")
def there():
    return planning(figures=[figure(WEST, 30, period="2026-01")])


def asked(there, scenario=None, catalogue=ENGLISH):
    scenario = scenario or Scenario()
    return question(catalogue, there, scenario, Visit(scenario.supply, MONDAY))


def field(written, name):
    return next((one for one in written.fields if one.name == name), None)


def test_every_choice_in_force_is_among_its_choices(there):
    refugees = Scenario(demand=DemandSource.REFUGEES, figure="refugees_housed|2026-01")
    counted = Scenario(measure=Measure.ACCESS, unit=PLACES, assumed_places=33)
    for scenario in (Scenario(), refugees, counted):
        for one in asked(there, scenario).fields:
            assert one.value in [choice.value for choice in one.choices], one.name


def test_a_published_figure_is_chosen_with_its_period(there):
    refugees = Scenario(demand=DemandSource.REFUGEES, figure="refugees_housed|2026-01")
    choices = field(asked(there, refugees), "figure").choices
    assert choices[0].label == "January 2026: refugees housed"
    assert field(asked(there), "figure") is None


def test_places_are_asked_for_only_where_they_are_shared_out(there):
    assert field(asked(there), "unit") is None
    counted = Scenario(measure=Measure.ACCESS)
    assert field(asked(there, counted), "unit")
    assert field(asked(there, counted), "assume") is None
    assert field(asked(there, replace(counted, unit=PLACES)), "assume")


def test_one_travel_engine_is_no_choice(there):
    assert field(asked(there), "travel") is None


def test_an_hour_is_a_choice_that_can_be_taken_back(there):
    written = asked(there, Scenario(hour=18), GERMAN)
    assert [chip.label for chip in written.chips] == ["Offen: Montag, 18:00"]
    form = {"remove": {"name": "hour", "value": ""}}
    assert answered(form, Scenario(hour=18), there) == Scenario()


def test_a_form_changes_what_it_names_and_keeps_the_rest(there):
    before = Scenario(name="Plan", hour=18, closed=("advice-west",))
    form = {
        "fields": {"measure": "covered", "limit": "30", "spread": "uniform"},
        "facets": {"categories": ["course"]},
    }
    after = answered(form, before, there)
    assert after.measure is Measure.COVERED
    assert (after.limit_minutes, after.spread) == (30, "uniform")
    assert after.supply == Query(categories=("course",))
    assert (after.name, after.hour, after.closed) == ("Plan", 18, ("advice-west",))


@pytest.mark.parametrize(
    "form",
    [
        {"fields": {"measure": "<script>", "limit": "-5", "demand": "everybody"}},
        {"facets": {"categories": ["nothing"], "districts": ["01"], "hours": ["1"]}},
        {"remove": {"name": "closed", "value": "x"}},
    ],
)
def test_what_a_browser_makes_up_changes_nothing(there, form):
    assert answered(form, Scenario(), there) == Scenario()


def test_clearing_takes_the_choice_of_services_back_and_leaves_the_question(there):
    before = Scenario(supply=Query(categories=("course",)), hour=3, limit_minutes=30)
    assert answered({"clear": True}, before, there) == Scenario(limit_minutes=30)


def test_grids_are_offered_only_where_there_is_one(there):
    values = [choice.value for choice in field(asked(there), "demand").choices]
    assert values == ["inhabitants", "refugees", "shelters"]
