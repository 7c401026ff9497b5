"""A district looked at."""

from dataclasses import replace

import numpy as np
import pytest

from geo.coverage.portrait import portrait
from geo.coverage.scenario import DemandSource, Scenario
from tests.coverage.plans import SERVICES, TODAY, figure, planning
from tests.worlds import EAST, unlocated


def kinds(district, **fields):
    found = portrait(planning(figures=[figure()]), Scenario(**fields), district, TODAY)
    return found, {kind.category: kind for kind in found.kinds}


def test_it_tells_who_lives_there_and_what_is_there():
    found, by_kind = kinds("Westfeld")
    assert (found.people, found.unit) == (1000, "inhabitants")
    advice = by_kind["counselling"]
    assert (advice.here, advice.unlocated, advice.share, advice.is_missing) == (1, 0, 1, False)
    assert advice.city_share == pytest.approx(1000 / 6000)


def test_what_is_missing_has_a_nearest_alternative_and_a_way():
    _, by_kind = kinds("Ostfeld")
    course = by_kind["course"]
    assert course.is_missing
    assert course.nearest.id == "course-middle"
    assert course.minutes == pytest.approx(1467.6 * 1.3 / 75, rel=0.01)  # 0.02 degrees east


def test_a_place_without_a_point_is_there_and_said_to_be_rough():
    _, by_kind = kinds("Ostfeld")
    assert (by_kind["counselling"].here, by_kind["counselling"].unlocated) == (1, 1)


def test_what_is_there_at_an_unknown_point_is_in_doubt_and_not_missing():
    _, by_kind = kinds("Ostfeld")
    advice, course = by_kind["counselling"], by_kind["course"]
    assert advice.share == course.share == 0
    assert (advice.is_missing, advice.is_in_doubt) == (False, True)
    assert (course.is_missing, course.is_in_doubt) == (True, False)


def test_what_most_people_have_is_in_no_doubt():
    _, by_kind = kinds("Ostfeld", limit_minutes=30)
    course = by_kind["course"]
    assert (course.share, course.is_missing, course.is_in_doubt) == (1, False, False)


def test_a_kind_that_nobody_offers_is_left_out():
    _, by_kind = kinds("Westfeld")
    assert set(by_kind) == {"counselling", "course"}


def test_a_kind_without_any_point_is_there_by_district():
    there = planning(places=[*SERVICES, unlocated(id="books", category="library", district=EAST)])
    for district, here in (("Ostfeld", 1), ("Westfeld", 0)):
        found = portrait(there, Scenario(), district, TODAY)
        (books,) = (kind for kind in found.kinds if kind.category == "library")
        assert (books.here, books.unlocated, books.nearest) == (here, here, None)
        assert (books.is_in_doubt, books.is_missing) == (bool(here), not here)
        assert np.isnan(books.city_share)


def test_each_kind_is_looked_at_alone_whatever_was_asked():
    asked = replace(Scenario(unit="places"), measure="access")
    there = planning()
    assert portrait(there, asked, "Westfeld", TODAY) == portrait(
        there, Scenario(), "Westfeld", TODAY
    )


def test_where_nobody_knows_the_people_shares_are_unknown():
    asked = {"demand": DemandSource.REFUGEES, "figure": "refugees_housed|2026"}
    found, by_kind = kinds("Ostfeld", **asked)
    assert found.people is None
    assert np.isnan(by_kind["course"].share)
    assert not by_kind["course"].is_missing


def test_an_unknown_district_is_said():
    with pytest.raises(ValueError, match="no district 'Nordfeld'; there is Westfeld"):
        portrait(planning(), Scenario(), "Nordfeld", TODAY)
