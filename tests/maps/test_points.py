import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from geo.directory.directory import Directory
from geo.directory.viewer import Role
from geo.maps.points import located_positions, points_json, points_version

TODAY = date(2026, 1, 5)


@pytest.fixture
def written(directory, german):
    return json.loads(points_json(directory, german, TODAY))


def test_only_places_with_a_point_are_written_in_the_order_of_the_directory(written):
    assert written["ids"] == ["place-1", "place-3", "place-4"]


def test_located_positions_point_at_the_same_places(directory, written):
    found = [directory.places[i].id for i in located_positions(directory)]
    assert found == written["ids"]


def test_a_mask_over_all_places_becomes_one_over_the_located_ones(directory):
    mask = np.array([True, True, False, True])
    assert mask[located_positions(directory)].tolist() == [True, False, True]


def test_every_column_is_as_long_as_the_ids(written):
    columns = ("names", "lat", "lon", "accuracy_m", "precise", "category", "age")
    assert {len(written[column]) for column in columns} == {3}


def test_only_a_place_known_to_the_door_is_precise(written):
    assert written["precise"] == [1, 0, 1]


def test_a_category_is_a_number_into_the_list_of_looks(written, german):
    look = written["categories"][written["category"][0]]
    assert look["label"] == german.t("category.course")
    assert look["colour"] == "#6d28d9"


def test_a_category_the_vocabulary_lacks_gets_the_last_look(written, german):
    assert written["category"][2] == len(written["categories"]) - 1
    assert written["categories"][-1]["label"] == german.t("map.other_category")


def test_each_place_says_how_old_its_facts_are(directory, german):
    dates = ("2025-06", "2024", "2020", None)
    dated = [
        p.model_copy(update={"source_date": d})
        for p, d in zip(directory.places, dates, strict=True)
    ]
    everywhere = replace(directory, places=tuple(p for p in dated if p.point))
    written = json.loads(points_json(everywhere, german, TODAY))
    labels = [written["ages"][age]["label"] for age in written["age"]]
    wanted = ("confirmed", "old", "unverified")
    assert labels == [german.t("map.age", age=german.t(f"freshness.{age}")) for age in wanted]


def test_facts_grow_older_from_one_day_to_the_next(directory, german):
    (place, *_) = directory.places
    young = replace(directory, places=(place.model_copy(update={"source_date": "2025-01-05"}),))
    days = (date(2026, 1, 4), TODAY)
    assert [json.loads(points_json(young, german, day))["age"] for day in days] == [[0], [1]]


def test_districts_carry_their_outline_name_and_label(written):
    first = written["districts"][0]
    assert (first["number"], first["name"], first["label"]) == ("01", "District 01", [48.7, 9.05])
    assert first["outline"]["type"] == "Polygon"


def test_version_and_language_say_what_the_points_belong_to(written, directory, english):
    assert (written["version"], written["language"]) == (points_version(directory), "de")
    assert json.loads(points_json(directory, english, TODAY))["language"] == "en"


def test_another_tier_or_other_files_are_another_list_of_points(directory):
    public, volunteer = (directory.visible_to(role) for role in (Role.PUBLIC, Role.VOLUNTEER))
    newer = replace(public, ground="v2")
    assert len({points_version(public), points_version(volunteer), points_version(newer)}) == 3


def test_texts_exist_and_keep_their_placeholders(written):
    assert "{count}" in written["texts"]["groupZoom"]
    assert "{count}" in written["texts"]["groupFan"]
    assert not [text for text in written["texts"].values() if text.startswith("map.")]


def test_an_empty_directory_gives_empty_columns(german):
    written = json.loads(points_json(Directory(), german, TODAY))
    assert written["ids"] == written["districts"] == []
    assert written["water"]["features"] == []


def test_stops_are_there_for_orientation(written, directory):
    assert written["stops"] == [[s.name, s.lat, s.lon] for s in directory.stops.items]
