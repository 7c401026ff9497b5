"""Services per 1,000 people, and where to begin."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.coverage.columns import OUTSIDE
from geo.coverage.errors import CapacityError, ColumnError, NoDemandError, NoSupplyError
from geo.coverage.per_thousand import per_thousand
from geo.coverage.priority import priority
from geo.coverage.supply import Unlocated
from tests.coverage.squares import AREAS, people, services

TOWN = people([(0, 0), (1, 0), (2, 0)], weight=[500, 2000, 1500], area=[0, 1, OUTSIDE])


def known_by_district(capacity=1.0, weight=1.0):
    return Unlocated(("u",), np.array([1]), np.array([capacity]), np.array([weight]), (None,))


def test_services_of_a_district_are_counted_with_and_without_a_point():
    supply = services([(0, 0), (9, 9)], area=np.array([0, 0]), unlocated=known_by_district())
    assert per_thousand(TOWN, supply) == pytest.approx([4, 0.5, 0.75])


def test_a_service_half_believed_is_half_a_service():
    supply = services([(0, 0)], weight=0.5, unlocated=known_by_district(weight=0.5))
    assert per_thousand(TOWN, supply) == pytest.approx([1, 0.25, 0.25])


def test_services_of_districts_without_a_figure_are_in_no_rate():
    town = replace(people([(0, 0)], weight=500), unknown=("Ostfeld",))
    supply = services([(0, 0), (9, 9)], area=np.array([0, 1]), unlocated=known_by_district())
    rates = per_thousand(town, supply)
    assert rates[[0, 2]] == pytest.approx([2, 2])
    assert np.isnan(rates[1])


def test_services_beyond_the_districts_count_where_people_beyond_them_do():
    beyond = services([(0, 0), (9, 9)], area=np.array([0, OUTSIDE]))
    inside = people([(0, 0)], weight=500)
    assert per_thousand(inside, beyond)[-1] == pytest.approx(2)
    both = people([(0, 0), (9, 9)], weight=500, area=[0, OUTSIDE])
    assert per_thousand(both, beyond)[-1] == pytest.approx(2)


@given(
    people_of=st.lists(st.none() | st.integers(1, 900), min_size=2, max_size=2).filter(any),
    counts=st.tuples(st.integers(0, 5), st.integers(0, 5)),
)
def test_the_rate_of_the_city_lies_between_those_of_its_known_districts(people_of, counts):
    known = [area for area, number in enumerate(people_of) if number]
    town = replace(
        people([(area, 0) for area in known], [people_of[area] for area in known], known),
        unknown=tuple(AREAS[area] for area in range(2) if area not in known),
    )
    area = np.repeat([0, 1], counts)
    assume(len(area))
    rates = per_thousand(town, services([(0, 0)] * len(area), area=area))
    low, high = min(rates[known]), max(rates[known])
    assert low - 1e-9 <= rates[-1] <= high + 1e-9
    assert rates[-1] == pytest.approx(
        np.average(rates[known], weights=[people_of[a] for a in known])
    )


def test_a_district_nobody_lives_in_has_no_rate():
    assert np.isnan(per_thousand(people([(0, 0)]), services([(0, 0)]))[1])


def test_what_cannot_be_counted_is_refused():
    with pytest.raises(NoSupplyError, match="no service with a point or a district"):
        per_thousand(TOWN, services([]))
    with pytest.raises(CapacityError, match="capacity of 1 of 2 services"):
        per_thousand(TOWN, services([(0, 0)], unlocated=known_by_district(np.nan)))
    with pytest.raises(ColumnError, match="different districts"):
        per_thousand(TOWN, replace(services([(0, 0)]), areas=("Elsewhere",)))


def test_priority_is_need_times_the_missing_share():
    found = priority([100, 300, 50], [2, 1, 8], standard=4)
    assert found.gap.tolist() == [0.5, 0.75, 0]
    assert found.priority.tolist() == [50, 225, 0]
    assert found.ranking.tolist() == [1, 0, 2]


def test_without_a_standard_it_is_the_average_of_the_people():
    found = priority([1, 3], [8, 4])
    assert found.standard == 5
    assert found.gap == pytest.approx([0, 0.2])


def test_a_district_nobody_counted_is_in_no_ranking():
    found = priority([100, np.nan, 10, 5], [1, 1, np.nan, 4])
    assert np.isnan(found.priority).tolist() == [False, True, True, False]
    assert found.ranking.tolist() == [0, 3]


def test_needs_and_standards_that_make_no_sense_are_refused():
    with pytest.raises(NoDemandError, match="choose another need"):
        priority([0, np.nan], [1, 1])
    with pytest.raises(ColumnError, match=r"the standard is 0\.0"):
        priority([1, 1], [0, 0])
    with pytest.raises(ColumnError, match="access of row 1 is inf"):
        priority([1, 1], [0, np.inf])
    with pytest.raises(ColumnError, match="need of row 0 is -1"):
        priority([-1, 1], [0, 1])
