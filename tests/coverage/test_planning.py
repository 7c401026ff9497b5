"""From a scenario to people and services."""

from dataclasses import replace

import pytest

from geo.coverage.errors import EngineError, NoDemandError
from geo.coverage.scenario import DemandSource, Scenario, Site
from geo.coverage.spread import Spread
from geo.directory.query import Query
from tests.coverage.plans import TODAY, figure, planning
from tests.coverage.squares import people
from tests.worlds import MIDDLE, WEST, place, shelter

ADVICE = Scenario(supply=Query(categories=("counselling",)))
NEW = Site(48.765, 9.135, "counselling", name="Neu")
MONDAY_AT_10, SUNDAY_AT_10 = 10, 6 * 24 + 10


def ids(scenario, **asked):
    return planning().supply(scenario, TODAY, **asked).ids


def test_services_are_those_of_the_query():
    assert ids(Scenario()) == ("course-middle", "advice-west")
    assert ids(ADVICE) == ("advice-west",)
    assert ids(Scenario(supply=Query(offers=("german_course",)))) == ("course-middle",)


def test_where_services_are_is_measured_and_not_chosen():
    elsewhere = Query(districts=("02",), near="me", within_m=500, place="x")
    assert ids(replace(ADVICE, supply=replace(elsewhere, categories=("counselling",)))) == ids(
        ADVICE
    )


def test_a_service_known_only_by_district_has_no_point_and_is_not_lost():
    supply = planning().supply(ADVICE, TODAY)
    assert supply.unlocated.ids == ("advice-east",)
    assert supply.city_wide == ("helpline",)


def test_facts_are_believed_as_far_as_the_planner_wishes():
    rows = [place(id="sure"), place(id="maybe", status="unverified")]
    there = planning(places=rows, homes=())
    assert list(there.supply(Scenario(), TODAY).weight) == [1, 1]
    half = there.supply(Scenario(unverified=0.5), TODAY)
    assert dict(zip(half.ids, half.weight, strict=True)) == {"sure": 1, "maybe": 0.5}
    aged = there.supply(Scenario(half_life_years=2), TODAY)
    assert all(0 < weight < 1 for weight in aged.weight)


def test_what_is_only_planned_serves_nobody_unless_it_is_asked_for():
    there = planning(places=[place(status="planned")], homes=())
    assert there.supply(Scenario(), TODAY).ids == ()
    asked = Scenario(supply=Query(status=("planned",)))
    assert there.supply(asked, TODAY).ids == ("house-of-words",)


def test_a_home_is_never_a_service_whoever_plans():
    there = planning(3, places=[place()], homes=[shelter()])
    assert there.supply(Scenario(), TODAY).ids == ("house-of-words",)
    assert there.supply(Scenario(supply=Query(categories=("shelter",))), TODAY).ids == ()


def test_a_new_site_counts_where_its_kind_is_asked_for():
    assert ids(ADVICE.with_site(NEW)) == ("advice-west", "new:0")
    other = replace(ADVICE, supply=Query(categories=("library",)))
    assert ids(other.with_site(NEW)) == ()


def test_a_new_site_stands_in_its_district():
    supply = planning().supply(ADVICE.with_site(NEW), TODAY)
    assert supply.areas[supply.area[-1]] == MIDDLE


def test_a_closed_place_is_gone_with_or_without_a_point():
    closed = ADVICE.toggled_place("advice-west").toggled_place("advice-east")
    supply = planning().supply(closed, TODAY)
    assert (supply.ids, supply.unlocated.ids) == ((), ())
    assert ids(closed.toggled_place("advice-west")) == ("advice-west",)


def test_places_are_counted_as_known_or_as_assumed():
    scenario = replace(ADVICE, unit="places", assumed_places=25)
    sites = scenario.with_site(NEW).with_site(replace(NEW, capacity_places=60))
    assert list(planning().supply(sites, TODAY).capacity) == [25, 25, 60]


def test_at_an_hour_only_what_may_be_open_counts():
    at = replace(Scenario(), hour=MONDAY_AT_10)
    assert ids(at) == ("course-middle", "advice-west")
    assert ids(replace(at, hour=SUNDAY_AT_10)) == ("advice-west",)


def test_at_an_hour_what_is_surely_open_can_be_asked_for():
    at = replace(Scenario(), hour=MONDAY_AT_10)
    assert ids(at, surely_open=True) == ("course-middle",)
    open_site = replace(NEW, hours="Su 09:00-12:00")
    late = replace(Scenario(), hour=SUNDAY_AT_10).with_site(NEW).with_site(open_site)
    assert ids(late, surely_open=True) == ("new:1",)


def test_what_can_be_asked_for_is_what_is_there():
    assert planning(homes=()).sources_of_demand == (DemandSource.INHABITANTS,)
    grid = people([(0, 0)])
    all_there = planning(figures=[figure()], grid=grid)
    assert all_there.sources_of_demand == tuple(DemandSource)
    assert all_there.demand(Scenario(demand=DemandSource.GRID)) is grid


def test_published_figures_are_demand_where_there_are_some():
    there = planning(figures=[figure(value=30), figure(MIDDLE, 47, unit="per 1000 inhabitants")])
    asked = Scenario(demand=DemandSource.REFUGEES, figure="refugees_housed|2026")
    demand = there.demand(asked)
    assert demand.total == pytest.approx(30 + 47 * 2)
    assert demand.unknown == ("Ostfeld",)
    with pytest.raises(NoDemandError, match="there is: refugees_housed, 2026"):
        there.demand(replace(asked, figure="refugees_housed|1999"))


def test_people_are_put_on_points_once():
    there = planning()
    assert there.demand(ADVICE) is there.demand(Scenario(limit_minutes=5))
    assert there.demand(ADVICE) is not there.demand(Scenario(spread=Spread.UNIFORM))


def test_what_is_not_set_up_is_said():
    with pytest.raises(EngineError, match=r"no travel engine 'boat'.*straight_line"):
        planning().travel(Scenario(travel="boat"))
    with pytest.raises(NoDemandError, match="no grid"):
        planning().demand(Scenario(demand=DemandSource.GRID))


def test_figures_belong_to_their_district():
    assert planning(figures=[figure(WEST)]).housed_figures == {"refugees_housed|2026": 1}
