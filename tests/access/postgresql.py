"""A PostgreSQL of the tests' own, from Debian's package, in a folder that goes away with it."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.browser.server import free_port

USER = "willkommen"
NOBODY = "nobody"
"""Whom the server runs as where the tests run as root, which PostgreSQL refuses."""


@dataclass(frozen=True)
class PostgreSQL:
    """A server on 127.0.0.1."""

    port: int

    def address(self, name):
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{name}"

    def execute(self, command):
        """Run a command that stands outside every transaction."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(command)


@contextmanager
def running() -> Iterator[PostgreSQL]:
    """Start a server and end it again; ``pg_ctl`` finds its process id in its own folder."""
    initdb, pg_ctl = _program("initdb"), _program("pg_ctl")
    server = PostgreSQL(free_port())
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        _give_away(Path(folder))
        data = f"{folder}/data"
        _run(initdb, "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-h 127.0.0.1 -p {server.port} -k {folder} -F"
        _run(pg_ctl, "-D", data, "-l", f"{folder}/log", "-o", options, "-w", "start")
        try:
            yield server
        finally:
            _run(pg_ctl, "-D", data, "-m", "immediate", "-w", "stop")


@pytest.fixture(scope="session")
def postgresql():
    """A server of the tests' own, started when the first of them asks for it."""
    with running() as server:
        yield server


def _program(name):
    """Find a program of the newest version; Debian keeps them off the path."""
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=_version)
    found = str(installed[-1]) if installed else shutil.which(name)
    return found or pytest.fail("the tests need Debian's package postgresql", pytrace=False)


def _version(program):
    return int(program.parts[-3])


def _run(*command):
    """Run a program of PostgreSQL."""
    identity = {"user": NOBODY, "group": _group(), "extra_groups": ()} if _is_root() else {}
    subprocess.run(
        command,
        check=True,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        **identity,
    )


def _give_away(folder):
    if _is_root():
        shutil.chown(folder, NOBODY, _group())


def _is_root():
    return os.geteuid() == 0


def _group():
    return pwd.getpwnam(NOBODY).pw_gid
