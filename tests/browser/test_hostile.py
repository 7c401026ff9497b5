"""A directory somebody has written script into: all of it is shown as text, none of it runs."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.folders import add_item, add_place, copied_data

NAME = "</script><script>alert(1)</script><img src=x onerror=alert(2)> ${alert(3)} {{7*7}} $x^2$"
OPERATOR = "<b onmouseover=alert(4)>Träger</b> [link](javascript:alert(5)) **fett**"
STREET = "<svg onload=alert(6)>Gasse"
FOREIGN_MARKUP = "b[onmouseover], svg[onload], img[src='x'], img[onerror], a[href^='javascript']"


@pytest.fixture(scope="module")
def hostile_server(start_server, tmp_path_factory):
    folder = copied_data(tmp_path_factory.mktemp("hostile") / "data")
    row = {
        "id": "hostile-place",
        "category": "library",
        "name": NAME,
        "operator": OPERATOR,
        "street": STREET,
        "house_number": "1",
        "postcode": "70000",
        "city": "Stuttgart",
        "district": "Mitte",
        "lat": "48.7758",
        "lon": "9.1829",
        "geo_precision": "address",
        "geo_accuracy_m": "10",
        "opening_hours": "Mo-Fr 09:00-17:00",
        "status": "open",
        "visibility": "public",
        "source_url": "https://example.org/?q=<script>alert(8)</script>",
        "source_date": "2024",
    }
    add_place(folder, **row)
    add_place(folder, **row | {"id": "running-link", "website": "javascript:alert(7)"})
    add_item(
        folder,
        place="hostile-place",
        offer="cafe",
        title=NAME,
        opening_hours='Tu 15:00-17:00 open "<img src=x onerror=alert(9)>"',
        women_only="yes",
        cost=OPERATOR,
        source_url="https://example.org/?q=<script>alert(10)</script>",
        source_date="2025",
    )
    add_item(
        folder,
        place="hostile-place",
        offer="cafe",
        title="refused",
        source_url="javascript:alert(11)",
    )
    return start_server(data=str(folder))


def holds_no_markup(screen):
    expect(screen.page.locator(FOREIGN_MARKUP)).to_have_count(0)
    expect(screen.map.frame.locator(FOREIGN_MARKUP)).to_have_count(0)


def test_the_list_shows_it_as_text(visit, hostile_server):
    screen = visit("/?category=library&cards=240", at=hostile_server)
    expect(screen.names.filter(has_text="alert(1)")).to_have_text(NAME)
    holds_no_markup(screen)


def test_the_map_shows_it_as_text(visit, hostile_server):
    screen = visit("/?category=library&at=48.77580,9.18290,18", at=hostile_server)
    mark = screen.map.places.and_(screen.map.frame.locator("[title*='alert(1)']"))
    mark.hover()
    expect(mark).to_have_attribute(
        "title", re.compile(rf"^{re.escape(NAME)}, Bibliotheken, Angaben: ")
    )
    holds_no_markup(screen)
    mark.click()
    expect(screen.detail).to_be_visible()
    holds_no_markup(screen)


def test_the_detail_shows_it_as_text(visit, hostile_server):
    screen = visit("/?place=hostile-place", at=hostile_server)
    expect(screen.detail.get_by_role("heading", level=2)).to_have_text(NAME)
    expect(screen.detail.locator(".wk-operator")).to_have_text(OPERATOR)
    expect(screen.detail.locator("address")).to_contain_text(STREET)
    holds_no_markup(screen)


def test_the_programme_shows_it_as_text(visit, hostile_server):
    screen = visit("/?day=tu&women=yes&category=library&cards=240", at=hostile_server)
    card = screen.cards.filter(has_text="alert(1)")
    expect(card.locator(".wk-card-programme")).to_contain_text(NAME)
    expect(card.locator(".wk-card-programme")).to_contain_text("<img src=x onerror=alert(9)>")
    holds_no_markup(screen)
    card.get_by_role("button").click()
    item = screen.detail.locator(".wk-programme > li")
    expect(item).to_have_count(1)
    expect(item).to_contain_text(NAME)
    expect(item).to_contain_text(OPERATOR)
    expect(item).to_contain_text("<img src=x onerror=alert(9)>")
    expect(item.get_by_role("link")).to_contain_text("example.org")
    holds_no_markup(screen)
    assert "javascript:alert" not in hostile_server.said


def test_a_search_for_it_shows_it_as_text(visit, hostile_server):
    screen = visit(at=hostile_server)
    screen.search.fill(NAME)
    expect(screen.chips).to_have_text([f"„{NAME}“"])
    expect(screen.names.first).to_have_text(NAME)
    holds_no_markup(screen)


def test_a_link_that_would_run_is_refused_with_its_row(visit, hostile_server):
    screen = visit("/?place=running-link", at=hostile_server)
    expect(screen.notice).to_contain_text("(place)")
    assert re.search(r"places\.csv line \d+, website: see python -m geo check", hostile_server.said)
    assert "javascript:alert" not in hostile_server.said
