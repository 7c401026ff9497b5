"""Public rows that hint at a protected home, and how little is said of it."""

import pytest

from tests.directory.rules.looking import look
from tests.worlds import place, shelter, unlocated

HOME = shelter(
    id="shelter-x", street="Grüne Straße", house_number="12", name="Wohnhaus Zauberblick"
)


def private(*rows, homes=(HOME,)):
    found = [f for f in look(*rows, shelters=homes) if f.is_private]
    assert all((f.value, f.file) == ("", "places.csv") for f in found)
    assert not any("12" in f.message or "Grüne" in f.message for f in found)
    return [(str(f.severity), f.line, f.column) for f in found]


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("name", "Kiosk an der Grünen Strasse, früher Grüne Str."),
        ("operator", "Circle Gruene Strasse"),
        ("geo_basis", "behind GRÜNE STRASSE 3"),
        ("website", "https://example.org/cafe-gruene-strasse"),
        ("source_url", "https://example.org/news/unterkunft-gr%C3%BCne-stra%C3%9Fe.html"),
        ("neighbourhood", "Grüne Straße"),
        ("opening_hours", 'Mo 10:00-12:00 "Grüne Straße"'),
    ],
)
def test_the_street_of_a_home_in_a_text_is_a_warning(column, text):
    assert private(place(**{column: text})) == [("warning", 2, column)]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"street": "Grüne Str.", "house_number": "12"}, ("warning", 2, "house_number")),
        ({"street": "Grüne Straße", "house_number": "13"}, ("hint", 2, "street")),
        ({"street": "Grüne Straße", "house_number": ""}, ("hint", 2, "street")),
    ],
)
def test_the_address_of_a_home_is_a_warning_and_its_street_alone_a_hint(cells, expected):
    assert private(place(**cells)) == [expected]


def test_a_place_in_the_street_of_a_home_may_say_so_once():
    cells = {"street": "Grüne Straße", "house_number": "13", "geo_basis": "Grüne Straße 13"}
    assert private(place(**cells)) == [("hint", 2, "street")]


def test_a_word_that_only_a_homes_name_has_is_a_hint():
    assert private(place(operator="Freunde vom Zauberblick")) == [("hint", 2, "operator")]


def test_a_word_of_several_homes_of_a_district_or_of_many_rows_names_no_home():
    other = shelter(id="shelter-y", name="Wohnhaus Mittfeld", street="Andere Gasse")
    assert private(place(operator="Wohnhaus"), homes=(HOME, other)) == []
    assert private(place(operator="Mittfeld"), homes=(HOME, other)) == []
    many = [place(id=f"p{n}", name=f"Zauberblick {n}") for n in range(3)]
    assert private(*many) == []


def test_the_name_of_a_confidential_record_is_protected_too():
    refuge = unlocated(id="refuge", name="Haus Morgenrose", visibility="confidential")
    assert private(refuge, place(operator="Morgenrose e.V."), homes=()) == [("hint", 3, "operator")]


def test_other_streets_and_parts_of_words_are_nothing():
    assert private(place(name="Grüne Gasse"), place(id="b", name="Immergrüne Straßen")) == []
