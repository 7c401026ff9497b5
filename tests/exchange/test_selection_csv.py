"""Chosen homes as a table: read back as a spreadsheet reads it."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.directory.place import Address, Place
from geo.directory.round_trip import round_trip
from geo.exchange.selection_csv import COLUMNS, neutral, selection_csv
from tests.homes import HOSTILE, directory, home, stops
from tests.worlds import catalogues

ENGLISH = catalogues().get("en")
DAY = date(2026, 11, 23)
HERE = (48.76, 9.1)


def write(*places):
    return selection_csv(ENGLISH, directory(stops=stops(north=HERE)), round_trip(places), DAY)


def read(*places):
    """Give the notice, the headings and a dictionary a home."""
    text = write(*places).decode("utf-8-sig")
    notice, headings, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    return notice, headings, [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def test_it_begins_with_the_mark_of_utf_8_and_the_notice_with_its_date():
    assert write().startswith(b"\xef\xbb\xbf")
    notice, headings, rows = read()
    assert ENGLISH.t("volunteers.notice") in notice[0]
    assert "23 November 2026" in notice[0]
    assert len(notice) == len(headings) == len(COLUMNS)
    assert rows == []


def test_records_end_as_rfc_4180_says():
    lines = write(home(name="Zwei\nZeilen")).split(b"\r\n")
    assert (len(lines), lines[-1]) == (4, b"")


def test_a_home_is_told_whole():
    chosen = home(
        at=HERE,
        name="Quendelhof",
        operators=("Verein A", "Verein B"),
        address=Address(street="Lange Gasse", house_number="7", postcode="70000", city="Stadt"),
        capacity_places=40,
        source_date="2024-05",
    )
    (row,) = read(chosen)[2]
    assert list(row.values()) == [
        *("1", "Quendelhof", "Verein A; Verein B", "Lange Gasse 7", "70000", "Stadt", "Westfeld"),
        *("The position is known to the door", "48.76", "9.1", "30.0"),
        *("North", "40", "running", "2024-05"),
    ]


def test_homes_are_numbered_in_the_order_of_the_visit_and_others_not_at_all():
    far, near, nowhere = home("far", at=(48.79, 9.1)), home("near", at=HERE), home("nowhere")
    rows = read(nowhere, far, near)[2]
    assert [(row["number"], row["name"]) for row in rows] == [
        ("1", "Far"),
        ("2", "Near"),
        ("", "Nowhere"),
    ]


def test_a_home_somewhere_in_a_neighbourhood_has_no_nearest_stop():
    (row,) = read(home(at=HERE, precision="neighbourhood"))[2]
    assert row["stop"] == ""


def test_what_is_not_known_is_left_empty():
    (row,) = read(home(district=None, precision="none"))[2]
    empty = {name for name, cell in row.items() if not cell}
    assert empty == set(COLUMNS) - {"name", "precision", "status"}


@pytest.mark.parametrize("precision", ["stop", "neighbourhood"])
def test_the_point_of_an_area_is_not_told_as_a_position(precision):
    (row,) = read(home(at=HERE, precision=precision))[2]
    assert (row["latitude"], row["longitude"], row["accuracy"]) == ("", "", "")
    assert row["precision"].startswith("approximate")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_come_back_as_text(name):
    # Unchecked, as a name that does not come from the tables might be.
    chosen = Place.model_construct(**home().__dict__ | {"name": name, "operators": (name, name)})
    (row,) = read(chosen)[2]
    assert row["name"].removeprefix("'") == name
    assert not row["name"].startswith(("=", "\t"))
    assert row["operators"].removeprefix("'") == f"{name}; {name}"


@pytest.mark.parametrize(
    "cell",
    ["=1", "+49 711 1", "-1", "@A1", "\t=1", "\r1", "\n=1", " =1", "\uff1d1", "\u00a0+1", "\x00=1"],
)
def test_no_cell_runs_in_a_spreadsheet(cell):
    assert neutral(cell).startswith("'")


@pytest.mark.parametrize("cell", ["", "a=1", "Haus 3-5", "'quoted", "7", "9.1"])
def test_other_cells_stay_as_they_are(cell):
    assert neutral(cell) == cell


@given(st.text())
def test_whatever_a_cell_holds_it_begins_like_text(cell):
    assert not neutral(cell).lstrip().startswith(("=", "+", "-", "@"))
    assert neutral(cell)[:1] not in {"\t", "\r", "\n", "\x00"}
