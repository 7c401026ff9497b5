"""A store that is busy, full or gone: said clearly, and nothing lost."""

import sqlite3
from contextlib import suppress

import pytest
from sqlalchemy import event

from geo.access.audit import record
from geo.access.store import StoreError
from geo.access.viewer import PUBLIC, Viewer
from geo.directory.viewer import Role
from tests.web.doors import NOW, cookie_of
from tests.worlds import catalogues

GERMAN = catalogues().get("de")


class Trouble:
    """Ways in which the store of a house fails, each with a way to mend it."""

    def __init__(self, house):
        self.house = house
        self.undo = []

    def locked(self):
        other = sqlite3.connect(self.house.store.engine.url.database, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        self.undo = [other.rollback, other.close]

    def full(self):
        self._each_connection("PRAGMA max_page_count = 1")
        # As long as what a sign-in writes down, so that there is no room for one more.
        somebody = Viewer(Role.PUBLIC, "0" * 8)
        with suppress(StoreError):
            for _ in range(1000):
                record(self.house.store, somebody, "signed_in", ["editor"], NOW)
            pytest.fail("the disk never got full")

    def unwritable(self):
        self._each_connection("PRAGMA query_only = ON")

    def _each_connection(self, command):
        """Let each new connection to the store begin with a command."""
        engine = self.house.store.engine

        def begin(connection, _record):
            connection.execute(command)

        event.listen(engine, "connect", begin)
        engine.dispose()
        self.undo = [lambda: event.remove(engine, "connect", begin), engine.dispose]

    def mend(self):
        for step in self.undo:
            step()
        self.undo = []


@pytest.fixture
def trouble(house):
    made = Trouble(house)
    yield made
    made.mend()


TROUBLES = [Trouble.locked, Trouble.full, Trouble.unwritable]


@pytest.mark.parametrize("happens", TROUBLES)
def test_a_store_that_fails_says_so_and_the_invitation_still_works_afterwards(
    house, trouble, happens
):
    issued = house.invite()
    happens(trouble)
    answer = house.enter(issued.token)
    assert answer.status_code == 503
    assert GERMAN.t("signin.unavailable") in answer.text
    assert "set-cookie" not in answer.headers
    assert "sqlite" not in answer.text
    trouble.mend()
    assert house.is_open(issued.invitation_id)
    assert house.viewer(house.enter(issued.token)) != PUBLIC


@pytest.mark.parametrize("happens", [Trouble.locked, Trouble.unwritable])
def test_a_sign_out_that_fails_says_so_and_can_be_repeated(house, trouble, happens):
    entered = house.enter(house.invited())
    happens(trouble)
    answer = house.leave(cookie_of(entered).value)
    assert answer.status_code == 503
    assert GERMAN.t("signin.still_in") in answer.text
    assert "set-cookie" not in answer.headers
    assert house.viewer(entered) != PUBLIC
    trouble.mend()
    assert house.leave(cookie_of(entered).value).status_code == 303
    assert house.viewer(entered) == PUBLIC


def test_a_store_that_cannot_be_opened_says_so_until_it_can(house, tmp_path):
    (tmp_path / "store").touch()
    assert house.enter("any token").status_code == 503
    (tmp_path / "store").unlink()
    assert house.enter(house.invited()).status_code == 303


def test_a_bad_secret_says_so_and_uses_nothing_up(house, monkeypatch):
    issued = house.invite()
    monkeypatch.setenv("WILLKOMMEN_SECRET", "short")
    assert house.enter(issued.token).status_code == 503
    assert house.leave("a.cookie").status_code == 503
    monkeypatch.delenv("WILLKOMMEN_SECRET")
    assert house.enter(issued.token).status_code == 303
