"""Classes of a map."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.coverage.classes import MOST, UNKNOWN, classes_for
from geo.coverage.scenario import Measure

VALUES = st.lists(st.floats(0, 1e6) | st.just(float("nan")) | st.just(float("inf")), min_size=1)


def test_minutes_have_the_walks_as_bounds_and_hold_them():
    classes = classes_for(Measure.MINUTES, np.array([3.0]))
    assert list(classes.of([5, 5.1, 30, 31, np.inf, np.nan])) == [0, 1, 4, 5, 5, UNKNOWN]
    assert [classes.severity(position) for position in range(6)] == [0, 1, 2, 3, 4, 5]


def test_of_shares_more_is_better():
    classes = classes_for(Measure.COVERED, np.array([0.5]))
    assert list(classes.of([0, 0.2, 0.21, 1])) == [0, 0, 1, 4]
    assert [classes.severity(position) for position in range(5)] == [4, 3, 2, 1, 0]


def test_other_measures_are_cut_into_fifths_at_round_numbers():
    classes = classes_for(Measure.WITHIN, np.arange(0, 101.0))
    assert classes.bounds == (20, 40, 60, 80)


@given(VALUES, st.sampled_from(Measure))
def test_bounds_ascend_and_classes_follow_the_values(values, measure):
    classes = classes_for(measure, np.array(values))
    assert list(classes.bounds) == sorted(set(classes.bounds))
    assert classes.count <= MOST
    known = sorted(value for value in values if not np.isnan(value))
    found = classes.of(known)
    assert list(found) == sorted(found)
    assert not len(found) or found.max() < classes.count


@pytest.mark.parametrize("values", [[np.nan], [0.0, 0.0], [7.0]])
def test_where_nothing_differs_there_is_one_class(values):
    classes = classes_for(Measure.ACCESS, np.array(values))
    assert classes.count == 1
