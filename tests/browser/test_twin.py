"""The twin in a browser that runs no script, and the ways between it and the map."""

import re

from playwright.sync_api import expect

PHONE = {"width": 320, "height": 640}


def test_without_a_script_one_finds_a_place_and_reads_it(visit, server):
    screen = visit(None, java_script_enabled=False, viewport=PHONE)
    page = screen.page
    page.goto(f"{server.address}/?lang=de")
    page.get_by_role("link", name="Ohne JavaScript").click()
    page.get_by_role("searchbox", name="Suche").fill("Deutschkurs")
    page.get_by_role("button", name="Suchen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"^\d+ Angebote?$"))
    name = page.locator(".cards h2 a").first.inner_text()
    page.locator(".cards h2 a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_filters_work_without_a_script(visit, server):
    screen = visit(None, java_script_enabled=False)
    screen.page.goto(f"{server.address}/t/de/find")
    screen.page.locator("summary").first.click()
    screen.page.locator('input[name="category"][value="library"]').check()
    screen.page.get_by_role("button", name="Suchen").click()
    screen.asks(category="library")
    expect(screen.page.locator(".row").nth(1)).to_contain_text("Bibliotheken")


def test_the_map_leads_to_the_same_question_and_back(visit):
    screen = visit("/?lang=de&category=library")
    expect(screen.heading).to_be_visible()
    heading = screen.heading.inner_text()
    screen.page.get_by_role("link", name="Textversion").click()
    expect(screen.page.get_by_role("heading", level=1)).to_have_text(heading)
    screen.page.get_by_role("link", name="Dasselbe auf der Karte").click()
    screen.asks(category="library")
    expect(screen.heading).to_have_text(heading)


def test_nothing_is_wider_than_a_phone(visit, server, public):
    screen = visit(None, viewport=PHONE)
    place = next(place for place in public.places if place.opening_hours)
    of_twin = ("", "find", "find?q=Deutsch", f"place/{place.id}", "glossary", "about")
    for path in (*of_twin, "district/05", f"handout?kept={place.id}"):
        screen.page.goto(f"{server.address}/t/ar/{path}")
        assert screen.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
