"""What a process reads once: the good is served, the bad is logged for the operator."""

import logging
from shutil import copytree

import pytest

from geo.directory.query import Query
from geo.directory.reading import DATA
from geo.directory.search import Visit, search
from geo.directory.viewer import Role
from geo.web.loaded import load
from tests.worlds import MONDAY, place, shelter, write_world


@pytest.fixture
def folder(tmp_path):
    write_world(tmp_path, places=[place(), place(id="bad", status="?")], shelters=[shelter()])
    copytree(DATA / "text", tmp_path / "text")
    return tmp_path


def test_the_index_holds_what_everybody_may_know(folder):
    loaded = load(folder)
    assert loaded.public.role is Role.PUBLIC
    assert [p.id for p in loaded.public_index.directory.places] == ["house-of-words"]
    assert len(loaded.reading.directory.places) == 2


def test_words_of_every_language_are_searched(folder):
    index = load(folder).public_index
    for typed in ("Beratung", "advice"):
        assert search(index, Visit(Query(text=typed), MONDAY)).total == 1


def test_findings_go_to_the_log_with_their_place_and_nothing_of_what_stands_there(folder, caplog):
    with caplog.at_level(logging.WARNING):
        load(folder)
    (record,) = [r for r in caplog.records if r.name == "geo.web.loaded"]
    assert record.levelno == logging.ERROR
    assert record.getMessage() == "places.csv line 3, status: see python -m geo check"


def test_missing_files_are_named_and_the_rest_is_served(folder):
    (folder / "stops.csv").unlink()
    (folder / "water.geojson").write_text("{")
    loaded = load(folder)
    assert set(loaded.missing_files) == {"stops.csv", "water.geojson"}
    assert len(loaded.public.places) == 1


def test_a_folder_is_read_once(folder):
    assert load(folder) is load(folder)


def test_each_role_is_given_the_homes_it_may_know(folder):
    planned = shelter(id="planned", status="planned")
    write_world(folder, places=[place(note="beside a home")], shelters=[shelter(), planned])
    loaded = load(folder)
    homes = {role: {p.id for p in loaded.surroundings(role).shelters} for role in Role}
    assert homes == {
        Role.PUBLIC: set(),
        Role.VOLUNTEER: {"shelter-gray"},
        Role.PLANNER: {"shelter-gray", "planned"},
        Role.EDITOR: {"shelter-gray", "planned"},
    }
    notes = {role: loaded.surroundings(role).directory.places[0].note for role in Role}
    assert {role for role, note in notes.items() if note} == {Role.EDITOR}


def test_what_is_near_homes_is_worked_out_once_for_each_role(folder):
    loaded = load(folder)
    assert loaded.surroundings(Role.PLANNER) is loaded.surroundings(Role.PLANNER)
    given = [loaded.surroundings(role).directory.role for role in Role]
    assert given == list(Role)


def test_the_log_says_nothing_of_what_stands_in_the_protected_table(tmp_path, caplog):
    write_world(tmp_path, shelters=[shelter(street="Hidden Lane", capacity="many")])
    copytree(DATA / "text", tmp_path / "text")
    load(tmp_path)
    assert "shelters.csv line 2, capacity" in caplog.text
    assert "Hidden Lane" not in caplog.text
    assert "many" not in caplog.text
