"""``python -m geo import --kind integreat``: the public list of locations."""

import json

import pytest

from tests.exchange.importing.files import desk_at

MAPPING = """
[source]
id = "integreat"
name = "Integreat"
publisher = "Dream city"
url = "https://integreat.example/"

[values.category]
Beratung = "counselling"
"""


def closed():
    return {"allDay": False, "closed": True, "appointmentOnly": False, "timeSlots": []}


def opened(*slots):
    times = [dict(zip(("start", "end"), slot.split("-"), strict=True)) for slot in slots]
    return {"allDay": False, "closed": False, "appointmentOnly": False, "timeSlots": times}


WEEK = (
    [opened("09:00-12:00", "14:00-17:00")] * 2 + [closed()] * 3 + [opened("10:00-12:00"), closed()]
)


def location(**fields):
    """Give a location as the service writes it."""
    where = {
        "id": 3,
        "name": "House",
        "address": "Kurze Gasse 3a",
        "town": "Musterstadt",
        "postcode": "70000",
        "latitude": 48.77,
        "longitude": 9.135,
    }
    usual = {
        "id": 11,
        "url": "https://integreat.example/locations/house/",
        "title": "House of Help",
        "last_updated": "2026-03-04T05:06:07.8+01:00",
        "excerpt": "",
        "website": None,
        "email": "help@house.example",
        "phone_number": "+49 (0) 711 216-91856",
        "category": {"id": 2, "name": "Beratung"},
        "temporarily_closed": False,
        "opening_hours": WEEK,
        "location": where | fields.pop("where", {}),
        "organization": {"id": 1, "name": "Helpers"},
        "barrier_free": None,
    }
    return usual | fields


@pytest.fixture
def desk(tmp_path):
    return desk_at(tmp_path)


def take(desk, *locations, text=None):
    path = desk.text("locations.json", text or json.dumps(locations))
    return desk.take(path, "--kind", "integreat", "--yes", mapping=MAPPING)


def test_a_location_comes_in(desk):
    result = take(desk, location())
    assert result.exit_code == 0, result.output
    row = desk.row("counselling-house-of-help")
    said = {
        "street": "Kurze Gasse",
        "house_number": "3a",
        "postcode": "70000",
        "city": "Musterstadt",
        "operator": "Helpers",
        "phone": "+49 711 21691856",
        "email": "help@house.example",
        "website": "",
        "opening_hours": "Mo-Tu 09:00-12:00,14:00-17:00; Sa 10:00-12:00",
        "source_url": "https://integreat.example/locations/house/",
        "source_date": "2026-03-04",
        "lat": "48.770000",
    }
    assert {column: row[column] for column in said} == said


def test_a_category_without_a_word_is_named_with_what_to_add(desk):
    before = desk.contents()
    result = take(desk, location(), location(id=12, title="Rad", category={"name": "Fahrräder"}))
    assert result.exit_code == 1
    assert "row 2, category 'Fahrräder'" in result.stderr
    assert 'add "Fahrräder" under [values.category]' in result.stderr
    assert desk.contents() == before


@pytest.mark.parametrize(
    "fields",
    [
        {"opening_hours": None},
        {"temporarily_closed": True},
        {"opening_hours": [*WEEK[:6], closed() | {"appointmentOnly": True}]},
    ],
    ids=["not stated", "closed for a time", "by appointment"],
)
def test_hours_that_are_not_known_stay_unknown(desk, fields):
    assert take(desk, location(**fields)).exit_code == 0
    assert desk.row("counselling-house-of-help")["opening_hours"] == ""


def test_always_open_is_every_day(desk):
    take(desk, location(opening_hours=[closed() | {"allDay": True, "closed": False}] * 7))
    assert desk.row("counselling-house-of-help")["opening_hours"] == "Mo-Su 00:00-24:00"


def test_a_changed_title_is_the_same_location_by_its_number(desk):
    take(desk, location())
    take(desk, location(title="Quite another name", last_updated="2026-06-01T00:00:00+02:00"))
    row = desk.row("counselling-house-of-help")
    assert (row["name"], row["source_date"]) == ("Quite another name", "2026-06-01")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{}", "not a list of locations"),
        ("[1]", "not a list of locations"),
        ('[{"id": 1', "not whole JSON"),
        (json.dumps([location(opening_hours=[closed()])]), "location 1: not what Integreat writes"),
        (json.dumps([location() | {"location": "x"}]), "location 1: not what Integreat writes"),
    ],
)
def test_what_is_no_list_of_locations_changes_nothing(desk, text, told):
    before = desk.contents()
    result = take(desk, text=text)
    assert result.exit_code == 1
    assert told in result.stderr
    assert desk.contents() == before
