"""What every answer says of its own safety."""

import pytest
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from geo.web.headers import SafetyHeaders

CLOSED = (
    "/_stcore/metrics",
    "/_stcore/upload_file/s/f",
    "/_stcore/agent/mcp",
    "/a/_stcore/metrics",
)


@pytest.fixture
def client(client_of):
    async def page(_request):
        return PlainTextResponse("here")

    async def strict(_request):
        return PlainTextResponse("here", headers={"Referrer-Policy": "no-referrer"})

    routes = [Route("/", page), Route("/strict", strict), *(Route(p, page) for p in CLOSED)]
    return client_of(routes, Middleware(SafetyHeaders))


@pytest.mark.parametrize("path", ["/", "/nowhere", "/_stcore/metrics"])
def test_every_answer_is_guarded_against_frames_guessed_types_and_telling_on(client, path):
    headers = client.get(path).headers
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_an_answer_that_is_stricter_stays_so(client):
    assert client.get("/strict").headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("path", CLOSED)
def test_figures_of_the_server_and_doors_that_no_page_uses_are_closed(client, path):
    assert client.get(path).status_code == 404
    assert client.get("/").text == "here"
