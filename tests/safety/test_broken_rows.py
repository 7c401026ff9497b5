"""Rows that do not pass: withheld, and the log does not say what stands in them."""

import csv
import logging

import pytest

from geo.directory.viewer import Role
from geo.web.loaded import load
from tests.safety.betrayal import betrayals
from tests.safety.hidden_homes import DOUBTFUL, HOMES, TOLD, hidden_homes
from tests.worlds import table

HOME = TOLD[0]
STREET = HOME.words["street"]
BREAKING = {
    "category": STREET,
    "name": "",
    "operator": STREET * 60,
    "street": STREET * 60,
    "postcode": STREET,
    "district": STREET,
    "lat": f"{HOME.lat}x",
    "lon": f"{HOME.lon + 180:.5f}",
    "geo_precision": STREET,
    "geo_accuracy_m": "none",
    "phone": STREET,
    "email": f"{STREET} at home",
    "website": STREET,
    "opening_hours": STREET,
    "languages": STREET,
    "target_groups": STREET,
    "offers": STREET,
    "level": STREET,
    "capacity": f"{HOME.number} places",
    "status": STREET,
    "visibility": STREET,
    "source_url": STREET,
    "source_date": STREET,
}


def columns_of(path):
    with path.open(encoding="utf-8", newline="") as rows:
        return csv.DictReader(rows).fieldnames


def append(path, line):
    with path.open("a", encoding="utf-8") as rows:
        rows.write(line)


def row_of(path, cells):
    columns = columns_of(path)
    return table([{name: cells[name] for name in columns}], columns).partition("\n")[2]


@pytest.fixture
def folder(tmp_path):
    return hidden_homes(tmp_path / "data", ())


@pytest.fixture
def log_of(caplog):
    """Read a folder as the server does, and give what that wrote to the log."""
    caplog.set_level(logging.DEBUG)

    def read(folder):
        caplog.clear()
        loaded = load.__wrapped__(folder)
        assert not betrayals(repr(loaded.public))
        return "\n".join(record.getMessage() for record in caplog.records)

    return read


@pytest.mark.parametrize(
    "name", ["shelters.csv", "places.csv"], ids=["where homes belong", "where they are by mistake"]
)
def test_a_broken_home_is_in_the_log_by_its_line_alone(folder, log_of, name):
    first = (folder / name).read_text(encoding="utf-8").count("\n") + 1
    for column, broken in BREAKING.items():
        append(folder / name, row_of(folder / name, HOME.row | {"id": column, column: broken}))
    log = log_of(folder)
    lines = range(first, first + len(BREAKING))
    assert [line for line in lines if f"{name} line {line}" not in log] == []
    assert betrayals(log) == []


def test_a_home_in_the_open_history_is_in_no_world_and_in_the_log_by_its_line_alone(
    tmp_path, log_of
):
    folder = hidden_homes(tmp_path / "homes")
    first = (folder / "history.csv").read_text(encoding="utf-8").count("\n") + 1
    for home in HOMES:
        cells = {"place": home.id, "date": "2018", "kind": "opened", "text": home.words["name"]}
        cells |= {"source_url": f"https://a.example/{STREET}", "source_date": "2019"}
        append(folder / "history.csv", row_of(folder / "history.csv", cells))
    log = log_of(folder)
    lines = range(first, first + len(HOMES))
    assert [line for line in lines if f"history.csv line {line}," not in log] == []
    assert betrayals(log) == []


NO_ROWS = {
    "open quote": f'"{STREET},never closed\n',
    "too many cells": f"{STREET}," * 60 + "\n",
    "too few cells": f"{HOME.id},shelter,{HOME.words['name']}\n",
}


@pytest.mark.parametrize(
    "name",
    [
        "shelters.csv",
        "places.csv",
        "notes.csv",
        "shelter_links.csv",
        "history.csv",
        "offers.csv",
    ],
)
def test_a_line_that_is_no_row_is_not_read_out_in_the_log(folder, log_of, name):
    for line in reversed(NO_ROWS.values()):
        append(folder / name, line)
    assert betrayals(log_of(folder)) == []


@pytest.mark.parametrize("name", ["shelters.csv", "notes.csv", "shelter_links.csv"])
def test_a_table_that_cannot_be_read_is_not_read_out_in_the_log(tmp_path, log_of, name):
    folder = hidden_homes(tmp_path / "whole")
    text = (folder / name).read_text(encoding="utf-8")
    for broken in (text.partition("\n")[2], text.replace("id", "nr", 1)):
        (folder / name).write_text(broken, encoding="utf-8")
        assert betrayals(log_of(folder)) == []
    (folder / name).write_bytes(text.encode("latin-1", "ignore"))
    assert betrayals(log_of(folder)) == []


def test_two_homes_of_one_id_are_not_read_out_in_the_log(folder, log_of):
    for _ in range(2):
        append(folder / "shelters.csv", row_of(folder / "shelters.csv", HOME.row))
    assert betrayals(log_of(folder)) == []


def test_a_home_without_a_sound_tier_is_withheld_from_everybody(tmp_path):
    directory = load.__wrapped__(hidden_homes(tmp_path / "data")).reading.directory
    for role in Role:
        assert not {home.id for home in DOUBTFUL} & set(directory.visible_to(role).by_id)
    assert not betrayals(repr(directory.visible_to(Role.PLANNER)), DOUBTFUL)


def test_the_homes_with_a_sound_tier_are_not(tmp_path):
    directory = load.__wrapped__(hidden_homes(tmp_path / "data")).reading.directory
    assert set(directory.by_id) >= {home.id for home in HOMES if home not in DOUBTFUL}
