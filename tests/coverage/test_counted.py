"""What was found and what of it counts: every record found is told once."""

from dataclasses import replace

import pytest

from geo.coverage.assessment import assess
from geo.coverage.counted import Counted, counted
from geo.coverage.scenario import Measure, Scenario, Site
from geo.directory.query import Query
from tests.coverage.plans import SERVICES, TODAY, planning
from tests.worlds import place

ALL = Scenario(measure=Measure.COVERED)
ADVICE = replace(ALL, supply=Query(categories=("counselling",)))


def counts(scenario, there=None):
    there = there or planning()
    return counted(there, assess(there, scenario, TODAY), TODAY)


@pytest.mark.parametrize(
    ("scenario", "expected"),
    [
        (ADVICE, Counted(found=3, located=1, by_district=1, city_wide=1)),
        (ALL, Counted(found=4, located=2, by_district=1, city_wide=1)),
    ],
)
def test_every_record_found_is_told_once(scenario, expected):
    found = counts(scenario)
    assert found == expected
    assert found.others == 0


def test_what_would_be_closed_or_is_not_open_is_told_as_not_counted():
    assert counts(replace(ALL, closed=("advice-west",))).others == 1
    assert counts(replace(ALL, hour=20)).others == 1  # the course is open in the mornings


def test_a_site_that_would_be_new_was_not_found():
    new = Site(48.77, 9.15, "counselling")
    assert counts(replace(ALL, added=(new,))) == counts(ALL)


def test_what_is_planned_is_found_and_does_not_count():
    planned = place(id="planned", name="Geplant", status="planned")
    found = counts(ALL, planning(places=[*SERVICES, planned]))
    assert (found.located, found.others) == (2, 1)
