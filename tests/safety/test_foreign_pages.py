"""A page of another site, open in a visitor's browser, knocks at the running app."""

from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

OPENING = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}
FOREIGN = ("https://elsewhere.example", "null", "http://[", "")
ADDRESSES = ("/_stcore/health", "/_stcore/host-config", "/media/x", "/component/x/y", "/shelters")


@pytest.fixture(scope="module")
def knocked(start_server):
    """Give a server that nobody else makes say anything."""
    return start_server()


def status(server, path, method="GET", **headers):
    parts = urlsplit(server.address)
    connection = HTTPConnection(parts.hostname, parts.port, timeout=20)
    connection.request(method, path, headers=headers)
    try:
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.parametrize("origin", FOREIGN)
def test_it_opens_no_session(knocked, origin):
    assert status(knocked, "/_stcore/stream", Origin=origin, **OPENING) == 403


def test_the_own_page_opens_one(knocked):
    assert status(knocked, "/_stcore/stream", Origin=knocked.address, **OPENING) == 101


def test_it_makes_the_server_ask_nobody_for_anything(knocked):
    for origin in FOREIGN:
        for path in ADDRESSES:
            status(knocked, path, Origin=origin)
        status(knocked, "/_stcore/stream", Origin=origin, **OPENING)
    assert "external IP" not in knocked.said


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/_stcore/upload_file/session/file"),
        ("DELETE", "/_stcore/upload_file/session/file"),
        ("POST", "/_stcore/agent/interact"),
        ("POST", "/_stcore/agent/mcp"),
        ("GET", "/_stcore/agent/openapi.json"),
        ("GET", "/_stcore/metrics"),
    ],
)
def test_doors_of_the_framework_that_no_page_uses_are_closed(knocked, method, path):
    assert status(knocked, path, method) == 404
