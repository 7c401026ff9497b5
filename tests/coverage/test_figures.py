"""Published figures, each with its period and source."""

from datetime import date

import pytest

from geo.coverage.errors import ColumnError, NoDemandError
from geo.coverage.figures import (
    FILE,
    HOUSED,
    HOUSED_PER_1000,
    PLACES,
    choose,
    is_old,
    offered,
    read_figures,
)
from geo.directory.reading import DATA, read_directory
from geo.errors import DataError

HEAD = "stadtbezirk,period,metric,value,unit,source_url,source_date,note\n"
ROW = "Westfeld,2024,refugees_housed,12,persons,https://source.example/,2024-05,\n"


def written(folder, text):
    path = folder / FILE
    path.write_text(HEAD + text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def published():
    return read_figures(DATA / FILE)


def test_every_published_figure_is_of_a_district_or_the_city(published):
    known = {item.name for item in read_directory().directory.districts.items}
    assert {figure.area for figure in published} <= known | {"Stuttgart"}
    assert {HOUSED, HOUSED_PER_1000, PLACES} <= {figure.metric for figure in published}


def test_a_row_becomes_a_figure(tmp_path):
    (figure,) = read_figures(written(tmp_path, ROW))
    assert (figure.area, figure.value, figure.source_date) == ("Westfeld", 12, "2024-05")
    assert figure.note is None
    assert not figure.per_1000_inhabitants


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ROW.replace("12", "-3"), "line 2, value '-3'"),
        (ROW.replace("12", "many"), "line 2, value 'many'"),
        (ROW.replace("12", "nan"), "line 2, value 'nan'"),
        (ROW.replace("https:", "javascript:"), "line 2, source_url"),
        (ROW.replace("Westfeld", ""), "line 2, area None"),
        (ROW + ROW.replace("\n", ",too,many\n"), "line 3: more cells than columns"),
    ],
)
def test_a_row_that_is_no_figure_is_told_by_its_line(tmp_path, text, told):
    with pytest.raises(DataError, match=told):
        read_figures(written(tmp_path, text))


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(DataError, match=f"{FILE}: cannot be read"):
        read_figures(tmp_path / FILE)


def test_one_metric_of_one_period_is_chosen(tmp_path):
    text = ROW + ROW.replace("2024,", "2015,") + ROW.replace("Westfeld", "Musterstadt")
    chosen = choose(read_figures(written(tmp_path, text)), HOUSED, "2024", ["Westfeld"])
    assert [(name, figure.period) for name, figure in chosen.items()] == [("Westfeld", "2024")]


@pytest.mark.parametrize(
    ("period", "today", "old"),
    [
        ("2015-08-31", date(2018, 8, 31), False),
        ("2015-08-31", date(2018, 9, 1), True),
        ("2015-08", date(2018, 8, 31), False),
        ("2015", date(2018, 12, 31), False),
        ("2015", date(2019, 1, 1), True),
        ("undated, about 2018-2020", date(2023, 12, 31), False),
        ("undated, about 2018-2020", date(2024, 1, 1), True),
        ("October, year not stated", date(2026, 1, 1), None),
    ],
)
def test_a_figure_is_old_three_years_after_the_end_of_its_period(period, today, old):
    assert is_old(period, today) is old


def test_two_figures_of_one_district_are_not_added(tmp_path):
    with pytest.raises(ColumnError, match="Westfeld has two figures of refugees_housed, 2024"):
        choose(read_figures(written(tmp_path, ROW + ROW)), HOUSED, "2024", ["Westfeld"])


def test_what_is_not_there_is_answered_with_what_is(tmp_path):
    figures = read_figures(written(tmp_path, ROW))
    with pytest.raises(NoDemandError, match="there is: refugees_housed, 2024"):
        choose(figures, HOUSED, "1999", ["Westfeld"])
    assert offered(figures, ["Westfeld"]) == {(HOUSED, "2024"): 1}
