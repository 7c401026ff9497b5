"""What a visitor asks, in the address bar and out of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.directory.directory import Directory
from geo.directory.freshness import Freshness
from geo.directory.hours import OpenState
from geo.directory.place import Level, Status
from geo.directory.query import (
    FILTERS,
    LONGEST_TEXT,
    PARAMETERS,
    WITHIN_M,
    Query,
    View,
    clean_text,
    facet_options,
    query_from_params,
    query_to_params,
)
from tests.worlds import place, unlocated, world

DIRECTORY = world(
    places=[
        place(id="a", languages="de;fa", offers="german_course", level="A1"),
        unlocated(id="b", languages="uk"),
    ]
)
OPTIONS = facet_options(DIRECTORY)


def some_of(name):
    """Choose options of a facet in the order in which they are listed."""
    return st.sets(st.sampled_from(OPTIONS[name])).map(
        lambda chosen: tuple(option for option in OPTIONS[name] if option in chosen)
    )


DEGREES = st.integers(-50000, 50000).map(lambda steps: steps / 100000)
VIEWS = st.builds(
    View,
    lat=DEGREES.map(lambda offset: round(48.78 + offset, 5)),
    lon=DEGREES.map(lambda offset: round(9.18 + offset, 5)),
    zoom=st.integers(1, 19),
)
QUERIES = st.builds(
    Query,
    text=st.text(max_size=300).map(clean_text),
    **{name: some_of(name) for name in OPTIONS},
    near=st.sampled_from(["", "me", "stop:de:0:1", "district:02"]),
    within_m=st.sampled_from([0, *WITHIN_M]),
    sort=st.sampled_from(["", "name", "distance"]),
    place=st.sampled_from(["", "a", "b"]),
    view=st.sampled_from(["", "list", "map"]),
    at=st.none() | VIEWS,
    cards=st.integers(1, 40).map(lambda pages: 24 * pages),
).map(lambda query: query if query.near else replace(query, within_m=0))


def read(**params):
    return query_from_params({name: [value] for name, value in params.items()}, DIRECTORY)


@given(QUERIES)
def test_what_the_address_bar_holds_is_what_was_asked(query):
    assert query_from_params(query_to_params(query), DIRECTORY) == (query, ())


def test_an_empty_query_leaves_the_address_bar_empty():
    assert query_to_params(Query()) == {}
    assert query_from_params({}, DIRECTORY) == (Query(), ())


def test_the_address_bar_reads_like_this():
    query = Query(
        text="Café",
        categories=("course", "library"),
        near="stop:de:0:1",
        within_m=1000,
        at=View(48.77, 9.13, 14),
    )
    assert query_to_params(query) == {
        "q": ["Café"],
        "category": ["course", "library"],
        "near": ["stop:de:0:1"],
        "within": ["1000"],
        "at": ["48.77000,9.13000,14"],
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("category", "castle"),
        ("category", "Course"),
        ("offer", "<script>"),
        ("district", "04"),
        ("district", "Mittfeld"),
        ("speaks", "ru"),
        ("audience", "dragons"),
        ("level", "Z9"),
        ("status", "gone"),
        ("open", "yes"),
        ("near", "moon"),
        ("near", "stop:"),
        ("near", "stop:nowhere"),
        ("near", "district:99"),
        ("near", "me:too"),
        ("within", "1001"),
        ("within", "-500"),
        ("within", "1e3"),
        ("within", "9" * 5000),
        ("sort", "random"),
        ("place", "c"),
        ("place", "../a"),
        ("view", "globe"),
        ("at", "48.78"),
        ("at", "48.78,9.18"),
        ("at", "48.78,9.18,20"),
        ("at", "0.0,0.0,10"),
        ("at", "nan,nan,10"),
        ("at", "48.78,9.18,12); alert(1)"),
        ("cards", "0"),
        ("cards", "25"),
        ("cards", "many"),
    ],
)
def test_what_is_not_understood_is_ignored_and_named(name, value):
    assert read(**{name: value}) == (Query(), (name,))


def test_what_is_understood_beside_it_stays():
    params = {"category": ["castle", "course"], "sort": ["name"], "open": ["never"]}
    query, refused = query_from_params(params, DIRECTORY)
    assert query == Query(categories=("course",), sort="name")
    assert refused == ("category", "open")


def test_parameters_of_others_and_empty_values_are_ignored():
    assert read(lang="de", utm_source="x", category="", q="", place="") == (Query(), ())


def test_the_order_and_number_of_equal_values_do_not_matter():
    twice, _ = query_from_params({"category": ["library", "course", "library"]}, DIRECTORY)
    once, _ = query_from_params({"category": ["course", "library"]}, DIRECTORY)
    assert twice == once


def test_of_several_single_values_the_last_counts():
    query, _ = query_from_params({"q": ["one", "two"]}, DIRECTORY)
    assert query.text == "two"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Deutsch \t kurs\n", "Deutsch kurs"),
        ("a\x00b\u202ec\u200bd", "a b c d"),
        ("\x07\u2066", ""),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("x" * 10_000, "x" * LONGEST_TEXT),
        (" " * 10_000 + "x", ""),
        ("x" * (LONGEST_TEXT - 1) + " y", "x" * (LONGEST_TEXT - 1)),
    ],
)
def test_free_text_is_cut_and_cleaned(typed, kept):
    assert clean_text(typed) == kept
    assert read(q=typed) == (Query(text=kept), ())


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert clean_text(clean_text(text)) == clean_text(text)


VALUES = st.text() | st.sampled_from(["٤٨.٧٨,٩.١٨,12", "²", "stop:", ":", "-0.0,-0.0,1", "1" * 7])


@given(st.dictionaries(st.sampled_from([*PARAMETERS, "lang"]) | st.text(), st.lists(VALUES)))
def test_no_address_is_an_error_and_what_it_gives_can_be_passed_on(params):
    for directory in (DIRECTORY, Directory()):
        query, refused = query_from_params(params, directory)
        assert set(refused) <= set(params) & set(PARAMETERS)
        assert query_from_params(query_to_params(query), directory) == (query, ())


def test_each_facet_lists_what_can_be_chosen():
    assert facet_options(DIRECTORY) == {
        "categories": ("counselling", "course", "library", "shelter"),
        "offers": ("german_course", "legal_advice", "bicycle_repair"),
        "districts": ("01", "02", "03"),
        "languages": ("de", "fa", "uk"),
        "audience": ("everyone", "refugees", "women"),
        "level": tuple(Level),
        "status": tuple(Status),
        "open": tuple(OpenState),
        "freshness": tuple(Freshness),
        "weekday": ("mo", "tu", "we", "th", "fr", "sa", "su"),
        "women_only": ("yes",),
        "childcare": ("yes",),
        "cost": ("free",),
    }


def test_choices_are_added_and_taken_back_one_by_one():
    one = Query().toggled("categories", "course")
    two = one.toggled("categories", "library")
    assert (one.categories, two.categories) == (("course",), ("course", "library"))
    assert two.toggled("categories", "course").categories == ("library",)
    assert two.without("categories", "library") == one
    assert two.without("categories") == Query()
    assert two.without("categories", "castle") == two


@given(QUERIES)
def test_a_query_without_its_filters_has_none(query):
    left = query
    for name in query.filters:
        left = left.without(name)
    assert (left.filters, left.place, left.at) == ((), query.place, query.at)
    assert set(query.filters) <= set(FILTERS)


def test_a_radius_around_nothing_is_not_understood():
    assert read(within="500") == (Query(), ("within",))
