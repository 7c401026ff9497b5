"""Sites of a scenario: put by name, moved, and found best."""

from dataclasses import replace

import pytest

from geo.coverage.next_sites import WhereNext, next_sites
from geo.coverage.scenario import Scenario, Site
from geo.coverage.spread import Spread
from geo.directory.query import Query
from geo.web.coverage_next import next_rows, next_sentences, proposed
from geo.web.coverage_sites import (
    checked_site,
    counted_places,
    point_of,
    read_point,
    spots,
    usual_category,
    with_changed_site,
    with_chosen_sites,
    with_moved_place,
    with_moved_site,
)
from tests.coverage.plans import TODAY, planning
from tests.web.coverage_answers import ADVICE, ENGLISH, NEW, answer


@pytest.fixture(scope="module")
def there():
    return planning()


def test_every_spot_that_is_offered_has_a_point(there):
    found = spots(there.public)
    assert found
    assert all(point_of(there.public, spot) for spot in found)


def test_no_home_is_a_spot(there):
    assert not [spot for spot in spots(there.public) if "home" in spot]


@pytest.mark.parametrize("spot", ["", "stop:nowhere", "place:home-one", "district:99"])
def test_what_nobody_knows_has_no_point(there, spot):
    assert point_of(there.public, spot) is None


def test_a_point_of_the_map_is_read_and_nothing_else():
    assert read_point("48.77000,9.15000") == (48.77, 9.15)
    assert read_point("here,there") is None
    assert read_point("") is None


@pytest.mark.parametrize(
    "site",
    [
        replace(NEW, lat=10.0),
        replace(NEW, hours="at noon"),
        replace(NEW, category="castle"),
        replace(NEW, lat=float("nan")),
    ],
)
def test_a_site_the_address_would_not_take_is_refused(there, site):
    assert checked_site(there, site) is None


def test_a_site_with_all_its_facts_is_taken(there):
    site = replace(NEW, name="Neu", capacity_places=40.0, hours="Mo-Fr 09:00-17:00")
    assert checked_site(there, site) == site


def test_a_new_site_is_of_the_kind_that_is_looked_at(there):
    assert usual_category(there, Scenario(supply=Query(categories=("course",)))) == "course"
    assert usual_category(there, Scenario()) == "counselling"


def test_a_place_that_moves_is_closed_and_new(there):
    place = there.public.by_id["course-middle"]
    moved = with_moved_place(Scenario(), place, 48.77, 9.15)
    assert moved.closed == ("course-middle",)
    (site,) = moved.added
    assert (site.lat, site.lon, site.category) == (48.77, 9.15, "course")
    assert (site.name, site.hours) == ("Kurs Mitte", "Mo-Fr 09:00-12:00")


def test_a_place_that_was_closed_moves_without_being_opened(there):
    place = there.public.by_id["course-middle"]
    moved = with_moved_place(Scenario(closed=("course-middle",)), place, 48.77, 9.15)
    assert moved.closed == ("course-middle",)


def test_a_site_moves_and_one_that_is_gone_does_not():
    scenario = Scenario(added=(NEW,))
    assert with_moved_site(scenario, 0, 48.765, 9.11).added[0].lat == 48.765
    assert with_moved_site(scenario, 5, 48.765, 9.11) == scenario
    assert with_changed_site(scenario, 5, Site(48.765, 9.11, "course")) == scenario


def test_places_that_count_are_listed_by_name(there):
    found = counted_places(there.public, answer(there, supply=Query()).supply)
    assert [place.name for place in found] == ["Kurs Mitte", "Rat West"]


def test_the_best_sites_are_told_marked_and_added(there):
    found = next_sites(there, ADVICE, TODAY, WhereNext(k=1))
    assert len(next_rows(ENGLISH, found)) == len(proposed(ENGLISH, found)) == 1
    (site,) = with_chosen_sites(ADVICE, found, "counselling").added
    assert site.name == found.names[0]
    assert checked_site(there, site)


def test_nothing_to_gain_is_said(there):
    found = next_sites(there, replace(ADVICE, limit_minutes=30), TODAY, WhereNext(k=3))
    again = with_chosen_sites(replace(ADVICE, limit_minutes=30), found, "counselling")
    nothing = next_sites(there, again, TODAY, WhereNext(k=1))
    assert nothing.siting.nothing_to_gain
    (said,) = next_sentences(ENGLISH, nothing)
    assert said.startswith("None of the 3 possible sites would better anything. This is proven")
    assert said.endswith("spread evenly over the stops of their district.")


@pytest.mark.parametrize(
    ("spread", "where"), [("stops", "over the stops"), ("uniform", "over the area")]
)
def test_a_proof_is_told_with_its_conditions(there, spread, where):
    found = next_sites(there, replace(ADVICE, spread=Spread(spread)), TODAY, WhereNext(k=1))
    assert found.siting.proven
    (proof,) = [said for said in next_sentences(ENGLISH, found) if "proven" in said]
    assert "for these 3 possible sites" in proof
    assert where in proof


def test_the_total_of_new_sites_is_everybody_and_not_only_those_within_reach(there):
    narrow = replace(ADVICE, spread=Spread.UNIFORM, limit_minutes=5)
    found = next_sites(there, narrow, TODAY, WhereNext(k=1))
    assert round(found.siting.never_reached) > 0
    said = next_sentences(ENGLISH, found)
    assert "of 6,000 people" in said[0]
    assert "out of reach of every candidate" in said[-1]


def test_what_is_told_of_new_sites_does_not_depend_on_how_fast_they_were_found(there):
    found = next_sites(there, ADVICE, TODAY, WhereNext(k=1))
    slower = replace(found, siting=replace(found.siting, seconds=found.siting.seconds + 7))
    assert next_sentences(ENGLISH, found) == next_sentences(ENGLISH, slower)
