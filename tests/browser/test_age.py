"""How old facts are: seen on the map, in the list and in the sheet, and narrowed to what holds."""

import re
from collections import Counter
from datetime import datetime

import pytest
from playwright.sync_api import expect

from geo.directory.freshness import Freshness, freshness
from geo.directory.hours import BERLIN
from geo.directory.place import Status
from tests.browser.folders import add_place, copied_data

ONLY = "Nur Angaben, die innerhalb eines Jahres bestätigt sind"
WORDS = {
    Freshness.CONFIRMED: "innerhalb eines Jahres bestätigt",
    Freshness.OLDER: "älter als ein Jahr",
    Freshness.OLD: "alt (drei Jahre und mehr)",
    Freshness.UNVERIFIED: "nicht bestätigt oder ohne Datum",
}


def today():
    return datetime.now(BERLIN).date()


@pytest.fixture(scope="module")
def dated_server(start_server, tmp_path_factory):
    """Serve the directory with a place more, of which somebody has asked today."""
    folder = copied_data(tmp_path_factory.mktemp("dated") / "data")
    row = {
        "id": "asked-today",
        "category": "library",
        "name": "Heute gefragt",
        "district": "Mitte",
        "lat": "48.7601",
        "lon": "9.1601",
        "geo_precision": "address",
        "geo_accuracy_m": "10",
        "status": "open",
        "visibility": "public",
        "source_url": "https://example.org/",
        "source_date": today().isoformat(),
    }
    add_place(folder, **row)
    return start_server(data=str(folder))


@pytest.fixture(scope="module")
def alone(public):
    """Running places by the age of their facts, each at a point of its own."""
    points = Counter(place.point for place in public.places)
    return {
        freshness(place, today()): place
        for place in public.places
        if place.point and points[place.point] == 1 and place.status is not Status.CLOSED
    }


@pytest.mark.parametrize("age", [Freshness.OLD, Freshness.UNVERIFIED])
def test_a_mark_carries_the_sign_of_its_age(visit, alone, age):
    place = alone[age]
    screen = visit(f"/?at={place.point.lat:.5f},{place.point.lon:.5f},18")
    mark = screen.map.place(place.name)
    expect(mark).to_have_attribute("aria-label", re.compile(re.escape(f"Angaben: {WORDS[age]}")))
    sign = mark.locator(".age")
    expect(sign.locator("svg")).to_be_visible()
    legend = screen.page.locator(".wk-signs li").filter(has_text=WORDS[age])
    expect(legend).to_be_visible()
    drawn = [
        found.evaluate("node => node.querySelector('svg svg, svg').innerHTML")
        for found in (sign, legend)
    ]
    assert drawn[0] == drawn[1]


def test_the_legend_names_four_signs_that_differ(visit):
    screen = visit()
    entries = screen.page.locator(".wk-signs li")
    expect(entries).to_have_text(list(WORDS.values()))
    assert len({entry.locator("svg").inner_html() for entry in entries.all()}) == len(WORDS)


def test_the_selected_mark_keeps_its_sign(visit, alone):
    screen = visit(f"/?place={alone[Freshness.OLD].id}")
    expect(screen.map.frame.locator(".place.selected .age svg")).to_be_visible()


def test_a_card_and_a_sheet_say_it_in_words(visit, dated_server):
    screen = visit("/?q=Heute+gefragt", at=dated_server)
    card = screen.cards.filter(has_text="Heute gefragt")
    expect(card.locator(".wk-age")).to_have_text(WORDS[Freshness.CONFIRMED])
    screen.open("/?place=asked-today")
    said = screen.detail.locator("header .wk-age")
    expect(said).to_have_text(f"Angaben: {WORDS[Freshness.CONFIRMED]}")


def test_a_switch_narrows_list_map_and_address_to_confirmed_facts(visit, public, dated_server):
    running = [place for place in public.places if place.status is not Status.CLOSED]
    held = [place for place in running if freshness(place, today()) is Freshness.CONFIRMED]
    screen = visit(at=dated_server)
    switch = screen.page.get_by_role("switch", name=ONLY)
    expect(screen.page.locator(".wk-only .wk-count")).to_have_text(str(len(held) + 1))
    switch.focus()
    screen.page.keyboard.press("Space")
    screen.finds(len(held) + 1)
    screen.map.shows(sum(place.point is not None for place in held) + 1)
    screen.asks(fresh="confirmed")
    expect(screen.chips).to_have_text([WORDS[Freshness.CONFIRMED]])
    expect(switch).to_be_focused()
    screen.page.keyboard.press("Space")
    screen.finds(len(running) + 1)
    assert "fresh" not in screen.asked


def test_the_switch_stands_as_the_address_says(visit, dated_server):
    screen = visit("/?fresh=confirmed&fresh=older", at=dated_server)
    switch = screen.page.get_by_role("switch", name=ONLY)
    expect(switch).not_to_be_checked()
    switch.click()
    expect(screen.chips).to_have_text([WORDS[Freshness.CONFIRMED]])
    expect(switch).to_be_checked()
    screen.chips.first.click()
    expect(switch).not_to_be_checked()


def test_planners_maps_have_no_signs_that_nobody_explains_there(visit):
    screen = visit(None)
    screen.may_look_below("/coverage")
    screen.open("/coverage?lang=de")
    screen.map.ready()
    expect(screen.map.places.first.locator(".age")).to_be_hidden()
