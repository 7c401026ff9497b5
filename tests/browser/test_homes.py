"""The homes as signed-in volunteers use them."""

import re

from playwright.sync_api import expect

from geo.directory.reading import read_directory
from tests.browser.volunteers import card, located


def test_every_home_volunteers_may_know_is_in_the_list_and_on_the_map(volunteer, homes):
    screen = volunteer()
    closed = sum(home.status == "closed" for home in homes.values())
    running = len(homes) - closed
    expect(screen.heading).to_have_text(f"{running} Unterkünfte · {closed} geschlossen")
    assert sorted(screen.page.locator(".wk-home-name").all_inner_texts()) == sorted(homes)
    screen.map.shows(len(located(homes)))


def test_a_card_tells_address_capacity_state_stop_and_what_is_near(volunteer, homes):
    screen = volunteer()
    name = next(n for n in located(homes) if homes[n].capacity_places and homes[n].address.street)
    home = homes[name]
    told = card(screen, name)
    expect(told).to_contain_text(home.address.street)
    expect(told).to_contain_text(home.district)
    expect(told).to_contain_text("Plätze")
    expect(told).to_contain_text("Haltestelle")
    told.get_by_text("Was in der Nähe ist").click()
    expect(told.get_by_text("Deutsch lernen", exact=True)).to_be_visible()
    expect(told.locator("dd", has_text=re.compile(r"Minuten? zu Fuß|km")).first).to_be_visible()


def test_a_home_opens_from_the_list_and_gives_the_list_back(volunteer, homes):
    screen = volunteer()
    name = located(homes)[0]
    card(screen, name).get_by_role("button", name=name, exact=True).click()
    expect(screen.detail.get_by_role("heading", level=2)).to_have_text(name)
    expect(screen.detail.get_by_role("heading", level=2)).to_be_focused()
    expect(screen.map.frame.locator(".place.selected")).to_have_accessible_name(
        re.compile(re.escape(name))
    )
    assert homes[name].id not in screen.page.url
    screen.detail.get_by_role("button", name="Zurück").click()
    expect(card(screen, name).get_by_role("button", name=name, exact=True)).to_be_focused()


def test_a_home_opens_from_the_map(volunteer, homes):
    screen = volunteer()
    screen.map.ready()
    said = screen.map.places.first.get_attribute("aria-label")
    screen.map.places.first.click()
    opened = screen.detail.get_by_role("heading", level=2)
    expect(opened).to_be_focused()
    assert opened.inner_text() in homes
    assert said.startswith(opened.inner_text())


def test_a_district_narrows_the_homes_down(volunteer, homes):
    screen = volunteer()
    screen.unfold("Stadtbezirk")
    screen.page.locator(".wk-panel label", has_text="Feuerbach").click()
    there = [name for name, home in homes.items() if home.district == "Feuerbach"]
    expect(screen.page.locator(".wk-home")).to_have_count(len(there))
    screen.map.shows(len([name for name in there if homes[name].point]))


def test_volunteers_see_no_log_and_no_planned_home(volunteer):
    screen = volunteer()
    expect(screen.page.get_by_text("Protokoll", exact=True)).to_have_count(0)
    screen.open("/shelters?lang=de&part=log")
    expect(screen.page.locator(".wk-home").first).to_be_visible()
    planned = {p.name for p in read_directory().directory.places if p.status == "planned"}
    assert planned
    assert planned.isdisjoint(screen.page.locator(".wk-home-name").all_inner_texts())


def test_planners_see_planned_homes(volunteer):
    screen = volunteer("planner")
    expect(screen.page.locator(".wk-home", has_text="geplant").first).to_be_visible()


def test_a_phone_shows_list_or_map_and_nothing_sticks_out(volunteer):
    screen = volunteer(viewport={"width": 320, "height": 640}, has_touch=True)
    assert screen.page.evaluate("document.documentElement.scrollWidth") <= 320
    screen.page.locator(".st-key-view-switch").get_by_text("Karte").click()
    expect(screen.map.pane).to_be_in_viewport()
    screen.map.ready()
    screen.asks(view="map")


def test_moving_the_map_and_opening_homes_leaves_nothing_of_them_in_any_address(volunteer, homes):
    screen = volunteer()
    addresses = []
    screen.page.on("request", lambda r: addresses.append(f"{r.url} {r.headers.get('referer')}"))
    screen.map.ready()
    screen.map.frame.locator(".leaflet-control-zoom-in").click()
    screen.map.body.press("ArrowLeft")
    name = next(n for n in located(homes) if homes[n].address.street)
    card(screen, name).get_by_role("button", name=name, exact=True).click()
    expect(screen.map.frame.locator(".place.selected")).to_be_visible()
    screen.detail.get_by_role("button", name="Zurück").click()
    expect(screen.heading).to_be_visible()
    screen.page.reload()
    screen.settled()
    told = "\n".join(
        [*addresses, screen.page.url, screen.page.evaluate("JSON.stringify(history.state)")]
    )
    assert "at=" not in told
    assert homes[name].id not in told


def test_going_back_in_the_browser_closes_a_home(volunteer, homes):
    screen = volunteer()
    before = screen.page.url
    name = located(homes)[0]
    card(screen, name).get_by_role("button", name=name, exact=True).click()
    expect(screen.detail).to_be_visible()
    screen.page.go_back()
    expect(screen.heading).to_be_visible()
    expect(screen.detail).to_have_count(0)
    assert screen.page.url == before


def test_a_choice_is_told_where_it_is_made(volunteer, homes):
    screen = volunteer()
    card(screen, located(homes)[0]).get_by_role("checkbox").check()
    expect(screen.page.locator(".wk-chosen")).to_have_text("1 Unterkunft gewählt. Zum Besuch")


def test_what_was_unfolded_stays_so_when_a_home_is_chosen(volunteer, homes):
    screen = volunteer()
    told = card(screen, located(homes)[0])
    told.get_by_text("Was in der Nähe ist").click()
    told.get_by_role("checkbox").check()
    expect(screen.page.locator(".wk-chosen")).to_be_visible()
    expect(told.locator("details")).to_have_attribute("open", "")
