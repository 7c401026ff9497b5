"""How an answer is looked at, in the address bar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.directory.query import View
from geo.web.coverage_view import (
    NEW_SITE,
    CoverageView,
    Layer,
    Panel,
    move_place,
    move_site,
    view_from_params,
    view_to_params,
)
from tests.coverage.plans import planning

PUBLIC = planning().public
TOOLS = ("", NEW_SITE, move_site(3), move_place("advice-west"))
VIEWS = st.builds(
    CoverageView,
    panel=st.sampled_from(Panel),
    layer=st.sampled_from(Layer),
    district=st.sampled_from(["", "01", "03"]),
    place=st.sampled_from(["", "advice-west"]),
    site=st.sampled_from(["", "0", "19"]),
    tool=st.sampled_from(TOOLS),
    at=st.none() | st.just(View(48.77, 9.12, 13.5)),
)


@given(VIEWS)
def test_a_view_reads_back_as_it_was_written(view):
    assert view_from_params(view_to_params(view), PUBLIC) == (view, ())


def test_what_has_its_default_is_not_in_the_address():
    assert view_to_params(CoverageView()) == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("panel", "<script>"),
        ("layer", "251"),
        ("district", "99"),
        ("place", "home-one"),
        ("site", "20"),
        ("site", "-1"),
        ("tool", "move-site:99"),
        ("tool", "move-place:nowhere"),
        ("tool", "anything"),
        ("at", "north"),
    ],
)
def test_what_is_not_understood_is_named_and_left_out(name, value):
    assert view_from_params({name: [value]}, PUBLIC) == (CoverageView(), (name,))


def test_a_tool_tells_what_it_moves():
    assert CoverageView(tool=move_site(3)).moved_site == 3
    assert CoverageView(tool=move_place("advice-west")).moved_place == "advice-west"
    assert CoverageView(tool=NEW_SITE).moved_site is None
    assert CoverageView(tool=NEW_SITE).moved_place == ""
