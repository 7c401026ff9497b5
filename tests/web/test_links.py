"""Links: only schemes that may be followed, and nobody is sent to the middle of an area."""

import json
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from geo.directory.place import Address
from geo.web.links import (
    SCHEMES,
    Link,
    address_line,
    directions,
    email_link,
    phone_link,
    qr_code,
    safe_href,
    web_link,
)
from tests.worlds import catalogues, place, unlocated, world

GERMAN = catalogues().get("de")


def one(row):
    directory = world(places=[row])
    return directory.places[0], directory.stops


def ways(row, *, with_stop=True):
    found, stops = one(row)
    stop = stops.identified("de:0:1") if with_stop else None
    return [link.href for link in directions(GERMAN, found, stop)]


@pytest.mark.parametrize(
    "address",
    ["https://a.example", "http://a.example", "HTTPS://a.example", "tel:+49711", "mailto:a@b.de"],
)
def test_safe_schemes_may_be_followed(address):
    assert safe_href(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//a.example",
        "a.example",
        "",
    ],
)
def test_no_other_scheme_is_ever_made_a_link_of(address):
    assert safe_href(address) is None
    assert web_link(address) is None


def test_a_website_is_shown_by_its_host():
    address = "https://www.words.example/a?b=c"
    assert web_link(address) == Link("words.example", address)


def test_a_number_can_be_dialled_and_is_shown_as_written():
    assert phone_link("+49 711 12 34-56") == Link("+49 711 12 34-56", "tel:+49711123456")


def test_an_e_mail_address_cannot_bring_headers_of_its_own():
    assert email_link("info@words.example").href == "mailto:info@words.example"
    assert email_link("a?cc=b&body=c@words.example").href == (
        "mailto:a%3Fcc%3Db%26body%3Dc@words.example"
    )


def test_a_place_known_to_the_door_is_reached_by_its_point():
    app, web, planner = ways(place())
    assert app == "geo:48.77,9.13?q=48.77,9.13"
    assert web == "https://www.openstreetmap.org/?mlat=48.77&mlon=9.13#map=18/48.77/9.13"
    assert urlsplit(planner).hostname == "www3.vvs.de"


@pytest.mark.parametrize("precision", ["stop", "neighbourhood"])
def test_the_point_of_an_area_is_in_no_link(precision):
    row = place(geo_precision=precision, geo_accuracy_m="300", street="Käthe & Söhne-Weg")
    app, web, _ = ways(row)
    assert unquote(app) == "geo:0,0?q=Käthe & Söhne-Weg 7, 70000 Musterstadt"
    assert "&" not in app
    assert parse_qs(urlsplit(web).query) == {"query": ["Käthe & Söhne-Weg 7, 70000 Musterstadt"]}
    assert not [href for href in ways(row) if "48.77" in href or "9.13" in href]


def test_an_area_without_a_street_has_only_the_stop():
    row = place(geo_precision="stop", street="", house_number="")
    assert len(ways(row)) == 1
    assert ways(row, with_stop=False) == []


def test_a_place_without_a_point_is_reached_by_its_address():
    row = unlocated(street="Lange Gasse", district="Mittfeld", geo_precision="district")
    assert [urlsplit(href).scheme for href in ways(row, with_stop=False)] == ["geo", "https"]
    assert ways(unlocated(), with_stop=False) == []


def test_the_journey_planner_is_given_the_stop_in_the_fragment():
    """What stands after the hash is not sent to the server of a link."""
    planner = urlsplit(ways(place())[-1])
    assert planner.query == ""
    asked = parse_qs(planner.fragment.partition("?")[2])
    assert json.loads(asked["deeplink"][0]) == {"odvs": {"dest": "de:0:1"}}
    assert asked["language"] == ["de"]


@pytest.mark.parametrize("precision", ["address", "street", "stop", "neighbourhood"])
def test_all_links_have_a_text_and_a_safe_scheme(precision):
    found, stops = one(place(geo_precision=precision))
    for link in directions(GERMAN, found, stops.items[0]):
        assert link.text
        assert urlsplit(link.href).scheme in SCHEMES


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        ({}, ""),
        ({"street": "Lange Gasse"}, "Lange Gasse"),
        ({"street": "Lange Gasse", "house_number": "7", "city": "Ort"}, "Lange Gasse 7, Ort"),
        ({"postcode": "70000", "city": "Ort"}, "70000 Ort"),
    ],
)
def test_an_address_is_written_as_a_letter_has_it(parts, line):
    assert address_line(Address(**parts)) == line


def test_a_qr_code_is_an_image_of_its_own_that_depends_on_the_address():
    codes = {qr_code(f"https://map.example/?place={name}") for name in ("a", "b")}
    assert len(codes) == 2
    for code in codes:
        assert code.startswith("data:image/svg+xml")
        assert "svg" in unquote(code)
        assert '"' not in code
        assert "map.example" not in unquote(code)
