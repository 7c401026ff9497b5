"""Planners: a what-if on the page of the real city, answered while a hand still moves."""

from geo.coverage.scenario import MOST_SITES
from geo.directory.reading import DATA
from tests.bench.report import Figure
from tests.bench.serving import OURS, serving
from tests.bench.traffic import Traffic

_PATIENCE_MS = 60_000
_IDLE = "[data-testid='stApp'][data-test-script-state='notRunning']"
_ADDRESS = "/coverage?lang=de&panel=what-if&tool=site&category=counselling&layer="
_GOAL = "<= 150 ms"
_WEST, _SOUTH, _STEP = 9.12, 48.72, 0.005


def planning(browser, times):
    """Put sites on the map, one after the other, each where none was, and look at districts."""
    times = min(times, MOST_SITES)
    with serving(OURS, DATA) as server:
        for layer, name in (
            ("districts", "districts"),
            ("250", "3,800 cells"),
            ("change", "change"),
        ):
            runs_ms = _time_sites(browser, f"{server.address}{_ADDRESS}{layer}", times)
            yield Figure(f"what if, {name}: server's answer", "ms", runs_ms, _GOAL)


def _time_sites(browser, address, times):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
    context.set_default_timeout(_PATIENCE_MS)
    page = context.new_page()
    traffic = Traffic(page)
    page.goto(address)
    page.frame_locator(".st-key-pane-map iframe").locator("path.district").first.wait_for()
    page.wait_for_selector(_IDLE)
    runs_ms = [_time_site(page, traffic, number) for number in range(times)]
    context.close()
    return runs_ms


def _time_site(page, traffic, number):
    """Put one site: from the message that says so to the last of the answer."""
    frame = page.locator(".st-key-pane-map iframe").element_handle().content_frame()
    traffic.forget()
    at = f"{_SOUTH + _STEP * number:.5f},{_WEST + _STEP * number:.5f}"
    frame.evaluate(
        "at => window.Streamlit.setComponentValue({ picked: `at:${at}`, n: Date.now() })", at
    )
    frame.wait_for_function(
        "count => document.querySelectorAll('.site.new').length === count", arg=number + 1
    )
    page.wait_for_selector(_IDLE)
    return traffic.answer_ms
