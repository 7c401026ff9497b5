"""A phone of 360 pixels: the list first, the map one tap away, nothing too small or too wide."""

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import PHONE

SMALL_PHONE = {"width": 320, "height": 640}
FINGER_PX = 24
TOO_SMALL = """(targets, least) => targets
    .map(target => [target.textContent || target.name, target.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && (box.width < least || box.height < least))
    .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)"""


@pytest.fixture
def phone(visit):
    def open_window(path="/", viewport=PHONE, **options):
        return visit(path, viewport=viewport, has_touch=True, is_mobile=True, **options)

    return open_window


@pytest.fixture(scope="module")
def well_known(public):
    return next(p for p in public.places if p.opening_hours and p.contact.phone and p.point)


def fits_the_width(screen):
    html = screen.page.locator("html")
    assert html.evaluate("page => page.scrollWidth <= page.clientWidth")
    pane = screen.page.locator(".stMain")
    assert pane.evaluate("pane => pane.scrollWidth <= pane.clientWidth")


def test_the_list_comes_first_and_the_map_is_one_tap_away(phone):
    screen = phone()
    expect(screen.cards.first).to_be_in_viewport()
    expect(screen.map.pane).to_be_hidden()
    screen.page.get_by_role("radio", name="Karte").or_(
        screen.page.get_by_role("button", name="Karte", exact=True)
    ).tap()
    expect(screen.map.pane).to_be_in_viewport()
    screen.map.ready()
    expect(screen.cards.first).to_be_hidden()
    screen.asks(view="map")
    fits_the_width(screen)


def test_a_mark_on_the_map_opens_its_place_in_full(phone, well_known):
    point = well_known.point
    screen = phone(f"/?view=map&at={point.lat:.5f},{point.lon:.5f},18")
    screen.map.place(well_known.name).tap()
    expect(screen.detail.get_by_role("heading", level=2)).to_be_in_viewport()
    expect(screen.map.pane).to_be_hidden()
    screen.detail.get_by_role("button", name="Zurück zur Liste").tap()
    expect(screen.map.pane).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/?place={place}", "/?view=map"])
def test_no_page_is_wider_than_the_phone(phone, well_known, path, scheme):
    screen = phone(path.format(place=well_known.id), color_scheme=scheme)
    expect(screen.cards.or_(screen.detail).or_(screen.map.pane).first).to_be_attached()
    fits_the_width(screen)


@pytest.mark.parametrize("path", ["/?category=sport&open=unknown", "/?place={place}", "/about"])
def test_no_page_is_wider_than_the_smallest_phone(phone, well_known, path):
    screen = phone(None, viewport=SMALL_PHONE)
    screen.may_look_below("/about")
    screen.open(path.format(place=well_known.id))
    expect(screen.page.get_by_text("Angaben ohne Gewähr")).to_be_attached()
    fits_the_width(screen)


@pytest.mark.parametrize("path", ["/?category=sport", "/?place={place}"])
def test_targets_are_large_enough_for_a_finger(phone, well_known, path):
    screen = phone(path.format(place=well_known.id))
    expect(screen.cards.or_(screen.detail).first).to_be_visible()
    if "place" not in path:
        screen.unfold("In der Nähe von", "Geöffnet?", "Weitere Filter", "Für wen?")
    parts = ".wk-filters, .wk-results, .wk-detail"
    # The name of a card is stretched over the whole card.
    kinds = "button:not(.wk-card-name), .wk-card, select, label:has(input), summary, a"
    targets = screen.page.locator(f":is({parts}) :is({kinds})")
    assert targets.count()
    assert not targets.evaluate_all(TOO_SMALL, FINGER_PX)


def test_the_switch_does_not_cover_the_end_of_the_page(phone):
    screen = phone("/?category=library")
    expect(screen.cards.first).to_be_visible()  # the page grows until its list is there
    end = screen.page.get_by_text("Angaben ohne Gewähr")
    end.scroll_into_view_if_needed()
    screen.page.keyboard.press("End")
    expect(end).to_be_in_viewport(ratio=1)
    switch = screen.page.locator(".st-key-view-switch > *").bounding_box()
    box = end.bounding_box()
    assert box["y"] + box["height"] <= switch["y"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/?place={place}"])
def test_a_desktop_shows_list_and_map_side_by_side(visit, well_known, path, scheme):
    screen = visit(path.format(place=well_known.id), color_scheme=scheme)
    screen.map.ready()
    expect(screen.cards.or_(screen.detail).first).to_be_in_viewport()
    expect(screen.map.pane).to_be_in_viewport()
    expect(screen.page.locator(".st-key-view-switch")).to_be_hidden()
    fits_the_width(screen)
