"""What the directory does not know of a place, said in so many words."""

from dataclasses import replace
from datetime import date

import pytest

from geo.directory.history import Event
from geo.web.not_known import not_known
from tests.worlds import catalogues, place, unlocated, world

ENGLISH = catalogues().get("en")
TODAY = date(2026, 1, 5)
WHOLE = {
    "operator": "Verein",
    "phone": "+49 711 000000",
    "email": "info@house.example",
    "website": "https://house.example/",
    "opening_hours": "Mo-Fr 09:00-12:00",
    "wheelchair": "limited",
    "languages": "de",
    "target_groups": "everyone",
    "offers": "legal_advice",
    "source_date": "2025-12",
}


def unknown_of(row, *events, category=""):
    directory = replace(world(places=[row]), history=tuple(events))
    (found,) = directory.places
    found = found.model_copy(update={"category": category}) if category else found
    return not_known(ENGLISH, directory, found, TODAY)


def an_event(kind, source_date="2019"):
    return Event(
        place="house-of-words",
        kind=kind,
        text="x",
        sources=("https://a.example/",),
        source_date=source_date,
    )


def test_of_a_place_well_known_nothing_is_unknown():
    assert unknown_of(place(**WHOLE)) == ()


@pytest.mark.parametrize(
    ("column", "key"),
    [
        ("operator", "operator"),
        ("phone", "phone"),
        ("email", "email"),
        ("website", "website"),
        ("opening_hours", "hours"),
        ("wheelchair", "wheelchair"),
        ("languages", "languages"),
        ("target_groups", "audience"),
        ("offers", "offers"),
        ("house_number", "house_number"),
    ],
)
def test_each_missing_fact_is_named(column, key):
    assert set(unknown_of(place(**WHOLE | {column: ""}))) == {ENGLISH.t(f"unknown.{key}")}


def test_where_the_street_is_unknown_the_number_is_not_asked_for():
    told = unknown_of(unlocated(**WHOLE))
    assert set(told) == {ENGLISH.t("unknown.street"), ENGLISH.t("unknown.point")}


def test_a_point_that_is_an_area_is_no_entrance():
    told = unknown_of(place(**WHOLE, geo_precision="street", geo_accuracy_m="80"))
    assert ENGLISH.t("unknown.point") in told


@pytest.mark.parametrize(
    ("source_date", "said"),
    [
        ("2025-01-06", None),
        ("2024", "whether the facts still hold today (newest source: 2024)"),
        ("", "whether the facts still hold today (sources without a date)"),
    ],
)
def test_facts_nobody_confirmed_within_a_year_are_doubted(source_date, said):
    told = unknown_of(place(**WHOLE | {"source_date": source_date}))
    assert told == ((said,) if said else ())


def test_a_history_without_a_beginning_says_so():
    beginning = ENGLISH.t("unknown.beginning")
    assert beginning in unknown_of(place(**WHOLE), an_event("moved"))
    assert beginning not in unknown_of(place(**WHOLE), an_event("moved"), an_event("opened"))


@pytest.mark.parametrize(
    ("events", "is_known"),
    [
        ([], False),
        ([an_event("funding")], False),
        ([an_event("funding", None)], False),
        ([an_event("funding", "2025")], True),
    ],
)
def test_old_reports_do_not_say_that_a_welcome_space_is_funded_today(events, is_known):
    told = unknown_of(place(**WHOLE), *events, category="welcome_space")
    assert (ENGLISH.t("unknown.funding") not in told) == is_known


def test_nobody_asks_whether_a_library_is_a_funded_welcome_space():
    told = unknown_of(place(**WHOLE), category="library")
    assert ENGLISH.t("unknown.funding") not in told
