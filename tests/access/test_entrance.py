"""The door as a whole: in with a token, known by a cookie, out again."""

import logging
from datetime import timedelta

import pytest

from geo.access.entrance import Entrance, entrance
from geo.access.invitations import SignInError, invite, list_invitations, revoke
from geo.access.secret import SecretError
from geo.access.store import StoreError, open_store
from geo.access.viewer import PUBLIC, NotAllowedError, Viewer
from geo.directory.viewer import Role
from tests.access.city import claims, rules
from tests.access.samples import DAY, HOUR, NOW

UNREADABLE = "nonsense://nowhere"


@pytest.fixture
def door(tmp_path, database_url):
    opened = Entrance(tmp_path / "state", database_url, session_hours=3)
    yield opened
    opened.store.close()


@pytest.fixture
def shut(tmp_path):
    """Give an entrance whose database cannot be opened."""
    return Entrance(tmp_path / "state", UNREADABLE, session_hours=3)


def test_an_invitation_opens_the_door_and_its_cookie_says_who_comes(door):
    issued = invite(door.store, "editor", 9, "", ["west-home"], now=NOW)
    cookie, _ = door.enter(issued.token, NOW)
    assert door.viewer(cookie, NOW) == Viewer(Role.EDITOR, issued.invitation_id, ("west-home",))


def test_the_cookie_keeps_as_long_as_the_session_of_the_settings(door):
    cookie, seconds = door.enter(invite(door.store, "volunteer", 9, "", now=NOW).token, NOW)
    assert seconds == 3 * 60 * 60
    assert door.viewer(cookie, NOW + timedelta(seconds=seconds - 1)) != PUBLIC
    assert door.viewer(cookie, NOW + timedelta(seconds=seconds)) == PUBLIC


def test_the_cookie_never_outlasts_the_invitation(door):
    issued = invite(door.store, "volunteer", 1, "", now=NOW)
    _, seconds = door.enter(issued.token, NOW + DAY - HOUR)
    assert seconds == 60 * 60


def test_a_token_opens_the_door_once_and_is_no_cookie(door):
    issued = invite(door.store, "volunteer", 9, "", now=NOW)
    assert door.viewer(issued.token, NOW) == PUBLIC
    door.enter(issued.token, NOW)
    assert door.viewer(issued.token, NOW) == PUBLIC
    with pytest.raises(SignInError):
        door.enter(issued.token, NOW)


def test_who_left_is_the_public_for_good(door):
    cookie, _ = door.enter(invite(door.store, "volunteer", 9, "", now=NOW).token, NOW)
    door.leave(cookie, NOW)
    assert door.viewer(cookie, NOW) == PUBLIC
    door.leave(cookie, NOW)


def test_revoking_closes_the_door_behind_who_is_in(door):
    issued = invite(door.store, "volunteer", 9, "", now=NOW)
    cookie, _ = door.enter(issued.token, NOW)
    revoke(door.store, issued.invitation_id, NOW)
    assert door.viewer(cookie, NOW) == PUBLIC


def test_a_cookie_of_another_door_is_the_publics(door, tmp_path, database_url):
    cookie, _ = door.enter(invite(door.store, "volunteer", 9, "", now=NOW).token, NOW)
    other = Entrance(tmp_path / "another-state", database_url, session_hours=3)
    assert other.viewer(cookie, NOW) == PUBLIC
    other.store.close()


def test_a_door_opened_anew_knows_its_cookies(door, tmp_path, database_url):
    cookie, _ = door.enter(invite(door.store, "volunteer", 9, "", now=NOW).token, NOW)
    again = Entrance(tmp_path / "state", database_url, session_hours=3)
    assert again.viewer(cookie, NOW).role is Role.VOLUNTEER
    again.store.close()


def test_claims_of_a_city_open_the_door_until_they_leave(door):
    assert door.viewer_with(claims(), rules(), NOW).role is Role.VOLUNTEER
    door.leave_with(claims(), rules(), NOW)
    assert door.viewer_with(claims(), rules(), NOW) == PUBLIC


@pytest.mark.parametrize("cookie", [None, ""])
def test_without_a_cookie_nothing_is_opened_and_nothing_made(shut, cookie, caplog):
    assert shut.viewer(cookie, NOW) == PUBLIC
    shut.leave(cookie, NOW)
    assert not shut.state.exists()
    assert caplog.text == ""


def test_while_the_store_cannot_be_opened_everybody_is_public_and_the_log_says_so(shut, caplog):
    with caplog.at_level(logging.ERROR):
        assert shut.viewer("a.cookie", NOW) == PUBLIC
        assert shut.viewer_with(claims(), rules(), NOW) == PUBLIC
    assert [line.getMessage()[:26] for line in caplog.records] == ["everybody counts as public"] * 2
    assert "a.cookie" not in caplog.text


def test_while_the_store_cannot_be_opened_nobody_enters_and_nobody_is_told_to_have_left(shut):
    with pytest.raises(StoreError):
        shut.enter("a token", NOW)
    with pytest.raises(StoreError):
        shut.leave("a.cookie", NOW)
    with pytest.raises(StoreError):
        shut.leave_with(claims(), rules(), NOW)


def test_a_store_that_could_not_be_opened_is_tried_again(tmp_path):
    blocked = tmp_path / "store"
    blocked.touch()
    door = Entrance(tmp_path / "state", f"sqlite:///{blocked}/store.sqlite", session_hours=3)
    with pytest.raises(StoreError):
        door.enter("a token", NOW)
    blocked.unlink()
    cookie, _ = door.enter(invite(door.store, "volunteer", 9, "", now=NOW).token, NOW)
    assert door.viewer(cookie, NOW) != PUBLIC
    door.store.close()


def test_a_bad_secret_uses_no_invitation_up(door, monkeypatch):
    issued = invite(door.store, "volunteer", 9, "", now=NOW)
    monkeypatch.setenv("WILLKOMMEN_SECRET", "short")
    with pytest.raises(SecretError):
        door.enter(issued.token, NOW)
    assert list_invitations(door.store)[0].used_at is None
    monkeypatch.delenv("WILLKOMMEN_SECRET")
    cookie, _ = door.enter(issued.token, NOW)
    assert door.viewer(cookie, NOW) != PUBLIC


def test_with_a_bad_secret_everybody_is_public(door, monkeypatch):
    monkeypatch.setenv("WILLKOMMEN_SECRET", "short")
    assert door.viewer("a.cookie", NOW) == PUBLIC
    with pytest.raises(SecretError):
        door.leave("a.cookie", NOW)


def test_a_process_has_one_door_for_its_settings(tmp_path):
    first = entrance(tmp_path, UNREADABLE, 3)
    assert entrance(tmp_path, UNREADABLE, 3) is first
    assert entrance(tmp_path, UNREADABLE, 4) is not first


def test_a_locked_store_lets_nobody_in_and_uses_nothing_up(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path}/store.sqlite"
    monkeypatch.setattr(
        "geo.access.entrance.open_store", lambda asked: open_store(asked, wait_s=0.001)
    )
    door = Entrance(tmp_path, url, session_hours=3)
    busy = open_store(url)
    issued = invite(busy, "volunteer", 9, "", now=NOW)
    with busy.writing() as session:
        session.connection()
        with pytest.raises(StoreError, match="is busy"):
            door.enter(issued.token, NOW)
    cookie, _ = door.enter(issued.token, NOW)
    assert door.viewer(cookie, NOW) != PUBLIC
    door.store.close()
    busy.close()


WEST_EDITOR = Viewer(Role.EDITOR, "1", ("west-home",))


@pytest.mark.parametrize(
    ("viewer", "edited"),
    [
        (PUBLIC, []),
        (Viewer(Role.VOLUNTEER, "1"), []),
        (Viewer(Role.PLANNER, "1", ("west-home",)), []),
        (WEST_EDITOR, ["west-home"]),
        (Viewer(Role.EDITOR, "1"), ["west-home", "east-home"]),
    ],
)
def test_editors_write_for_their_sites_and_nobody_else_writes(viewer, edited):
    assert [site for site in ("west-home", "east-home") if viewer.edits(site)] == edited
    assert [site for site in ("west-home", "east-home") if may(viewer, site)] == edited


def may(viewer, site):
    try:
        viewer.require_site(site)
    except NotAllowedError:
        return False
    return True
