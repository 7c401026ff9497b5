"""The database of everything that is not in ``data/``: SQLite by default, PostgreSQL by URL."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from sqlite3 import Error as SqliteError
from time import monotonic, sleep
from typing import Any

from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session

from geo.access.migrations import migrate
from geo.access.private import FILE_MODE, is_open_to_others, make_private_file
from geo.errors import GeoError

WAIT_S = 5.0
"""How long one writer waits for another before giving up."""

_AGAIN_S = 0.01
_WRITES = "writes"
_MIGRATING = 7_065_103
"""An arbitrary number, the same in every process: the name of PostgreSQL's lock."""

_LOCKED = "is busy with another change; nothing was changed, try again in a moment"
_FULL = "has no room left on its disk; nothing was changed, make room first"
_REASONS = {
    "SQLITE_BUSY": _LOCKED,
    "SQLITE_LOCKED": _LOCKED,
    "55P03": _LOCKED,
    "40P01": _LOCKED,
    "SQLITE_FULL": _FULL,
    "53100": _FULL,
    "SQLITE_CANTOPEN": "cannot be opened; does its folder exist, and may this user write there?",
    "SQLITE_READONLY": "may only be read; give this user the right to write there",
    "SQLITE_NOTADB": "is no database; move the file away or restore a backup",
    "SQLITE_CORRUPT": "is damaged; restore a backup",
}
"""By the error names of SQLite and the SQLSTATE of PostgreSQL; names may have a longer tail."""

_UNREACHABLE = "cannot be reached; is the server running, and are address and password right?"


class StoreError(GeoError, RuntimeError):
    """The store cannot do what is asked; nothing was changed. Trying again later may help."""


@dataclass(frozen=True)
class Store:
    """An open database; each transaction happens as a whole or not at all."""

    engine: Engine

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a transaction that only reads and never waits for a writer.

        Raises
        ------
        StoreError
            If the database cannot answer.
        """
        with _in_plain_words(self.engine.url), Session(self.engine) as session, session.begin():
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a transaction that may write; an exception inside takes everything back.

        Raises
        ------
        StoreError
            If the database is locked, full or gone.
        """
        engine = self.engine.execution_options(**{_WRITES: True})
        with _in_plain_words(engine.url), Session(engine) as session, session.begin():
            yield session

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def open_store(database_url: str, *, wait_s: float = WAIT_S) -> Store:
    """Open the database, making it and bringing its tables to the newest step.

    Parameters
    ----------
    database_url
        ``sqlite:////path/to/file`` (made with mode 0600) or
        ``postgresql+psycopg://user:password@host/name``.
    wait_s
        Seconds to wait for another writer.

    Raises
    ------
    StoreError
        If it cannot be opened, or was written by a newer version of this program.
    """
    url = _checked(database_url)
    with _in_plain_words(url):
        engine = _sqlite(url, wait_s) if _is_sqlite(url) else _postgresql(url, wait_s)
        try:
            with engine.execution_options(**{_WRITES: True}).begin() as connection:
                if not _is_sqlite(url):
                    connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATING})"))
                migrate(connection)
        except BaseException:
            engine.dispose()
            raise
    return Store(engine)


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _checked(database_url: str) -> URL:
    """Read a URL; the message never repeats it, because it may carry a password."""
    try:
        url = make_url(database_url)
    except (ArgumentError, ValueError):
        url = URL.create("unreadable")
    in_memory = not url.database or url.database.startswith((":", "file:"))
    is_file = url.drivername == "sqlite" and not in_memory and not url.query
    if is_file or url.drivername == "postgresql+psycopg":
        return url
    msg = (
        "the database URL is none of sqlite:////path/to/file and "
        "postgresql+psycopg://user:password@host/name"
    )
    raise StoreError(msg)


def _sqlite(url: URL, wait_s: float) -> Engine:
    _keep_private(Path(url.database or ""))
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": wait_s})
    event.listen(engine, "connect", partial(_prepare_sqlite, wait_s))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _keep_private(path: Path) -> None:
    """Make the file before SQLite does, whose files anybody may read."""
    try:
        make_private_file(path, b"")
        if is_open_to_others(path):
            path.chmod(FILE_MODE)
    except OSError as error:
        msg = f"the store {path} cannot be made: {error.strerror}"
        raise StoreError(msg) from error


def _prepare_sqlite(wait_s: float, connection: SqliteConnection, _record: object) -> None:
    """Leave transactions to ``_begin_sqlite``; WAL lets readers read while somebody writes."""
    connection.isolation_level = None
    _switch_to_wal(connection, wait_s)
    connection.execute("PRAGMA foreign_keys = ON")


def _switch_to_wal(connection: SqliteConnection, wait_s: float) -> None:
    """Wait for others at a new file: SQLite's own time-out does not hold for this one switch."""
    deadline = monotonic() + wait_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except SqliteError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY") or monotonic() >= deadline:
                raise
            sleep(_AGAIN_S)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once where it will be needed: it cannot be waited for later."""
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(url: URL, wait_s: float) -> Engine:
    wait_ms = int(wait_s * 1000)
    limits: dict[str, Any] = {
        "connect_timeout": max(2, int(wait_s)),
        "options": f"-c lock_timeout={wait_ms} -c timezone=UTC",
    }
    return create_engine(url, hide_parameters=True, pool_pre_ping=True, connect_args=limits)


@contextmanager
def _in_plain_words(url: URL) -> Iterator[None]:
    place = url.render_as_string(hide_password=True)
    try:
        yield
    except DBAPIError as error:
        msg = f"the store {place} {_reason(error)}"
        raise StoreError(msg) from error
    except PoolTimeoutError as error:
        msg = f"the store {place} {_LOCKED}"
        raise StoreError(msg) from error
    except CommandError as error:
        msg = f"the store {place} was written by a newer version of this program: {error}"
        raise StoreError(msg) from error


def _reason(error: DBAPIError) -> str:
    cause = error.orig
    if isinstance(cause, SqliteError):
        code = getattr(cause, "sqlite_errorname", "")
    else:
        code = getattr(cause, "sqlstate", None) or ""
        if not code or code.startswith(("08", "28", "57P")):
            return _UNREACHABLE
    for start, reason in _REASONS.items():
        if code.startswith(start):
            return reason
    return f"refused ({code}); nothing was changed"
