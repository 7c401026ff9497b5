"""What is known of a link over the days, and what to verify first."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.directory.checking import Entry
from geo.directory.links import Answer, LinkState, after_asking, open_and_protected
from geo.directory.verifying import verify_first
from geo.directory.vocabulary import Category, Vocabulary
from tests.homes import home, record

LINK = "https://source.example/"
DAY = date(2026, 1, 5)
answers = st.lists(st.tuples(st.sampled_from(Answer), st.integers(0, 3)), min_size=1, max_size=12)


def days(asked):
    """Ask for one link again and again, some days later each time."""
    state, day = None, DAY
    for answer, pause in asked:
        day = date.fromordinal(day.toordinal() + pause)
        state = after_asking(state, LINK, answer, None, day)
        yield day, answer, state


@given(answers)
def test_the_last_success_is_the_last_day_it_worked(asked):
    successes = [day for day, answer, _ in days(asked) if answer.is_success]
    *_, (_, _, state) = days(asked)
    assert state.last_success == (successes[-1] if successes else None)


@given(answers)
def test_failing_since_is_the_first_bad_day_after_the_last_success(asked):
    seen = [(day, answer) for day, answer, _ in days(asked) if answer is not Answer.UNDECIDED]
    since = None
    for day, answer in seen:
        since = None if answer.is_success else since or day
    *_, (_, _, state) = days(asked)
    assert state.failing_since == since


def entry(place, line=2):
    return Entry("shelters.csv" if place.category == "shelter" else "places.csv", line, place)


def test_links_are_open_where_a_public_record_has_them_and_else_protected():
    public = record("cafe", "course", sources=(LINK,), contact={"website": "https://cafe.example/"})
    hidden = home(sources=(LINK, "https://home.example/"))
    refuge = record(
        "refuge", "counselling", visibility="confidential", sources=("https://r.example/",)
    )
    assert open_and_protected([entry(hidden), entry(public), entry(refuge)]) == (
        ("https://cafe.example/", LINK),
        ("https://home.example/", "https://r.example/"),
    )


def vocabulary(limit=None):
    looks = {"colour": "#334155", "shape": "square", "icon": "house"}
    return Vocabulary(categories=(Category(code="course", max_age_years=limit, **looks),))


def seen(answer, link=LINK, **fields):
    return LinkState(source_url=link, source_date=DAY, answer=answer, **fields)


def priority(place, *states, limit=None):
    known = {state.source_url: state for state in states}
    (found,) = verify_first([entry(place)], known, vocabulary(limit), DAY)
    return round(found.age, 2), found.importance, found.brokenness


@pytest.mark.parametrize(
    ("source_date", "age"),
    [("2024-01-05", 2.0), ("2025", 0.1), ("2026-01-05", 0.1), ("1999", 10), (None, 10)],
)
def test_age_counts_from_the_last_day_the_date_can_mean(source_date, age):
    assert priority(record("a", "course", source_date=source_date))[0] == age


@pytest.mark.parametrize(
    ("limit", "status", "importance"),
    [(None, "open", 1), (1, "open", 3), (2, "unverified", 1.5), (1, "closed", 0.75)],
)
def test_what_changes_fast_is_important_and_what_is_closed_is_not(limit, status, importance):
    assert priority(record("a", "course", status=status), limit=limit)[1] == importance


@pytest.mark.parametrize(
    ("answer", "weight"),
    [
        (Answer.WORKS, 0),
        (Answer.UNDECIDED, 0),
        (Answer.MOVED, 0.25),
        (Answer.FAILING, 1),
        (Answer.UNTRUSTED, 1),
        (Answer.NO_HOST, 2),
        (Answer.GONE, 2),
    ],
)
def test_a_broken_website_weighs_twice_a_broken_source(answer, weight):
    site = "https://site.example/"
    place = record("a", "course", sources=(LINK, "https://other.example/"))
    with_site = place.model_copy(
        update={"contact": place.contact.model_copy(update={"website": site})}
    )
    assert priority(place, seen(answer))[2] == 1 + weight / 2
    assert priority(with_site, seen(answer, site))[2] == 1 + 2 * weight


def test_what_nobody_asked_counts_as_sound_and_what_broke_stays_broken_while_undecided():
    place = record("a", "course")
    assert priority(place)[2] == 1
    assert priority(place, seen(Answer.UNDECIDED, failing_since=DAY))[2] == 2


def test_the_most_urgent_comes_first_and_equal_ones_keep_their_order():
    old, new = (
        record("old", "course", source_date="2020"),
        record("new", "course", source_date="2025"),
    )
    entries = [entry(new, 2), entry(old, 4), entry(old, 3)]
    found = verify_first(entries, {}, vocabulary(), DAY)
    assert [(item.entry.place.id, item.entry.line) for item in found] == [
        ("old", 3),
        ("old", 4),
        ("new", 2),
    ]
