"""``python -m geo`` as an operator starts it, with its own settings and files."""

from datetime import UTC, datetime

import pytest

from geo.access.entrance import Entrance
from geo.directory.viewer import Role
from tests.shell import Shell

ADDRESS = "http://127.0.0.1:8501/sign-in#"


@pytest.fixture
def shell(tmp_path):
    return Shell(tmp_path / "state")


def test_a_process_invites_and_keeps_the_token_nowhere(shell, tmp_path):
    invited = shell.run("invite", "--role", "planner", "--note", "Circle west")
    assert (invited.returncode, invited.stderr) == (0, "")
    link = invited.stdout.splitlines()[-1]
    assert link.startswith(ADDRESS)
    token = link.removeprefix(ADDRESS)
    assert len(token) == 43
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert kept == [shell.state / "store.sqlite"]
    assert kept[0].stat().st_mode & 0o777 == 0o600
    assert shell.state.stat().st_mode & 0o777 == 0o700
    assert token.encode() not in kept[0].read_bytes()
    assert role_behind(token, shell.state) is Role.PLANNER


def role_behind(token, state):
    """Sign in with a token as the server of this state does."""
    door = Entrance(state, f"sqlite:///{state}/store.sqlite", session_hours=1)
    now = datetime.now(UTC)
    cookie, _ = door.enter(token, now)
    role = door.viewer(cookie, now).role
    door.store.close()
    return role


def test_a_process_that_is_asked_what_cannot_be_says_one_sentence(shell):
    result = shell.run("invite", "--role", "admiral")
    assert (result.returncode, result.stdout) == (1, "")
    assert "there is no role 'admiral' to invite to: take one of volunteer" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_an_invitation_is_listed_and_taken_back_by_its_id(shell):
    invitation_id = shell.type("invite", "--note", "Circle west").stdout.split()[1].rstrip(",")
    assert "Circle west" in shell.type("invitations").stdout
    assert "revoked" not in shell.type("invitations").stdout
    assert shell.type("revoke", invitation_id).exit_code == 0
    assert "revoked" in shell.type("invitations").stdout


@pytest.mark.parametrize(
    ("words", "variables", "told"),
    [
        (["invite", "--days", "9999"], {}, "an invitation of 9999 days cannot be"),
        (["invite", "--note", "two\nlines"], {}, "the note is one line of at most 200 letters"),
        (["revoke", "ffff"], {}, "there is no invitation 'ffff'"),
        (["invite"], {"WILLKOMMEN_STATE": "/dev/null/state"}, "cannot be made"),
        (["invite"], {"WILLKOMMEN_DATABASE_URL": "mysql://me:word@db"}, "the database URL is none"),
        (["invitations"], {"WILLKOMMEN_SESSION_HOURS": "-1"}, "WILLKOMMEN_SESSION_HOURS"),
        (["check"], {"WILLKOMMEN_TILES_MAX_ZOOM": "99"}, "WILLKOMMEN_TILES_MAX_ZOOM"),
        (["invite"], {"WILLKOMMEN_OIDC_ROLES": "{"}, "WILLKOMMEN_OIDC_ROLES is a JSON object"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_exit_code_1(shell, words, variables, told):
    result = shell.type(*words, **variables)
    assert (result.exit_code, result.stdout) == (1, "")
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert "me:word" not in result.stderr
