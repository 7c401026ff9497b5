"""Portraits, changes, the week and the headline, in words."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from geo.coverage.assessment import assess, other_spread
from geo.coverage.counted import Counted
from geo.coverage.errors import CapacityError, EngineError, NoDemandError, NoSupplyError
from geo.coverage.figures import PLACES
from geo.coverage.over_the_week import cover_over_the_week
from geo.coverage.portrait import portrait
from geo.coverage.scenario import DemandSource, Measure, Scenario
from geo.directory.query import Query
from geo.directory.viewer import Role
from geo.language import formatting
from geo.web import coverage_change, coverage_summary
from geo.web.coverage_homes import badly_served_homes
from geo.web.coverage_portrait import district_sheet
from geo.web.coverage_week import closed_sentences, week_rows, week_sentence
from tests.coverage.plans import TODAY, figure, planning
from tests.coverage.squares import CRAWL, people, services
from tests.web.coverage_answers import ADVICE, ENGLISH, GERMAN, NEW, answer, change_of
from tests.worlds import EAST, MONDAY, WEST

EVERYTHING = "this is more than anybody should read"


@pytest.fixture(scope="module")
def there():
    return planning()


def test_the_headline_names_where_most_is_missing(there):
    found = answer(there)
    first = found.demand.areas[found.priority.ranking[0]]
    assert coverage_summary.headline(ENGLISH, found).startswith(f"Most is missing in {first}")


def test_where_nothing_is_missing_the_headline_says_so(there):
    found = replace_values(answer(there), minutes=0)
    assert coverage_summary.headline(ENGLISH, found).startswith("By this question nothing")


def replace_values(found, minutes):
    return replace(found, minutes=np.full(found.demand.size, float(minutes)))


def test_the_city_is_told_in_people_and_in_per_cent(there):
    said = coverage_summary.city_sentence(ENGLISH, answer(there))
    assert "of 6,000" in said
    assert "within 15 minutes" in said


def test_places_of_an_old_figure_are_not_told_as_people_who_live_there():
    there = planning(figures=[figure(EAST, 30, metric=PLACES, period="2015-08-31")])
    found = answer(there, demand=DemandSource.REFUGEES, figure=f"{PLACES}|2015-08-31")
    told = coverage_summary.headline(ENGLISH, found)
    assert "30 existing and planned places (31 August 2015) with no service" in told
    assert "live there" not in told
    city = coverage_summary.city_sentence(ENGLISH, found)
    assert city.startswith("In the 1 district with a figure 0 of the 30 existing and planned")


def test_what_was_found_and_what_of_it_counts_is_one_sentence():
    found = Counted(found=41, located=20, by_district=4, city_wide=17)
    assert coverage_summary.counted_text(ENGLISH, found) == (
        "41 found: 20 with a known point (counted); 4 known by district only (counted only in the "
        "ranges and per 1,000 people); 17 for the whole city (not counted)."
    )
    assert coverage_summary.counted_text(ENGLISH, Counted(0, 0, 0, 0)) == "0 found."


def test_the_method_names_engine_assumption_and_what_is_left_out(there):
    said = " ".join(coverage_summary.method(ENGLISH, there, answer(there, supply=Query())))
    assert "straight line times 1.3" in said
    assert "stops" in said
    assert "1 more of which only the district is known" in said
    assert "1 service for the whole city" in said


def test_a_published_figure_leads_to_its_source():
    there = planning(figures=[figure(WEST, 30)])
    found = answer(there, demand=DemandSource.REFUGEES, figure="refugees_housed|2026")
    assert coverage_summary.sources(ENGLISH, found) == (
        ("Source of the figure (2026)", "https://source.example/"),
    )


def test_an_hour_is_told_with_both_of_its_bounds(there):
    found = answer(there, supply=Query(), hour=10)
    surely = assess(there, found.scenario, TODAY, surely_open=True)
    said = coverage_summary.hour_sentence(ENGLISH, found, surely)
    assert said.startswith("Monday, 10:00")
    assert coverage_summary.hour_sentence(ENGLISH, answer(there), None) == ""


def test_how_much_depends_on_the_assumption_is_a_sentence(there):
    found = answer(there, measure=Measure.MINUTES)
    other = other_spread(there, found.scenario, TODAY)
    said = coverage_summary.spread_sentence(GERMAN, found, other)
    assert any(name in said for name in found.demand.areas)
    assert "nichts angenommen" in coverage_summary.spread_sentence(GERMAN, found, None)


@pytest.mark.parametrize(
    ("error", "way_out"),
    [
        (NoDemandError(EVERYTHING), "For whom?"),
        (NoSupplyError(EVERYTHING), "fewer filters"),
        (CapacityError(EVERYTHING), "instead of places"),
        (EngineError(EVERYTHING), "other ways"),
    ],
)
def test_what_went_wrong_says_what_to_change_and_nothing_of_the_error(error, way_out):
    said = coverage_summary.trouble(ENGLISH, error, Scenario())
    assert way_out in said
    assert EVERYTHING not in said


def test_an_hour_at_which_nothing_is_open_is_told_apart():
    said = coverage_summary.trouble(ENGLISH, NoSupplyError(""), Scenario(hour=3))
    assert "another hour" in said


def test_indices_are_explained_in_the_sense_of_the_measure(there):
    access = coverage_summary.index_sentences(ENGLISH, answer(there))
    ways = coverage_summary.index_sentences(ENGLISH, answer(there, measure=Measure.MINUTES))
    assert [name for name, _, _ in access] == ["Gini", "Theil", "Palma"]
    assert "one has everything" in access[0][2]
    assert "long ways" in ways[0][2]


def test_the_table_of_the_curve_goes_from_nothing_to_all(there):
    rows = coverage_summary.lorenz_rows(ENGLISH, answer(there))
    assert list(rows[0].values()) == ["0%", "0%"]
    assert list(rows[-1].values()) == ["100%", "100%"]


@pytest.mark.parametrize(
    ("measure", "held"), [(Measure.COVERED, "held"), (Measure.MINUTES, "burden")]
)
@pytest.mark.parametrize("catalogue", [ENGLISH, GERMAN], ids=["en", "de"])
def test_the_table_of_the_curve_has_the_headings_of_the_curve(there, catalogue, measure, held):
    rows = coverage_summary.lorenz_rows(catalogue, answer(there, measure=measure))
    axes = [catalogue.t(f"brief.lorenz.{axis}") for axis in ("people", held)]
    assert [f"{head} (%)" for head in rows[0]] == axes


def test_a_half_is_written_as_every_other_share(there):
    said = coverage_summary.lorenz_sentence(ENGLISH, answer(there))
    assert said.endswith(f"it would be {formatting.percent(ENGLISH, 0.5)}.")


def test_a_portrait_names_the_middle_of_the_district_and_not_the_district_mitte(there):
    found = portrait(there, ADVICE, EAST, TODAY)
    sheet = district_sheet(GERMAN, found, there.public.districts.items[2], answer(there))
    nearest = {card.code: card.nearest for card in sheet.kinds}
    assert nearest["course"].startswith("Der Mitte des Stadtbezirks am nächsten: Kurs Mitte.")


def test_a_portrait_begins_with_what_is_missing(there):
    found = portrait(there, ADVICE, EAST, TODAY)
    district = there.public.districts.items[2]
    sheet = district_sheet(ENGLISH, found, district, answer(there))
    shares = [kind.share for kind in found.kinds]
    assert [card.code for card in sheet.kinds] == [
        kind.category for kind in sorted(found.kinds, key=lambda kind: kind.share)
    ]
    assert shares
    assert sheet.kinds[0].href == f"./?lang=en&category={sheet.kinds[0].code}&district=03"


def test_a_portrait_tells_what_is_missing_from_what_nobody_knows_the_place_of(there):
    found = portrait(there, ADVICE, EAST, TODAY)
    sheet = district_sheet(ENGLISH, found, there.public.districts.items[2], answer(there))
    cards = {card.code: card for card in sheet.kinds}
    assert not cards["counselling"].is_missing
    assert "there is 1 whose position is not known" in cards["counselling"].doubt
    assert cards["counselling"].share.startswith("At least 0%")
    assert cards["course"].is_missing
    assert cards["course"].share.startswith("0%")
    assert not cards["course"].doubt
    missing, doubted = sheet.summary.split("Unknown: ")
    assert ENGLISH.t("category.course") in missing
    assert ENGLISH.t("category.counselling") in doubted
    assert ENGLISH.t("category.counselling") not in missing


def test_a_portrait_of_a_district_without_a_figure_says_so():
    there = planning(figures=[figure(WEST, 30)])
    scenario = replace(ADVICE, demand=DemandSource.REFUGEES, figure="refugees_housed|2026")
    found = portrait(there, scenario, EAST, TODAY)
    asked = answer(there, demand=scenario.demand, figure=scenario.figure)
    sheet = district_sheet(ENGLISH, found, there.public.districts.items[2], asked)
    assert sheet.people == "Refugees (2026): unknown"
    assert "does not exist for this district" in sheet.summary
    assert all("(1 district with this figure:" in card.compared for card in sheet.kinds)


def test_a_new_site_is_told_by_who_gains(there):
    said = " ".join(coverage_change.change_sentences(ENGLISH, change_of(there, added=(NEW,))))
    assert "more people would reach" in said
    assert "would lose" not in said


def test_a_closed_place_is_told_by_who_loses(there):
    scenario = {"supply": Query(), "closed": ("advice-west",), "limit_minutes": 10}
    said = " ".join(coverage_change.change_sentences(ENGLISH, change_of(there, **scenario)))
    assert "would lose their service" in said


def test_a_change_nobody_feels_is_told_as_such(there):
    said = coverage_change.change_sentences(ENGLISH, change_of(there))
    assert said[0] == "Nobody gains or loses a service within 15 minutes."
    assert coverage_change.change_rows(ENGLISH, change_of(there)) == []


def test_the_greatest_change_comes_first_in_the_table(there):
    rows = coverage_change.change_rows(ENGLISH, change_of(there, added=(NEW,)))
    assert rows[0]["District"] == EAST
    assert rows[0]["People"].startswith("+")


def test_added_and_closed_sites_are_marked(there):
    scenario = Scenario(added=(NEW,), closed=("advice-west", "advice-east"))
    marks = coverage_change.site_marks(GERMAN, there.public, scenario)
    assert [(mark.kind, mark.label) for mark in marks] == [
        ("new", "Neu: Beratung 1"),
        ("closed", "Geschlossen: Rat West"),  # nobody knows where Rat Ost is
    ]


def test_scenarios_stand_side_by_side_and_twins_are_numbered(there):
    named = answer(there, name="Plan", added=(NEW,))
    rows = coverage_change.side_by_side(ENGLISH, there, [answer(there), answer(there), named])
    assert list(rows[0])[1:] == ["As today (1)", "As today (2)", "Plan"]
    changed = next(row for row in rows if row["Scenario"] == "Changed")
    assert changed["Plan"] == "1 new site"


def test_the_week_is_told_as_a_span_and_as_a_table(there):
    found = answer(there, supply=Query())
    week = cover_over_the_week(
        found.demand, found.supply, there.travel(found.scenario), 15, monday=MONDAY.date()
    )
    said = week_sentence(ENGLISH, week, -1, "Whole city")
    assert said.startswith("Whole city: best on ")
    rows = week_rows(ENGLISH, week, -1)
    assert [row["Time"] for row in rows] == [f"{hour:02}:00" for hour in range(24)]
    assert list(rows[0])[1:] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


WEEK = date(2026, 1, 12)


def test_no_hour_is_the_best_where_none_is_known():
    said = week_sentence(ENGLISH, week_of(None), -1, "Whole city")
    assert "we do not know for sure of any service when it is open" in said
    assert "00:00" not in said


def week_of(*hours):
    """Measure a week for people who live beside services with these hours."""
    supply = services([(0, 0)] * len(hours), hours=hours)
    return cover_over_the_week(people([(0, 0)]), supply, CRAWL, 1, monday=WEEK)


def test_the_best_hour_stands_in_the_table():
    week = week_of("Tu 09:00-10:00")
    assert "Tuesday at 09:00 (100%" in week_sentence(ENGLISH, week, -1, "Whole city")
    assert [row["Time"] for row in week_rows(ENGLISH, week, -1) if row["Tue"] == "100%"] == [
        "09:00"
    ]


def test_when_surely_nothing_is_open_is_listed_and_days_alike_together():
    closed, counted = closed_sentences(ENGLISH, week_of("Mo-Fr 09:00-17:00", "Sa 00:00-24:00"), -1)
    assert closed == (
        "Surely nothing is open: Mon, Tue, Wed, Thu and Fri 00:00 to 08:00, 17:00 to 23:00; "
        "Sun 00:00 to 23:00."
    )
    assert "the hours of 0 of 2 services" in counted


def test_unknown_hours_keep_it_open_whether_nothing_is():
    never, unsure, counted = closed_sentences(ENGLISH, week_of("Mo-Su 12:00-13:00", None), -1)
    assert never == "At every hour something may be open."
    assert "nothing is known to be: Mon, Tue, Wed, Thu, Fri, Sat and Sun 00:00 to 11:00" in unsure
    assert "the hours of 1 of 2 services" in counted


def test_of_a_district_without_people_nothing_is_told():
    assert closed_sentences(ENGLISH, week_of("Mo 09:00-10:00"), 1) == ()


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.VOLUNTEER])
def test_nobody_but_planners_gets_a_home(role):
    scenario = Scenario(demand=DemandSource.SHELTERS, limit_minutes=5)
    assert badly_served_homes(ENGLISH, planning(role), scenario, TODAY) == []


def test_planners_get_the_homes_with_the_longest_ways_first():
    scenario = replace(ADVICE, demand=DemandSource.SHELTERS, limit_minutes=5)
    rows = badly_served_homes(ENGLISH, planning(Role.PLANNER), scenario, TODAY)
    assert rows
    assert rows[0]["District"] == EAST
    assert badly_served_homes(ENGLISH, planning(Role.PLANNER), ADVICE, TODAY) == []
