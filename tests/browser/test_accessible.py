"""Every page against the rules of axe-core for WCAG 2.2 A and AA, in itself and in its map."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from geo.web.coverage_view import Panel
from tests.browser.fixtures import DESKTOP

PHONE = {"width": 360, "height": 740}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PAGE = {"runOnly": [*WCAG, "best-practice"], "resultTypes": ["violations"]}
# A mark on a map is where the thing is (the exception of 2.5.8), and a browser asks the page alone
# whether it may zoom.
FRAME = {
    "runOnly": WCAG,
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": False}, "meta-viewport": {"enabled": False}},
}
AXE = Axe()
TWIN = ("", "find?q=Deutsch", "place/{}", "nothing", "glossary", "about", "district/05")

LOOKS = pytest.mark.parametrize(
    ("viewport", "scheme"),
    [(DESKTOP, "light"), (PHONE, "dark")],
    ids=["desktop-light", "phone-dark"],
)


def assert_accessible(screen):
    """Fail with what axe finds in the page and in the frame of its map: rule, element, why."""
    if "/t/" not in screen.page.url:
        screen.settled()
    # What fades in is pale until it is there.
    screen.page.wait_for_function(
        "document.getAnimations().every(moving => moving.playState !== 'running')"
    )
    found = []
    for frame in screen.page.frames:
        rules = FRAME if frame.parent_frame else PAGE
        for fault in AXE.run(frame, options=rules).response["violations"]:
            found += [
                f"{fault['id']}: {node['html'][:200]}\n{node['failureSummary'][:300]}"
                for node in fault["nodes"]
            ]
    assert not found, "\n".join(found)


@LOOKS
@pytest.mark.parametrize("address", ["/?lang=de", "/?lang=de&q=Deutsch", "/?lang=de&view=map"])
def test_finding_an_offer(visit, viewport, scheme, address):
    screen = visit(address, viewport=viewport, color_scheme=scheme)
    expect(screen.heading).to_be_attached()
    assert_accessible(screen)


@LOOKS
def test_the_panel_of_a_place(visit, viewport, scheme, public):
    place = next(place for place in public.places if place.point and place.opening_hours)
    screen = visit(f"/?lang=de&place={place.id}", viewport=viewport, color_scheme=scheme)
    expect(screen.detail).to_be_visible()
    assert_accessible(screen)


@LOOKS
@pytest.mark.parametrize("panel", Panel)
def test_planning(visit, viewport, scheme, panel):
    asked = f"/coverage?lang=de&panel={panel}&district=05&add=48.72,9.2|counselling"
    screen = visit(asked, viewport=viewport, color_scheme=scheme)
    expect(screen.page.locator(".st-key-pane-list")).to_be_visible()
    assert_accessible(screen)


@LOOKS
@pytest.mark.parametrize("path", ["/about", "/shelters", "/shelters?lang=de&part=needs"])
def test_reading_on(visit, viewport, scheme, path):
    screen = visit(path, viewport=viewport, color_scheme=scheme)
    assert_accessible(screen)


@pytest.mark.parametrize("path", ["/about", "/coverage?lang=de&panel=equity"])
def test_the_keyboard_reaches_the_whole_of_each_table_on_a_small_phone(visit, path):
    screen = visit(path, viewport={"width": 320, "height": 640})
    folded = screen.page.locator('[data-testid="stExpander"] details:not([open]) > summary')
    while folded.count():
        folded.first.click()
    expect(screen.page.locator(".wk-table").last).to_be_visible()
    assert_accessible(screen)


@LOOKS
def test_homes_of_a_volunteer(volunteer, viewport, scheme):
    screen = volunteer(viewport=viewport, color_scheme=scheme)
    assert_accessible(screen)


@LOOKS
@pytest.mark.parametrize(
    "path",
    [*TWIN, "handout?kept={}", "handout"],
)
def test_the_twin(visit, server, public, viewport, scheme, path):
    screen = visit(None, viewport=viewport, color_scheme=scheme)
    place = next(place for place in public.places if place.opening_hours)
    screen.watch.expected.add(f"{server.address}/t/de/nothing")
    screen.page.goto(f"{server.address}/t/de/{path.format(place.id)}")
    assert_accessible(screen)


@pytest.mark.parametrize(
    ("viewport", "scheme"),
    [({"width": 320, "height": 640}, "light"), (DESKTOP, "dark")],
    ids=["small-light", "desktop-dark"],
)
@pytest.mark.parametrize(
    "address",
    ["/?lang=ar", "/?lang=ar&place={}", "/shelters?lang=ar", "/coverage?lang=ar", "/about?lang=ar"],
)
def test_pages_from_the_right(visit, public, viewport, scheme, address):
    place = next(place for place in public.places if place.point and place.opening_hours)
    screen = visit(address.format(place.id), viewport=viewport, color_scheme=scheme)
    expect(screen.page.locator("html")).to_have_attribute("dir", "rtl")
    assert_accessible(screen)
    assert screen.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
