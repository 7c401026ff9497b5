"""The filters of those who would like to help, and the numbers beside them."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from geo.access.help_query import FACETS, HelpQuery, help_options, wanted
from geo.access.needs import Kind, PublicNeed, TimeOfWeek
from geo.web.help_filters import help_chips, help_facets, help_label
from tests.worlds import EAST, MIDDLE, WEST, catalogues, world

ENGLISH = catalogues().get("en")
WORLD = world()
SPOKEN = ("ar", "tig")


def need(**values):
    return PublicNeed(**{"district": WEST, "kind": Kind.SPORT, "people_from": 1} | values)


OPTIONS = help_options(WORLD, [need(language=code) for code in SPOKEN])

all_needs = st.lists(
    st.builds(
        PublicNeed,
        district=st.sampled_from([WEST, MIDDLE, EAST]),
        kind=st.sampled_from(Kind),
        people_from=st.just(1),
        time_of_week=st.sampled_from(TimeOfWeek),
        language=st.sampled_from([None, *SPOKEN]),
    ),
    max_size=25,
)
queries = st.builds(
    HelpQuery,
    **{name: st.lists(st.sampled_from(OPTIONS[name]), unique=True).map(tuple) for name in FACETS},
)


def facets(needs, query=HelpQuery(), catalogue=ENGLISH):  # noqa: B008 (it is frozen)
    written = help_facets(catalogue, WORLD, OPTIONS, query, needs)
    return {facet.name: {option.value: option for option in facet.options} for facet in written}


def without_districts(written):
    return [
        (name, option)
        for name, options in written.items()
        if name != "districts"
        for option in options.values()
    ]


@given(all_needs, queries)
def test_the_number_beside_an_option_is_what_choosing_it_alone_gives(needs, query):
    for name, option in without_districts(facets(needs, query)):
        chosen = wanted(needs, replace(query, **{name: (option.value,)}), WORLD)
        assert option.count == str(len(chosen))
        assert option.none == (not chosen)


@given(all_needs, queries)
def test_where_nothing_of_a_kind_is_chosen_a_click_gives_the_number_beside_it(needs, query):
    for name in ("kinds", "times", "languages"):
        before = replace(query, **{name: ()})
        for option in facets(needs, before)[name].values():
            after = wanted(needs, before.toggled(name, option.value), WORLD)
            assert option.count == str(len(after))


@given(queries)
def test_what_is_chosen_is_marked_and_nothing_else(query):
    for name, options in facets([], query).items():
        marked = {value for value, option in options.items() if option.chosen}
        assert marked == set(getattr(query, name))


def test_a_need_for_any_time_counts_at_each_time():
    written = facets([need(time_of_week="any"), need(time_of_week="evening")])["times"]
    assert [option.count for option in written.values()] == ["1", "1", "2", "1"]


def test_districts_carry_no_number_and_can_always_be_chosen():
    written = facets([need(district=WEST)])["districts"]
    assert [(o.label, o.count, o.none) for o in written.values()] == [
        (name, "", False) for name in (WEST, MIDDLE, EAST)
    ]


def test_a_filter_without_anything_to_choose_is_left_out():
    written = help_facets(ENGLISH, WORLD, help_options(WORLD, []), HelpQuery(), [])
    assert [facet.name for facet in written] == ["kinds", "times", "districts"]


def test_every_choice_has_words_in_every_language():
    for catalogue in catalogues():
        for facet in help_facets(catalogue, WORLD, OPTIONS, HelpQuery(), []):
            labels = [option.label for option in facet.options]
            assert not facet.label.startswith("help.")
            assert not [label for label in labels if not label or label.startswith("help.")]
            assert len(set(labels)) == len(labels)


@given(queries)
def test_each_choice_in_force_has_a_chip_that_takes_it_away(query):
    left = query
    for chip in help_chips(ENGLISH, WORLD, query):
        assert chip.label == help_label(ENGLISH, WORLD, chip.name, chip.value)
        left = left.without(chip.name, chip.value)
    assert left == HelpQuery()


def test_what_has_no_name_shows_as_it_is():
    assert help_label(ENGLISH, WORLD, "districts", "99") == "99"
    assert help_label(ENGLISH, WORLD, "languages", "qqq") == "qqq"
