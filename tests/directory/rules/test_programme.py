"""What an editor sees of programmes that are over, doubtful or say too much."""

import pytest

from tests.directory.rules.looking import look, seen
from tests.worlds import item, place, shelter

HERE = place(offers="legal_advice", geo_basis="register", source_date="2026")


def told(fragment, **cells):
    found = [f for f in look(HERE, items=[item(**cells)]) if f.file == "offers.csv"]
    return seen(found, fragment)


def test_a_sound_item_is_no_finding():
    assert [f for f in look(HERE, items=[item()]) if f.file == "offers.csv"] == []


@pytest.mark.parametrize(
    ("cells", "fragment", "expected"),
    [
        ({"valid_until": "2025"}, "is over", ("hint", 2, "valid_until", "2025")),
        ({"source_date": ""}, "how old", ("hint", 2, "source_date", "")),
        ({"source_date": "2026-02"}, "not come yet", ("warning", 2, "source_date", "2026-02")),
        (
            {"opening_hours": "2015 Mo 10:00-11:00"},
            "on no day of this year",
            ("warning", 2, "opening_hours", "2015 Mo 10:00-11:00"),
        ),
        ({"offer": "german_course"}, "no offer of", ("hint", 2, "offer", "german_course")),
        (
            {"women_only": "yes", "target_groups": "everyone"},
            "only for women, and for everyone",
            ("warning", 2, "target_groups", "everyone"),
        ),
        ({"title": "CafÃ©"}, "letters were lost", ("warning", 2, "title", "CafÃ©")),
    ],
)
def test_what_is_doubtful_is_told_once(cells, fragment, expected):
    assert told(fragment, **cells) == [expected]


@pytest.mark.parametrize(
    ("cells", "fragment"),
    [
        ({"valid_until": "2026"}, "is over"),
        ({"valid_until": "2026-01-05"}, "is over"),
        ({"source_date": "2026"}, "not come yet"),
        ({"opening_hours": "Mo[1] 10:00-11:00"}, "on no day"),
        ({"opening_hours": ""}, "on no day"),
        ({"women_only": "yes", "target_groups": "women;refugees"}, "only for women"),
        ({"women_only": "no", "target_groups": "everyone"}, "only for women"),
    ],
)
def test_what_is_right_is_not_told(cells, fragment):
    assert told(fragment, **cells) == []


@pytest.mark.parametrize(
    ("column", "text", "severity"),
    [
        ("title", "Café, früher Grüne Str.", "warning"),
        ("cost", "free for Gruene Strasse", "warning"),
        ("opening_hours", 'Mo 10:00-12:00 "Grüne Straße"', "warning"),
        ("source_url", "https://example.org/gr%C3%BCne-stra%C3%9Fe", "warning"),
        ("title", "Freunde vom Zauberblick", "hint"),
    ],
)
def test_an_item_that_hints_at_a_home_is_told_to_few(column, text, severity):
    home = shelter(street="Grüne Straße", house_number="12", name="Wohnhaus Zauberblick")
    (found,) = [
        f for f in look(HERE, shelters=[home], items=[item(**{column: text})]) if f.is_private
    ]
    assert (found.file, found.line, found.column, found.value) == ("offers.csv", 2, column, "")
    assert found.severity == severity
    assert "Grüne" not in found.message
