"""What somebody who would like to help asks: in the address bar, and among the needs."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.access.help_query import (
    FACETS,
    PARAMETERS,
    HelpQuery,
    Part,
    help_options,
    help_query_from_params,
    help_query_to_params,
    part_of,
    parts_for,
    wanted,
)
from geo.access.needs import Kind, PublicNeed, TimeOfWeek
from geo.directory.viewer import Role
from tests.worlds import EAST, MIDDLE, WEST, world

WORLD = world()
NUMBERS = {WEST: "01", MIDDLE: "02", EAST: "03"}
HERE_ONCE = "Gone Village"
SPOKEN = ("ar", "so", "tig")

needs = st.builds(
    PublicNeed,
    district=st.sampled_from([*NUMBERS, HERE_ONCE]),
    kind=st.sampled_from(Kind),
    people_from=st.integers(1, 500),
    time_of_week=st.sampled_from(TimeOfWeek),
    language=st.sampled_from([None, *SPOKEN]),
)
OPTIONS = help_options(
    WORLD,
    [PublicNeed(district=WEST, kind=Kind.TIME, people_from=1, language=code) for code in SPOKEN],
)


def some(name):
    """Choose values of a filter in the order in which they are offered."""
    return st.sets(st.sampled_from(OPTIONS[name])).map(
        lambda chosen: tuple(value for value in OPTIONS[name] if value in chosen)
    )


queries = st.builds(
    HelpQuery,
    **{name: some(name) for name in FACETS},
    part=st.sampled_from(["", *Part]),
    view=st.sampled_from(["", "list", "map"]),
)


@given(queries)
def test_a_query_comes_back_from_its_address(query):
    assert help_query_from_params(help_query_to_params(query), OPTIONS) == (query, ())


def test_what_is_not_chosen_does_not_stand_in_the_address():
    assert help_query_to_params(HelpQuery()) == {}
    assert help_query_to_params(HelpQuery(kinds=("sport",), view="map")) == {
        "help": ["sport"],
        "view": ["map"],
    }


def test_no_name_in_the_address_is_asked_of_twice():
    assert len(set(PARAMETERS.values())) == len(PARAMETERS) == len(HelpQuery.__dataclass_fields__)


@given(params=st.dictionaries(st.sampled_from([*PARAMETERS, "lang"]), st.lists(st.text())))
def test_whatever_stands_in_the_address_gives_a_query_of_what_is_offered(params):
    query, refused = help_query_from_params(params, OPTIONS)
    for name in FACETS:
        assert set(getattr(query, name)) <= set(OPTIONS[name])
    assert query.part in ("", *OPTIONS["part"])
    assert query.view in ("", *OPTIONS["view"])
    assert set(refused) <= set(params)


@pytest.mark.parametrize("name", [name for name in PARAMETERS if name != "speaks"])
def test_a_value_nobody_offers_is_named_and_costs_no_other(name):
    good = OPTIONS[PARAMETERS[name]][0]
    query, refused = help_query_from_params({name: ["<script>", good]}, OPTIONS)
    assert refused == (name,)
    assert help_query_to_params(query) == {name: [good]}


def test_a_language_no_need_asks_for_any_more_is_no_mistake():
    query, refused = help_query_from_params({"speaks": ["fr", "ar"]}, OPTIONS)
    assert (query.languages, refused) == (("ar",), ())


def test_an_empty_value_is_none_and_a_value_given_twice_is_one():
    params = {"help": ["", "sport", "sport"]}
    assert help_query_from_params(params, OPTIONS) == (HelpQuery(kinds=("sport",)), ())


def test_times_are_offered_but_not_any_time_because_it_fits_each():
    assert OPTIONS["times"] == ("weekday_morning", "weekday_afternoon", "evening", "weekend")


def test_languages_are_offered_that_some_need_asks_for():
    assert OPTIONS["languages"] == SPOKEN
    assert help_options(WORLD, [])["languages"] == ()


def test_districts_are_offered_by_number():
    assert OPTIONS["districts"] == ("01", "02", "03")


@given(queries, st.sampled_from(FACETS), st.data())
def test_choosing_twice_is_choosing_nothing(query, name, data):
    value = data.draw(st.sampled_from(OPTIONS[name]))
    other = query.toggled(name, value)
    assert (value in getattr(other, name)) != (value in getattr(query, name))
    again = other.toggled(name, value)
    assert set(getattr(again, name)) == set(getattr(query, name))
    assert replace(again, **{name: ()}) == replace(query, **{name: ()})


@given(queries, st.sampled_from(FACETS), st.data())
def test_what_is_taken_away_is_gone_and_the_rest_stays(query, name, data):
    value = data.draw(st.sampled_from(OPTIONS[name]))
    left = query.without(name, value)
    assert value not in getattr(left, name)
    assert set(getattr(query, name)) - {value} == set(getattr(left, name))
    assert replace(left, **{name: ()}) == replace(query, **{name: ()})


def expected(all_needs, query):
    """Filter step by step, one rule a line."""
    left = list(all_needs)
    if query.kinds:
        left = [n for n in left if n.kind.value in query.kinds]
    if query.times:
        left = [n for n in left if n.time_of_week.value == "any" or n.time_of_week in query.times]
    if query.languages:
        left = [n for n in left if n.language is None or n.language in query.languages]
    if query.districts:
        left = [n for n in left if NUMBERS.get(n.district) in query.districts]
    return tuple(left)


@given(st.lists(needs, max_size=30), queries)
def test_filters_find_what_a_reader_would_and_keep_the_order(all_needs, query):
    assert wanted(all_needs, query, WORLD) == expected(all_needs, query)


@given(st.lists(needs, max_size=30))
def test_without_a_filter_every_need_is_there(all_needs):
    assert wanted(all_needs, HelpQuery(), WORLD) == tuple(all_needs)


def test_only_filters_of_needs_ask_for_needs():
    assert not HelpQuery(districts=("01",), part="help", view="map").asks_for_needs
    for name in ("kinds", "times", "languages"):
        assert HelpQuery(**{name: ("x",)}).asks_for_needs


def test_each_role_sees_at_least_what_the_one_below_sees():
    seen = [set(parts_for(role)) for role in sorted(Role)]
    assert all(less <= more for less, more in pairwise(seen))


def test_the_public_sees_the_public_side_and_editors_alone_the_log():
    assert parts_for(Role.PUBLIC) == (Part.HELP,)
    assert [role for role in Role if Part.HOMES in parts_for(role)] == [
        *(Role.VOLUNTEER, Role.PLANNER, Role.EDITOR)
    ]
    assert [role for role in Role if Part.LOG in parts_for(role)] == [Role.EDITOR]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("part", ["", *Part, "attic"])
def test_no_address_leads_to_a_part_the_role_may_not_see(role, part):
    shown = part_of(HelpQuery(part=part), role)
    assert shown in parts_for(role)
    assert shown == (part if part in parts_for(role) else parts_for(role)[0])
