"""A table changed by a command keeps every letter that was not meant."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.directory.table import read_rows
from geo.errors import DataError
from geo.exchange.errors import KeepingError
from geo.exchange.table_file import read_table, write_table

ODD = (
    b'\xef\xbb\xbf"id";"name";"own"\r\n'
    b'"a";"Caf\xc3\xa9; Bar";"1,50"\r\n'
    b"b ; plain;x\r\n"
    b";;\r\n"
    b'c;"two\nlines";"say ""so"""\r\n'
    b'd;"never ends;y\r\n'
    b"e;last;z"
)
"""Semicolons, CRLF, quotes here and there, an empty row, one that cannot be read, no last end."""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes(ODD)
    return path


def test_nothing_changed_is_every_byte_the_same(path):
    table = read_table(path)
    assert table.with_rows(table.rows) == ODD + b"\r\n"


def test_cells_come_as_they_stand(path):
    table = read_table(path)
    rows = table.rows
    assert [row["id"] for row in rows] == ["a", "b ", "c", "e"]
    assert table.lines == (2, 3, 5, 8)
    assert rows[2] == {"id": "c", "name": "two\nlines", "own": 'say "so"'}


def test_one_changed_cell_rewrites_its_row_alone(path):
    table = read_table(path)
    rows = [row | {"name": "Ä;"} if row["id"] == "c" else row for row in table.rows]
    before, after = ODD.split(b"\r\n"), table.with_rows(rows).split(b"\r\n")
    assert after.pop() == b""
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [new.decode() for _, new in changed] == ['"c";"Ä;";"say ""so"""']


def test_cells_that_are_not_named_stay(path):
    content = read_table(path).with_rows([{"name": "Kiosk"}, {}, {}, {}])
    assert b'"a";"Kiosk";"1,50"\r\n' in content
    assert content.endswith(b"e;last;z\r\n")


def test_new_rows_and_columns_come_last(path):
    table = read_table(path)
    content = table.with_rows([*table.rows, {"id": "f", "found": "2026"}])
    lines = content.decode("utf-8-sig").split("\r\n")
    assert lines[0] == '"id";"name";"own";"found"'
    assert lines[-2:] == ['"f";"";"";"2026"', ""]
    assert lines[1] == '"a";"Café; Bar";"1,50"'


def test_a_change_takes_no_row_away(path):
    table = read_table(path)
    with pytest.raises(DataError, match="3 rows in place of 4"):
        table.with_rows(table.rows[1:])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"", "line 1 does not name each column once"),
        (b"id,id\na,b\n", "line 1 does not name each column once"),
        (b'"id,name\na,b\n', "line 1 does not name each column once"),
        (b"id,name\na,B\xfccher\n", r"byte 11 is not UTF-8.*line 2, perhaps 'ü'"),
        ("id,name\na,b\n".encode("utf-16"), "the file is UTF-16; save the table as UTF-8"),
    ],
    ids=["empty", "column twice", "open quote", "Windows letters", "UTF-16"],
)
def test_what_is_no_table_is_refused_with_the_way_out(path, text, told):
    path.write_bytes(text)
    with pytest.raises(DataError, match=told):
        read_table(path)


def test_a_table_that_is_not_there_cannot_be_read(tmp_path):
    with pytest.raises(DataError, match=r"none\.csv: cannot be read \(No such file"):
        read_table(tmp_path / "none.csv")


def test_writing_puts_the_table_in_place_and_only_of_what_was_read(path):
    table = read_table(path)
    write_table(path, table, [{"name": "Kiosk"}, {}, {}, {}])
    assert b"Kiosk" in path.read_bytes()
    with pytest.raises(KeepingError, match="read it again and repeat"):
        write_table(path, table, table.rows)


CELLS = st.text(
    st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"]), max_size=8
).filter(lambda cell: cell == cell.strip())
NAMES = ["id", "name", "note"]
MANNERS = st.fixed_dictionaries(
    {
        "delimiter": st.sampled_from([",", ";"]),
        "lineterminator": st.sampled_from(["\n", "\r\n"]),
        "quoting": st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    }
)


def written(rows, manner, *, has_bom):
    """Let the library write a table, as another program would."""
    text = io.StringIO(newline="")
    csv.writer(text, **manner).writerows([NAMES, *rows])
    return text.getvalue().encode("utf-8-sig" if has_bom else "utf-8")


@given(
    st.lists(st.tuples(st.just("x"), CELLS, CELLS), min_size=1, max_size=5),
    MANNERS,
    st.booleans(),
    st.data(),
)
def test_any_table_in_any_manner_takes_a_change_as_another_program_would_write_it(
    tmp_path_factory, rows, manner, has_bom, data
):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(written(rows, manner, has_bom=has_bom))
    table = read_table(path)
    assert [tuple(row.values()) for row in table.rows] == rows
    assert table.with_rows(table.rows) == path.read_bytes()
    position = data.draw(st.integers(0, len(rows) - 1))
    cell = data.draw(CELLS)
    changed = [{"name": cell} if place == position else {} for place in range(len(rows))]
    path.write_bytes(table.with_rows(changed))
    expected = [
        (name, cell if place == position else words, note)
        for place, (name, words, note) in enumerate(rows)
    ]
    assert [tuple(row.cells.values()) for row in read_rows(path, NAMES)] == expected
    assert path.read_bytes() == written(expected, manner, has_bom=has_bom)
