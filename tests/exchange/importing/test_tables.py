"""``python -m geo import`` of tables and layers: what comes in, from which format and CRS."""

import json
import shutil
from itertools import product

import pytest

from tests.exchange.importing.files import MAPPING, desk_at, frame, record
from tests.worlds import MIDDLE, place, shelter

NEW = "library-library-of-clouds"


@pytest.fixture
def desk(tmp_path):
    return desk_at(tmp_path)


def test_a_new_place_comes_in_with_source_date_and_district(desk):
    desk.agreed(desk.geojson(record()))
    row = desk.row(NEW)
    assert (row["name"], row["category"], row["street"], row["house_number"]) == (
        "Library of Clouds",
        "library",
        "Kurze Gasse",
        "3",
    )
    assert (row["lat"], row["lon"], row["geo_precision"], row["geo_basis"]) == (
        "48.770000",
        "9.135000",
        "address",
        "register",
    )
    assert (row["district"], row["status"], row["visibility"]) == (MIDDLE, "unverified", "public")
    assert (row["source_url"], row["source_date"]) == ("https://register.example/", "2026-10")
    assert desk.reading().is_sound


def test_the_source_is_named_once_with_its_newest_date(desk):
    desk.agreed(desk.geojson(record()))
    desk.agreed(desk.geojson(record(TEL="+49 711 7654321")), "--date", "2026-11-20")
    sources = {source.id: source for source in desk.reading().sources}
    assert set(sources) == {"dream", "city-register"}
    assert sources["city-register"].publisher == "Dream city"
    assert sources["city-register"].files == ("places.csv",)
    assert sources["city-register"].date == "2026-11-20"


@pytest.mark.parametrize(
    ("ending", "crs"),
    [("geojson", 4326), *product(("gpkg", "shp"), (4326, 25832, 31467, 3857))],
)
def test_every_format_and_crs_gives_the_same_point(desk, ending, crs):
    path = desk.files / f"register.{ending}"
    frame(record(), crs=crs).to_file(path)
    desk.agreed(path)
    row = desk.row(NEW)
    assert float(row["lat"]) == pytest.approx(48.77, abs=2e-5)
    assert float(row["lon"]) == pytest.approx(9.135, abs=2e-5)


def test_a_zipped_shapefile_is_read(desk):
    (desk.files / "layer").mkdir()
    frame(record(NAME="Bücherei"), crs=25832).to_file(desk.files / "layer" / "register.shp")
    shutil.make_archive(str(desk.files / "register"), "zip", desk.files / "layer")
    desk.agreed(desk.files / "register.zip")
    assert desk.row("library-buecherei")["name"] == "Bücherei"


def test_of_an_area_a_point_within_it_is_taken(desk):
    areas = frame(record(), crs=25832)
    areas["geometry"] = areas.geometry.buffer(20)
    areas.to_file(desk.files / "areas.gpkg")
    desk.agreed(desk.files / "areas.gpkg")
    assert float(desk.row(NEW)["lat"]) == pytest.approx(48.77, abs=2e-4)


COLUMNS = "NR,NAME,ART,STR,HNR,TEL,ZEIT,SPRACHEN"
LINE = "1,Library of Clouds,Bibliothek,Kurze Gasse,3,,,"


def test_a_table_with_degrees_needs_no_crs(desk):
    degrees = MAPPING.replace("[columns]", '[columns]\nlat = "B"\nlon = "L"')
    path = desk.text("register.csv", f"{COLUMNS},B,L\n{LINE},48.77,9.135\n")
    desk.agreed(path, mapping=degrees)
    assert desk.row(NEW)["geo_accuracy_m"] == "25"


def test_a_table_in_metres_is_projected(desk):
    point = frame(record(), crs=25832).geometry[0]
    x, y = (f"{value:.2f}".replace(".", ",") for value in (point.x, point.y))
    rows = [f"{COLUMNS},X,Y".replace(",", ";"), f"{LINE.replace(',', ';')};{x};{y}"]
    metres = MAPPING + '[read]\nx = "X"\ny = "Y"\ncrs = 25832\n'
    desk.agreed(desk.text("register.csv", "\n".join(rows)), mapping=metres)
    assert float(desk.row(NEW)["lon"]) == pytest.approx(9.135, abs=1e-5)


def test_what_it_would_do_is_shown_and_asked(desk):
    before = desk.contents()
    refused = desk.take(desk.geojson(record()), answer="n\n")
    assert refused.exit_code == 1
    assert "Library of Clouds" in refused.output
    assert "1 to add, 0 to change, 0 to leave" in refused.output
    assert desk.contents() == before
    assert desk.take(desk.geojson(record()), answer="y\n").exit_code == 0
    assert desk.row(NEW)


def test_the_same_file_again_changes_nothing_but_says_so(desk):
    path = desk.geojson(record(), record(NR="2", NAME="Haus der Räder", ART="Beratung", lon=9.15))
    desk.agreed(path)
    before = desk.contents()
    assert "0 to add, 0 to change, 2 to leave" in desk.agreed(path).output
    assert desk.contents() == before


def test_brackets_and_escapes_in_data_are_text(desk):
    hostile = "[bold]Haus[/bold] \x1b[31m=1+1"
    result = desk.agreed(desk.geojson(record(NAME=hostile)))
    assert "[bold]Haus[/bold]" in result.output
    assert "\x1b" not in result.output


def test_two_records_of_one_place_come_in_once(desk):
    twins = [record(), record(NR="2", lon=9.1352)]
    result = desk.agreed(desk.geojson(*twins))
    assert "the same place as row 1" in result.output
    assert len(desk.rows()) == 2


def test_a_second_place_of_one_name_far_away_has_an_id_of_its_own(desk):
    desk.agreed(desk.geojson(record(), record(NR="2", lon=9.155)))
    assert {row["id"] for row in desk.rows()} == {
        "house-of-words",
        NEW,
        f"{NEW}-ostfeld",
    }


def test_what_a_source_is_silent_about_stays_and_is_told(desk):
    desk.agreed(desk.geojson(record(), record(NR="2", NAME="Rad", lon=9.15)))
    result = desk.agreed(desk.geojson(record()))
    assert "1 are not in the file any more and stay: library-rad" in result.output
    assert desk.row("library-rad")


def test_exit_codes_and_options_are_told_by_help(desk):
    result = desk.take("--help", mapping=None)
    assert "Exit code 0" in result.output


def test_other_tables_are_left_letter_by_letter(tmp_path):
    desk = desk_at(tmp_path, places=[place()], shelters=[shelter()])
    before = desk.contents()
    desk.agreed(desk.geojson(record()))
    changed = {name for name, content in desk.contents().items() if before.get(name) != content}
    assert changed == {"places.csv", "sources.toml", "imports.csv"}
    assert desk.contents()["places.csv"].startswith(before["places.csv"])


def test_what_a_source_said_does_not_name_the_version_of_the_directory(desk):
    """What editors left out of the open table must not show in anything that is told."""
    desk.agreed(desk.geojson(record()))
    version = desk.reading().directory.version
    said = desk.folder / "imports.csv"
    said.write_text(said.read_text().replace("Kurze Gasse", "Lange Gasse"))
    assert desk.reading().directory.version == version
    assert json.loads(desk.rows("imports.csv")[0]["cells"])["street"] == "Lange Gasse"
