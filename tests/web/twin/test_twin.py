"""The twin without a script: the same answers as the map's, in small pages of plain HTML."""

import gzip
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.directory.query import PAGE, PARAMETERS, facet_options, query_from_params
from geo.directory.reading import read_directory
from geo.directory.search import Visit, search
from geo.directory.viewer import Role
from geo.web.twin.address import twin_address
from geo.web.twin.pages import twin_routes
from tests.worlds import catalogues, index_of, place, world

NOW = datetime(2026, 1, 5, 11, 0, tzinfo=UTC)
PUBLIC = read_directory().directory.visible_to(Role.PUBLIC)
INDEX = index_of(PUBLIC)
LARGEST_BYTES = 30_000
HOSTILE = '"><script>alert(1)</script>\u202e'


class Page(HTMLParser):
    """What a reader finds in a page: links, fields, and the tags it is made of."""

    def __init__(self, text):
        super().__init__()
        self.links, self.fields, self.tags = [], {}, []
        self.data, self.in_data = "", False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        # What a search engine reads is data, which no browser runs.
        self.in_data = tag == "script" and attributes.get("type") == "application/ld+json"
        if not self.in_data:
            self.tags.append(tag)
        if tag == "a":
            self.links.append(attributes["href"])
        if tag == "input" and attributes.get("type") != "checkbox":
            self.fields[attributes["name"]] = attributes.get("value", "")

    def handle_data(self, data):
        self.data += data if self.in_data else ""

    def handle_endtag(self, _):
        self.in_data = False

    @property
    def places(self):
        return [link.removeprefix("place/") for link in self.links if link.startswith("place/")]


@pytest.fixture(scope="module")
def ask(client_of):
    client = client_of(twin_routes(lambda: INDEX, catalogues(), lambda: NOW))
    return client.get


def found(ask, params):
    """Read the places of all pages of a query."""
    ids = []
    for number in range(1, 99):
        query = urlencode([*params, ("page", number)])
        page = Page(ask(f"/t/de/find?{query}").text)
        ids += page.places
        if not any(f"page={number + 1}" in link for link in page.links):
            return ids
    raise AssertionError


def queries():
    options = facet_options(PUBLIC)
    names = {name: field for name, field in PARAMETERS.items() if field in options}
    facets = [st.tuples(st.just(name), st.sampled_from(options[names[name]])) for name in names]
    texts = st.sampled_from(["Deutsch", "Rad", "sport frauen", "xyzzy"]).map(lambda q: ("q", q))
    near = st.sampled_from([("near", "district:05"), ("within", "2000"), ("sort", "name")])
    return st.lists(st.one_of(*facets, texts, near), max_size=4, unique_by=lambda pair: pair[0])


@given(params=queries())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_its_answer_to_a_query_is_the_maps(ask, params):
    read = {name: [value] for name, value in params}
    query, _ = query_from_params(read, PUBLIC)
    results = search(INDEX, Visit(query, NOW))
    assert found(ask, params) == [found.id for found in results.places(results.total)]


@pytest.mark.parametrize("language", catalogues().languages)
def test_every_place_has_a_page_under_30_kb_without_a_script(ask, language):
    for known in PUBLIC.places:
        answer = ask(f"/t/{language}/place/{known.id}")
        assert answer.status_code == 200
        assert len(answer.content) < LARGEST_BYTES
        assert "script" not in Page(answer.text).tags
        assert answer.headers["content-language"] == language


@pytest.mark.parametrize(
    "path",
    ["", "find", "find?q=Deutsch", "find?category=course&page=2", "glossary", "about"]
    + [f"district/{district.number}" for district in PUBLIC.districts.items],
)
def test_lists_are_small_and_in_their_language(ask, path):
    answer = ask(f"/t/de/{path}")
    assert len(answer.content) < LARGEST_BYTES
    assert '<html lang="de" dir="ltr">' in answer.text
    assert "set-cookie" not in answer.headers


def test_the_overview_counts_what_its_links_find(ask):
    text = ask("/t/de/").text
    entries = re.findall(r'<a href="(find\?[^"]+)">[^<]+</a> \((\d+)\)', text)
    assert len(entries) > len(PUBLIC.districts.items)
    for href, count in entries:
        params = [(name, value) for name, (value,) in parse_qs(urlsplit(href).query).items()]
        assert len(found(ask, params)) == int(count)


def test_every_link_inside_leads_somewhere(ask):
    for start in ("/t/de/", "/t/de/find?q=Deutsch", "/t/de/glossary", "/t/de/about"):
        for link in Page(ask(start).text).links:
            if not link.startswith(("#", "../../", "http")):
                base, _, query = link.partition("?")
                path = base.removeprefix("./") if not base.startswith("../") else None
                address = f"/t/de/{path}" if path is not None else f"/t/{base[3:]}"
                assert ask(f"{address}?{query}").status_code == 200


def test_a_packed_answer_is_the_plain_one_and_is_not_sent_twice(ask):
    plain = ask("/t/de/find", accept_encoding="identity")
    packed = ask("/t/de/find", accept_encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert len(gzip.compress(plain.content)) < len(plain.content) / 3
    assert packed.text == plain.text
    again = ask("/t/de/find", if_none_match=plain.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")


def test_whoever_forgets_the_last_slash_is_led_on(ask):
    answer = ask("/t/en")
    assert (answer.status_code, answer.headers["location"]) == (307, "en/")


@pytest.mark.parametrize(
    "path",
    ["xx/", "xx/find", "de/place/nobody", "de/place/%00", "%3Cb%3E/", "de/a/b", "", "//x.example/"],
)
def test_what_is_not_there_is_a_friendly_page(ask, path):
    answer = ask(f"/t/{path}")
    assert answer.status_code == 404
    assert "Diese Seite gibt es nicht." in answer.text
    assert "<b>" not in answer.text


@pytest.mark.parametrize(
    "query",
    [
        f"q={HOSTILE}",
        "q=" + "x" * 10_000,
        "q=%ff%fe",
        "page=-1",
        "page=9e9",
        "district=nope",
        "near=me&within=500",
        "page=" + "9" * 5000,
    ],
)
def test_whatever_is_asked_is_answered_as_text(ask, query):
    answer = ask("/t/de/find?" + query)
    assert answer.status_code == 200
    assert "script" not in Page(answer.text).tags
    assert "\u202e" not in answer.text
    assert len(answer.content) < LARGEST_BYTES


def test_a_number_of_a_page_that_is_not_there_is_the_nearest(ask):
    last = Page(ask("/t/de/find?page=9999").text).places
    assert 0 < len(last) <= PAGE
    assert Page(ask("/t/de/find?page=0").text).places == Page(ask("/t/de/find").text).places


def test_what_was_not_understood_is_named(ask):
    text = ask("/t/en/find?district=nope&near=me").text
    assert "(district and near)" in text
    assert "{" not in text
    assert "We did not know" not in ask("/t/en/find?q=Rad").text


def test_thousands_of_pages_do_not_make_a_page_large(client_of):
    many = index_of(world(places=[place(id=f"place-{n}", name=f"Ort {n}") for n in range(5_000)]))
    ask = client_of(twin_routes(lambda: many, catalogues(), lambda: NOW)).get
    first = ask("/t/de/find")
    assert len(first.content) < LARGEST_BYTES
    numbers = re.findall(r"find\?page=(\d+)", ask("/t/de/find?page=100").text)
    assert set(numbers) >= {"98", "99", "101", "102", "209"}
    assert len(set(numbers)) < 10


def test_the_form_keeps_what_it_has_no_field_for(ask):
    page = Page(ask("/t/de/find?near=district:05&within=2000&q=Rad").text)
    assert page.fields == {"q": "Rad", "near": "district:05", "within": "2000"}


@pytest.mark.parametrize(
    ("params", "address"),
    [
        ({}, "t/de/"),
        ({"lang": ["de"], "view": ["map"], "at": ["48.7,9.1,12"]}, "t/de/"),
        (
            {"q": ["Rad"], "category": ["course", "sport"]},
            "t/de/find?q=Rad&category=course&category=sport",
        ),
        ({"place": ["a/b"], "q": ["Rad"]}, "t/de/place/a%2Fb"),
    ],
)
def test_the_map_names_the_page_that_shows_the_same(params, address):
    assert twin_address("de", params) == address
