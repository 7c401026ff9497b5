"""Texts that came through the wrong program, hours that mean nothing, words nobody has."""

import pytest

from tests.directory.rules.looking import look, seen
from tests.worlds import place

LOST = "letters were lost"


@pytest.mark.parametrize("word", ["Bücher", "Straße", "Öl", "Ärzte", "Café", "Übung „Ämter“"])
@pytest.mark.parametrize("column", ["name", "operator", "street", "city", "neighbourhood"])
def test_umlauts_read_in_another_encoding_are_reported(column, word):
    mangled = word.encode().decode("cp1252", "replace")
    assert seen(look(place(**{column: word})), LOST) == []
    assert seen(look(place(**{column: mangled})), LOST) == [("warning", 2, column, mangled)]


@pytest.mark.parametrize("cell", ["#NAME?", "B\ufffdcher", "#BEZUG!"])
def test_what_a_spreadsheet_could_not_work_out_is_reported(cell):
    assert seen(look(place(geo_basis=cell)), LOST) == [("warning", 2, "geo_basis", cell)]


@pytest.mark.parametrize(
    ("hours", "is_told"),
    [
        ("off", True),
        ("2019 Mo 10:00-12:00", True),
        ("Mo 10:00-12:00", False),
        ("Dec 24 10:00-12:00", False),
        ('"by appointment"', False),
    ],
)
def test_hours_that_never_come_are_reported(hours, is_told):
    found = seen(look(place(opening_hours=hours)), "open on no day")
    assert found == ([("warning", 2, "opening_hours", hours)] if is_told else [])


def test_a_kind_of_help_with_an_unknown_code_is_reported():
    def misspell(folder):
        path = folder / "help_kinds.csv"
        path.write_text(path.read_text().replace("german_course", "german_curse"))

    found = seen(look(place(), change=misspell), "languages names what offers do not have")
    assert found == [("warning", None, "offers", "german_curse")]
    assert seen(look(place()), "do not have") == []
