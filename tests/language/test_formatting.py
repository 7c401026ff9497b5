"""Distances, times, dates and lists, in German and English."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from geo.language import formatting
from geo.language.catalogue import load_catalogues

CATALOGUES = load_catalogues(Path(__file__).parents[2] / "data" / "text")
GERMAN, ENGLISH = CATALOGUES.get("de"), CATALOGUES.get("en")
TODAY = date(2026, 3, 15)


def test_numbers_have_the_separators_of_the_language():
    assert formatting.number(GERMAN, 1234.5) == "1.234,5"
    assert formatting.number(ENGLISH, 1234.5) == "1,234.5"


@pytest.mark.parametrize(
    ("metres", "german", "english"),
    [
        (0, "50 m", "50 m"),
        (340, "350 m", "350 m"),
        (974, "950 m", "950 m"),
        (976, "1 km", "1 km"),
        (1234, "1,2 km", "1.2 km"),
        (9960, "10 km", "10 km"),
        (12_700, "13 km", "13 km"),
    ],
)
def test_distances_are_rounded_to_what_helps(metres, german, english):
    assert formatting.distance(GERMAN, metres) == german
    assert formatting.distance(ENGLISH, metres) == english


def test_a_walk_takes_whole_minutes_and_at_least_one():
    assert formatting.walk(GERMAN, 0.2) == "1 Minute zu Fuß"
    assert formatting.walk(GERMAN, 7.6) == "8 Minuten zu Fuß"
    assert formatting.walk(ENGLISH, 7.6) == "8 minutes on foot"


@pytest.mark.parametrize(
    ("minutes", "written"),
    [(0, "00:00"), (9 * 60, "09:00"), (1439, "23:59"), (1440, "24:00"), (26 * 60, "02:00")],
)
def test_the_clock_has_24_hours_and_an_end_of_day(minutes, written):
    assert formatting.clock(GERMAN, minutes) == written
    assert formatting.clock(ENGLISH, minutes) == written


def test_weekdays_stand_alone():
    sunday = date(2026, 3, 15)
    assert formatting.weekday(GERMAN, sunday) == "Sonntag"
    assert formatting.weekday(GERMAN, sunday, "abbreviated") == "So"
    assert formatting.weekday(ENGLISH, sunday, "abbreviated") == "Sun"


def test_days_have_their_month_in_words():
    assert formatting.day(GERMAN, date(2024, 5, 31)) == "31. Mai 2024"
    assert formatting.day(ENGLISH, date(2024, 5, 31)) == "31 May 2024"


@pytest.mark.parametrize(
    ("at", "german", "english"),
    [
        (datetime(2026, 1, 5, 11, 4, tzinfo=UTC), "05.01.26, 12:04", "05/01/2026, 12:04"),
        (datetime(2026, 7, 5, 11, 4, tzinfo=UTC), "05.07.26, 13:04", "05/07/2026, 13:04"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "01.01.27, 00:30", "01/01/2027, 00:30"),
    ],
)
def test_a_moment_is_what_the_clocks_in_stuttgart_show(at, german, english):
    assert formatting.moment(GERMAN, at) == german
    assert formatting.moment(ENGLISH, at) == english


@pytest.mark.parametrize(
    ("text", "written"),
    [("2024", "2024"), ("2024-05", "Mai 2024"), ("2024-05-31", "31. Mai 2024")],
)
def test_a_partial_date_says_no_more_than_is_known(text, written):
    assert formatting.partial_date(GERMAN, text) == written


@pytest.mark.parametrize("text", ["2024-13", "2024-02-30", "2024-05-01-09", "gestern", ""])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        formatting.partial_date(GERMAN, text)


@pytest.mark.parametrize(
    ("text", "german"),
    [
        ("2020", "vor 6 Jahren"),
        ("2025", "vor einem Jahr"),
        ("2026", "in diesem Jahr"),
        ("2024-05", "vor einem Jahr"),
        ("2025-04", "vor 11 Monaten"),
        ("2026-02", "vor einem Monat"),
        ("2026-03", "in diesem Monat"),
        ("2024-03-16", "vor einem Jahr"),
        ("2024-03-15", "vor 2 Jahren"),
        ("2026-02-15", "vor einem Monat"),
        ("2026-02-16", "vor 27 Tagen"),
        ("2026-03-14", "vor einem Tag"),
        ("2026-03-15", "heute"),
        ("2027", "in diesem Jahr"),
        ("2026-12", "in diesem Monat"),
        ("2026-03-16", "heute"),
    ],
)
def test_an_age_is_no_finer_than_the_date(text, german):
    assert formatting.age(GERMAN, text, TODAY) == german


def test_an_age_in_english():
    assert formatting.age(ENGLISH, "2020", TODAY) == "6 years ago"


@pytest.mark.parametrize(
    ("code", "german"),
    [("uk", "Ukrainisch"), ("prs", "Dari"), ("kmr", "Kurdisch"), ("qqq", "qqq")],
)
def test_languages_have_names_in_the_language_of_the_reader(code, german):
    assert formatting.language_name(GERMAN, code) == german


def test_lists_end_with_and():
    assert formatting.listing(GERMAN, ["U5", "U6", "U7"]) == "U5, U6 und U7"
    assert formatting.listing(ENGLISH, ["U5", "U6", "U7"]) == "U5, U6 and U7"
    assert formatting.listing(GERMAN, ["U5"]) == "U5"
    assert formatting.listing(GERMAN, []) == ""


@pytest.mark.parametrize(
    ("value", "german"),
    [(0, "0"), (0.0349, "0,035"), (0.5, "0,50"), (7.46, "7,5"), (12.4, "12"), (1234, "1.234")],
)
def test_small_numbers_keep_two_figures_that_count(value, german):
    assert formatting.significant(GERMAN, value) == german


def test_decimals_and_shares_are_written_as_asked():
    assert formatting.rounded(GERMAN, 1234.56) == "1.235"
    assert formatting.rounded(ENGLISH, 1234.56, 1) == "1,234.6"
    assert formatting.percent(GERMAN, 0.454) == "45\u00a0%"
    assert formatting.percent(ENGLISH, 0.454) == "45%"
