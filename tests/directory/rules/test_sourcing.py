"""What the facts rest on, and how long ago. The day of the check is 5 January 2026."""

import pytest

from tests.directory.rules.looking import look, seen
from tests.worlds import place


def limited(folder):
    """Let sources of counselling be two years old, and set no other limit."""
    path = folder / "categories.csv"
    first, *lines = path.read_text().splitlines()
    limits = [line + (",2" if line.startswith("counselling,") else ",") for line in lines]
    path.write_text("\n".join([first + ",max_age_years", *limits]))


def test_an_undated_source_is_a_hint():
    rows = place(source_date=""), place(id="b")
    assert seen(look(*rows), "how old this is") == [("hint", 2, "source_date", "")]


@pytest.mark.parametrize(
    ("when", "is_told"),
    [
        ("2026", False),
        ("2026-01", False),
        ("2026-01-05", False),
        ("2026-01-06", True),
        ("2026-02", True),
        ("2027", True),
    ],
)
def test_a_source_from_the_future_is_a_warning(when, is_told):
    found = seen(look(place(source_date=when)), "not come yet")
    assert found == ([("warning", 2, "source_date", when)] if is_told else [])


@pytest.mark.parametrize(
    ("when", "status", "severity"),
    [
        ("2023", "open", "warning"),
        ("2024-01-05", "open", "warning"),
        ("2024-01-06", "open", None),
        ("2023", "planned", "warning"),
        ("2023", "unverified", "hint"),
        ("2023", "closed", None),
        ("", "open", None),
    ],
)
def test_a_source_over_the_limit_is_graver_where_the_place_is_said_to_run(when, status, severity):
    found = look(place(source_date=when, status=status), change=limited)
    expected = [(severity, 2, "source_date", when)] if severity else []
    assert seen(found, "older than 2 years, the limit of counselling") == expected


def test_a_category_without_a_limit_has_none():
    assert seen(look(place(source_date="1999", category="course"), change=limited), "limit") == []
    assert seen(look(place(source_date="1999")), "limit") == []


@pytest.mark.parametrize("limit", ["0", "-1", "soon"])
def test_a_limit_that_is_none_costs_its_row_of_the_categories(limit):
    def spoil(folder):
        limited(folder)
        path = folder / "categories.csv"
        path.write_text(path.read_text().replace(",2\n", f",{limit}\n"))

    found = [(f.file, f.line, f.column) for f in look(place(), change=spoil)]
    assert ("categories.csv", 2, "max_age_years") in found


def test_a_record_without_source_is_an_error():
    found = look(place(source_url=""))
    assert seen(found, "a fact needs a source") == [("error", 2, "source_url", "")]
