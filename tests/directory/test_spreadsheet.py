"""Tables that were opened and saved by a spreadsheet say what they said before."""

import csv
import io
import re
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.directory.reading import read_directory
from geo.directory.spreadsheet import plain_cells
from tests.worlds import BORDERS, COLUMNS, ITEM_COLUMNS, item, place, table, write_world


@pytest.mark.parametrize(
    ("column", "written", "meant"),
    [
        ("source_date", "01.05.2024", "2024-05-01"),
        ("source_date", "1.5.2024", "2024-05-01"),
        ("source_date", "2024-05-01 00:00:00", "2024-05-01"),
        ("source_date", "2024-05-01T00:00:00.000", "2024-05-01"),
        ("source_date", "01.05.2024 00:00", "2024-05-01"),
        ("source_date", "05.2024", "2024-05"),
        ("source_date", "Mai 24", "2024-05"),
        ("source_date", "Mrz 09", "2009-03"),
        ("source_date", "May-24", "2024-05"),
        ("source_date", "2018.0", "2018"),
        ("source_date", "'2018", "2018"),
        ("lat", "48,77365", "48.77365"),
        ("lon", "-9,5", "-9.5"),
        ("geo_accuracy_m", "30,0", "30.0"),
        ("postcode", "70182.0", "70182"),
        ("house_number", "7,0", "7"),
        ("capacity", "140.0", "140"),
        ("phone", "'+49 711 216", "+49 711 216"),
    ],
)
def test_what_a_spreadsheet_did_is_undone(column, written, meant):
    assert plain_cells({column: written}) == {column: meant}


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("source_date", "01.05.24"),
        ("source_date", "05/06/2024"),
        ("source_date", "45413"),
        ("source_date", "Lenz 24"),
        ("source_date", "2024-05-01 13:00:00"),
        ("lat", "4.877.365"),
        ("lat", "48,773,65"),
        ("capacity", "1.200"),
        ("house_number", "7a"),
        ("house_number", "18-20"),
        ("name", "01.05.2024"),
        ("name", "1,5"),
        ("operator", "1.0"),
        ("name", "'s Gläsle"),
        ("phone", "+49 711 216"),
    ],
)
def test_what_has_two_meanings_or_is_meant_stays(column, cell):
    assert plain_cells({column: cell}) == {column: cell}


@pytest.mark.parametrize("date_cell", ["01.05.24", "45413", "05/06/2024"])
def test_a_date_that_could_be_two_is_reported_with_the_way_out(tmp_path, date_cell):
    write_world(tmp_path, places=[place(source_date=date_cell)])
    (finding,) = read_directory(tmp_path).findings
    assert (finding.line, finding.column, finding.value) == (2, "source_date", date_cell)
    assert "for example 2024-05" in finding.message


def test_empty_columns_and_rows_behind_the_table_are_nothing(tmp_path):
    write_world(tmp_path, places=[place()])
    path = tmp_path / "places.csv"
    heading, row = path.read_text().splitlines()
    empty = "," * heading.count(",")
    path.write_text(f"{heading},,\r\n{row},,,\r\n{empty},,\r\n{empty}\r\n\r\n")
    reading = read_directory(tmp_path)
    assert ([p.id for p in reading.directory.places], reading.findings) == (["house-of-words"], ())


def test_a_column_that_stands_twice_is_named(tmp_path):
    write_world(tmp_path, places=[place()])
    path = tmp_path / "places.csv"
    path.write_text(
        "\n".join(line + ",x" for line in path.read_text().splitlines()).replace(
            "note,x", "note,name", 1
        )
    )
    assert "column name stands twice in line 1" in str(read_directory(tmp_path).findings[0])


TEXTS = (
    st.text(
        st.characters(categories=["L", "N", "Po", "Zs", "Sm"], exclude_characters="\ufeff"),
        min_size=1,
        max_size=12,
    )
    .map(str.strip)
    .filter(lambda text: text and not re.match(r"['=]", text))
)
DAYS = st.dates(date(2000, 1, 1), date(2026, 12, 31)).map(date.isoformat)
ROWS = st.fixed_dictionaries(
    {
        "name": TEXTS,
        "operator": st.lists(
            TEXTS.filter(lambda text: ";" not in text), max_size=2, unique=True
        ).map("; ".join),
        "house_number": st.sampled_from(["7", "12", "7a", "18-20", "3/1"]),
        "postcode": st.integers(70000, 70999).map(str),
        "lat": st.integers(76001, 77999).map(lambda number: f"48.{number}"),
        "lon": st.integers(int(BORDERS["Mittfeld"][0] * 1e5) + 1, 913_999).map(
            lambda number: f"{number / 1e5:.5f}"
        ),
        "geo_accuracy_m": st.integers(10, 500).map(str),
        "capacity": st.sampled_from(["", "0", "40", "1200"]),
        "source_date": st.one_of(st.just(""), DAYS, st.integers(2000, 2026).map(str)),
        "phone": st.sampled_from(["", "+49 711 216-91856"]),
        "opening_hours": st.sampled_from(["", "Mo-Fr 09:00-12:00", 'Mo 10:00-12:00 "ab 10 Uhr"']),
    }
)
MANNERS = st.tuples(
    st.sampled_from([",", ";"]), st.sampled_from(["utf-8", "utf-8-sig"]), st.booleans()
)


FREE_TEXTS = ("name", "operator", "title")
"""What is written in these has two meanings once it is a number: 1.0 may be a name, too."""


def as_cells(row):
    """Type a row into a workbook as a spreadsheet reads it: numbers and days become such."""
    for column, cell in row.items():
        if re.fullmatch(r"\d{4}-\d\d-\d\d", cell):
            yield datetime.fromisoformat(cell)
        elif re.fullmatch(r"\d+(\.\d+)?", cell) and column not in FREE_TEXTS:
            yield float(cell)
        else:
            yield cell


def shown(value, *, is_german):
    """Write a cell as a spreadsheet shows it when it saves CSV."""
    if isinstance(value, datetime):
        return value.strftime("%d.%m.%Y") if is_german else str(value)
    if isinstance(value, float | int):
        return str(value).replace(".", ",") if is_german else str(float(value))
    return "" if value is None else value


def through_a_workbook(rows):
    """Save the rows as .xlsx and give the cells that are in it."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(as_cells(row)))
        for cell in book.active[book.active.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    file = io.BytesIO()
    book.save(file)
    return openpyxl.load_workbook(file).active.iter_rows(values_only=True)


def saved_by_a_spreadsheet(path, rows, columns, manner):
    """Write a table as it looks after a spreadsheet had it."""
    delimiter, encoding, is_german = manner
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow([*columns, ""])
        for values in through_a_workbook(rows):
            writer.writerow([*(shown(value, is_german=is_german) for value in values), ""])
        writer.writerow([""] * len(columns))


@settings(max_examples=40, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=4), MANNERS)
def test_a_table_through_a_spreadsheet_reads_as_before(tmp_path_factory, changes, manner):
    rows = [place(id=f"p-{number}", **cells) for number, cells in enumerate(changes)]
    folder = write_world(tmp_path_factory.mktemp("sheet"))
    (folder / "places.csv").write_text(table(rows, COLUMNS), encoding="utf-8")
    before = read_directory(folder)
    assert before.findings == ()
    saved_by_a_spreadsheet(folder / "places.csv", rows, COLUMNS, manner)
    after = read_directory(folder)
    assert after.findings == ()
    assert after.directory.places == before.directory.places


ITEMS = st.fixed_dictionaries(
    {
        "title": TEXTS,
        "opening_hours": st.sampled_from(["", "Tu 15:00-17:00", 'Mo[1] 17:30-20:00 open "früh"']),
        "languages": st.sampled_from(["", "de", "de;ar"]),
        "women_only": st.sampled_from(["", "yes", "no"]),
        "cost": st.sampled_from(["", "free", "2", "1,50 Euro", "0,80 Euro; sonst 2 Euro"]),
        "valid_from": st.one_of(st.just(""), DAYS, st.integers(2000, 2020).map(str)),
        "valid_until": st.sampled_from(["", "2027", "2027-03-31"]),
        "source_date": st.one_of(st.just(""), DAYS),
    }
)


@settings(max_examples=40, deadline=None)
@given(st.lists(ITEMS, min_size=1, max_size=4, unique_by=lambda cells: cells["title"]), MANNERS)
def test_programmes_through_a_spreadsheet_read_as_before(tmp_path_factory, changes, manner):
    rows = [item(**cells) for cells in changes]
    folder = write_world(tmp_path_factory.mktemp("sheet"), places=[place()], items=rows)
    before = read_directory(folder)
    assert (len(before.directory.programme.items), before.findings) == (len(rows), ())
    saved_by_a_spreadsheet(folder / "offers.csv", rows, ITEM_COLUMNS, manner)
    after = read_directory(folder)
    assert after.findings == ()
    assert after.directory.programme == before.directory.programme
