"""A data file that is missing or broken costs what stands in it, and is named."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geo.directory.reading import read_directory
from tests.worlds import COLUMNS, MIDDLE, STOPS, place, shelter, table, write_world

FILES = [
    "audiences.csv",
    "categories.csv",
    "districts.geojson",
    "kinds.csv",
    "glossary.csv",
    "help_kinds.csv",
    "offer_codes.csv",
    "places.csv",
    "shelters.csv",
    "sources.toml",
    "stops.csv",
    "water.geojson",
]
TABLES = [name for name in FILES if name.endswith(".csv")]
EMPTY_COLLECTION = '{"type": "FeatureCollection", "features": []}'


@pytest.fixture
def folder(tmp_path):
    return write_world(tmp_path, places=[place()], shelters=[shelter()])


def parts(reading):
    directory = reading.directory
    return {
        "audiences.csv": directory.vocabulary.audiences,
        "categories.csv": directory.vocabulary.categories,
        "districts.geojson": directory.districts.items,
        "kinds.csv": directory.vocabulary.kinds,
        "glossary.csv": directory.vocabulary.glossary,
        "help_kinds.csv": directory.vocabulary.help_kinds,
        "offer_codes.csv": directory.vocabulary.offers,
        "places.csv": tuple(p for p in directory.places if p.category != "shelter"),
        "shelters.csv": tuple(p for p in directory.places if p.category == "shelter"),
        "sources.toml": reading.sources,
        "stops.csv": directory.stops.items,
        "water.geojson": tuple(directory.water),
    }


def assert_only_this_file_is_lost(folder, name, message):
    reading = read_directory(folder)
    assert [(f.file, f.line) for f in reading.findings] == [(name, None)]
    assert message in str(reading.findings[0])
    assert str(reading.findings[0]).startswith(f"{name}: ")
    assert not reading.is_sound
    assert {file for file, part in parts(reading).items() if not part} == {name}


def test_a_whole_folder_has_no_findings(folder):
    reading = read_directory(folder)
    assert (reading.findings, reading.is_sound) == ((), True)
    assert all(parts(reading).values())


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_costs_only_itself(folder, name):
    (folder / name).unlink()
    assert_only_this_file_is_lost(folder, name, "cannot be read (No such file or directory)")


@pytest.mark.parametrize("name", FILES)
def test_a_folder_in_place_of_a_file_costs_only_itself(folder, name):
    (folder / name).unlink()
    (folder / name).mkdir()
    assert_only_this_file_is_lost(folder, name, "cannot be read (Is a directory)")


@pytest.mark.parametrize("name", FILES)
def test_a_file_the_system_refuses_costs_only_itself(folder, name):
    refused = Path("/proc/self/mem")
    if not refused.is_file():
        pytest.skip("this system has no file that nobody can read")
    (folder / name).unlink()
    (folder / name).symlink_to(refused)
    assert_only_this_file_is_lost(folder, name, "cannot be read")


@pytest.mark.parametrize("name", FILES)
def test_a_file_in_another_encoding_costs_only_itself(folder, name):
    (folder / name).write_bytes(b"name: B\xfccher\n")
    assert_only_this_file_is_lost(folder, name, "")


@pytest.mark.parametrize("name", TABLES)
def test_the_column_a_table_lacks_is_named(folder, name):
    header, *lines = (folder / name).read_text().splitlines()
    first, _, rest = header.partition(",")
    (folder / name).write_text("\n".join([f"x{first},{rest}", *lines]))
    assert_only_this_file_is_lost(folder, name, f"column {first} is missing in line 1")


@pytest.mark.parametrize("name", ["districts.geojson", "water.geojson"])
@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"features"', "{}", '{"features": 7}'])
def test_geometry_that_is_not_geojson_costs_only_itself(folder, name, text):
    (folder / name).write_text(text)
    assert_only_this_file_is_lost(folder, name, "not ")


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("geometry", None),
        ("geometry", "square"),
        ("geometry", {"type": "Polygon", "coordinates": []}),
        ("geometry", {"type": "Polygon", "coordinates": [[[9.1, 48.7]]]}),
        ("geometry", {"type": "Point", "coordinates": [9.1, 48.7]}),
        ("geometry", {"type": "Blob", "coordinates": []}),
        ("properties", None),
        ("properties", {"number": "01"}),
        ("properties", {"number": "01", "name": "A", "population": "x", "population_year": 1}),
    ],
)
def test_a_district_that_is_none_costs_the_districts(folder, part, value):
    path = folder / "districts.geojson"
    content = json.loads(path.read_text())
    content["features"][0][part] = value
    path.write_text(json.dumps(content))
    assert_only_this_file_is_lost(folder, path.name, "not the expected GeoJSON of districts")


@pytest.mark.parametrize(
    ("name", "header", "bad", "column"),
    [
        ("categories.csv", "code,colour,shape,icon", "Bad Code,#334155,circle,house", "code"),
        ("categories.csv", "code,colour,shape,icon", "zoo,red,circle,house", "colour"),
        ("categories.csv", "code,colour,shape,icon", "zoo,#334155,star,house", "shape"),
        ("offer_codes.csv", "code,group", "talk,", "group"),
        ("audiences.csv", "code", "<b>", "code"),
        ("stops.csv", "dhid,name,district,modes,lines,lat,lon", "x,X,A,,,north,9.1", "lat"),
        ("stops.csv", "dhid,name,district,modes,lines,lat,lon", "x,X,A,,,nan,9.1", "lat"),
        ("stops.csv", "dhid,name,district,modes,lines,lat,lon", "x,X,A,,,9.1,48.7", "lat"),
        ("stops.csv", "dhid,name,district,modes,lines,lat,lon", "x,X,A,,,48.7,99", "lon"),
    ],
)
def test_a_bad_row_of_a_small_table_costs_that_row(folder, name, header, bad, column):
    (_, *good) = (folder / name).read_text().splitlines()
    (folder / name).write_text("\n".join([header, bad, *good]))
    reading = read_directory(folder)
    assert {(f.file, f.line, f.column) for f in reading.findings} >= {(name, 2, column)}
    assert len(parts(reading)[name]) == len(good)


def test_codes_are_not_checked_against_a_vocabulary_that_is_missing(folder):
    (folder / "offer_codes.csv").unlink()
    rows = [place(offers="german_course")]
    (folder / "places.csv").write_text(table(rows))
    assert len(parts(read_directory(folder))["places.csv"]) == 1


def test_without_districts_the_stated_one_stands(folder):
    (folder / "districts.geojson").write_text(EMPTY_COLLECTION)
    reading = read_directory(folder)
    assert reading.is_sound
    assert [p.district for p in parts(reading)["places.csv"]] == [MIDDLE]


def test_the_version_changes_with_every_file_of_the_ground_and_not_with_time(folder):
    versions = [read_directory(folder).directory.version]
    assert read_directory(folder).directory.version == versions[0]
    of_records = {"places.csv", "shelters.csv", "notes.csv"}
    for name in [*(set(TABLES) - of_records), "districts.geojson", "water.geojson"]:
        (folder / name).write_text((folder / name).read_text() + "\n")
        versions.append(read_directory(folder).directory.version)
    assert len(set(versions)) == len(versions)


@pytest.mark.parametrize("name", ["links.csv", "shelter_links.csv"])
def test_the_version_tells_nothing_of_what_is_known_about_links(folder, name):
    """Else anybody could see when a link of a home is looked at."""
    before = read_directory(folder).directory.version
    row = {"source_url": "https://source.example/", "source_date": "2026-01-05", "answer": "gone"}
    (folder / name).write_text(table([row]))
    reading = read_directory(folder)
    assert [state.answer for state in reading.links] == ["gone"]
    assert reading.directory.version == before


def test_the_version_changes_with_what_a_record_says_and_not_with_how_it_is_written(folder):
    table = folder / "places.csv"
    before = read_directory(folder).directory.version
    table.write_text(table.read_text() + "\n")
    assert read_directory(folder).directory.version == before
    table.write_text(table.read_text().replace("House of Words", "House of Signs"))
    assert read_directory(folder).directory.version != before


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    folder = write_world(tmp_path_factory.mktemp("anything"))

    def read_places(content):
        if isinstance(content, str):
            content = content.encode("utf-8", "replace")
        (folder / "places.csv").write_bytes(content)
        return read_directory(folder)

    return read_places


class TestAnything:
    """Whatever stands in places.csv, reading goes on and nothing is lost in silence."""

    HEADER = ",".join(COLUMNS)
    SCRAPS = st.text(st.sampled_from('",;x\t =é\x00'), max_size=4)
    """Too short for any few of them to add up to the cells of a row."""

    @settings(max_examples=50)
    @given(st.binary(max_size=300))
    @example(b"")
    @example(b"\xff\xfe")
    @example(b'"')
    def test_reading_never_fails(self, read, content):
        reading = read(content)
        assert reading.directory.places == ()
        assert {f.file for f in reading.findings} == {"places.csv"}
        assert len(reading.directory.stops.items) == len(STOPS)

    @settings(max_examples=50)
    @given(st.lists(st.text(st.characters(exclude_characters='\r\n"'), max_size=80), max_size=6))
    def test_every_row_is_kept_or_reported(self, read, lines):
        reading = read("\n".join([self.HEADER, *lines]))
        rows = [line for line in lines if line.replace(",", "").strip()]
        reported = {f.line for f in reading.findings}
        assert len(reading.directory.places) + len(reported) >= len(rows)

    @settings(max_examples=50)
    @given(st.lists(SCRAPS | st.none(), max_size=7))
    def test_good_rows_survive_any_scraps_between_them(self, read, scraps):
        rows = [place(id=f"good-{position}") for position in range(len(scraps))]
        good = table(rows, COLUMNS).splitlines()[1:]
        lines = [row if scrap is None else scrap for row, scrap in zip(good, scraps, strict=True)]
        reading = read("\n".join([self.HEADER, *lines]))
        wanted = [row["id"] for row, scrap in zip(rows, scraps, strict=True) if scrap is None]
        assert [p.id for p in reading.directory.places] == wanted

    @settings(max_examples=50)
    @given(st.dictionaries(st.sampled_from(COLUMNS), st.text(max_size=60), max_size=4))
    def test_any_text_in_any_cell_is_kept_or_reported(self, read, cells):
        reading = read(table([place(**cells)], COLUMNS))
        assert len(reading.directory.places) == 1 or reading.findings
