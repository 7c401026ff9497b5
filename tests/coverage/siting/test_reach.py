"""Whom candidates reach: what makes no sense is refused."""

import numpy as np
import pytest

from geo.coverage.errors import ColumnError
from geo.coverage.siting.reach import Reach
from tests.coverage.siting.small import INF, reach_of


def test_ways_after_are_to_the_nearest_of_old_and_new():
    reach = reach_of([[1, 4], [9, 2], [9, 9]], before=[3, 3, INF])
    assert reach.after_minutes([]).tolist() == [3, 3, INF]
    assert reach.after_minutes([1]).tolist() == [3, 2, INF]
    assert reach.after_minutes([0, 1]).tolist() == [1, 2, INF]


@pytest.mark.parametrize("limit", [0, -3, np.nan, np.inf])
def test_a_limit_that_is_none_is_refused(limit):
    with pytest.raises(ValueError, match="give a number over 0, for example 15"):
        reach_of([[1]], limit=limit)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"before_minutes": np.array([np.nan])}, "before_minutes of row 0 is nan"),
        ({"before_minutes": np.array([-1.0])}, "before_minutes of row 0 is -1"),
        ({"before_minutes": np.array([1.0, 2.0])}, "columns of one length"),
        ({"weight": np.array([np.nan])}, "weight of row 0 is nan"),
        ({"minutes": np.array([6.0])}, "more than 5 minutes apart"),
        ({"minutes": np.array([np.nan])}, "minutes of the pairs of row 0 is nan"),
    ],
)
def test_columns_that_make_no_sense_are_refused(wrong, told):
    usual = {
        "weight": np.ones(1),
        "before_minutes": np.ones(1),
        "point": np.zeros(1, int),
        "candidate": np.zeros(1, int),
        "minutes": np.ones(1),
        "n_candidates": 1,
        "limit_minutes": 5.0,
    }
    with pytest.raises(ColumnError, match=told):
        Reach(**(usual | wrong))
