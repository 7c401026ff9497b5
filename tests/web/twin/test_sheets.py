"""Pages of the twin beside the search: districts, words, the account, and what engines read."""

import json
import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from geo.directory.reading import read_directory
from geo.directory.viewer import Role
from geo.web.twin.pages import twin_routes
from tests.web.twin.test_twin import HOSTILE, Page
from tests.worlds import MIDDLE, WEST, catalogues, index_of, place, shelter, world

NOW = datetime(2026, 1, 5, 11, 0, tzinfo=UTC)
READING = read_directory()
PUBLIC = READING.directory.visible_to(Role.PUBLIC)


@pytest.fixture
def ask_of(client_of):
    def of(directory, **more):
        return client_of(
            twin_routes(lambda: index_of(directory), catalogues(), lambda: NOW, **more)
        ).get

    return of


@pytest.fixture
def ask(ask_of):
    return ask_of(PUBLIC, sources=READING.sources)


def test_a_district_names_its_offers_and_what_nobody_knows_there(ask_of):
    ask = ask_of(
        world(
            places=[
                place(id="here", category="library", district=MIDDLE),
                place(id="gone", status="closed"),
                place(id="there", lat="48.77", lon="9.11", district=WEST),
            ]
        )
    )
    page = ask("/t/en/district/02").text
    assert "../place/here" in page
    assert "../place/gone" not in page
    assert "../place/there" not in page
    assert "We do not know an offer here yet" in page


def test_a_district_with_many_offers_counts_the_rest(ask_of):
    ask = ask_of(world(places=[place(id=f"p{n}", name=f"Ort {n}") for n in range(15)]))
    page = ask("/t/en/district/02").text
    assert page.count('href="../place/') == 12
    assert "3 more offers" in page
    assert ask("/t/en/find?district=02&category=counselling").text.count('href="place/') == 15


def test_homes_are_told_by_district_from_two_sites_on(ask_of):
    def homes(*rows):
        return ask_of(world(shelters=rows))("/t/en/district/01").text

    one, other = shelter(id="one"), shelter(id="other")
    assert "Homes for refugees" not in homes(one)
    both = homes(one, other)
    assert "Homes for refugees" in both
    assert "Gasse" not in both


def test_a_district_that_is_not_there_is_a_friendly_page(ask):
    assert ask("/t/de/district/99").status_code == 404
    assert ask("/t/xx/district/01").status_code == 404


def test_every_word_is_explained_with_its_german_name_and_its_source(ask):
    page = ask("/t/en/glossary").text
    for term in PUBLIC.vocabulary.glossary:
        assert f'id="{term.code}"' in page
        assert term.word in page
        assert term.source.replace("&", "&amp;") in page


def test_a_place_explains_the_words_of_its_offers(ask):
    course = next(p for p in PUBLIC.places if "integration_course" in p.offers)
    assert "Integrationskurs" in ask(f"/t/en/place/{course.id}").text.partition("<details>")[2]


def test_the_account_names_every_source_and_whoever_draws_the_map(ask, ask_of):
    page = ask("/t/de/about").text
    assert all(source.name in page for source in READING.sources)
    assert "mit keiner anderen" in page
    elsewhere = ask_of(PUBLIC, tiles_url="https://tiles.example/{z}/{x}/{y}.png")
    assert "tiles.example" in elsewhere("/t/de/about").text


# What search engines read


def test_a_place_is_told_to_search_engines_as_far_as_it_is_known(ask_of):
    rows = [
        place(id="door", name=f"Haus {HOSTILE[:-1]}", phone="+49 711 1", category="library"),
        place(id="near", geo_precision="stop", geo_accuracy_m="300"),
    ]
    ask = ask_of(world(places=rows))
    text = ask("/t/en/place/door").text
    door, near = (json.loads(Page(ask(f"/t/en/place/{one}").text).data) for one in ("door", "near"))
    assert text.count("</script>") == 1
    assert (door["@type"], door["telephone"]) == ("Library", "+49 711 1")
    assert door["geo"]["latitude"] == pytest.approx(48.77)
    assert "geo" not in near
    assert "telephone" not in near


def test_the_lists_of_pages_hold_every_page_of_every_language(ask):
    lists = listed(ask("/sitemap.xml"))
    assert lists == [f"/t/{code}/sitemap.xml" for code in catalogues().languages]
    pages = listed(ask(lists[0]))
    assert len(pages) == 3 + len(PUBLIC.districts.items) + len(PUBLIC.places)
    assert {ask(page).status_code for page in pages[:40]} == {200}
    assert "/sitemap.xml" in ask("/robots.txt").text


def listed(answer):
    return [urlsplit(one).path for one in re.findall(r"<loc>([^<]+)</loc>", answer.text)]
