"""The life of an invitation: made, used once, expired or revoked."""

from base64 import urlsafe_b64decode
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.sql import SQL, Identifier
from sqlalchemy import event

from geo.access.audit import entries
from geo.access.invitations import (
    ROLES,
    InvitationError,
    SignInError,
    State,
    invite,
    list_invitations,
    redeem,
    revoke,
)
from geo.access.sessions import seal, viewer_of
from geo.access.tables import Base
from geo.access.tokens import fingerprint
from tests.access.samples import DAY, EDITOR, HOUR, NOW, SECRET

AS_TEXT = SQL("SELECT {0}::text FROM {0}")


def invited(store, role="volunteer", days=90, note="Made-up circle", sites=(), now=NOW):
    return invite(store, role, days, note, sites, now=now)


def state_of(store, issued, now=NOW):
    return next(i for i in list_invitations(store) if i.id == issued.invitation_id).state(now)


def test_an_invitation_is_open_then_used_then_expired(store):
    issued = invited(store, days=2)
    assert state_of(store, issued) is State.OPEN
    redeem(store, issued.token, NOW)
    assert state_of(store, issued) is State.USED
    assert state_of(store, issued, NOW + 2 * DAY) is State.EXPIRED


def test_the_list_tells_all_but_the_token(store):
    issued = invited(store, "editor", 3, "Made-up operator [west]", ["west-home", "east-home"])
    (listed,) = list_invitations(store)
    assert listed.id == issued.invitation_id
    assert (listed.role, listed.note) == ("editor", "Made-up operator [west]")
    assert listed.sites == ("east-home", "west-home")
    assert (listed.created_at, listed.expires_at) == (NOW, NOW + 3 * DAY)
    assert issued.token not in repr(issued) + repr(listed)


def test_the_newest_invitation_is_listed_first(store):
    old, new = invited(store), invited(store, now=NOW + HOUR)
    listed = [invitation.id for invitation in list_invitations(store)]
    assert listed == [new.invitation_id, old.invitation_id]


@pytest.mark.parametrize("role", ROLES)
def test_the_role_of_the_invitation_is_the_role_of_the_viewer(store, role):
    issued = invited(store, role)
    cookie = seal(redeem(store, issued.token, NOW), SECRET)
    viewer = viewer_of(store, cookie, SECRET, NOW)
    assert (viewer.role.name.lower(), viewer.invitation_id) == (role, issued.invitation_id)


@pytest.mark.parametrize("role", ["public", "admin", "Editor", ""])
def test_an_unknown_role_is_refused_with_the_ones_there_are(store, role):
    with pytest.raises(InvitationError, match="volunteer, planner, editor"):
        invited(store, role)
    assert list_invitations(store) == ()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"days": 0}, "1 to 730"),
        ({"days": -1}, "1 to 730"),
        ({"days": 10**9}, "1 to 730"),
        ({"note": "two\nlines"}, "one line"),
        ({"note": "nothing\0"}, "one line"),
        ({"note": "long" * 51}, "at most 200"),
        ({"sites": ["west-home"]}, "limit editors only"),
        ({"role": "editor", "sites": ["West Home"]}, "'West Home' is no id"),
    ],
)
def test_what_cannot_be_is_refused_and_said(store, wrong, told):
    with pytest.raises(InvitationError, match=told):
        invited(store, **wrong)
    assert list_invitations(store) == ()


def test_a_session_lasts_twelve_hours_but_never_longer_than_its_invitation(store):
    issued, late = invited(store, days=1), invited(store, days=1)
    assert redeem(store, issued.token, NOW).expires_at == NOW + 12 * HOUR
    assert redeem(store, late.token, NOW + 20 * HOUR).expires_at == NOW + 24 * HOUR


def test_an_operator_may_choose_the_length_of_sessions(store):
    assert redeem(store, invited(store).token, NOW, session_hours=0.5).expires_at == NOW + HOUR / 2


def test_a_token_works_once(store):
    token = invited(store).token
    redeem(store, token, NOW)
    with pytest.raises(SignInError):
        redeem(store, token, NOW)


def test_of_two_who_use_a_token_at_the_same_moment_one_gets_in(store):
    token, start = invited(store).token, Barrier(2)

    def attempt(_):
        start.wait()
        try:
            return redeem(store, token, NOW)
        except SignInError:
            return None

    with ThreadPoolExecutor(2) as pool:
        assert sum(session is not None for session in pool.map(attempt, range(2))) == 1


def test_an_invitation_works_until_its_last_moment(store):
    first, second = invited(store, days=1), invited(store, days=1)
    redeem(store, first.token, NOW + DAY - timedelta(seconds=1))
    with pytest.raises(SignInError):
        redeem(store, second.token, NOW + DAY)


def test_a_revoked_invitation_signs_nobody_in(store):
    issued = invited(store)
    revoke(store, issued.invitation_id, NOW)
    assert state_of(store, issued) is State.REVOKED
    with pytest.raises(SignInError):
        redeem(store, issued.token, NOW)


def test_revoking_again_changes_nothing(store):
    issued = invited(store)
    revoke(store, issued.invitation_id, NOW)
    before = list_invitations(store)
    revoke(store, issued.invitation_id, NOW + HOUR)
    assert list_invitations(store) == before


def test_revoking_what_does_not_exist_names_it(store):
    with pytest.raises(InvitationError, match="no invitation 'ffff'"):
        revoke(store, "ffff", NOW)


def failures(store):
    """Give every kind of token that signs nobody in."""
    used, expired, revoked, good = (invited(store, days=d) for d in (9, 1, 9, 9))
    redeem(store, used.token, NOW)
    revoke(store, revoked.invitation_id, NOW)
    return {
        "used": used.token,
        "expired": expired.token,
        "revoked": revoked.token,
        "forged": fingerprint("forged").hex(),
        "its hash": fingerprint(good.token).hex(),
        "truncated": good.token[:-1],
        "longer": good.token + "A",
        "other case": good.token.swapcase(),
        "empty": "",
        "huge": good.token * 100_000,
        "no text": "\0\ud800' OR 1=1 --",
    }


def test_every_failure_says_and_costs_the_same(store):
    tokens, told, statements = failures(store), set(), {}
    for kind, token in tokens.items():
        seen = []
        listen = lambda _c, _cursor, statement, *_rest, seen=seen: seen.append(statement)  # noqa: E731
        event.listen(store.engine, "before_cursor_execute", listen)
        with pytest.raises(SignInError) as refusal:
            redeem(store, token, NOW + 2 * DAY)
        event.remove(store.engine, "before_cursor_execute", listen)
        told.add((str(refusal.value), refusal.value.__cause__, refusal.value.__context__))
        statements[kind] = tuple(seen)
    assert len(told) == 1
    assert len(set(statements.values())) == 1
    assert sum("invitations" in statement for statement in statements["forged"]) == 1


def test_no_failure_uses_another_invitation_up(store):
    good = invited(store)
    for token in failures(store).values():
        with pytest.raises(SignInError):
            redeem(store, token, NOW + 2 * DAY)
    assert redeem(store, good.token, NOW + 2 * DAY)


@settings(
    max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(data=st.data())
def test_no_part_or_change_of_a_token_signs_anybody_in(store, data):
    token = invited(store).token
    cut = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.text(max_size=300).filter(lambda text: text != token[cut:]))
    with pytest.raises(SignInError):
        redeem(store, token[:cut] + other, NOW)


def test_the_store_never_holds_a_token_or_a_session_id(store, database_url):
    issued = invited(store)
    session = redeem(store, issued.token, NOW)
    unused = invited(store)
    store_bytes = everything_in(database_url)
    assert present(fingerprint(session.value), store_bytes), "this test looks in the right place"
    for secret in (issued.token, unused.token, session.value, seal(session, SECRET)):
        assert secret.encode() not in store_bytes
        assert secret.encode("utf-16-le") not in store_bytes
    for token in (issued.token, unused.token, session.value):
        assert not present(urlsafe_b64decode(token + "="), store_bytes)


def present(value, store_bytes):
    return value in store_bytes or value.hex().encode() in store_bytes


def everything_in(database_url):
    """Give all there is: the files of SQLite as they are, all rows of PostgreSQL as text."""
    if database_url.startswith("sqlite"):
        folder = database_url.removeprefix("sqlite:///").rpartition("/")[0]
        return b"".join(path.read_bytes() for path in sorted(Path(folder).iterdir()))
    address = database_url.replace("+psycopg", "")
    with closing(psycopg.connect(address)) as connection:
        rows = [
            connection.execute(AS_TEXT.format(Identifier(name))).fetchall()
            for name in Base.metadata.tables
        ]
    return repr(rows).encode()


def test_making_using_and_revoking_are_on_record(store):
    issued = invited(store)
    redeem(store, issued.token, NOW + HOUR)
    revoke(store, issued.invitation_id, NOW + 2 * HOUR)
    logged = [(e.who, e.event, e.at) for e in reversed(entries(store, EDITOR))]
    assert logged == [
        ("operator", "invited", NOW),
        (issued.invitation_id, "signed_in", NOW + HOUR),
        ("operator", "revoked", NOW + 2 * HOUR),
    ]
