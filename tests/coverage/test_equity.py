"""How unequally something is shared out: with a pencil, by invariants, by the double sum."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.coverage.equity import gini, lorenz, palma, theil
from geo.coverage.errors import ColumnError, NoDemandError

MEASURES = [gini, palma, lambda values, people: theil(values, people).total]


@st.composite
def units(draw):
    """Draw values and people, not all of the values zero."""
    n = draw(st.integers(1, 12))
    values = draw(st.lists(st.integers(0, 50), min_size=n, max_size=n).filter(any))
    people = draw(st.lists(st.integers(1, 90), min_size=n, max_size=n))
    return np.array(values, float), np.array(people, float)


def test_two_people_of_whom_one_has_all():
    curve = lorenz([0, 6], [1, 1])
    assert curve.people_share.tolist() == [0, 0.5, 1]
    assert curve.value_share.tolist() == [0, 0, 1]
    assert gini([0, 6], [1, 1]) == pytest.approx(0.5)
    assert theil([0, 6], [1, 1]).total == pytest.approx(np.log(2))
    assert palma([0, 6], [1, 1]) == np.inf


def test_all_the_same_is_no_inequality():
    values, people = [3, 3, 3], [10, 1, 5]
    assert gini(values, people) == pytest.approx(0)
    assert theil(values, people).total == pytest.approx(0)
    assert palma(values, people) == pytest.approx(0.25)


def test_one_to_four_among_ten_people():
    """Ten people have 1 to 10: the best tenth has 10 of 55, the worst 40 % have 10 of 55."""
    assert palma(range(1, 11), np.ones(10)) == pytest.approx(1)
    assert gini(range(1, 11), np.ones(10)) == pytest.approx(0.3)


def test_theil_splits_into_between_and_within():
    apart = theil([1, 1, 4, 4], [1, 1, 1, 1], ["a", "a", "b", "b"])
    assert (apart.within, apart.between) == pytest.approx((0, apart.total))
    alike = theil([1, 4, 1, 4], [1, 1, 1, 1], ["a", "a", "b", "b"])
    assert (alike.within, alike.between) == pytest.approx((alike.total, 0))


@given(units())
def test_gini_is_half_the_mean_difference_over_the_mean(unit):
    values, people = unit
    share = people / people.sum()
    differences = np.abs(values[:, None] - values) * share[:, None] * share
    assert gini(*unit) == pytest.approx(differences.sum() / (2 * (share @ values)), abs=1e-9)


@given(units(), st.data())
def test_the_parts_of_theil_are_those_computed_group_by_group(unit, data):
    values, people = unit
    groups = np.array(
        data.draw(st.lists(st.sampled_from("abc"), min_size=len(values), max_size=len(values)))
    )
    within = 0.0
    for group in set(groups.tolist()):
        rows = groups == group
        if values[rows].any():
            held = (values * people)[rows].sum() / (values * people).sum()
            within += held * theil(values[rows], people[rows]).total
    assert theil(values, people, groups).within == pytest.approx(within, abs=1e-9)


@pytest.mark.parametrize("measure", MEASURES)
@given(unit=units())
def test_twice_as_much_for_everybody_changes_nothing(measure, unit):
    values, people = unit
    assert measure(2 * values, people) == pytest.approx(measure(values, people), abs=1e-9)


@pytest.mark.parametrize("measure", MEASURES)
@given(unit=units())
def test_a_unit_cut_in_two_changes_nothing(measure, unit):
    values, people = unit
    halves = measure(np.repeat(values, 2), np.repeat(people / 2, 2))
    assert halves == pytest.approx(measure(values, people), abs=1e-9)


@pytest.mark.parametrize("measure", MEASURES)
@given(unit=units())
def test_a_unit_of_nobody_changes_nothing_even_if_unknown(measure, unit):
    values, people = unit
    more = measure(np.append(values, np.nan), np.append(people, 0))
    assert more == pytest.approx(measure(values, people), abs=1e-9)


@given(units())
def test_the_curve_sags_below_the_line_of_equality(unit):
    curve = lorenz(*unit)
    assert (curve.value_share <= curve.people_share + 1e-12).all()
    assert (np.diff(curve.value_share) >= 0).all()
    assert (curve.value_share[-1], curve.people_share[-1]) == (1, 1)


@pytest.mark.parametrize("wrong", [np.nan, np.inf, -1])
def test_a_value_that_cannot_be_shared_out_is_refused(wrong):
    with pytest.raises(ColumnError, match="value of the units of row 1"):
        gini([1, wrong], [1, 1])


def test_nothing_at_all_is_no_equality():
    with pytest.raises(ColumnError, match="all values are zero"):
        gini([0, 0], [1, 1])
    with pytest.raises(NoDemandError, match="no people in any unit"):
        gini([1, 2], [0, 0])
    with pytest.raises(ColumnError, match="columns of one length"):
        gini([1, 2], [1])
