"""Each test of the store runs on both databases, and each has one of its own."""

import itertools

import pytest

from geo.access.store import open_store

_numbers = itertools.count()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path):
    """An empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/store/test.db"
    else:
        server, name = request.getfixturevalue("postgresql"), f"test_{next(_numbers)}"
        server.execute(f"CREATE DATABASE {name}")
        yield server.address(name).replace("postgresql://", "postgresql+psycopg://")
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def store(database_url):
    opened = open_store(database_url)
    yield opened
    opened.close()


@pytest.fixture
def impatient(store):
    """The same database, opened by somebody who does not wait for others."""
    url = store.engine.url.render_as_string(hide_password=False)
    opened = open_store(url, wait_s=0.001)
    yield opened
    opened.close()
