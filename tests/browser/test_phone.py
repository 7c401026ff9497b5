"""On a phone: the list first, the map one tap away, everything within reach of a thumb."""

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import PHONE

SMALL = {"width": 320, "height": 640}
SMALLEST_TARGET_PX = 24


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_list_comes_first_and_the_map_is_one_tap_away(visit, scheme):
    screen = visit(viewport=PHONE, has_touch=True, color_scheme=scheme)
    expect(screen.cards.first).to_be_in_viewport()
    expect(screen.map.pane).to_be_hidden()
    screen.page.get_by_role("radio", name="Karte").or_(
        screen.page.get_by_role("button", name="Karte", exact=True)
    ).first.tap()
    expect(screen.map.pane).to_be_in_viewport()
    screen.map.ready()
    expect(screen.cards.first).to_be_hidden()
    screen.asks(view="map")


def test_a_mark_on_the_phones_map_opens_the_place_and_back_leads_to_the_map(visit, public):
    place = next(p for p in public.places if p.precision == "address")
    at = f"{place.point.lat:.5f},{place.point.lon:.5f},18"
    screen = visit(f"/?view=map&at={at}", viewport=PHONE, has_touch=True)
    screen.map.place(place.name).tap()
    expect(screen.detail.locator("h2")).to_be_in_viewport()
    screen.page.get_by_role("button", name="Zurück").tap()
    expect(screen.map.pane).to_be_in_viewport()


@pytest.mark.parametrize("viewport", [PHONE, SMALL], ids=["360", "320"])
@pytest.mark.parametrize(
    "path", ["/", "/?place=welcome-feuerbach-cafe-international", "/?view=map", "/about"]
)
def test_nothing_is_wider_than_the_screen(visit, viewport, path):
    screen = visit(None, viewport=viewport)
    for name in ("health", "host-config"):
        # Streamlit looks for itself below a page's own address before it looks at the root.
        screen.watch.expected.add(f"{screen.address}/about/_stcore/{name}")
    screen.open(path)
    widths = "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    content, window = screen.page.evaluate(widths)
    assert content <= window


@pytest.mark.parametrize(
    "path", ["/?category=sport", "/?place=welcome-feuerbach-cafe-international"]
)
def test_every_target_is_large_enough(visit, path):
    screen = visit(path, viewport=PHONE)
    expect(screen.page.locator(".wk-card, .wk-detail").first).to_be_visible()
    controls = ":is(.wk-filters, .wk-results, .wk-detail) :is(button, select, summary, label)"
    boxes = screen.page.locator(f"{controls}:visible").evaluate_all(
        """controls => controls
            .filter(control => !control.matches('.wk-card-name, .wk-hidden, .wk-label'))
            .map(control => [control.textContent, control.getBoundingClientRect()])
            .map(([text, box]) => [text, box.width, box.height])"""
    )
    assert boxes
    assert [box for box in boxes if min(box[1:]) < SMALLEST_TARGET_PX] == []
