"""A broken file changes nothing, and its message says where it is broken and what to do."""

import json
import os
import shutil
import signal
import sys

import pytest

from geo.exchange import keeping
from geo.exchange.importing.doing import do_import
from geo.exchange.importing.mapping import read_mapping
from geo.exchange.importing.planning import plan_import
from geo.exchange.importing.tables import read_table
from tests.exchange.importing.files import MAPPING, desk_at, frame, record
from tests.worlds import MONDAY


@pytest.fixture
def desk(tmp_path):
    return desk_at(tmp_path)


def half(path):
    """Cut a file off in the middle."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path


def zipped(desk, **options):
    (desk.files / "layer").mkdir()
    frame(record(), **options).to_file(desk.files / "layer" / "register.shp")
    return desk.files / "layer"


def half_a_zip(desk):
    shutil.make_archive(str(desk.files / "register"), "zip", zipped(desk))
    return half(desk.files / "register.zip")


def half_a_geojson(desk):
    return half(desk.geojson(record()))


def half_a_geopackage(desk):
    frame(*(record(NR=str(n), NAME=f"N{n}" * 50) for n in range(500))).to_file(
        desk.files / "register.gpkg"
    )
    return half(desk.files / "register.gpkg")


def a_shape_without_its_prj(desk):
    folder = zipped(desk, crs=25832)
    (folder / "register.prj").unlink()
    return folder / "register.shp"


def a_table_in_latin_1(desk):
    path = desk.files / "register.csv"
    path.write_bytes("NR,NAME\n1,Bücherei\n".encode("latin-1"))
    return path


def a_geojson_in_latin_1(desk):
    path = desk.geojson(record(NAME="Bücherei"))
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    return path


def a_shape_in_another_encoding_than_it_says(desk):
    folder = zipped(desk)
    frame(record(NAME="Bücherei")).to_file(folder / "register.shp", encoding="UTF-8")
    (folder / "register.cpg").write_text("ISO-8859-1")
    return folder / "register.shp"


def no_file(desk):
    return desk.files / "nowhere.gpkg"


def an_empty_file(desk):
    return desk.text("register.geojson", "")


def a_file_of_two_layers(desk):
    for layer in ("one", "two"):
        frame(record()).to_file(desk.files / "register.gpkg", layer=layer)
    return desk.files / "register.gpkg"


def a_file_without_a_column(desk):
    frame(record()).drop(columns="TEL").to_file(desk.files / "register.geojson")
    return desk.files / "register.geojson"


def a_cell_too_many(desk):
    return desk.text("register.csv", "NR,NAME,ART,STR,HNR,TEL,ZEIT,SPRACHEN\n1,a,b,c,d,e,f,g,h\n")


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (half_a_zip, "register.zip: not a whole zip file"),
        (half_a_geojson, "register.geojson: not whole JSON"),
        (half_a_geopackage, "register.gpkg: not a whole GeoPackage"),
        (a_shape_without_its_prj, "add the .prj file that belongs to it, or write crs"),
        (a_table_in_latin_1, "register.csv: byte 11 is not UTF-8; save the table as UTF-8 (line 2"),
        (a_geojson_in_latin_1, "is not UTF-8; save the file as UTF-8"),
        (no_file, "there is no such file"),
        (an_empty_file, "the file is empty; fetch it again"),
        (a_file_of_two_layers, "has the layers one, two; name one as layer under [read]"),
        (a_file_without_a_column, "has no column TEL; it has NR, NAME, ART"),
        (a_cell_too_many, "register.csv line 2: more cells than columns"),
    ],
)
def test_a_broken_file_is_one_sentence_and_changes_nothing(desk, make, told):
    before = desk.contents()
    result = desk.take(make(desk), "--yes")
    assert result.exit_code == 1
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert desk.contents() == before


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (
            {"ART": "Kirche"},
            "row 2, category 'Kirche': the mapping has no word for it: add \"Kirche\" under",
        ),
        ({"lat": 50.0}, "row 2, lat, lon '50.0, 9.15': the point lies outside the city"),
        ({"NAME": ""}, "row 2, name '': the cell is empty but needed"),
        ({"TEL": "0711/1"}, "row 2, phone '0711/1'"),
        ({"ZEIT": "Mo-Fr 9-25"}, "row 2, opening_hours 'Mo-Fr 9-25'"),
        ({"SPRACHEN": "Deutsch"}, "row 2, languages 'Deutsch'"),
    ],
)
def test_a_bad_record_is_told_by_row_column_and_value_and_keeps_the_file_out(desk, cells, told):
    before = desk.contents()
    bad = record(NR="2", NAME="Bad", lon=9.15) | cells
    path = desk.geojson(record(), bad)
    result = desk.take(path, "--yes")
    assert result.exit_code == 1
    assert f"register.geojson {told}" in result.stderr
    assert "nothing was changed" in result.stderr
    assert desk.contents() == before
    sound = desk.agreed(path, "--leave-bad-out")
    assert "1 to add" in sound.output
    assert [row["name"] for row in desk.rows()] == ["House of Words", "Library of Clouds"]


def test_letters_read_in_another_encoding_are_told(desk):
    result = desk.take(a_shape_in_another_encoding_than_it_says(desk), "--yes")
    assert result.exit_code == 1
    assert "name 'BÃ¼cherei': letters were read in another encoding" in result.stderr
    fixed = MAPPING + '[read]\nencoding = "UTF-8"\n'
    desk.agreed(desk.files / "layer" / "register.shp", mapping=fixed)
    assert desk.row("library-buecherei")


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ("[source", "no TOML in UTF-8"),
        (MAPPING.replace("[columns]", '[columns]\ncolour = "X"'), "no column of places.csv"),
        (MAPPING.replace('id = "city-register"', 'id = "City Register"'), "source.id"),
        (MAPPING.replace('date = "2026-10"', 'date = "soon"'), "source.date: not a date"),
        (MAPPING.replace('date = "2026-10"', ""), "nobody says of when the facts are; give --date"),
        (MAPPING + "[read]\ncrs = 999999\n", "999999 is no CRS that is known"),
        (MAPPING + '[read]\nlayer = "x"\n', "has no layer 'x'"),
        (MAPPING + "[colours]\n", "colours: Extra inputs are not permitted"),
    ],
)
def test_a_mapping_that_cannot_be_is_told(desk, mapping, told):
    before = desk.contents()
    result = desk.take(desk.geojson(record()), "--yes", mapping=mapping)
    assert result.exit_code == 1
    assert told in result.stderr
    assert desk.contents() == before


def test_a_table_in_metres_needs_a_crs(desk):
    path = desk.text("register.csv", "NR,NAME,ART,STR,HNR,TEL,ZEIT,SPRACHEN,X,Y\n")
    result = desk.take(path, mapping=MAPPING + '[read]\nx = "X"\ny = "Y"\n')
    assert "nothing says in which CRS X and Y are: write x, y and crs" in result.stderr


def test_without_a_mapping_it_says_what_is_missing(desk):
    result = desk.take(desk.geojson(record()), mapping=None)
    assert result.exit_code == 2
    assert "--mapping" in result.stderr


def test_a_table_somebody_changed_meanwhile_is_left_alone(desk):
    mapping = read_mapping(desk.text("mapping.toml", MAPPING))
    arrivals = read_table(desk.geojson(record()), mapping)
    plan = plan_import(desk.folder, arrivals, mapping.source, MONDAY.date())
    desk.correct("house-of-words", phone="+49 711 999999")
    with pytest.raises(keeping.KeepingError, match="somebody else has changed it meanwhile"):
        do_import(desk.folder, plan, "2026-10")
    assert desk.row("house-of-words")["phone"] == "+49 711 999999"


def killed_at(step, desk, plan):
    """Do an import and die at the nth line of keeping.py; False if it came to its end."""
    child = os.fork()
    if not child:
        left = [step]

        def trace(frame, event, _):
            if frame.f_code.co_filename != keeping.__file__:
                return None
            if event == "line":
                left[0] -= 1
                if left[0] < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
            return trace

        try:
            sys.settrace(trace)
            do_import(desk.folder, plan, "2026-10")
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def test_killed_at_any_moment_the_old_data_are_whole_and_the_next_import_does_the_rest(desk):
    mapping = read_mapping(desk.text("mapping.toml", MAPPING))
    arrivals = read_table(desk.geojson(record()), mapping)
    first = desk.contents()
    plan = plan_import(desk.folder, arrivals, mapping.source, MONDAY.date())
    seen = set()
    for step in range(0, 1000, 7):
        was_killed = killed_at(step, desk, plan)
        assert desk.reading().is_sound
        names = tuple(row["name"] for row in desk.rows())
        assert names in {("House of Words",), ("House of Words", "Library of Clouds")}
        seen.add((len(names), "imports.csv" in desk.contents()))
        if not was_killed:
            break
        again = plan_import(desk.folder, arrivals, mapping.source, MONDAY.date())
        do_import(desk.folder, again, "2026-10")
        assert len(desk.rows()) == 2
        for name in desk.contents():
            (desk.folder / name).unlink()
        for name, content in first.items():
            (desk.folder / name).write_bytes(content)
    assert seen == {(1, False), (2, False), (2, True)}


def test_the_last_versions_are_kept(desk):
    before = desk.contents()["places.csv"]
    desk.agreed(desk.geojson(record()))
    kept = [path.read_bytes() for path in (desk.folder / ".history").glob("*Z_places.csv")]
    assert kept == [before]


def test_no_error_of_a_file_is_a_traceback(desk):
    """Whatever JSON is in the file, the answer is a sentence."""
    for content in ("[]", "{}", '"x"', "null", json.dumps({"type": "FeatureCollection"})):
        result = desk.take(desk.text("register.geojson", content), "--yes")
        assert result.exit_code == 1
        assert isinstance(result.exception, SystemExit)
