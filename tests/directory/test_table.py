"""Tables as people keep them: other separators, other line ends, forgotten quotes."""

import pytest

from geo.directory.table import read_rows
from geo.errors import DataError


@pytest.fixture
def read(tmp_path):
    def read_text(text, *required):
        path = tmp_path / "table.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_rows(path, required)

    return read_text


def good(rows):
    return [(row.line, row.cells["id"]) for row in rows if not row.problem]


def bad(rows):
    return [(row.line, row.text) for row in rows if row.problem]


@pytest.mark.parametrize(
    "text",
    [
        b"id,name\na,Caf\xc3\xa9\nb,Bar\n",
        b"\xef\xbb\xbfid,name\na,Caf\xc3\xa9\nb,Bar\n",
        b"id;name\na;Caf\xc3\xa9\nb;Bar\n",
        b"id,name\r\na,Caf\xc3\xa9\r\nb,Bar\r\n",
        b"id,name\ra,Caf\xc3\xa9\rb,Bar",
        b" id , name \n a , Caf\xc3\xa9 \n b , Bar \n",
    ],
    ids=["plain", "byte-order mark", "semicolons", "CRLF", "CR, no last line end", "blanks"],
)
def test_all_ways_of_saving_a_table_read_the_same(read, text):
    rows = read(text, "id", "name")
    assert [(row.line, row.cells) for row in rows] == [
        (2, {"id": "a", "name": "Café"}),
        (3, {"id": "b", "name": "Bar"}),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_count_on_after_a_cell_of_several_lines(read, end):
    rows = read(end.join(["id,note", 'a,"one', "two", 'three"', "b,short", ""]))
    assert good(rows) == [(2, "a"), (5, "b")]
    assert rows[0].cells["note"] == "one\ntwo\nthree"


def test_blank_lines_are_no_rows_but_count(read):
    assert good(read("id,name\n\n , \na,b\n\n")) == [(4, "a")]


@pytest.mark.parametrize("separator", ["\u2028", "\x85", "\x0b", "\x0c", "\x1e"])
def test_only_line_ends_end_a_line(read, separator):
    rows = read(f"id,name\na,one{separator}two\nb,x\n")
    assert good(rows) == [(2, "a"), (3, "b")]


def test_missing_cells_are_empty(read):
    assert read("id,name,note\na\n")[0].cells == {"id": "a", "name": "", "note": ""}


def test_surplus_cells_are_a_problem_of_their_row_alone(read):
    rows = read("id,name\na,b\nc,Rent, food\nd,e\n")
    assert good(rows) == [(2, "a"), (4, "d")]
    assert bad(rows) == [(3, "c|Rent|food")]
    assert "more cells than columns" in rows[1].problem


@pytest.mark.parametrize(
    "lines",
    [
        ["a,x", 'b,"never', "c,y"],
        ["a,x", 'b,"never', 'c,"y"'],
        ["a,x", 'b,"never', 'c,"y, z"'],
        ["a,x", 'b,"ends"early', "c,y"],
    ],
)
def test_a_quote_that_never_ends_costs_its_own_row(read, lines):
    rows = read("\n".join(["id,note", *lines]))
    assert good(rows) == [(2, "a"), (4, "c")]
    assert bad(rows) == [(3, lines[1])]


def test_two_forgotten_quotes_do_not_swallow_the_rows_between_them(read):
    rows = read('id,name,note\na,x,y\nb,"never\nc,good,row\nd,never either"\ne,x,y\n')
    assert good(rows) == [(2, "a"), (4, "c"), (5, "d"), (6, "e")]
    assert bad(rows) == [(3, 'b,"never')]


def test_the_missing_column_is_named(read):
    with pytest.raises(DataError, match=r"table\.csv: column note, size is missing in line 1"):
        read("id,name\na,b\n", "id", "note", "size")


@pytest.mark.parametrize("text", ["", "\n", "\ufeff"])
def test_an_empty_file_lacks_its_columns(read, text):
    with pytest.raises(DataError, match="column id is missing"):
        read(text, "id")


def test_text_in_another_encoding_is_refused_with_its_place(read):
    with pytest.raises(DataError, match=r"table\.csv: byte 11 is not UTF-8; save .* as UTF-8"):
        read("id,name\na,Bücher\n".encode("latin-1"), "id")


def test_a_missing_file_and_a_folder_cannot_be_read(tmp_path):
    for path in (tmp_path / "nothing.csv", tmp_path):
        with pytest.raises(DataError, match=f"{path.name}: cannot be read"):
            read_rows(path, ["id"])
