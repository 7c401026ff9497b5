"""A visitor in Chromium, who clicks as people do and times what is painted."""

import json
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

OUR_TILES = ".wk-tiles-categories label.wk-tile"
NAIVE_TILES = "[data-testid='stButtonGroup'] button"

_STOPWATCH = (Path(__file__).parent / "stopwatch.js").read_text(encoding="utf-8")
_PATIENCE_MS = 120_000
_IDLE = "[data-testid='stApp'][data-test-script-state='notRunning']"
_MARKS_ARE_THERE = "() => window.stopwatch?.looks.markers() !== ''"
_VIEW = "() => { const { map } = window.willkommen; return [map.getZoom(), map.getCenter()]; }"


@contextmanager
def chromium():
    """Start Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@contextmanager
def visit(browser, address, tiles=OUR_TILES):
    """Open an address in a fresh browser profile and wait until filters and marks are there."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
    context.set_default_timeout(_PATIENCE_MS)
    page = context.new_page()
    page.add_init_script(f"if (window === window.top) {{ {_STOPWATCH} }}")
    page.goto(address)
    page.wait_for_function(_MARKS_ARE_THERE)
    page.locator(tiles).first.wait_for()
    yield page
    context.close()


def time_filter_clicks(page, clicks, tiles=OUR_TILES):
    """With all categories chosen, take one away, bring it back, and so on: ms a click.

    So nearly all places are drawn at each click, which is the hardest case for any page.
    """
    choices = page.locator(tiles).all()
    for choice in choices:
        _timed_click(page, choice, "markers")
    turns = (choices[k // 2 % len(choices)] for k in range(clicks))
    return [_timed_click(page, choice, "markers") for choice in turns]


def time_openings(page, times):
    """Open places from the list: ms a click until the heading of the place is painted."""
    found = []
    for k in range(times):
        found.append(_timed_click(page, page.locator(".wk-card-name").nth(k % 8), "detail"))
        _timed_click(page, page.locator(".wk-back"), "list")
    return found


def watch_view(page, clicks):
    """Look closer, then filter: tell whether zoom and centre stayed, and the heap in MB twice."""
    map_frame = page.locator("iframe").first.content_frame
    map_frame.locator(".leaflet-control-zoom-in").click()
    map_frame.locator(".leaflet-zoom-anim").wait_for(state="detached")
    frame = page.frames[-1]
    view, heap_before = frame.evaluate(_VIEW), _heap_mb(page)
    time_filter_clicks(page, clicks)
    return frame.evaluate(_VIEW) == view, heap_before, _heap_mb(page)


def _timed_click(page, target, name):
    page.wait_for_selector(_IDLE)
    page.evaluate(f"stopwatch.arm({json.dumps(name)})")
    target.click()
    return page.evaluate("stopwatch.painted")


def _heap_mb(page):
    """Measure what the page and its frames hold after everything unused was given back."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("HeapProfiler.collectGarbage")
    metrics = session.send("Performance.getMetrics")["metrics"]
    session.detach()
    used_bytes = next(m["value"] for m in metrics if m["name"] == "JSHeapUsedSize")
    return used_bytes / 1e6
