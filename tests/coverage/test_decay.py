"""How the pull of a service fades."""

import numpy as np
import pytest

from geo.coverage.decay import Gaussian, Linear, Steps


def test_a_zone_includes_its_end():
    slow = Steps((10, 20, 30), (1, 0.68, 0.22))
    minutes = np.array([0, 10, 10.1, 20, 29, 30])
    assert slow(minutes).tolist() == [1, 1, 0.68, 0.68, 0.22, 0.22]
    assert slow.limit_minutes == 30


def test_a_bell_has_lost_two_fifths_after_one_sigma():
    bell = Gaussian(sigma_minutes=10, limit_minutes=30)
    assert bell(np.array([0.0, 10])) == pytest.approx([1, np.exp(-0.5)])


def test_a_slope_ends_at_zero():
    assert Linear(20)(np.array([0.0, 5, 20])).tolist() == [1, 0.75, 0]


@pytest.mark.parametrize(
    "decay", [Steps((5, 9, 30), (1, 0.4, 0.1)), Gaussian(8, 30), Linear(30)], ids=type
)
def test_who_is_nearer_never_counts_less(decay):
    weights = decay(np.linspace(0, decay.limit_minutes, 100))
    assert (np.diff(weights) <= 0).all()
    assert weights.min() >= 0
    assert weights.max() == 1


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: Steps((), ()), "give one for each"),
        (lambda: Steps((5, 10), (1,)), "give one for each"),
        (lambda: Steps((10, 5), (1, 1)), "give ascending minutes over 0"),
        (lambda: Steps((0, 5), (1, 1)), "give ascending minutes over 0"),
        (lambda: Steps((5,), (2,)), "give numbers from 0 to 1"),
        (lambda: Steps((5,), (0,)), "not all of them 0"),
        (lambda: Steps((5,), (np.nan,)), "give numbers from 0 to 1"),
        (lambda: Gaussian(0, 5), "sigma_minutes is 0"),
        (lambda: Gaussian(5, np.inf), "limit_minutes is inf"),
        (lambda: Linear(-5), "limit_minutes is -5"),
    ],
)
def test_a_decay_that_makes_no_sense_is_refused(make, told):
    with pytest.raises(ValueError, match=told):
        make()
