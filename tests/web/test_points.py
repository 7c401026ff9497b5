from dataclasses import replace
from pathlib import Path

import pytest

from geo.directory.directory import Directory
from geo.directory.place import Place, Point, Precision, Status, Visibility
from geo.directory.viewer import Role
from geo.language.catalogue import load_catalogues
from geo.maps.points import points_version
from geo.web.points import points_route

CATALOGUES = load_catalogues(Path(__file__).parents[2] / "data" / "text")
ADDRESS = "/map/points/de.json"


def a_place(name, visibility):
    return Place(
        id=name,
        category="course",
        name=name,
        point=Point(lat=48.77, lon=9.18, accuracy_m=20),
        precision=Precision.ADDRESS,
        status=Status.OPEN,
        visibility=visibility,
        sources=("https://example.org/",),
        note="for editors only",
    )


DIRECTORY = Directory(
    places=(a_place("known", Visibility.PUBLIC), a_place("sheltered", Visibility.VOLUNTEERS)),
    ground="v1",
    role=Role.EDITOR,
)


@pytest.fixture
def client(client_of):
    return client_of([points_route(lambda: DIRECTORY, CATALOGUES)])


def test_only_public_places_leave_the_server_whatever_directory_it_holds(client):
    answer = client.get(ADDRESS)
    assert answer.json()["ids"] == ["known"]
    assert "sheltered" not in answer.text
    assert "for editors only" not in answer.text


def test_no_parameter_or_header_raises_the_tier(client):
    answer = client.get(f"{ADDRESS}?role=3&tier=editor", x_role="editor")
    assert answer.json()["ids"] == ["known"]


def test_the_answer_is_in_the_language_asked_for(client):
    assert client.get("/map/points/en.json").json()["language"] == "en"


def test_a_language_that_is_not_on_offer_is_not_found(client):
    assert client.get("/map/points/xx.json").status_code == 404


def test_a_browser_that_has_the_places_gets_an_empty_answer(client):
    etag = client.get(ADDRESS).headers["etag"]
    again = client.get(ADDRESS, if_none_match=f'"other", {etag}')
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == etag


def test_a_browser_with_older_places_gets_the_new_ones(client_of):
    held = [DIRECTORY]
    client = client_of([points_route(lambda: held[0], CATALOGUES)])
    etag = client.get(ADDRESS).headers["etag"]
    held[0] = replace(DIRECTORY, places=(), ground="v2")
    answer = client.get(ADDRESS, if_none_match=etag)
    assert answer.status_code == 200
    told = points_version(held[0].visible_to(Role.PUBLIC))
    assert (answer.json()["version"], answer.json()["ids"]) == (told, [])


def test_an_answer_is_prepared_once_a_version_and_language(monkeypatch, client):
    first = client.get(ADDRESS)
    monkeypatch.setattr(Directory, "visible_to", None)
    assert client.get(ADDRESS).content == first.content


def test_the_answer_is_compressed_for_those_who_can_read_it(client):
    packed = client.get(ADDRESS, accept_encoding="gzip")
    plain = client.get(ADDRESS, accept_encoding="identity")
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()


def test_browsers_ask_each_time_whether_there_are_newer_places(client):
    assert "no-cache" in client.get(ADDRESS).headers["cache-control"]
