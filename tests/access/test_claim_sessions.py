"""A token signs in once, is ended for good, and counts for nothing that is not on record."""

import logging

import pytest
from sqlalchemy import event, select, text

from geo.access.audit import entries
from geo.access.claim_sessions import enter_with_claims, leave_with_claims
from geo.access.invitations import invite, list_invitations
from geo.access.store import StoreError, open_store
from geo.access.tables import IdentityTokenRow
from geo.access.viewer import PUBLIC
from geo.directory.viewer import Role
from tests.access.city import claims, rules
from tests.access.samples import DAY, EDITOR, HOUR, NOW

LOCK = {"sqlite": "SELECT 1", "postgresql": "LOCK TABLE identity_tokens IN SHARE MODE"}
OTHER = {"sub": "4712", "nonce": "two"}


def enter(store, now=NOW, **values):
    return enter_with_claims(store, claims(**values), rules(), now)


def leave(store, now=NOW, **values):
    leave_with_claims(store, claims(**values), rules(), now)


def logged(store):
    """List what was written down, the oldest first."""
    return [(entry.event, entry.who) for entry in reversed(entries(store, EDITOR))]


def kept(store):
    with store.reading() as session:
        return len(session.scalars(select(IdentityTokenRow)).all())


def after_the_first_look(store, happens):
    """Let something happen when somebody has looked for a token and not yet written it down."""
    pending = [happens]

    def listen(_connection, _cursor, statement, *_rest):
        if pending and statement.startswith("SELECT identity_tokens"):
            pending.pop()()

    event.listen(store.engine, "after_cursor_execute", listen)


def test_a_sign_in_is_on_record_once_however_often_the_page_reruns(store):
    viewers = {enter(store, NOW + minutes * HOUR / 60) for minutes in range(30)}
    (viewer,) = viewers
    assert viewer.role is Role.VOLUNTEER
    (entry,) = entries(store, EDITOR)
    assert (entry.event, entry.who, entry.at) == ("signed_in", viewer.invitation_id, NOW)
    assert entry.detail == "volunteer 2026-01-05T11:00:00+00:00"


def test_two_tabs_at_once_are_one_sign_in(store):
    after_the_first_look(store, lambda: enter(store))
    assert enter(store).role is Role.VOLUNTEER
    assert [what for what, _ in logged(store)] == ["signed_in"]


def test_another_token_of_the_same_person_is_another_sign_in(store):
    first, second = enter(store), enter(store, nonce="two")
    assert first == second
    assert logged(store) == [("signed_in", first.invitation_id)] * 2


def test_who_stays_public_leaves_no_trace_and_asks_for_nothing(store):
    asked = []
    event.listen(store.engine, "before_cursor_execute", lambda *query: asked.append(query))
    for wrong in ({"roles": "chess"}, {"aud": "another"}, {"exp": 1}, {"is_logged_in": None}):
        assert enter(store, **wrong) == PUBLIC
    assert asked == []


def test_signing_out_is_on_record_once_and_for_good(store):
    who = enter(store).invitation_id
    leave(store)
    leave(store)
    assert enter(store) == PUBLIC
    assert logged(store) == [("signed_in", who), ("signed_out", who)]


def test_signing_out_ends_one_token_and_no_other(store):
    enter(store)
    leave(store)
    assert enter(store, nonce="two").role is Role.VOLUNTEER
    assert enter(store, **OTHER).role is Role.VOLUNTEER


def test_signing_out_in_one_tab_wins_over_signing_in_in_another(store):
    after_the_first_look(store, lambda: leave(store))
    assert enter(store) == PUBLIC
    assert logged(store) == []


@pytest.mark.parametrize("exp", [NOW + HOUR, NOW + 3650 * DAY])
def test_a_signed_out_token_never_comes_back_however_long_it_would_last(store, exp):
    token = {"exp": int(exp.timestamp())}
    enter(store, **token)
    leave(store, **token)
    longest = rules(session_hours=31 * 24)
    for hours in range(1, 40 * 24, 7):
        now = NOW + hours * HOUR
        others = {"iat": int(now.timestamp()), "exp": int((now + HOUR).timestamp())}
        assert enter(store, now, **OTHER | others) != PUBLIC
        assert enter_with_claims(store, claims(**token), longest, now) == PUBLIC


def test_a_token_signed_out_before_it_gave_a_role_gives_none_later(store):
    leave(store, roles="helpers-to-be")
    tomorrows = rules(roles={"helpers-to-be": "volunteer"})
    assert enter_with_claims(store, claims(roles="helpers-to-be"), tomorrows, NOW) == PUBLIC
    assert logged(store) == []


def test_signing_out_with_nothing_to_sign_out_does_nothing(store):
    for wrong in ({"is_logged_in": None}, {"aud": "another"}, {"exp": 1}, {"sub": None}):
        leave(store, **wrong)
    assert kept(store) == 0


def test_expired_tokens_are_cleared_away_at_the_next_sign_in(store):
    enter(store)
    leave(store)
    later = NOW + DAY
    fresh = {"iat": int(later.timestamp()), "exp": int((later + HOUR).timestamp())}
    enter(store, later, **OTHER | fresh)
    assert kept(store) == 1


def test_a_sign_in_that_cannot_be_written_down_does_not_happen(store, impatient, caplog):
    with store.writing() as session:
        session.execute(text(LOCK[store.engine.dialect.name]))
        with caplog.at_level(logging.ERROR):
            assert enter(impatient) == PUBLIC
    assert "nobody signs in by claims: " in caplog.text
    assert "Mira" not in caplog.text
    assert logged(store) == []
    assert enter(impatient).role is Role.VOLUNTEER


def test_who_is_in_does_not_wait_for_a_writer(store, impatient):
    enter(store)
    with store.writing() as session:
        session.execute(text(LOCK[store.engine.dialect.name]))
        assert enter(impatient).role is Role.VOLUNTEER


def test_a_sign_out_that_cannot_be_kept_says_so(store, impatient):
    enter(store)
    with store.writing() as session:
        session.execute(text(LOCK[store.engine.dialect.name]))
        with pytest.raises(StoreError, match="is busy with another change; nothing was"):
            leave(impatient)
    assert enter(store).role is Role.VOLUNTEER


def test_a_store_that_does_not_answer_lets_nobody_in(store, caplog):
    enter(store)
    with store.writing() as session:
        session.execute(text("ALTER TABLE identity_tokens RENAME TO elsewhere"))
    with caplog.at_level(logging.ERROR):
        assert enter(store) == PUBLIC
    assert "nobody signs in by claims: " in caplog.text


def test_a_database_from_before_is_brought_forward_and_keeps_everything(store, database_url):
    issued = invite(store, "volunteer", 9, "", now=NOW)
    with store.writing() as session:
        session.execute(text("DROP TABLE identity_tokens"))
        session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    again = open_store(database_url)
    assert enter(again).role is Role.VOLUNTEER
    assert [i.id for i in list_invitations(again)] == [issued.invitation_id]
    again.close()
