"""Values outside their own ranges are marked and explained."""

from dataclasses import replace

import numpy as np
import pytest

from geo.coverage.scenario import Measure
from geo.coverage.supply import Unlocated
from geo.coverage.sureness import Sureness, sureness
from geo.coverage.uncertainty import Interval
from geo.web.coverage_ground import ground
from geo.web.coverage_outside import outside, outside_notes, outside_sentences, range_notes
from geo.web.coverage_table import ranking
from geo.web.coverage_view import CoverageView, Layer
from tests.coverage.plans import TODAY, planning
from tests.web.coverage_answers import ENGLISH, NEW, answer, change_of

SPAN = "8\N{EN DASH}9"


@pytest.fixture(scope="module")
def there():
    return planning()


def of_minutes(there, *minutes):
    """Answer with these minutes for the three districts and the city."""
    return replace(answer(there, measure=Measure.MINUTES), values=np.array(minutes, float))


def between(low, high):
    return Interval(np.full(4, float(low)), np.full(4, 8.5), np.full(4, float(high)), 20, 1)


def sure_of(values):
    districts = between(1, 2).part(slice(3))
    return Sureness(values, districts, districts, districts, districts)


def test_a_value_beyond_either_end_is_outside(there):
    found = of_minutes(there, 7, 8, 9, 13)
    assert outside(ENGLISH, found, between(8, 9)).tolist() == [True, False, False, True]
    assert range_notes(ENGLISH, found, between(8, 9)) == (
        f"outside {SPAN}",
        SPAN,
        SPAN,
        f"outside {SPAN}",
    )
    assert outside_notes(ENGLISH, found, between(8, 9)) == (f"outside {SPAN}", "", "")


def test_what_looks_the_same_is_not_outside(there):
    found = of_minutes(there, 9.3, 7.6, 8.5, 8.5)
    assert not outside(ENGLISH, found, between(8, 9.2)).any()


def test_the_unknown_is_not_outside_and_no_way_is(there):
    found = of_minutes(there, np.nan, np.inf, 8, 8)
    assert outside(ENGLISH, found, between(8, 9)).tolist() == [False, True, False, False]


def test_a_place_known_by_its_district_pushes_the_range_away_and_that_is_said(there):
    """The nearest advice that Ostfeld is measured by is in Westfeld; each draw has one there."""
    found = answer(there, measure=Measure.MINUTES)
    interval = sureness(there, found.scenario, TODAY, draws=20).values
    assert outside(ENGLISH, found, interval).tolist() == [False, False, True, True]
    city, districts, why = outside_sentences(ENGLISH, found, interval)
    assert "whole city" in city
    assert "outside its range" in city
    assert districts.startswith("In 1 district ")
    assert "leave out 1 service of which only the district is known" in why


def test_without_such_places_another_reason_is_given(there):
    found = of_minutes(there, 8, 8, 8, 13)
    located = replace(found, supply=replace(found.supply, unlocated=Unlocated()))
    city, why = outside_sentences(ENGLISH, located, between(8, 9))
    assert city == f"The value of the whole city (13 min) lies outside its range ({SPAN})."
    assert "leave out" not in why


def test_where_all_lie_inside_nothing_is_said(there):
    assert outside_sentences(ENGLISH, of_minutes(there, 8, 8, 9, 9), between(8, 9)) == ()


def test_the_table_and_the_tooltips_of_the_map_carry_the_mark(there):
    found = of_minutes(there, 7, 8, 9, 13)
    table = ranking(ENGLISH, there.public.districts, found, sure_of(between(8, 9)))
    place = [column.code for column in table.columns].index("value")
    assert table.city.cells[place].note == f"outside {SPAN}"
    drawn = ground(ENGLISH, there, found, CoverageView(), None, interval=between(8, 9))
    assert drawn.cover.as_json()["notes"] == [f"outside {SPAN}", "", ""]


def test_a_drawing_of_changes_has_no_such_mark(there):
    change = change_of(there, added=(NEW,))
    view = CoverageView(layer=Layer.CHANGE)
    drawn = ground(ENGLISH, there, change.after, view, change, interval=between(90, 99))
    assert drawn.cover.notes == ()
