"""A client for routes, without a server."""

from dataclasses import dataclass

import httpx
import pytest
from starlette.applications import Starlette

from tests.loops import run


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
    """Make a client of a list of routes."""
    return lambda routes: Client(Starlette(routes=routes))
