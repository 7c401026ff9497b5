"""From a cookie to a viewer; whatever is wrong makes the public."""

import logging
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select, text

from geo.access.audit import entries
from geo.access.invitations import invite, redeem, revoke
from geo.access.sessions import SKEW, end_session, seal, viewer_of
from geo.access.store import StoreError
from geo.access.tables import SessionRow
from geo.access.viewer import PUBLIC
from geo.directory.viewer import Role
from tests.access.samples import DAY, EDITOR, HOUR, NOW, SECRET

SECOND = timedelta(seconds=1)


@pytest.fixture
def issued(store):
    return invite(store, "editor", 90, "", ["west-home"], now=NOW)


@pytest.fixture
def cookie(store, issued):
    return seal(redeem(store, issued.token, NOW), SECRET)


def test_a_session_knows_role_invitation_and_sites(store, issued, cookie):
    viewer = viewer_of(store, cookie, SECRET, NOW)
    assert viewer.role is Role.EDITOR
    assert viewer.invitation_id == issued.invitation_id
    assert viewer.sites == ("west-home",)


def test_a_session_ends_by_itself(store, cookie):
    assert viewer_of(store, cookie, SECRET, NOW + 12 * HOUR - SECOND) != PUBLIC
    assert viewer_of(store, cookie, SECRET, NOW + 12 * HOUR) == PUBLIC


def test_revoking_the_invitation_ends_its_session_at_the_next_look(store, issued, cookie):
    other = invite(store, "volunteer", 90, "", now=NOW)
    others = seal(redeem(store, other.token, NOW), SECRET)
    revoke(store, issued.invitation_id, NOW)
    assert viewer_of(store, cookie, SECRET, NOW) == PUBLIC
    assert viewer_of(store, others, SECRET, NOW).role is Role.VOLUNTEER


def test_a_role_changed_in_the_store_holds_from_the_next_look(store, cookie):
    with store.writing() as session:
        session.execute(text("UPDATE invitations SET role = 'volunteer'"))
    assert viewer_of(store, cookie, SECRET, NOW).role is Role.VOLUNTEER
    with store.writing() as session:
        session.execute(text("UPDATE invitations SET role = 'emperor'"))
    assert viewer_of(store, cookie, SECRET, NOW) == PUBLIC


def test_a_clock_two_minutes_behind_the_one_that_signed_in_is_forgiven(store, cookie):
    assert viewer_of(store, cookie, SECRET, NOW - SKEW) != PUBLIC
    assert viewer_of(store, cookie, SECRET, NOW - SKEW - SECOND) == PUBLIC


@given(offset_s=st.integers(-(10**6), 10**6))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_session_holds_between_its_start_and_its_end_only(store, cookie, offset_s):
    viewer = viewer_of(store, cookie, SECRET, NOW + offset_s * SECOND)
    assert (viewer != PUBLIC) == (-120 <= offset_s < 12 * 60 * 60)


def changes(cookie):
    """Give what a browser may send in place of a cookie."""
    return [
        None,
        "",
        cookie[:-1],
        cookie.partition(".")[0],
        "." + cookie.partition(".")[2],
        cookie + "A",
        cookie.swapcase(),
        "x" * 1_000_000,
        "ü.\ud800\0",
    ]


def test_a_cookie_that_was_changed_is_the_publics(store, cookie):
    for changed in changes(cookie):
        assert viewer_of(store, changed, SECRET, NOW) == PUBLIC
        end_session(store, changed, SECRET, NOW)
    assert viewer_of(store, cookie, SECRET, NOW) != PUBLIC


def test_a_cookie_signed_with_another_secret_is_the_publics(store, cookie):
    assert viewer_of(store, cookie, SECRET + b"!", NOW) == PUBLIC


def test_the_token_of_an_invitation_is_no_session(store, issued):
    redeem(store, issued.token, NOW)
    assert viewer_of(store, issued.token, SECRET, NOW) == PUBLIC


def test_without_a_genuine_cookie_the_store_is_not_asked(store, cookie):
    asked = []
    event.listen(store.engine, "before_cursor_execute", lambda *query: asked.append(query))
    for changed in changes(cookie):
        viewer_of(store, changed, SECRET, NOW)
    assert asked == []


def test_signing_out_ends_this_session_for_good_and_is_on_record(store, issued, cookie):
    end_session(store, cookie, SECRET, NOW + HOUR)
    assert viewer_of(store, cookie, SECRET, NOW + HOUR) == PUBLIC
    end_session(store, cookie, SECRET, NOW + HOUR)
    logged = [(e.who, e.event) for e in entries(store, EDITOR)]
    assert logged.count((issued.invitation_id, "signed_out")) == 1


def test_a_store_that_does_not_answer_makes_the_public_and_a_line_in_the_log(store, cookie, caplog):
    with store.writing() as session:
        session.execute(text("ALTER TABLE sessions RENAME TO elsewhere"))
    with caplog.at_level(logging.ERROR):
        assert viewer_of(store, cookie, SECRET, NOW) == PUBLIC
    assert "everybody counts as public" in caplog.text
    with pytest.raises(StoreError):
        end_session(store, cookie, SECRET, NOW)


def test_expired_sessions_are_cleared_away_when_the_next_one_starts(store, issued):
    redeem(store, issued.token, NOW)
    next_one = invite(store, "volunteer", 90, "", now=NOW)
    redeem(store, next_one.token, NOW + DAY)
    with store.reading() as session:
        (row,) = session.scalars(select(SessionRow))
        assert row.invitation_id == next_one.invitation_id


def test_a_session_is_never_printed(store, issued):
    session = redeem(store, issued.token, NOW)
    assert session.value not in repr(session)
