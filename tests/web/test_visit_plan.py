"""Several homes in one visit: the order in words, the files, and what is on record of them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from geo.access.audit import LONGEST_DETAIL, entries
from geo.access.store import StoreError, open_store
from geo.access.viewer import PUBLIC, NotAllowedError, Viewer
from geo.directory.place import Address, Point
from geo.directory.viewer import Role
from geo.exchange.selection_csv import selection_csv
from geo.exchange.site import notice
from geo.web.outing import Outing
from geo.web.shelter_sheet import Surroundings
from geo.web.visit_plan import (
    MEDIA_TYPES,
    Format,
    allow_print,
    export,
    take_along,
    visit_plan,
)
from tests.homes import directory, home, stops
from tests.worlds import catalogues

ENGLISH = catalogues().get("en")
TODAY = date(2026, 1, 5)
NOW = datetime(2026, 1, 5, 11, 0, tzinfo=UTC)
START = Point(lat=48.7600, lon=9.1, accuracy_m=10)
A_KM = 0.009
"""Degrees of latitude."""

VOLUNTEER = Viewer(Role.VOLUNTEER, "0000cccc")
EDITOR = Viewer(Role.EDITOR, "0000aaaa")


def at(identity, north_km, **fields):
    """Put a home north of the start."""
    return home(identity, at=(START.lat + north_km * A_KM, START.lon), **fields)


NEAR, FAR = at("near", 1), at("far", 3)
NOWHERE = home("nowhere", address=Address(street="Rautengasse", house_number="7"))


def outing(*homes, near="stop:de:0:westmarkt"):
    world = directory(*homes, stops=stops(westmarkt=(START.lat, START.lon)))
    return Outing(Surroundings(world), homes, near)


def plan(*homes, **start):
    return visit_plan(ENGLISH, outing(*homes, **start), TODAY)


def ids(steps):
    return [step.id for step in steps]


def test_a_visit_goes_round_from_its_start_and_back():
    written = plan(FAR, NEAR)
    assert written.start == "Westmarkt"
    assert set(ids(written.steps)) == {"near", "far"}
    ways = dict(zip(ids(written.steps), [step.way for step in written.steps], strict=True))
    ways["back"] = written.way_back
    in_order = [*ids(written.steps), "back"]
    assert [ways[name][:4] for name in in_order] in (
        ["1 km", "2 km", "3 km"],
        ["3 km", "2 km", "1 km"],
    )
    assert written.total == ENGLISH.t("plan.total", distance="6 km")


def test_without_a_start_the_visit_begins_at_a_home_and_comes_back_to_it():
    written = plan(NEAR, FAR, near="")
    assert written.start == ""
    assert [step.way[:4] for step in written.steps] == ["", "2 km"]
    assert written.way_back.startswith("2 km")


def test_one_home_without_a_start_is_no_way_at_all():
    written = plan(NEAR, near="")
    assert ids(written.steps) == ["near"]
    assert [step.way for step in written.steps] == [""]
    assert (written.way_back, written.total) == ("", "")


def test_no_home_is_an_empty_visit():
    for near in ("stop:de:0:westmarkt", ""):
        written = plan(near=near)
        assert (written.steps, written.unlocated, written.way_back) == ((), (), "")
        assert written.inexact == ""


@pytest.mark.parametrize("near", ["stop:de:0:gone", "Hauptbanhof", "me"])
def test_a_start_nobody_knows_is_none(near):
    assert plan(NEAR, FAR, near=near) == plan(NEAR, FAR, near="")


def test_a_home_nobody_can_place_is_named_apart_with_its_district():
    written = plan(NEAR, NOWHERE)
    assert ids(written.steps) == ["near"]
    assert [(step.id, step.address, step.where, step.way) for step in written.unlocated] == [
        ("nowhere", "Rautengasse 7", "Westfeld", "")
    ]


def test_a_step_tells_for_paper_what_the_list_tells_on_the_screen():
    fields = {"operators": ("Verein A", "B"), "capacity_places": 40, "source_date": "2024-01"}
    (step,) = plan(at("near", 0.5, **fields)).steps
    assert step.facts == (
        "Verein A; B",
        "40 places · running · As of January 2024",
        "Nearest stop: Westmarkt, 9 minutes on foot · Bus, lines 901",
    )


def test_a_step_says_how_well_its_place_is_known_unless_that_is_the_door():
    rough, exact = at("rough", 1, precision="neighbourhood"), at("exact", 2)
    facts = {step.id: step.facts for step in plan(rough, exact).steps}
    assert facts["rough"][-1].startswith(ENGLISH.t("precision.neighbourhood"))
    assert facts["exact"] == plan(exact).steps[0].facts
    assert not any(ENGLISH.t("precision.address") in fact for fact in facts["exact"])


def test_it_says_beforehand_to_how_many_homes_no_device_can_lead():
    rough = at("rough", 2, precision="stop")
    assert plan(NEAR, rough, NOWHERE).inexact == ENGLISH.n("plan.inexact", 2, total="3")
    assert plan(NEAR, FAR).inexact == ""


def test_a_home_chosen_twice_is_visited_once():
    assert ids(plan(NEAR, NEAR).steps) == ["near"]


def test_a_step_without_a_known_street_has_no_address():
    town_only = at("town", 1, address=Address(postcode="70000", city="Musterstadt"))
    (step,) = plan(town_only).steps
    assert step.address == ""


def test_a_short_way_has_its_walking_time_and_a_long_one_has_none():
    (short,) = plan(at("short", 0.5)).steps
    (long,) = plan(at("long", 12)).steps
    assert "on foot" in short.way
    assert long.way == "12 km"


def test_a_way_to_an_area_is_told_as_a_rough_one():
    (step,) = plan(at("area", 1, precision="neighbourhood")).steps
    assert step.way.startswith(ENGLISH.t("card.about", distance="1 km"))


def test_the_order_is_called_shortest_only_where_that_is_certain():
    nine, ten = ([at(f"home-{i}", i) for i in range(n)] for n in (9, 10))
    assert plan(*nine).order == ENGLISH.t("plan.shortest")
    assert plan(*ten).order == ENGLISH.t("plan.good_order")


def test_the_notice_and_the_day_stand_with_the_visit():
    assert plan(NEAR).notice == notice(ENGLISH, TODAY)
    assert "5 January 2026" in plan(NEAR).notice


@given(st.permutations([NEAR, FAR, at("third", 2), NOWHERE]))
def test_the_order_of_choosing_changes_nothing(homes):
    assert plan(*homes) == plan(*sorted(homes, key=lambda place: place.id))


@pytest.mark.parametrize("format_", Format)
def test_a_file_names_a_day_and_no_home(format_):
    file = export(ENGLISH, outing(NEAR), format_, TODAY)
    assert file.name == f"2026-01-05.{format_}"
    assert file.media_type == MEDIA_TYPES[format_]


@pytest.mark.parametrize("format_", Format)
def test_every_file_holds_all_homes_with_the_notice(format_):
    content = export(ENGLISH, outing(NEAR, FAR), format_, TODAY).content.decode()
    unfolded = content.replace("\r\n ", "")
    assert all(name in unfolded for name in ("Near", "Far"))
    first_words = ENGLISH.t("volunteers.notice")[:30]
    assert first_words in unfolded.replace("\\,", ",")


def test_homes_are_written_in_the_order_of_the_visit_those_without_a_place_last():
    chosen = outing(NOWHERE, FAR, NEAR)
    file = export(ENGLISH, chosen, Format.CSV, TODAY)
    assert file.content == selection_csv(ENGLISH, chosen.directory, chosen.trip, TODAY)
    names = [line.split(",")[1] for line in file.content.decode().splitlines()[2:]]
    assert names == [*(step.name for step in plan(NEAR, FAR).steps), "Nowhere"]


def test_a_device_is_led_from_the_start():
    file = export(ENGLISH, outing(NEAR), Format.GPX, TODAY)
    assert "<name>Start: Westmarkt</name>" in file.content.decode()
    assert (
        "Start:" not in export(ENGLISH, outing(NEAR, near=""), Format.GPX, TODAY).content.decode()
    )


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path}/store.sqlite")
    yield opened
    opened.close()


def take(store, homes, viewer=VOLUNTEER, format_=Format.CSV, now=NOW):
    return take_along(store, viewer, ENGLISH, outing(*homes), format_, now)


def test_a_file_is_handed_over_and_on_record_with_who_what_and_when(store):
    assert take(store, [NEAR, FAR]) == export(ENGLISH, outing(NEAR, FAR), Format.CSV, TODAY)
    (entry,) = entries(store, EDITOR)
    assert (entry.who, entry.event, entry.detail, entry.at) == (
        *("0000cccc", "exported", "csv near far"),
        NOW,
    )


def test_printing_is_on_record_like_a_file(store):
    allow_print(store, VOLUNTEER, outing(NEAR, FAR), NOW)
    (entry,) = entries(store, EDITOR)
    assert (entry.who, entry.event, entry.detail) == ("0000cccc", "exported", "print near far")


def test_the_public_gets_nothing_and_leaves_no_record(store):
    with pytest.raises(NotAllowedError):
        take(store, [NEAR], PUBLIC)
    with pytest.raises(NotAllowedError):
        allow_print(store, PUBLIC, outing(NEAR), NOW)
    assert entries(store, EDITOR) == ()


def test_what_cannot_be_put_on_record_is_not_handed_over(store):
    with store.writing() as session:
        session.execute(text("DROP TABLE audit"))
    with pytest.raises(StoreError):
        take(store, [NEAR])
    with pytest.raises(StoreError):
        allow_print(store, VOLUNTEER, outing(NEAR), NOW)


def test_the_record_names_every_home_however_many(store):
    homes = [at(f"a-home-with-quite-a-long-name-{i:03}", i / 100) for i in range(60)]
    take(store, homes, format_=Format.VCARD)
    lines = [entry.detail for entry in reversed(entries(store, EDITOR))]
    assert len(lines) > 1
    assert all(line.startswith("vcf ") and len(line) <= LONGEST_DETAIL for line in lines)
    named = [name for line in lines for name in line.split()[1:]]
    assert named == [place.id for place in homes]


def test_the_longest_id_there_can_be_is_named_whole(store):
    homes = [at(letter * 120, 1) for letter in "abcde"]
    take(store, homes)
    named = {name for entry in entries(store, EDITOR) for name in entry.detail.split()[1:]}
    assert named == {place.id for place in homes}


def test_the_day_of_a_file_is_stuttgarts_and_not_greenwichs(store):
    just_after_midnight = NOW.replace(hour=23, minute=30)
    assert take(store, [NEAR], now=just_after_midnight).name == "2026-01-06.csv"
