"""Whose pages may talk to the server."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute

from geo.web.own_origin import OwnOrigin, is_same_site
from tests.loops import run

OWN = ["http://map.example:8501", "HTTP://MAP.EXAMPLE:8501"]
ALLOWED = ["https://front.example", "https://front.example:444", "http://proxy.example"]
FOREIGN = [
    "http://map.example",
    "http://map.example:8502",
    "http://sub.map.example:8501",
    "http://map.example:8501.elsewhere.example",
    "http://map.example:8501@elsewhere.example",
    "https://elsewhere.example/?map.example:8501",
    "null",
    "http://[",
    "",
]


async def origin_of(request: Request):
    return PlainTextResponse(request.headers.get("origin", "none"))


async def greet(websocket):
    await websocket.accept()


APP = Starlette(
    routes=[Route("/", origin_of, methods=["GET", "PUT", "POST"]), WebSocketRoute("/", greet)],
    middleware=[Middleware(OwnOrigin, allowed=("https://front.example", "proxy.example"))],
)


def answers(kind, origin, method="GET"):
    """Send one request to the app, and give what it sends back."""
    headers = [(b"host", b"map.example:8501"), (b"origin", origin.encode())]
    scope = {"type": kind, "path": "/", "headers": headers, "query_string": b"", "method": method}
    sent = []

    async def receive():
        return {"type": "websocket.connect" if kind == "websocket" else "http.request"}

    async def send(message):
        sent.append(message)

    run(APP(scope, receive, send))
    return sent


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_page_of_another_site_opens_no_websocket(origin):
    assert answers("websocket", origin) == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize("origin", OWN + ALLOWED)
def test_the_own_pages_and_those_an_operator_allows_open_one(origin):
    assert answers("websocket", origin)[0]["type"] == "websocket.accept"


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_requests_of_foreign_pages_are_answered_as_if_they_came_from_no_page(method):
    for origin in FOREIGN:
        assert answers("http", origin, method)[1]["body"] == b"none"
    for origin in OWN + ALLOWED:
        assert answers("http", origin, method)[1]["body"] == origin.encode()


def test_whoever_takes_a_form_is_told_where_it_comes_from():
    assert answers("http", "https://elsewhere.example", "POST")[1]["body"] == (
        b"https://elsewhere.example"
    )


def test_nobody_is_of_the_same_site_as_no_host():
    assert not is_same_site("null", "")
    assert not is_same_site("", "")
