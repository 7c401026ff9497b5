import re

import pytest
from pydantic import ValidationError
from streamlit_folium import generate_js_hash, generate_leaflet_string

from geo.directory.directory import Directory
from geo.maps.base_map import TileSource, base_map, city_bounds

TILES = TileSource(
    url="https://tiles.example.org/{z}/{x}/{y}.png", attribution="© A <b>city</b>", max_zoom=18
)


def script_of(standing):
    standing.render()
    return generate_leaflet_string(standing)


def elements(element):
    yield element
    for child in element._children.values():  # noqa: SLF001
        yield from elements(child)


def links(standing):
    for element in elements(standing):
        for _, address in [
            *getattr(element, "default_js", []),
            *getattr(element, "default_css", []),
        ]:
            yield address


def test_two_reruns_give_the_same_script_so_the_map_is_not_mounted_anew(directory, german):
    first = script_of(base_map(directory, german))
    second = script_of(base_map(directory, german))
    assert first == second
    assert generate_js_hash(first, "map") == generate_js_hash(second, "map")


def test_another_language_mounts_the_map_anew(directory, german, english):
    first = script_of(base_map(directory, german))
    second = script_of(base_map(directory, english))
    assert generate_js_hash(first, "map") != generate_js_hash(second, "map")


def test_the_same_tiles_give_the_same_script(directory, german):
    assert script_of(base_map(directory, german, tiles=TILES)) == script_of(
        base_map(directory, german, tiles=TILES)
    )


def test_no_place_is_in_the_script(directory, german):
    script = script_of(base_map(directory, german))
    assert not [place for place in directory.places if place.id in script or place.name in script]


def test_scripts_and_styles_come_from_the_app_itself(directory, german):
    assert list(links(base_map(directory, german))) != []
    assert all(
        address.startswith("../../assets/") for address in links(base_map(directory, german))
    )


def test_no_address_of_another_host_is_in_script_or_page(directory, german):
    standing = base_map(directory, german)
    page = standing.get_root().render()
    assert re.findall(r"https?://|//cdn", script_of(standing) + page) == []


def test_a_tile_layer_is_there_only_where_the_operator_names_one(directory, german):
    assert "tileLayer" not in script_of(base_map(directory, german))
    assert TILES.url in script_of(base_map(directory, german, tiles=TILES))


def test_an_attribution_is_text_not_markup(directory, german):
    script = script_of(base_map(directory, german, tiles=TILES))
    assert "<b>" not in script
    assert "\\u003cb" not in script


@pytest.mark.parametrize("url", ["javascript:alert(1)//{z}", "https://tiles.example.org/"])
def test_a_tile_address_that_is_none_is_refused(url):
    with pytest.raises(ValidationError, match="url"):
        TileSource(url=url, attribution="")


def test_zoom_is_limited_even_without_tiles(directory, german):
    assert base_map(directory, german).options["maxZoom"] == 19
    assert base_map(directory, german, tiles=TILES).options["maxZoom"] == 18


def test_the_city_reaches_as_far_as_its_districts(directory):
    assert city_bounds(directory) == (9.0, 48.6, 9.2, 48.8)


def test_without_districts_it_reaches_as_far_as_its_places(directory):
    assert city_bounds(Directory(places=directory.places)) == (9.1, 48.701, 9.1, 48.704)


def test_without_anything_there_is_still_a_map(german):
    assert "L.map(" in script_of(base_map(Directory(), german))
