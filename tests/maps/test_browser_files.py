import re

from geo.maps.browser_files import map_script, map_style, script_links, style_links


def test_leaflet_is_loaded_before_what_needs_it():
    assert [name for name, _ in script_links()] == ["leaflet", "places_layer"]
    assert [name for name, _ in style_links()] == ["leaflet_css", "places_layer_css"]


def test_every_address_carries_a_version():
    assert all(re.search(r"\?v=[\w.]+$", address) for _, address in script_links() + style_links())


def test_the_script_never_writes_markup_from_data():
    script = map_script().decode()
    assert not re.findall(r"innerHTML\s*\+?=|insertAdjacentHTML|document\.write|\beval\(", script)


def test_script_and_style_name_no_other_host():
    assert re.findall(rb"https?://|url\((?!#)|@import", map_script() + map_style()) == []
