"""``python -m geo import --kind osm``: answers of Overpass and extracts."""

import json

import osmium
import pytest

from geo.directory.reading import DATA, read_directory
from geo.exchange.importing.osm import read_tag_mapping
from tests.exchange.importing.files import desk_at, node, overpass
from tests.worlds import COLUMNS, table

LIBRARY = {
    "amenity": "library",
    "name": "Library of Clouds",
    "addr__street": "Kurze Gasse",
    "addr__housenumber": "3",
    "addr__postcode": "70000",
    "contact__phone": "0711 216-91856; 0711 1",
    "contact__email": "info@clouds.example",
    "website": "clouds.example",
    "opening_hours": "Mo-Fr 09:00-17:00; PH off",
    "operator": "Dream city",
    "wheelchair": "yes",
}


@pytest.fixture
def desk(tmp_path):
    """Give a desk whose folder knows the real words, so that the real mapping is tested."""
    desk = desk_at(tmp_path)
    for name in ("categories.csv", "offer_codes.csv", "audiences.csv", "osm.toml"):
        (desk.folder / name).write_bytes((DATA / name).read_bytes())
    (desk.folder / "places.csv").write_text(table([], COLUMNS), encoding="utf-8")
    return desk


def take(desk, *elements, day="2026-11-20", agreed=True):
    path = desk.text("answer.json", overpass(*elements))
    words = ("--kind", "osm", "--date", day, *(["--yes"] if agreed else []))
    return desk.take(path, *words, mapping=None)


def test_a_library_comes_in_with_all_that_its_tags_say(desk):
    assert take(desk, node(number=7, **LIBRARY)).exit_code == 0
    row = desk.row("library-library-of-clouds")
    said = {
        "category": "library",
        "offers": "library",
        "operator": "Dream city",
        "street": "Kurze Gasse",
        "house_number": "3",
        "postcode": "70000",
        "phone": "+49 711 21691856",
        "email": "info@clouds.example",
        "website": "https://clouds.example",
        "opening_hours": "Mo-Fr 09:00-17:00; PH off",
        "wheelchair": "yes",
        "geo_precision": "address",
        "geo_basis": "point in OpenStreetMap",
        "source_url": "https://www.openstreetmap.org/node/7",
        "source_date": "2026-11-20",
        "status": "unverified",
    }
    assert {column: row[column] for column in said} == said


@pytest.mark.parametrize(
    ("tag", "cell"),
    [("designated", "yes"), ("limited", "limited"), ("no", "no"), ("bad", ""), ("", "")],
)
def test_only_words_that_are_known_say_whether_wheelchairs_get_in(desk, tag, cell):
    assert take(desk, node(number=7, **LIBRARY | {"wheelchair": tag})).exit_code == 0
    assert desk.row("library-library-of-clouds")["wheelchair"] == cell


@pytest.mark.parametrize(
    ("tags", "category", "offers", "audience"),
    [
        (
            {"amenity": "social_facility", "social_facility__for": "refugee;woman"},
            "counselling",
            "social_advice",
            "refugees;women",
        ),
        ({"leisure": "sports_centre", "sport": "swimming"}, "sport", "swimming", ""),
        ({"club": "sport", "sport": "soccer;chess"}, "sport", "football", ""),
        ({"office": "government", "government": "migration"}, "counselling", "", ""),
        (
            {"office": "ngo", "social_facility__for": "migrant"},
            "counselling",
            "",
            "migrants",
        ),
        ({"amenity": "social_facility", "social_facility": "food_bank"}, "everyday", "food", ""),
    ],
)
def test_tags_decide_what_a_place_is(desk, tags, category, offers, audience):
    take(desk, node(name="Haus", **tags))
    (row,) = desk.rows()
    assert (row["category"], row["offers"], row["target_groups"]) == (category, offers, audience)


def test_the_mapping_uses_words_that_the_directory_has():
    mapping = read_tag_mapping(DATA / "osm.toml")
    words = read_directory().directory.vocabulary
    offers = {item.code for item in words.offers}
    categories = {item.code for item in words.categories} - {"shelter"}
    for rule in mapping.rule:
        assert rule.protected or rule.category in categories
        assert set(rule.offers) <= offers
    assert set(mapping.sports.values()) <= offers
    assert set(mapping.audiences.values()) <= {item.code for item in words.audiences}


@pytest.mark.parametrize(
    "tags",
    [
        {"amenity": "social_facility", "social_facility": "shelter"},
        {"amenity": "social_facility", "social_facility": "group_home"},
        {"amenity": "refugee_site"},
        {
            "amenity": "social_facility",
            "social_facility__for": "refugee",
            "name": "Flüchtlingsheim",
        },
        {"office": "ngo", "social_facility__for": "woman", "name": "Autonomes Frauenhaus"},
        {"amenity": "social_facility", "social_facility__for": "abused"},
    ],
)
def test_homes_never_come_in(desk, tags):
    result = take(desk, node(**({"name": "Haus Nachtigall"} | tags)))
    assert result.exit_code == 0
    assert "1 left out: homes are written into shelters.csv by hand" in result.output
    assert "Nachtigall" not in result.output
    assert desk.rows() == []
    assert desk.rows("shelters.csv") == []


def test_what_is_no_matter_of_this_directory_is_counted(desk):
    others = [
        node(1, name="Bar", amenity="bar"),
        node(2, amenity="library"),
        node(3, lat=50.0, name="Far away", amenity="library"),
        {"type": "way", "id": 4, "tags": {"name": "Nowhere", "amenity": "library"}},
    ]
    result = take(desk, *others)
    assert result.exit_code == 0
    for told in ("of another kind", "without a name", "outside the city", "without a place"):
        assert f"1 left out: {told}" in result.output


def test_hours_and_numbers_that_cannot_be_read_are_left_out_and_told(desk):
    odd = LIBRARY | {"opening_hours": "by appointment only, ask", "contact__email": "nobody"}
    result = take(desk, node(**odd))
    (row,) = desk.rows()
    assert (row["opening_hours"], row["email"]) == ("", "")
    assert "opening_hours 'by appointment only, ask': left out" in result.stderr
    assert "email 'nobody': left out" in result.stderr


def test_the_day_of_an_edit_or_a_check_is_the_date_of_the_facts(desk):
    edited = node(1, name="One", amenity="library") | {"timestamp": "2024-03-04T05:06:07Z"}
    checked = node(2, lon=9.15, name="Two", amenity="library", check_date="2026-09-01")
    take(desk, edited, checked)
    assert [row["source_date"] for row in desk.rows()] == ["2024-03-04", "2026-09-01"]


def test_without_any_date_it_asks_for_one(desk):
    path = desk.text("answer.json", overpass(node(**LIBRARY)))
    result = desk.take(path, "--kind", "osm", "--yes", mapping=None)
    assert result.exit_code == 1
    assert "give --date" in result.stderr


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (overpass(node(**LIBRARY))[:100], "not whole JSON"),
        ("[]", "not a whole answer of Overpass"),
        (json.dumps({"elements": [], "remark": "runtime error: out of time"}), "broke off"),
    ],
)
def test_half_an_answer_changes_nothing(desk, content, told):
    before = desk.contents()
    path = desk.text("answer.json", content)
    result = desk.take(path, "--kind", "osm", "--date", "2026-11-20", "--yes", mapping=None)
    assert result.exit_code == 1
    assert told in result.stderr
    assert desk.contents() == before


@pytest.fixture
def extract(desk):
    path = desk.files / "city.osm.pbf"
    corners = {1: (48.769, 9.134), 2: (48.771, 9.134), 3: (48.771, 9.136), 4: (48.769, 9.136)}
    tags = {name.replace("__", ":"): value for name, value in LIBRARY.items()}
    with osmium.SimpleWriter(str(path)) as writer:
        for number, (lat, lon) in corners.items():
            writer.add_node(osmium.osm.mutable.Node(id=number, location=(lon, lat)))
        court = {"leisure": "sports_centre", "name": "Court"}
        point = osmium.osm.mutable.Node(id=9, location=(9.15, 48.77), tags=court)
        writer.add_node(point)
        ways = osmium.osm.mutable.Way(id=5, nodes=[1, 2, 3, 4, 1], tags=tags)
        writer.add_way(ways)
    return path


def test_an_extract_is_read_as_an_answer_is(desk, extract):
    words = ("--kind", "osm", "--date", "2026-11-20", "--yes")
    assert desk.take(extract, *words, mapping=None).exit_code == 0
    library = desk.row("library-library-of-clouds")
    assert (library["lat"], library["lon"]) == ("48.770000", "9.135000")
    assert library["source_url"] == "https://www.openstreetmap.org/way/5"
    assert desk.row("sport-court")["geo_precision"] == "street"


def test_half_an_extract_changes_nothing(desk, extract):
    content = extract.read_bytes()
    extract.write_bytes(content[: len(content) // 2])
    before = desk.contents()
    result = desk.take(extract, "--kind", "osm", "--date", "2026-11-20", "--yes", mapping=None)
    assert result.exit_code == 1
    assert "not a whole OpenStreetMap extract" in result.stderr
    assert desk.contents() == before


def test_without_the_package_an_extract_is_told_from_an_answer(desk, extract, monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr("geo.exchange.importing.osm.import_module", missing)
    words = ("--kind", "osm", "--date", "2026-11-20", "--yes")
    result = desk.take(extract, *words, mapping=None)
    assert result.exit_code == 1
    assert "needs osmium" in result.stderr
