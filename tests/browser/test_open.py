"""Opening the site: what is there at once, and what must not be."""

import pytest
from playwright.sync_api import expect

from geo.directory.place import Status
from tests.browser.server import UVICORN


def test_the_list_holds_what_the_map_shows_and_the_places_without_a_point(visit, public):
    running = [place for place in public.places if place.status is not Status.CLOSED]
    screen = visit("/?cards=1200")
    screen.finds(len(running))
    expect(screen.cards).to_have_count(len(running))
    screen.map.shows(sum(place.point is not None for place in running))


def test_the_list_grows_on_request(visit, public):
    running = [place for place in public.places if place.status is not Status.CLOSED]
    screen = visit()
    expect(screen.cards).to_have_count(24)
    screen.page.get_by_role("button", name="weitere zeigen").click()
    expect(screen.cards).to_have_count(48)
    screen.finds(len(running))
    screen.asks(cards="48")


def test_districts_count_what_the_map_cannot_show(visit, public):
    running = [place for place in public.places if place.status is not Status.CLOSED]
    nowhere = [place for place in running if place.district and not place.point]
    screen = visit()
    screen.map.ready()
    counts = screen.map.frame.locator(".district-label .count").all_text_contents()
    assert sum(map(int, counts)) == len(nowhere)


def test_every_mark_on_the_map_has_a_name(visit):
    screen = visit()
    screen.map.ready()
    names = screen.map.marks.evaluate_all("marks => marks.map(m => m.getAttribute('aria-label'))")
    assert names
    assert all(names)


@pytest.mark.parametrize("path", ["/", "/?lang=en"])
def test_nothing_of_streamlit_itself_meets_the_eye(visit, path):
    screen = visit(path)
    screen.map.ready()
    for words in ("Deploy", "Running", "Stop", "Rerun", "Made with Streamlit", "Settings"):
        expect(screen.page.get_by_text(words, exact=True).filter(visible=True)).to_have_count(0)
    expect(screen.page.get_by_test_id("stHeader")).to_be_hidden()
    expect(screen.page.get_by_test_id("stStatusWidget").filter(visible=True)).to_have_count(0)


def test_uvicorn_serves_the_same_site(visit, start_server):
    screen = visit(at=start_server(UVICORN))
    expect(screen.cards.first).to_be_visible()
    screen.map.ready()


def test_the_page_about_the_map_opens_by_its_own_address(visit):
    screen = visit(None)
    screen.may_look_below("/about")
    screen.open("/about?lang=de")
    expect(screen.page.get_by_role("heading", name="Quellen und Lizenzen")).to_be_visible()


def test_a_link_leads_to_the_page_about_the_map_and_back(visit):
    screen = visit("/?lang=de")
    screen.page.get_by_role("link", name="Über die Karte").click()
    expect(screen.page.get_by_role("heading", name="Über die Karte")).to_be_visible()
    screen.page.get_by_role("link", name="Angebote finden").click()
    expect(screen.cards.first).to_be_visible()
    screen.map.ready()
