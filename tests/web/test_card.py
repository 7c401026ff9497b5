"""A place in a few lines."""

import pytest

from geo.web.card import cards, where
from tests.worlds import HOLIDAY, MONDAY, catalogues, place, unlocated, world

ENGLISH = catalogues().get("en")
MARKUP = "<img src=x onerror=alert(1)> & \"co\" 'o'"


def card(row, *, moment=MONDAY, distance_m=None):
    (written,) = cards(ENGLISH, world(places=[row]).places, moment, [distance_m])
    return written


def test_a_card_tells_what_where_and_of_when():
    written = card(place(offers="german_course;legal_advice", neighbourhood="Nordend"))
    assert (written.id, written.name) == ("house-of-words", "House of Words")
    assert written.category == ENGLISH.t("category.counselling")
    german, legal = ENGLISH.t("offer.german_course"), ENGLISH.t("offer.legal_advice")
    assert written.offers == f"{german} · {legal}"
    assert written.where == "Mittfeld · Nordend"
    assert written.date == "As of May 2024"


@pytest.mark.parametrize(
    ("source_date", "age"),
    [("2025-06", "confirmed"), ("2024-05", "older"), ("2020", "old"), ("", "unverified")],
)
def test_a_card_tells_how_old_its_facts_are(source_date, age):
    written = card(place(source_date=source_date))
    assert (written.age, written.age_label) == (age, ENGLISH.t(f"freshness.{age}"))


def test_more_than_four_offers_are_counted():
    found = world(places=[place()]).places[0].model_copy(update={"offers": tuple("abcdef")})
    (written,) = cards(ENGLISH, [found], MONDAY, [None])
    assert written.offers == "offer.a · offer.b · offer.c · offer.d · + 2 more"


@pytest.mark.parametrize(
    ("hours", "on_monday", "on_a_holiday"),
    [
        ("Mo-Fr 09:00-18:00; PH off", "open", "closed"),
        ('"nach Vereinbarung"', "appointment", "appointment"),
        ("", "", ""),
    ],
)
def test_only_known_states_are_told(hours, on_monday, on_a_holiday):
    for moment, state in ((MONDAY, on_monday), (HOLIDAY, on_a_holiday)):
        written = card(place(opening_hours=hours), moment=moment)
        assert written.open_state == state
        assert written.open_label == (ENGLISH.t(f"open_state.{state}") if state else "")


@pytest.mark.parametrize("status", ["open", "planned", "closed", "unverified"])
def test_the_status_is_told_unless_all_is_well(status):
    wanted = "" if status == "open" else ENGLISH.t(f"status.{status}")
    assert card(place(status=status)).status == wanted


@pytest.mark.parametrize(
    ("precision", "distance_m", "text"),
    [
        ("address", None, ""),
        ("address", 800, "800 m · 14 minutes on foot"),
        ("street", 800, "about 800 m · 14 minutes on foot"),
        ("stop", 800, "about 800 m · 14 minutes on foot"),
        ("neighbourhood", 2000, "about 2 km · 35 minutes on foot"),
        ("address", 10, "50 m · 1 minute on foot"),
        ("address", 9000, "9 km"),
    ],
)
def test_the_distance_is_as_rough_as_the_point(precision, distance_m, text):
    assert card(place(geo_precision=precision), distance_m=distance_m).distance == text


def test_a_place_of_no_district_is_for_the_whole_city():
    found = world(places=[unlocated(neighbourhood="Nordend")]).places[0]
    assert where(ENGLISH, found) == ENGLISH.t("card.city_wide")


def test_an_unknown_date_is_said_to_be_unknown():
    assert card(place(source_date="")).date == ENGLISH.t("card.date_unknown")


def test_markup_stays_text():
    written = card(place(name=MARKUP, neighbourhood=MARKUP))
    assert (written.name, written.where) == (MARKUP, f"Mittfeld · {MARKUP}")
