"""Whom figures are about, in words: people or places, their period, and the part of the city."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.coverage.assessment import assess
from geo.coverage.figures import FILE, PLACES, read_figures
from geo.coverage.planning import HOUSED_METRICS
from geo.coverage.scenario import DemandSource, Measure, Scenario
from geo.directory.query import Query
from geo.directory.reading import DATA
from geo.exchange.coverage_words import measure_unit
from geo.exchange.people_words import (
    city_text,
    demand_text,
    figure_text,
    old_text,
    people_heading,
    period_text,
    where_text,
    whom_text,
)
from tests.coverage.plans import TODAY, figure, planning
from tests.reports import ENGLISH, GERMAN
from tests.worlds import WEST

OF_PLACES = Scenario(
    demand=DemandSource.REFUGEES,
    figure=f"{PLACES}|2015-08-31",
    supply=Query(categories=("counselling",)),
)


@pytest.mark.parametrize(
    ("period", "german"),
    [
        ("2015-08-31", "31. August 2015"),
        ("2014-05", "Mai 2014"),
        ("2026", "2026"),
        ("2022-2024", "2022–2024"),  # noqa: RUF001
        ("October, year not stated", "Oktober, Jahr nicht genannt"),
        ("undated, about 2016", "ohne Datum, etwa 2016"),
        ("undated, about 2018-2020", "ohne Datum, etwa 2018–2020"),  # noqa: RUF001
        ("tranche 6A", "tranche 6A"),
        ("2024-99", "2024-99"),
        ("Brumaire, year not stated", "Brumaire, year not stated"),
    ],
)
def test_a_period_is_told_in_the_language_where_a_rule_knows_it(period, german):
    assert period_text(GERMAN, period) == german


def test_no_published_period_that_can_be_chosen_stays_english():
    periods = {row.period for row in read_figures(DATA / FILE) if row.metric in HOUSED_METRICS}
    written = " ".join(period_text(GERMAN, period) for period in periods)
    assert "ohne Datum" in written
    assert not [word for word in ("undated", "about", "year", "October") if word in written]


@given(st.text(max_size=40))
def test_any_period_can_be_written(period):
    assert period_text(ENGLISH, period) or not period


def test_a_figure_begins_with_its_period_so_that_a_narrow_field_keeps_it():
    told = figure_text(GERMAN, OF_PLACES.figure)
    assert told == "31. August 2015: Plätze, bestehend und geplant"
    assert demand_text(GERMAN, OF_PLACES) == told


def test_places_are_not_called_people():
    assert people_heading(GERMAN, OF_PLACES) == "Plätze (31. August 2015)"
    assert whom_text(ENGLISH, OF_PLACES) == "existing and planned places (31 August 2015)"
    rate = replace(OF_PLACES, measure=Measure.PER_THOUSAND)
    assert measure_unit(ENGLISH, rate) == "services per 1,000 places"
    assert measure_unit(ENGLISH, Scenario(measure=Measure.ACCESS)) == "services per 1,000 people"
    assert whom_text(ENGLISH, Scenario()) == ""
    assert people_heading(ENGLISH, Scenario(demand=DemandSource.SHELTERS)) == "Places"


def test_the_city_is_told_by_the_districts_that_have_a_figure():
    some = planning(figures=[figure(WEST, 30, metric=PLACES, period="2015-08-31")])
    known = assess(some, OF_PLACES, TODAY).demand
    assert city_text(ENGLISH, known) == "1 district with this figure"
    assert where_text(ENGLISH, known) == "In the 1 district with a figure"
    whole = assess(some, replace(OF_PLACES, demand=DemandSource.INHABITANTS), TODAY).demand
    assert city_text(ENGLISH, whole) == "Whole city"
    assert where_text(ENGLISH, whole) == "In the whole city"


def test_an_old_figure_is_told_as_old_and_one_without_a_year_as_such():
    today = date(2026, 1, 5)
    old = old_text(ENGLISH, (figure(period="2015-08-31"),), today)
    assert old.startswith("Note: this figure (31 August 2015) is more than 3 years old.")
    timeless = old_text(ENGLISH, (figure(period="October, year not stated"),), today)
    assert "does not say of which year" in timeless
    assert old_text(ENGLISH, (figure(period="2025-04"),), today) == ""
    assert old_text(ENGLISH, (), today) == ""
