"""The route of the outlines."""

import json

import pytest

from geo.web.cells import cells_route
from tests.coverage.plans import planning


@pytest.fixture(scope="module")
def client(client_of):
    public = planning().public
    return client_of([cells_route(lambda: public)])


@pytest.mark.parametrize("size", ["250", "500"])
def test_each_size_is_served_and_kept_by_its_version(client, size):
    answer = client.get(f"/map/cells/{size}.json", accept_encoding="gzip")
    assert json.loads(answer.text)["size_m"] == int(size)
    assert answer.headers["content-encoding"] == "gzip"
    again = client.get(f"/map/cells/{size}.json", if_none_match=answer.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")


def test_a_browser_that_cannot_unpack_gets_it_plain(client):
    answer = client.get("/map/cells/500.json", accept_encoding="identity")
    assert "content-encoding" not in answer.headers
    assert answer.json()["corners"]


@pytest.mark.parametrize("size", ["1", "0", "-5", "99999999", "abc"])
def test_no_other_size_can_be_asked_for(client, size):
    assert client.get(f"/map/cells/{size}.json").status_code == 404
