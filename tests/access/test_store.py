"""The database when it is new, shared, locked, full or gone."""

import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from threading import Timer

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event, inspect, text

from geo.access.audit import entries, record
from geo.access.invitations import SignInError, invite, list_invitations, redeem, revoke
from geo.access.needs import current_needs, post_need
from geo.access.sessions import seal, viewer_of
from geo.access.store import StoreError, open_store
from geo.access.tables import AuditRow, Base
from geo.directory.viewer import Role
from tests.access.samples import EDITOR, HOUR, NOW, SECRET, TODAY, draft

OPEN = """
import sys
from geo.access.store import open_store
print("ready", flush=True)
for address in sys.stdin:
    open_store(address.strip()).close()
    print("opened", flush=True)
"""

only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
only_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def test_migrations_make_exactly_the_tables_of_the_program(store):
    with store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Base.metadata) == []
    assert set(inspect(store.engine).get_table_names()) == {
        *Base.metadata.tables,
        "alembic_version",
    }


def test_opening_again_keeps_everything(store, database_url):
    issued = invite(store, "volunteer", 9, "", now=NOW)
    again = open_store(database_url)
    assert [i.id for i in list_invitations(again)] == [issued.invitation_id]
    again.close()


def test_processes_that_start_together_make_the_tables_once(database_url):
    with starting(2) as processes:
        open_together(processes, database_url)


@only_sqlite
def test_many_processes_may_meet_at_many_new_files(database_url):
    with starting(4) as processes:
        for number in range(10):
            open_together(processes, database_url.replace("test.db", f"{number}.db"))


@contextmanager
def starting(count):
    """Start processes that open each database they are told, and give them when they can."""
    command = [sys.executable, "-c", OPEN]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    processes = [subprocess.Popen(command, **pipes) for _ in range(count)]
    try:
        assert [process.stdout.readline() for process in processes] == ["ready\n"] * count
        yield processes
    finally:
        for process in processes:
            process.communicate()


def open_together(processes, address):
    for process in processes:
        process.stdin.write(f"{address}\n")
        process.stdin.flush()
    assert [process.stdout.readline() for process in processes] == ["opened\n"] * len(processes)


@contextmanager
def new_file_in_use(database_url):
    """Write into a file that no store has prepared yet, and go on writing."""
    path = Path(database_url.removeprefix("sqlite:///"))
    path.parent.mkdir()
    path.touch(0o600)
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        yield writer


@only_sqlite
def test_a_new_file_that_somebody_writes_is_waited_for(database_url):
    with new_file_in_use(database_url) as writer:
        end = Timer(0.2, writer.execute, ["COMMIT"])
        end.start()
        open_store(database_url).close()
        end.join()


@only_sqlite
def test_nobody_waits_for_ever_for_a_new_file(database_url):
    with (
        new_file_in_use(database_url),
        pytest.raises(StoreError, match="is busy with another change; nothing was"),
    ):
        open_store(database_url, wait_s=0.05)


def test_a_database_of_a_newer_program_is_left_alone(store, database_url):
    with store.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="written by a newer version of this program"):
        open_store(database_url)


class InterruptionError(Exception):
    pass


def write_and_fail(store):
    with store.writing() as session:
        session.add(AuditRow(at=NOW, who=None, event="exported", detail=""))
        session.flush()
        raise InterruptionError


def test_an_exception_inside_a_transaction_takes_everything_back(store):
    with pytest.raises(InterruptionError):
        write_and_fail(store)
    assert entries(store, EDITOR) == ()


def test_a_moment_comes_back_with_its_time_zone_and_needs_one(store):
    record(store, EDITOR, "exported", [""], NOW)
    (entry,) = entries(store, EDITOR)
    assert entry.at == NOW
    assert entry.at.utcoffset().total_seconds() == 0
    with pytest.raises(Exception, match="has no time zone"):
        record(store, EDITOR, "exported", [""], datetime(2026, 1, 5))  # noqa: DTZ001 - the mistake


LOCK = {
    "sqlite": "SELECT 1",
    "postgresql": "LOCK TABLE invitations, sessions, audit, needs IN SHARE MODE",
}


def test_a_locked_database_says_so_and_loses_nothing(store, impatient):
    issued = invite(store, "volunteer", 9, "", now=NOW)
    attempts = [
        lambda: invite(impatient, "planner", 9, "", now=NOW),
        lambda: revoke(impatient, issued.invitation_id, NOW),
        lambda: redeem(impatient, issued.token, NOW),
        lambda: post_need(impatient, EDITOR, draft(), NOW),
        lambda: record(impatient, EDITOR, "exported", [""], NOW),
    ]
    with store.writing() as session:
        session.execute(text(LOCK[store.engine.dialect.name]))
        for attempt in attempts:
            with pytest.raises(StoreError, match="is busy with another change; nothing was"):
                attempt()
    assert [i.id for i in list_invitations(store)] == [issued.invitation_id]
    assert current_needs(store, EDITOR, TODAY) == ()
    cookie = seal(redeem(impatient, issued.token, NOW), SECRET)
    assert viewer_of(impatient, cookie, SECRET, NOW).role is Role.VOLUNTEER


def test_readers_do_not_wait_for_a_writer(store, impatient):
    issued = invite(store, "volunteer", 9, "", now=NOW)
    cookie = seal(redeem(store, issued.token, NOW), SECRET)
    with store.writing() as session:
        session.execute(text(LOCK[store.engine.dialect.name]))
        assert viewer_of(impatient, cookie, SECRET, NOW).role is Role.VOLUNTEER


@only_sqlite
def test_a_full_disk_says_so_and_loses_nothing(store):
    issued = invite(store, "volunteer", 9, "", now=NOW)
    forbid_growth(store)
    kept, refusal = post_until_refused(store)
    assert "has no room left on its disk; nothing was changed" in str(refusal)
    assert {n.id for n in current_needs(store, EDITOR, TODAY)} == {n.id for n in kept}
    assert len(entries(store, EDITOR)) == len(kept) + 1
    redeem_or_say(store, issued)
    allow_growth(store)
    kept.append(post_need(store, EDITOR, draft(), NOW))
    assert {n.id for n in current_needs(store, EDITOR, TODAY)} == {n.id for n in kept}


def post_until_refused(store):
    kept = []
    for _ in range(1000):
        try:
            kept.append(post_need(store, EDITOR, draft(text="x" * 500), NOW))
        except StoreError as refusal:
            return kept, refusal
    return pytest.fail("the disk never got full")


def redeem_or_say(store, issued):
    """On a full disk a sign-in either works or leaves the invitation open, never half."""
    try:
        redeem(store, issued.token, NOW)
    except StoreError:
        assert list_invitations(store)[0].used_at is None
    else:
        with pytest.raises(SignInError):
            redeem(store, issued.token, NOW)


def forbid_growth(store):
    event.listen(store.engine, "connect", _stop_here)
    store.engine.dispose()


def allow_growth(store):
    event.remove(store.engine, "connect", _stop_here)
    store.engine.dispose()


def _stop_here(connection, _record):
    """SQLite takes the size the file has now for the largest it may have."""
    connection.execute("PRAGMA max_page_count = 1")


@only_postgresql
def test_a_full_disk_of_postgresql_says_so_and_takes_the_transaction_back(store):
    with pytest.raises(StoreError, match="no room left on its disk"):
        write_on_a_full_server(store)
    assert entries(store, EDITOR) == ()


def write_on_a_full_server(store):
    """Let the server itself raise what it raises when its disk is full."""
    with store.writing() as session:
        session.add(AuditRow(at=NOW, who=None, event="exported", detail=""))
        session.flush()
        session.execute(text("DO $$BEGIN RAISE EXCEPTION 'full' USING ERRCODE='53100'; END$$"))


@only_postgresql
def test_connections_that_the_server_closed_are_replaced(store):
    issued = invite(store, "volunteer", 9, "", now=NOW)
    with (
        pytest.raises(StoreError, match="cannot be reached"),
        store.reading() as session,
    ):
        session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    redeem(store, issued.token, NOW + HOUR)


@only_sqlite
def test_the_file_is_the_owners_alone(store, database_url):
    invite(store, "volunteer", 9, "", now=NOW)
    folder = Path(database_url.removeprefix("sqlite:///")).parent
    assert folder.stat().st_mode & 0o777 == 0o700
    modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
    assert modes == {"test.db": 0o600, "test.db-wal": 0o600, "test.db-shm": 0o600}


@only_sqlite
def test_a_file_that_others_could_read_is_closed_to_them(database_url):
    path = Path(database_url.removeprefix("sqlite:///"))
    open_store(database_url).close()
    path.chmod(0o644)
    open_store(database_url).close()
    assert path.stat().st_mode & 0o777 == 0o600


@only_sqlite
def test_a_file_that_is_no_database_is_left_as_it_is(database_url):
    path = Path(database_url.removeprefix("sqlite:///"))
    path.parent.mkdir()
    path.write_text("A letter to the circle of friends. " * 100, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="is no database; move the file away"):
        open_store(database_url)
    assert path.read_bytes() == before


@only_sqlite
def test_a_folder_that_cannot_be_made_is_named(database_url, tmp_path):
    (tmp_path / "store").touch()
    with pytest.raises(StoreError, match=r"store/test\.db cannot be made"):
        open_store(database_url)


def test_a_server_that_does_not_answer_is_named_without_its_password():
    with pytest.raises(StoreError, match="cannot be reached") as refusal:
        open_store("postgresql+psycopg://me:my-password@127.0.0.1:1/nothing")
    assert "my-password" not in str(refusal.value)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file:x?mode=memory&uri=true",
        "mysql://me:my-password@host/name",
        "postgresql://me:my-password@host/name",
        "postgresql+psycopg://me:my-password@host:port/name",
    ],
)
def test_an_address_of_no_known_database_is_refused_and_not_repeated(url):
    with pytest.raises(StoreError, match="sqlite:////path/to/file and postgresql") as refusal:
        open_store(url)
    assert "my-password" not in str(refusal.value)


def test_what_fails_never_tells_what_was_stored(store):
    """Parameters would carry hashes and the texts of needs into the log."""
    with pytest.raises(StoreError) as refusal, store.writing() as session:
        session.execute(text("INSERT INTO nowhere VALUES (:value)"), {"value": "Lange Gasse 7"})
    assert "Lange Gasse" not in str(refusal.value) + str(refusal.value.__cause__)
