"""The address bar: every state is in it, and nothing in it can do harm."""

from urllib.parse import quote

import pytest
from playwright.sync_api import expect


@pytest.fixture(scope="module")
def library(public):
    return next(p for p in public.places if p.category == "library" and p.point and p.district)


def test_a_link_restores_everything(visit, public, library):
    number = next(d.number for d in public.districts.items if d.name == library.district)
    at = "48.78000,9.18000,14"
    screen = visit(
        f"/?lang=en&category=library&category=course&district={number}&place={library.id}&at={at}"
    )
    for _ in ("opened", "reloaded"):
        expect(screen.detail.get_by_role("heading", level=2)).to_have_text(library.name)
        screen.map.ready()
        view = screen.map.view()
        assert (round(view["lat"], 4), round(view["lng"], 4), view["zoom"]) == (48.78, 9.18, 14)
        assert screen.asked["lang"] == ["en"]
        screen.page.reload()
    screen.detail.get_by_role("button", name="Back to the list").click()
    expect(screen.chips).to_have_text(["German courses", "Libraries", library.district])
    expect(screen.option("categories", "library").locator("input")).to_be_checked()
    assert screen.asked["at"] == [at]


def test_text_order_and_reference_point_are_restored(visit, public):
    stop = public.stops.items[0]
    screen = visit(f"/?q=Deutsch&near=stop:{quote(stop.dhid)}&within=5000&sort=name")
    expect(screen.search).to_have_value("Deutsch")
    expect(screen.chips).to_have_count(3)
    expect(screen.page.get_by_role("button", name="Nach Name")).to_have_attribute(
        "aria-pressed", "true"
    )


def test_the_back_button_goes_back(visit):
    screen = visit("/?lang=de")
    everything = screen.heading.inner_text()
    screen.option("categories", "library").click()
    screen.asks(category="library")
    screen.settled()
    found = screen.heading.inner_text()
    screen.cards.first.click()
    expect(screen.detail).to_be_visible()
    screen.settled()
    screen.page.go_back()
    expect(screen.heading).to_have_text(found)
    expect(screen.detail).to_have_count(0)
    screen.page.go_back()
    expect(screen.heading).to_have_text(everything)
    screen.page.go_forward()
    expect(screen.heading).to_have_text(found)


HOSTILE = {
    "category": "<script>alert(1)</script>",
    "place": "../../etc",
    "at": "x",
    "q": "<img src=x onerror=alert(1)>",
    "near": "stop:'; DROP TABLE stops",
    "within": "-1",
    "cards": "9" * 400,
    "lang": "<svg onload=alert(1)>",
}


def test_a_hostile_address_is_met_with_friendly_words(visit):
    screen = visit("/?" + "&".join(f"{name}={quote(value)}" for name, value in HOSTILE.items()))
    expect(screen.notice).to_have_count(1)
    expect(screen.notice).to_contain_text("Ein Teil der Adresse im Browser war uns unbekannt")
    expect(screen.notice).not_to_contain_text("script")
    expect(screen.search).to_have_value(HOSTILE["q"])
    expect(screen.chips).to_have_text([f"„{HOSTILE['q']}“"])
    expect(screen.page.locator("img[src='x'], [onerror], [onload]")).to_have_count(0)


def test_strange_parameters_of_others_are_nobodys_business(visit):
    screen = visit("/?utm_source=letter&fbclid=1")
    expect(screen.cards.first).to_be_visible()
    expect(screen.notice).to_have_count(0)
