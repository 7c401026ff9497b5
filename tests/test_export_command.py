"""``python -m geo export`` as an operator types it."""

import csv
import json
import os

import pytest
from typer.testing import CliRunner

from geo.__main__ import app
from geo.access.audit import OPERATOR, entries
from geo.access.store import open_store
from geo.access.viewer import Viewer
from geo.directory.viewer import Role
from tests.worlds import EAST, place, shelter, write_world

PLACES = [
    place(offers="german_course"),
    place(id="books", category="library", name="Books", lon="9.15", district=EAST),
    place(id="gone", category="library", name="Gone", lon="9.151", status="closed", district=EAST),
]


@pytest.fixture
def state(tmp_path):
    return tmp_path / "state"


@pytest.fixture
def run(tmp_path, state):
    folder = tmp_path / "data"
    folder.mkdir()
    write_world(folder, places=PLACES, shelters=[shelter(), shelter(id="other")])

    def typed(*words, command="export"):
        unset = dict.fromkeys(name for name in os.environ if name.startswith("WILLKOMMEN_"))
        env = unset | {"WILLKOMMEN_DATA": str(folder), "WILLKOMMEN_STATE": str(state)}
        words = (command, "--out", str(tmp_path / "out"), *words)
        return CliRunner().invoke(app, words, env=env | {"COLUMNS": "200"})

    return typed


def ids(tmp_path, name="places.geojson"):
    content = json.loads((tmp_path / "out" / name).read_text(encoding="utf-8"))
    return [feature["id"] for feature in content["features"]]


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("", {"house-of-words", "books"}),
        ("category=library", {"books"}),
        ("category=library&status=closed", {"gone"}),
        ("https://map.example/?lang=en&offer=german_course", {"house-of-words"}),
        ("district=03&category=counselling", set()),
        ("q=Boks", {"books"}),
        ("near=district:03&within=500", {"books"}),
    ],
)
def test_a_filter_is_that_of_the_address_bar(run, tmp_path, asked, wanted):
    result = run(asked, "--formats", "geojson")
    assert result.exit_code == 0, result.stderr
    assert set(ids(tmp_path)) == wanted


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("category=castle", "not understood: category=castle"),
        ("district=99", "not understood: district=99"),
        ("near=me&within=500", "nobody knows where you are"),
        ("within=500", "not understood: within=500"),
        ("library", "not understood: library"),
        ("categry=library", "not understood: categry=library"),
    ],
)
def test_what_is_not_understood_is_one_sentence_and_writes_nothing(run, tmp_path, asked, told):
    result = run(asked)
    assert result.exit_code == 1
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("words", [["--formats", "docx"], ["--formats", ""], ["--role", "admiral"]])
def test_a_choice_that_is_none_is_exit_code_2(run, words):
    assert run(*words).exit_code == 2


def test_a_language_that_is_none_is_told(run):
    result = run("--language", "xx")
    assert (result.exit_code, "there is no 'xx'" in result.stderr) == (2, True)


def test_every_format_is_written(run, tmp_path):
    result = run("--formats", "csv,geojson,gpkg,xlsx")
    assert result.exit_code == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"places.csv", "places.geojson", "places.gpkg", "places.xlsx"}
    assert "places.csv (2 places)" in result.stdout


def test_an_export_can_be_taken_in_again(run, tmp_path):
    run("status=open&status=closed")
    with (tmp_path / "out" / "places.csv").open(encoding="utf-8-sig", newline="") as lines:
        assert {row["id"] for row in csv.DictReader(lines)} == {"house-of-words", "books", "gone"}


def log(state):
    """Read the log as an editor, the newest first."""
    store = open_store(f"sqlite:///{state}/store.sqlite")
    try:
        return [(e.who, e.event, e.detail) for e in entries(store, Viewer(Role.EDITOR))]
    finally:
        store.close()


def test_what_everybody_may_know_is_not_put_on_record(run, state):
    run()
    assert not state.exists()


def test_a_role_gets_more_marked_and_on_record(run, tmp_path, state):
    result = run("category=shelter", "--role", "volunteer", "--formats", "csv,geojson")
    assert result.exit_code == 0, result.stderr
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"places-NOT-PUBLIC.csv", "places-NOT-PUBLIC.geojson"}
    assert set(ids(tmp_path, "places-NOT-PUBLIC.geojson")) == {"shelter-gray", "other"}
    ((who, event, detail),) = log(state)
    assert (who, event) == (OPERATOR, "exported")
    kind, _, named = detail.partition(" volunteer ")
    assert (kind, set(named.split())) == ("export csv,geojson", {"shelter-gray", "other"})


def test_what_cannot_be_put_on_record_does_not_leave(run, tmp_path, state):
    state.write_text("not a folder")
    result = run("--role", "planner")
    assert result.exit_code == 1
    assert not (tmp_path / "out").exists()


def test_a_report_for_a_role_is_put_on_record(run, state):
    result = run("--role", "planner", "--formats", "csv", command="coverage")
    assert result.exit_code == 0, result.stderr
    assert log(state) == [(OPERATOR, "exported", "coverage csv planner")]
