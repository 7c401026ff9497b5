"""What an operator types to invite, look and revoke."""

from datetime import UTC, datetime

import pytest
import typer
from typer.testing import CliRunner

from geo.access.commands import register
from geo.access.invitations import SignInError, list_invitations, redeem
from geo.access.store import StoreError, open_store

SITES = {"west-home", "east-home"}


@pytest.fixture
def run(database_url):
    app = typer.Typer()
    register(app, lambda: open_store(database_url), lambda: SITES)
    return lambda *words: CliRunner().invoke(app, words, env={"COLUMNS": "200"})


def token_of(result):
    return result.stdout.strip().rpartition("#")[2]


def test_invite_prints_a_link_that_signs_in(run, store):
    result = run("invite", "--role", "planner", "--days", "5", "--note", "Made-up office")
    link = result.stdout.splitlines()[-1]
    assert result.exit_code == 0
    assert link.startswith("http://127.0.0.1:8501/sign-in#")
    redeem(store, token_of(result), datetime.now(UTC))
    (made,) = list_invitations(store)
    assert (made.role, made.note, (made.expires_at - made.created_at).days) == (
        "planner",
        "Made-up office",
        5,
    )


def test_several_sites_and_the_address_can_be_named(run, store):
    result = run(
        *("invite", "--role", "editor", "--site", "west-home", "--site", "east-home"),
        *("--address", "https://karte.example/willkommen/"),
    )
    assert "https://karte.example/willkommen/sign-in#" in result.stdout
    assert list_invitations(store)[0].sites == ("east-home", "west-home")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--role", "admiral"], "no role 'admiral' to invite to: take one of volunteer, planner"),
        (["--days", "0"], "an invitation of 0 days cannot be"),
        (["--site", "west-home"], "sites limit editors only"),
        (["--role", "editor", "--site", "moon"], "there is no home or friend circle 'moon'"),
        (["--address", "karte.example"], "'karte.example' is no address of a site"),
        (["--address", "https://karte.example/#here"], "is no address of a site"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_no_invitation(run, store, words, told):
    result = run("invite", *words)
    assert result.exit_code == 1
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert list_invitations(store) == ()


def test_the_list_shows_what_each_can_still_do_and_no_token(run, store):
    used = run("invite", "--note", "Circle [bold]west[/bold]")
    redeem(store, token_of(used), datetime.now(UTC))
    still_open = run("invite", "--note", "Circle east")
    shown = run("invitations").stdout
    lines = {line for line in shown.splitlines() if "Circle" in line}
    assert {("used" in line, "Circle [bold]west[/bold]" in line) for line in lines} == {
        (True, True),
        (False, False),
    }
    assert token_of(used) not in shown
    assert token_of(still_open) not in shown


def test_revoke_takes_an_invitation_back(run, store):
    token = token_of(run("invite"))
    (made,) = list_invitations(store)
    assert run("revoke", made.id).exit_code == 0
    assert "revoked" in run("invitations").stdout
    with pytest.raises(SignInError):
        redeem(store, token, datetime.now(UTC))


def test_revoking_what_does_not_exist_names_it(run):
    result = run("revoke", "ffff")
    assert result.exit_code == 1
    assert "no invitation 'ffff'" in result.stderr


def test_a_store_that_cannot_be_opened_is_one_sentence():
    def broken():
        msg = "the store is away"
        raise StoreError(msg)

    app = typer.Typer()
    register(app, broken, lambda: SITES)
    result = CliRunner().invoke(app, ["invitations"])
    assert (result.exit_code, result.stderr) == (1, "the store is away\n")
