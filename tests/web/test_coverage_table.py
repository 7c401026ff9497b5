"""The ranking of districts in words, with the numbers it is sorted by."""

import pytest

from geo.coverage.assessment import other_spread
from geo.coverage.scenario import DemandSource, Measure
from geo.coverage.sureness import sureness
from geo.web.coverage_table import ranking
from tests.coverage.plans import TODAY, figure, planning
from tests.web.coverage_answers import ADVICE, ENGLISH, NEW, answer, change_of
from tests.worlds import EAST, MIDDLE, WEST


@pytest.fixture(scope="module")
def there():
    return planning()


def written(there, found, **more):
    return ranking(ENGLISH, there.public.districts, found, **more)


def column(table, code, name):
    """Give a cell by its column and district; an empty name is the city."""
    place = [one.code for one in table.columns].index(code)
    rows = {row.name: row for row in table.rows}
    return (rows[name] if name else table.city).cells[place]


def test_the_most_urgent_district_comes_first(there):
    found = answer(there)
    table = written(there, found)
    order = [found.demand.areas[row] for row in found.priority.ranking]
    assert [row.name for row in table.rows] == order
    assert [row.cells[0].text for row in table.rows] == ["1", "2", "3"]


def test_the_city_is_a_row_of_its_own_without_a_rank(there):
    table = written(there, answer(there))
    assert table.city.number == ""
    assert table.city.cells[0].sort is None
    assert column(table, "people", "").text == "6,000"


def test_districts_nobody_knows_are_unknown_and_last_and_never_zero():
    there = planning(figures=[figure(WEST, 30), figure(MIDDLE, 60)])
    found = answer(there, demand=DemandSource.REFUGEES, figure="refugees_housed|2026")
    table = written(there, found)
    assert table.rows[-1].name == EAST
    for code in ("value", "missing", "people", "per_thousand"):
        cell = column(table, code, EAST)
        assert (cell.text, cell.sort) == ("unknown", None)


def test_services_of_unknown_districts_are_in_no_figure_of_the_city():
    there = planning(figures=[figure(WEST, 30)])
    asked = {"demand": DemandSource.REFUGEES, "figure": "refugees_housed|2026"}
    found = answer(there, measure=Measure.PER_THOUSAND, **asked)
    table = written(there, found)
    assert column(table, "value", "").sort == pytest.approx(1000 / 30)  # Rat Ost is elsewhere
    assert found.priority.standard == pytest.approx(found.values[-1])


def test_no_way_is_a_word_and_longer_than_any_way(there):
    found = answer(there, measure=Measure.MINUTES, closed=("advice-west",), added=(NEW,))
    nothing = found.values.copy()
    nothing[0] = float("inf")
    table = written(there, type(found)(**(vars_of(found) | {"values": nothing})))
    cell = column(table, "value", WEST)
    assert cell.text == "no way"
    assert cell.sort > max(column(table, "value", name).sort for name in (MIDDLE, EAST))


def vars_of(found):
    return {name: getattr(found, name) for name in type(found).__dataclass_fields__}


def test_an_interval_stands_below_its_value(there):
    sure = sureness(there, ADVICE, TODAY, draws=20)
    table = written(there, answer(there), sure=sure)
    assert column(table, "value", EAST).note
    assert column(table, "rank", MIDDLE).note
    assert column(table, "missing", EAST).note
    assert not column(table, "people", EAST).note


def test_the_other_assumption_is_a_column_of_its_own(there):
    other = other_spread(there, ADVICE, TODAY)
    codes = [one.code for one in written(there, answer(there), other=other).columns]
    assert f"other.{other.scenario.spread}" in codes


def test_changes_carry_their_sign(there):
    change = change_of(there, added=(NEW,))
    table = written(there, change.after, change=change)
    assert column(table, "change_people", EAST).text.startswith("+")
    assert column(table, "change_people", EAST).sort == pytest.approx(change.gained[2])


def test_what_is_measured_is_no_second_column(there):
    covered = [one.code for one in written(there, answer(there)).columns]
    minutes = [one.code for one in written(there, answer(there, measure=Measure.MINUTES)).columns]
    assert "covered" not in covered
    assert "covered" in minutes
