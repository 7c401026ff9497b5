"""Places as files: what stands in them, for whom, and that they come back unharmed."""

import csv
import io
import json
import sqlite3
from contextlib import closing

import geopandas as gpd
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.directory.dictionary import COLUMN_ORDER
from geo.directory.rows import cells_of, place_from_row
from geo.directory.sources import Source
from geo.directory.table import Row
from geo.directory.viewer import Role
from geo.exchange.places_export import PlacesExport, places_csv, places_geojson, places_gpkg
from geo.exchange.places_xlsx import places_xlsx
from tests.reports import HOSTILE
from tests.worlds import MONDAY, catalogues, place, shelter, unlocated, world

SOURCES = (Source(id="a", files=(), name="Bezirke", publisher="Stadt", licence="CC BY 4.0"),)
PLACES = [
    place(name=HOSTILE, phone="+49 711 216-91856", offers="german_course", languages="de;ar"),
    unlocated(id="helpline", name="Helpline"),
]
MAKERS = (places_csv, places_geojson, places_gpkg, places_xlsx)


def export(role=Role.PUBLIC, language="de", shelters=(), **more):
    """Export the small world as a role may know it."""
    directory = world(places=PLACES, shelters=shelters, role=role)
    words = catalogues().get(language)
    return PlacesExport(words, directory, directory.places, SOURCES, MONDAY.date(), **more)


def csv_rows(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def sheet_of(content):
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def texts_of(sheet):
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_csv_has_the_columns_of_the_table():
    head, first, second = csv_rows(places_csv(export()))
    assert head == COLUMN_ORDER.split()
    assert dict(zip(head, first, strict=True))["lat"] == "48.77"
    assert dict(zip(head, second, strict=True))["lat"] == ""


def test_csv_comes_back_as_the_same_places():
    head, *rows = csv_rows(places_csv(export()))
    read = [place_from_row("", Row(1, dict(zip(head, row, strict=True))))[0] for row in rows]
    phones = [found.contact.phone for found in read if found]
    assert phones == ["+49 711 216-91856", None]
    assert [found.id for found in read if found] == ["house-of-words", "helpline"]


@given(
    offers=st.lists(st.sampled_from(["german_course", "legal_advice"]), unique=True),
    precision=st.sampled_from(["address", "street", "stop"]),
    capacity=st.sampled_from(["", "0", "140"]),
    lat=st.floats(48.7, 48.8),
    note=st.sampled_from(["", "Only for editors."]),
)
def test_the_cells_of_a_place_make_the_same_place(offers, precision, capacity, lat, note):
    told = {"offers": ";".join(offers), "geo_precision": precision, "capacity": capacity}
    row = place(lat=str(lat), note=note, **told)
    first, findings = place_from_row("", Row(1, row))
    assert not findings
    again, _ = place_from_row("", Row(1, cells_of(first)))
    assert again == first


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t="])
def test_no_cell_of_a_table_is_run_by_a_spreadsheet(start):
    hostile = f"{start}1+1"
    directory = world(places=[place(name=f"x {hostile}", street=hostile.strip())])
    words = catalogues().get("de")
    told = PlacesExport(words, directory, directory.places, SOURCES, MONDAY.date())
    for row in csv_rows(places_csv(told)):
        assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))]
    kinds = {cell.data_type for row in sheet_of(places_xlsx(told)).iter_rows() for cell in row}
    assert "f" not in kinds


def test_geojson_is_that_of_the_rfc():
    content = json.loads(places_geojson(export()))
    first, second = content["features"]
    assert (content["type"], "crs" in content) == ("FeatureCollection", False)
    assert first["geometry"] == {"type": "Point", "coordinates": [9.13, 48.77]}
    assert second["geometry"] is None
    assert (first["id"], first["properties"]["name"]) == ("house-of-words", HOSTILE)
    assert second["properties"]["street"] is None
    assert content["sources"] == ["Bezirke, Stadt, CC BY 4.0"]


def test_a_geopackage_has_places_and_what_they_are(tmp_path):
    path = tmp_path / "places.gpkg"
    path.write_bytes(places_gpkg(export()))
    frame = gpd.read_file(path, layer="places")
    assert frame.crs.to_epsg() == 4326
    assert list(frame["id"]) == ["house-of-words", "helpline"]
    assert [bool(point) for point in frame.geometry] == [True, False]
    assert frame["street"].isna().tolist() == [False, True]
    about = gpd.read_file(path, layer="about")
    assert "Bezirke, Stadt, CC BY 4.0" in list(about["text"])
    with closing(sqlite3.connect(path)) as database:
        days = database.execute("SELECT DISTINCT last_change FROM gpkg_contents").fetchall()
    assert days == [("2026-01-05T00:00:00.000Z",)]


@pytest.mark.parametrize(
    ("language", "title", "heading", "offer"),
    [
        ("de", "Orte und Angebote: Willkommenskarte Stuttgart", "Angebote", "Deutschkurse"),
        ("en", "Places and offers: Willkommenskarte Stuttgart", "Offers", "German courses"),
    ],
)
def test_a_workbook_can_be_read_and_printed(language, title, heading, offer):
    sheet = sheet_of(places_xlsx(export(language=language, asked=("Bibliotheken",))))
    texts = texts_of(sheet)
    assert texts[0] == title
    assert heading in texts
    assert any(offer[:8] in text for text in texts)
    assert any("Bibliotheken" in text for text in texts)
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    (heads,) = [row[0].row for row in sheet.iter_rows() if row[7].value == heading]
    assert sheet.print_title_rows == f"${heads}:${heads}"
    assert (
        "&P" in sheet.oddFooter.right.text + "&P"[: 2 * ("&[Page]" in sheet.oddFooter.right.text)]
    )


def test_a_workbook_names_the_sources():
    book = openpyxl.load_workbook(io.BytesIO(places_xlsx(export())))
    assert any("Bezirke, Stadt, CC BY 4.0" in text for text in texts_of(book.worksheets[1]))


@pytest.mark.parametrize("make", MAKERS)
def test_the_same_places_of_the_same_day_are_the_same_file(make):
    assert make(export()) == make(export())


HOME = shelter(id="gray", note="Nebelnotiz")


def told_in(make, role, tmp_path):
    """Read all texts of a file."""
    content = make(export(role, shelters=[HOME]))
    if make is places_xlsx:
        return " ".join(texts_of(sheet_of(content)))
    if make is places_gpkg:
        path = tmp_path / "places.gpkg"
        path.write_bytes(content)
        layers = [gpd.read_file(path, layer=layer) for layer in ("places", "about")]
        return " ".join(layer.to_csv() for layer in layers)
    return content.decode("utf-8-sig")


@pytest.mark.parametrize("make", MAKERS)
def test_only_what_is_not_public_has_a_notice_and_homes(make, tmp_path):
    public = told_in(make, Role.PUBLIC, tmp_path)
    assert "NICHT ÖFFENTLICH" not in public
    assert "Graue" not in public
    planners = told_in(make, Role.PLANNER, tmp_path)
    assert "NICHT ÖFFENTLICH" in planners
    assert "Graue Unterkunft" in planners
    assert "Nebelnotiz" not in planners


@pytest.mark.parametrize("make", [places_csv, places_geojson, places_gpkg])
def test_notes_are_for_editors_alone(make, tmp_path):
    assert "Nebelnotiz" in told_in(make, Role.EDITOR, tmp_path)
