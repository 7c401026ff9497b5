"""The data dictionary is what the model says, and the README has it."""

from pathlib import Path

import pytest

from geo.directory.dictionary import data_dictionary, history_dictionary
from geo.directory.history import Event, EventKind
from geo.directory.history_reading import COLUMNS, event_from_row
from geo.directory.place import Precision, Visibility
from geo.directory.reading import DATA, read_directory
from geo.directory.rows import REQUIRED, field_of, place_from_row
from geo.directory.table import Row, read_rows
from tests.histories import event
from tests.worlds import place

README = Path(__file__).parents[2] / "README.md"


@pytest.fixture(scope="module")
def dictionary():
    return data_dictionary(read_directory().directory.vocabulary)


def rows(dictionary):
    return {line.split("`")[1]: line for line in dictionary.splitlines()[2:]}


def test_the_readme_has_it_word_for_word(dictionary):
    text = README.read_text(encoding="utf-8")
    begin, end = "<!-- data dictionary -->\n", "<!-- end of the data dictionary -->"
    assert text.partition(begin)[2].partition(end)[0] == dictionary


@pytest.mark.parametrize("name", ["places.csv", "shelters.csv"])
def test_it_has_every_column_in_the_order_of_the_tables(dictionary, name):
    first = read_rows(DATA / name, REQUIRED)[0]
    assert list(rows(dictionary)) == list(first.cells)
    assert set(REQUIRED) | {"visibility"} == set(first.cells)


def test_values_that_are_allowed_are_named(dictionary):
    assert all(f"`{value}`" in rows(dictionary)["geo_precision"] for value in Precision)
    assert all(f"`{value}`" in rows(dictionary)["visibility"] for value in Visibility)
    assert "`welcome_space`" in rows(dictionary)["category"]
    assert "from -90; to 90" in rows(dictionary)["lat"]
    assert "above 0" in rows(dictionary)["geo_accuracy_m"]
    assert "several with `;`" in rows(dictionary)["languages"]


@pytest.mark.parametrize("column", [*REQUIRED, "visibility"])
def test_each_column_has_a_meaning_and_an_example_that_passes(column):
    field = field_of(column)
    assert field.description
    (example,) = field.examples
    made, findings = place_from_row("places.csv", Row(2, place(**{column: example})))
    assert (made is not None, findings) == (True, [])


@pytest.mark.parametrize("column", ["id", "category", "name", "geo_precision", "status"])
def test_a_cell_that_is_needed_cannot_be_empty(dictionary, column):
    assert rows(dictionary)[column].endswith("| yes |")
    made, _ = place_from_row("places.csv", Row(2, place(**{column: ""})))
    assert made is None


@pytest.mark.parametrize(
    ("column", "cell", "example"),
    [
        ("phone", "0711 216", "+49 711 216-91856"),
        ("lat", "4.877.365", "48.77365"),
        ("postcode", "7018", "70182"),
        ("capacity", "many", "140"),
    ],
)
def test_a_cell_of_another_form_is_answered_with_an_example(column, cell, example):
    _, (finding,) = place_from_row("places.csv", Row(2, place(**{column: cell})))
    assert (finding.column, finding.value) == (column, cell)
    assert finding.message.endswith(f", for example {example}")


class TestHistory:
    """The columns of ``history.csv``."""

    def test_the_readme_has_it_word_for_word(self):
        text = README.read_text(encoding="utf-8")
        begin, end = "<!-- history dictionary -->\n", "<!-- end of the history dictionary -->"
        assert text.partition(begin)[2].partition(end)[0] == history_dictionary()

    def test_it_has_every_column_in_the_order_of_the_table(self):
        first = read_rows(DATA / "history.csv", COLUMNS)[0]
        assert list(rows(history_dictionary())) == list(first.cells) == list(COLUMNS)

    def test_kinds_of_events_are_named(self):
        assert all(f"`{kind}`" in rows(history_dictionary())["kind"] for kind in EventKind)

    @pytest.mark.parametrize(
        ("column", "field"), list(zip(COLUMNS, Event.model_fields.values(), strict=True))
    )
    def test_each_column_has_a_meaning_and_an_example_that_passes(self, column, field):
        assert field.description
        (example,) = field.examples
        made, findings = event_from_row(Row(2, event(**{column: example})))
        assert (made is not None, findings) == (True, [])
