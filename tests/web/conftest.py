"""A client for routes, without a server."""

from dataclasses import dataclass

import httpx
import pytest
from starlette.applications import Starlette

from geo.access.entrance import Entrance
from geo.access.store import open_store
from tests.loops import run
from tests.web.doors import House, doors


@dataclass(frozen=True)
class Client:
    """Asks an application in this process."""

    app: Starlette

    def get(self, address, **headers):
        return run(self._get(address, headers))

    async def _get(self, address, headers):
        transport = httpx.ASGITransport(app=self.app)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
            return await client.get(address, headers=names)


@pytest.fixture(scope="session")
def client_of():
    """Make a client of a list of routes, behind middleware if there is any."""
    return lambda routes, *middleware: Client(Starlette(routes=routes, middleware=middleware))


@pytest.fixture
def house(tmp_path, monkeypatch):
    """Give a house that does not wait long for a busy store."""
    monkeypatch.setattr("geo.access.entrance.open_store", lambda url: open_store(url, wait_s=0.001))
    entrance = Entrance(tmp_path, f"sqlite:///{tmp_path}/store/store.sqlite", session_hours=3)
    yield House(entrance, doors(entrance))
    if "store" in vars(entrance):
        entrance.store.close()
