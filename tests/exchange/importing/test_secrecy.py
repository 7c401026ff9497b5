"""Nothing that comes in from a file leads to a protected home."""

import pytest

from tests.exchange.importing.files import MAPPING, desk_at, record
from tests.worlds import place, shelter

HOME = shelter(
    id="gray",
    street="Graue Gasse",
    house_number="5",
    lat="48.765",
    lon="9.111",
    name="Nebelhof",
)
OTHER = record(NAME="Café", ART="Beratung", STR="Graue Gasse", HNR="9", lon=9.115, lat=48.775)


@pytest.fixture
def desk(tmp_path):
    return desk_at(tmp_path, shelters=[HOME])


def held(result):
    return "1 held back: they could lead to a protected home" in result.output


@pytest.mark.parametrize(
    "cells",
    [
        {"STR": "Graue Gasse", "HNR": "5", "lon": 9.115},
        {"NAME": "Café in der Graue Gasse", "STR": "Weg", "lon": 9.115},
        {"STR": "Weg", "lon": 9.111, "lat": 48.76510},
    ],
    ids=["its address", "its street in a text", "at its door"],
)
def test_a_new_place_that_tells_of_a_home_is_held_back(desk, cells):
    before = desk.contents()
    result = desk.agreed(desk.geojson(OTHER | cells))
    assert held(result)
    assert "Graue" not in result.output
    assert "Café" not in result.output
    assert {n: c for n, c in desk.contents().items() if n in before} == before
    assert "Graue" not in (desk.folder / "imports.csv").read_text()


def test_others_of_the_file_come_in(desk):
    result = desk.agreed(desk.geojson(record(), OTHER | {"NR": "2", "HNR": "5"}))
    assert "1 to add" in result.output
    assert held(result)


def test_another_house_of_its_street_is_nothing(desk):
    result = desk.agreed(desk.geojson(OTHER))
    assert "1 to add" in result.output
    assert not held(result)


def test_only_an_editor_alone_is_told_which(desk):
    result = desk.agreed(desk.geojson(OTHER | {"HNR": "5"}), "--protected")
    assert "Café" in result.output
    assert "hold back" in result.output


@pytest.mark.parametrize("cells", [{}, {"HNR": "5"}], ids=["street", "address"])
def test_a_gap_that_was_left_for_a_home_is_not_filled_again(tmp_path, cells):
    """The place stands in the home's street, and editors have left that out."""
    discreet = {"street": "", "house_number": "", "name": "Café", "district": "Westfeld"}
    nowhere = {"lat": "", "lon": "", "geo_accuracy_m": "", "geo_precision": "district"}
    desk = desk_at(tmp_path, places=[place(**discreet, **nowhere)], shelters=[HOME])
    before = desk.contents()["places.csv"]
    assert held(desk.agreed(desk.geojson(OTHER | cells)))
    assert desk.contents()["places.csv"] == before


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("category", "shelter", "a shelter belongs into shelters.csv"),
        ("visibility", "volunteers", "this record belongs into shelters.csv"),
        ("visibility", "confidential", "a confidential record must not carry"),
    ],
)
def test_no_mapping_makes_a_home_of_a_record(desk, column, value, told):
    before = desk.contents()
    home = MAPPING.replace('category = "ART"', "").replace("[values.category]", "[values.city]")
    fixed = {"category": "library"} | {column: value}
    words = "\n[fixed]\n" + "".join(f'{name} = "{word}"\n' for name, word in fixed.items())
    result = desk.take(desk.geojson(record()), "--yes", mapping=home + words)
    assert result.exit_code == 1
    assert told in result.stderr
    assert desk.contents() == before


@pytest.mark.parametrize(
    "name",
    [
        "Frauenhaus",
        "Flüchtlingsunterkunft Nord",
        "Gemeinschaftsunterkunft",
        "Unterkunft für Geflüchtete",
    ],
)
def test_homes_are_known_by_their_names_whoever_publishes_them(desk, name):
    result = desk.agreed(desk.geojson(record(NAME=name)))
    assert "1 left out: homes" in result.output
    assert name not in result.output
    assert len(desk.rows()) == 1


def test_the_id_of_a_home_is_not_taken(desk):
    mapping = MAPPING.replace('key = "NR"', 'id = "ID"')
    result = desk.agreed(desk.geojson(record() | {"ID": "gray"}), mapping=mapping)
    assert held(result)
    assert len(desk.rows()) == 1


def test_the_table_of_homes_is_never_written(desk):
    before = desk.contents()["shelters.csv"]
    desk.agreed(desk.geojson(record(), OTHER | {"NR": "2", "HNR": "5"}))
    assert desk.contents()["shelters.csv"] == before
