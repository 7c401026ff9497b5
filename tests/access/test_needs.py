"""The needs board: who may write what, what everybody sees, and two who write at once."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlalchemy import text

from geo.access.audit import entries
from geo.access.needs import (
    ConflictError,
    Kind,
    NeedDraft,
    NeedError,
    TimeOfWeek,
    change_need,
    current_needs,
    post_need,
    public_needs,
    withdraw_need,
)
from geo.access.viewer import PUBLIC, NotAllowedError, Viewer
from geo.directory.viewer import Role
from tests.access.samples import DAY, EDITOR, HOUR, NOW, TODAY, VOLUNTEER, WEST_EDITOR, draft

SITES = {"west-home", "east-home", "other"}
NOT_EDITORS = [PUBLIC, VOLUNTEER, Viewer(Role.PLANNER, "0000dddd")]


def board(store, today=TODAY):
    return current_needs(store, VOLUNTEER, today)


drafts = st.builds(
    NeedDraft,
    site_id=st.sampled_from(["west-home", "east-home"]),
    district=st.sampled_from(["Westfeld", "Ostfeld"]),
    kind=st.sampled_from(Kind),
    text=st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=500),
    people=st.integers(1, 500),
    time_of_week=st.sampled_from(TimeOfWeek),
    language=st.sampled_from([None, "ar", "tig"]),
    valid_until=st.dates(TODAY, TODAY + timedelta(days=366)),
)


@given(wanted=drafts)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_need_comes_back_as_it_was_posted(store, wanted):
    posted = post_need(store, EDITOR, wanted, NOW)
    assert posted in board(store)
    assert posted.model_dump(exclude={"id", "version"}) == wanted.model_dump()
    withdraw_need(store, EDITOR, posted.id, posted.version, NOW)
    assert board(store) == ()


def test_what_ends_first_stands_first(store):
    late = post_need(store, EDITOR, draft(valid_until=TODAY + 9 * DAY), NOW)
    soon = post_need(store, EDITOR, draft(valid_until=TODAY + 2 * DAY), NOW)
    assert board(store) == (soon, late)


def test_an_expired_need_vanishes_by_itself(store):
    last_day = TODAY + 2 * DAY
    posted = post_need(store, EDITOR, draft(valid_until=last_day), NOW)
    assert board(store, last_day) == (posted,)
    assert "Westfeld" in public_needs(store, last_day, SITES)
    assert board(store, last_day + DAY) == ()
    assert public_needs(store, last_day + DAY, SITES) == {}


@pytest.mark.parametrize("days", [-1, 367, 10_000])
def test_a_need_is_valid_from_today_to_a_year_ahead(store, days):
    with pytest.raises(NeedError, match="take a day from 2026-01-05 to 2027-01-06"):
        post_need(store, EDITOR, draft(valid_until=TODAY + days * DAY), NOW)
    assert board(store) == ()


def test_today_is_stuttgarts_and_not_greenwichs(store):
    just_after_midnight = NOW.replace(hour=23, minute=30)
    with pytest.raises(NeedError, match="from 2026-01-06"):
        post_need(store, EDITOR, draft(valid_until=TODAY), just_after_midnight)


@pytest.mark.parametrize(
    "wrong",
    [
        {"people": 0},
        {"people": 501},
        {"kind": "miracle"},
        {"time_of_week": "never"},
        {"language": "German"},
        {"site_id": "West Home"},
        {"text": "   "},
        {"text": "x" * 501},
        {"text": "nothing\0"},
        {"text": "turned \u202e round"},
        {"phone": "+49 000"},
    ],
)
def test_a_draft_holds_nothing_that_is_not_a_need(wrong):
    with pytest.raises(ValidationError):
        draft(**wrong)


@pytest.mark.parametrize("viewer", NOT_EDITORS)
def test_only_editors_write(store, viewer):
    posted = post_need(store, EDITOR, draft(), NOW)
    with pytest.raises(NotAllowedError):
        post_need(store, viewer, draft(), NOW)
    with pytest.raises(NotAllowedError):
        change_need(store, viewer, posted.id, 1, draft(people=9), now=NOW)
    with pytest.raises(NotAllowedError):
        withdraw_need(store, viewer, posted.id, 1, NOW)
    assert board(store) == (posted,)


def test_an_editor_of_some_sites_writes_for_these_only(store):
    own = post_need(store, WEST_EDITOR, draft(), NOW)
    others = post_need(store, EDITOR, draft(site_id="east-home"), NOW)
    attempts = [
        lambda: post_need(store, WEST_EDITOR, draft(site_id="east-home"), NOW),
        lambda: change_need(store, WEST_EDITOR, others.id, 1, draft(), now=NOW),
        lambda: change_need(store, WEST_EDITOR, own.id, 1, draft(site_id="east-home"), now=NOW),
        lambda: withdraw_need(store, WEST_EDITOR, others.id, 1, NOW),
    ]
    for attempt in attempts:
        with pytest.raises(NotAllowedError):
            attempt()
    assert set(board(store)) == {own, others}
    assert change_need(store, WEST_EDITOR, own.id, 1, draft(people=9), now=NOW).people == 9


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(store):
    seen_by_both = post_need(store, EDITOR, draft(), NOW)
    first = change_need(store, EDITOR, seen_by_both.id, 1, draft(people=3), now=NOW)
    with pytest.raises(ConflictError, match="was changed meanwhile; nothing was over") as told:
        change_need(store, WEST_EDITOR, seen_by_both.id, 1, draft(people=4), now=NOW)
    assert told.value.current == first
    assert board(store) == (first,)
    second = change_need(store, WEST_EDITOR, first.id, first.version, draft(people=4), now=NOW)
    assert board(store) == (second,)


def test_nobody_withdraws_what_was_changed_meanwhile(store):
    posted = post_need(store, EDITOR, draft(), NOW)
    changed = change_need(store, EDITOR, posted.id, 1, draft(people=3), now=NOW)
    with pytest.raises(ConflictError) as told:
        withdraw_need(store, EDITOR, posted.id, 1, NOW)
    assert told.value.current == changed
    assert board(store) == (changed,)


def test_nobody_changes_what_was_withdrawn_meanwhile(store):
    posted = post_need(store, EDITOR, draft(), NOW)
    withdraw_need(store, EDITOR, posted.id, 1, NOW)
    with pytest.raises(ConflictError, match="was withdrawn meanwhile") as told:
        change_need(store, EDITOR, posted.id, 1, draft(people=3), now=NOW)
    assert told.value.current is None
    assert board(store) == ()


def test_of_two_changes_at_the_same_moment_one_holds(store):
    posted, start = post_need(store, EDITOR, draft(), NOW), Barrier(2)

    def attempt(people):
        start.wait()
        try:
            return change_need(store, EDITOR, posted.id, 1, draft(people=people), now=NOW)
        except ConflictError as conflict:
            return conflict

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(attempt, [3, 4]))
    (conflict,) = [result for result in results if isinstance(result, ConflictError)]
    (winner,) = [result for result in results if result is not conflict]
    assert board(store) == (winner,)
    assert conflict.current == winner


def test_everybody_sees_district_and_kind_and_nothing_that_names_a_site(store):
    posted = post_need(store, EDITOR, draft(language="ar"), NOW)
    (seen,) = public_needs(store, TODAY, SITES)["Westfeld"]
    assert seen.model_dump() == {
        "district": "Westfeld",
        "kind": Kind.TIME,
        "people_from": 1,
        "time_of_week": TimeOfWeek.ANY,
        "language": "ar",
    }
    for hidden in (posted.id, posted.site_id, posted.text):
        assert hidden not in seen.model_dump_json()


@given(wanted=st.lists(drafts, max_size=6), order=st.randoms())
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_everybody_sees_does_not_depend_on_site_text_or_age(store, wanted, order):
    def public_view(needs):
        with store.writing() as session:
            session.execute(text("DELETE FROM needs"))
        for need in needs:
            post_need(store, EDITOR, need, NOW)
        seen = public_needs(store, TODAY, SITES)
        return json.dumps([[name, [n.model_dump() for n in seen[name]]] for name in seen])

    moved = [n.model_copy(update={"site_id": "other", "text": "Another text"}) for n in wanted]
    order.shuffle(moved)
    assert public_view(wanted) == public_view(moved)


def test_the_public_does_not_read_the_board_itself(store):
    with pytest.raises(NotAllowedError, match="needs the role volunteer"):
        current_needs(store, PUBLIC, TODAY)


def test_every_change_is_on_record(store):
    posted = post_need(store, WEST_EDITOR, draft(), NOW)
    change_need(store, EDITOR, posted.id, 1, draft(people=3), now=NOW + HOUR)
    withdraw_need(store, WEST_EDITOR, posted.id, 2, NOW + 2 * HOUR)
    logged = [(e.who, e.event, e.at) for e in reversed(entries(store, EDITOR))]
    assert logged == [
        (WEST_EDITOR.invitation_id, "need_posted", NOW),
        (EDITOR.invitation_id, "need_changed", NOW + HOUR),
        (WEST_EDITOR.invitation_id, "need_withdrawn", NOW + 2 * HOUR),
    ]
    assert {e.detail for e in entries(store, EDITOR)} == {f"{posted.id} west-home"}
