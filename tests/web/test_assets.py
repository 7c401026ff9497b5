import pytest

from geo.maps.browser_files import map_script, script_links, style_links
from geo.web.assets import asset_routes

LINKS = [address for _, address in script_links() + style_links()]


@pytest.fixture
def client(client_of):
    return client_of(asset_routes())


@pytest.mark.parametrize("link", LINKS)
def test_every_file_the_frame_loads_is_served_and_kept_for_good(client, link):
    answer = client.get(link.replace("../../", "/"))
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]


def test_the_map_s_script_is_javascript(client):
    answer = client.get("/assets/map/map.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.content == map_script()


def test_what_is_not_there_is_not_found_and_not_kept(client):
    answer = client.get("/assets/leaflet/no-such-file.js")
    assert answer.status_code == 404
    assert "cache-control" not in answer.headers


def test_nothing_outside_the_folder_is_served(client):
    assert client.get("/assets/leaflet/..%2f__init__.py").status_code == 404
