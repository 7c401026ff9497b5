"""Tokens that sign nobody in: one answer for all, and the same work behind it."""

import hmac
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from sqlalchemy import event

from geo.access import invitations
from geo.access.entrance import COOKIE, Entrance
from geo.access.invitations import SignInError, invite, redeem, revoke
from tests.browser.signing_in import opened
from tests.safety.spoilt import otherwise

DAY = timedelta(days=1)


def used(store, now):
    issued = invite(store, "volunteer", 90, "", now=now)
    redeem(store, issued.token, now, 12)
    return issued.token


def expired(store, now):
    return invite(store, "volunteer", 1, "", now=now - 2 * DAY).token


def revoked(store, now):
    issued = invite(store, "volunteer", 90, "", now=now)
    revoke(store, issued.invitation_id, now)
    return issued.token


def truncated(store, now):
    return invite(store, "editor", 90, "", now=now).token[:-1]


def altered(store, now):
    return otherwise(invite(store, "editor", 90, "", now=now).token)


def lengthened(store, now):
    return invite(store, "editor", 90, "", now=now).token + "A"


def forged(_store, _now):
    return "A" * 43


def unreadable(_store, _now):
    return "\udcff' OR 1=1 --"


def empty(_store, _now):
    return ""


WAYS = [used, expired, revoked, truncated, altered, lengthened, forged, unreadable, empty]


def sent(address, token):
    form = {"token": token.encode("utf-8", "replace").decode(), "lang": "de"}
    answer = httpx.post(f"{address}/sign-in", data=form)
    headers = [(name, value) for name, value in answer.headers.items() if name != "date"]
    return answer.status_code, headers, answer.content


def test_over_the_line_every_refusal_is_the_same_to_the_letter(server):
    with opened(server) as store:
        tokens = [way(store, datetime.now(UTC)) for way in WAYS]
    answers = {way.__name__: sent(server.address, t) for way, t in zip(WAYS, tokens, strict=True)}
    assert {name for name, answer in answers.items() if answer != answers["forged"]} == set()
    status, headers, body = answers["forged"]
    assert status == 403
    assert not [name for name, _ in headers if name == "set-cookie"]
    assert not [token for token in tokens if token and token in body.decode()]


def test_a_good_token_is_answered_otherwise(server):
    """The refusals above would also be the same if nobody could sign in."""
    with opened(server) as store:
        token = invite(store, "volunteer", 90, "", now=datetime.now(UTC)).token
    status, headers, _ = sent(server.address, token)
    assert status == 303
    (cookie,) = [value for name, value in headers if name == "set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert token not in cookie
    assert "HttpOnly" in cookie
    assert sent(server.address, token)[0] == 403


def test_nothing_of_a_token_is_in_the_log_or_the_store(server):
    with opened(server) as store:
        tokens = [way(store, datetime.now(UTC)) for way in (used, expired, revoked, truncated)]
    for token in tokens:
        sent(server.address, token)
    kept = b"".join(path.read_bytes() for path in server.state.rglob("*") if path.is_file())
    assert kept
    assert not [token for token in tokens if token in server.said or token.encode() in kept]


class Work:
    """Writes down each look into the store, each hash and each comparison."""

    def __init__(self, monkeypatch, engine):
        self.steps = []
        event.listen(engine, "before_cursor_execute", self._asked)
        self._watch(monkeypatch, invitations, "fingerprint")
        self._watch(monkeypatch, hmac, "compare_digest")

    def _asked(self, _connection, _cursor, statement, *_others):
        self.steps.append(statement)

    def _watch(self, monkeypatch, owner, name):
        original = getattr(owner, name)

        def watched(*values):
            self.steps.append(name)
            return original(*values)

        monkeypatch.setattr(owner, name, watched)


@pytest.fixture
def door(tmp_path):
    entrance = Entrance(tmp_path, f"sqlite:///{tmp_path / 'store.sqlite'}", 12)
    yield entrance
    entrance.store.close()


def test_every_refusal_costs_the_same_looks_hashes_and_comparisons(door, monkeypatch):
    """Counted, not timed: what a clock would tell depends on the machine."""
    now = datetime.now(UTC)
    tokens = {way.__name__: way(door.store, now) for way in WAYS}
    work = Work(monkeypatch, door.store.engine)
    done = {}
    for name, token in tokens.items():
        work.steps.clear()
        with pytest.raises(SignInError) as refused:
            door.enter(token, now)
        done[name] = [str(refused.value), *work.steps]
    assert {"fingerprint", "compare_digest"} < set(done["forged"])
    assert {name for name, steps in done.items() if steps != done["forged"]} == set()


def test_no_cookie_but_that_of_a_session_is_worth_anything(door):
    now = datetime.now(UTC)
    token = invite(door.store, "volunteer", 1, "", now=now).token
    cookie, _ = door.enter(token, now)
    assert door.viewer(cookie, now).role.name == "VOLUNTEER"
    spoilt = [
        cookie[:-1],
        cookie + "A",
        otherwise(cookie),
        token,
        cookie.rpartition(".")[0],
        "\udcff",
    ]
    public = door.viewer(None, now)
    assert [door.viewer(value, now) for value in spoilt] == [public] * len(spoilt)
    assert door.viewer(cookie, now + 2 * DAY) == public
    assert door.viewer(cookie, now - DAY) == public
