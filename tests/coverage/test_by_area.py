"""From points to districts, always by people."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.coverage import by_area
from geo.coverage.columns import OUTSIDE
from geo.coverage.errors import ColumnError
from tests.coverage.squares import AREAS, people
from tests.coverage.towns import towns

TOWN = people([(0, 0), (1, 0), (2, 0), (3, 0)], weight=[30, 10, 5, 55], area=[0, 0, 1, OUTSIDE])
EMPTY_EAST = people([(0, 0), (1, 0)], weight=[1, 3], area=[0, 0])


def test_people_are_counted_and_the_city_has_those_outside_districts_too():
    assert by_area.people(TOWN).tolist() == [40, 5, 100]


def test_a_mean_is_over_people():
    values = np.array([1.0, 5, 7, 0])
    assert by_area.mean(TOWN, values) == pytest.approx([2, 7, (30 + 50 + 35) / 100])


def test_a_share_is_of_people():
    assert by_area.share(TOWN, np.array([True, False, True, False])).tolist() == [0.75, 1, 0.35]


def test_a_median_is_a_value_half_of_the_people_have_at_most():
    assert by_area.median(TOWN, np.array([4.0, 1, 7, 9])).tolist() == [4, 7, 9]


def test_a_district_without_people_is_unknown_and_not_zero():
    for result in (by_area.mean, by_area.median):
        west, east, city = result(EMPTY_EAST, np.array([2.0, 2]))
        assert (west, city) == (2, 2)
        assert np.isnan(east)


def test_a_person_without_a_way_makes_the_mean_infinite_and_leaves_the_median():
    values = np.array([np.inf, 2.0])
    assert by_area.mean(EMPTY_EAST, values)[0] == np.inf
    assert by_area.median(EMPTY_EAST, values)[0] == 2


def test_nobody_without_a_way_is_nobodys_business():
    demand = people([(0, 0), (1, 0)], weight=[0, 3])
    assert by_area.mean(demand, np.array([np.inf, 2]))[0] == 2


def test_a_value_nobody_knows_is_refused():
    with pytest.raises(ColumnError, match="value of row 1 is NaN"):
        by_area.mean(EMPTY_EAST, np.array([1, np.nan]))
    with pytest.raises(ColumnError, match="columns of one length"):
        by_area.median(EMPTY_EAST, np.array([1.0]))


def test_a_table_has_a_row_a_district_and_the_city_last():
    frame = by_area.table(TOWN, {"people": by_area.people(TOWN)})
    assert frame.index.tolist() == [*AREAS, "city"]
    assert frame["people"].tolist() == [40, 5, 100]


@given(towns(), st.randoms(use_true_random=False))
def test_the_median_is_that_of_people_written_out_one_by_one(town, random):
    demand, _ = town
    values = np.array([random.randint(0, 9) for _ in range(demand.size)], float)
    one_by_one = np.sort(np.repeat(values, demand.weight.astype(int)))
    assert by_area.median(demand, values)[-1] == one_by_one[(len(one_by_one) - 1) // 2]
