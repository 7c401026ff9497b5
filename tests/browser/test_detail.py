"""One place: everything that is known of it, and how to get there."""

import re

import pytest
from playwright.sync_api import expect

from geo.directory.place import Precision, Status

SCHEMES = {"https", "http", "tel", "mailto", "geo"}


@pytest.fixture(scope="module")
def well_known(public):
    """A place of which nearly everything is known; its point is the stop nearby."""
    return next(
        place
        for place in public.places
        if place.opening_hours
        and place.contact.phone
        and place.contact.email
        and place.contact.website
        and place.address.street
        and place.precision is Precision.STOP
    )


def test_a_card_opens_its_place_and_leads_back_to_it(visit):
    screen = visit("/?category=library")
    name = screen.names.nth(3).inner_text()
    screen.cards.nth(3).click()
    heading = screen.detail.get_by_role("heading", level=2)
    expect(heading).to_have_text(name)
    expect(heading).to_be_focused()
    screen.detail.get_by_role("button", name="Zurück zur Liste").click()
    expect(screen.names.nth(3)).to_have_text(name)
    expect(screen.names.nth(3)).to_be_focused()
    screen.asks(category="library")
    assert "place" not in screen.asked


def test_the_week_begins_today(visit, well_known):
    screen = visit(f"/?place={well_known.id}")
    week = screen.detail.locator(".wk-week tr")
    expect(week).to_have_count(7)
    expect(week.first).to_have_class("wk-today")
    expect(screen.detail.locator(".wk-today")).to_have_count(1)
    expect(screen.detail.locator(".wk-badge")).to_have_text(re.compile("geöffnet|geschlossen"))


def test_unknown_hours_are_called_unknown(visit, public):
    place = next(place for place in public.places if not place.opening_hours)
    screen = visit(f"/?place={place.id}")
    expect(screen.detail).to_contain_text("Wir kennen die Öffnungszeiten nicht.")
    expect(screen.detail.locator(".wk-week")).to_have_count(0)


def test_where_it_is_comes_with_how_well_that_is_known(visit, well_known):
    screen = visit(f"/?place={well_known.id}")
    address = screen.detail.locator("address")
    expect(address).to_contain_text(well_known.address.street)
    expect(address).to_contain_text(well_known.address.postcode)
    expect(screen.detail).to_contain_text(
        "Auf der Karte ist der Ort nur ungefähr eingezeichnet (Umkreis"
    )
    expect(screen.detail.locator(".wk-lines")).to_have_text(re.compile(r"Linien \w+"))


def test_links_lead_where_they_say_and_nowhere_by_themselves(visit, well_known):
    screen = visit(f"/?place={well_known.id}")
    links = screen.detail.locator("a:not(.wk-address, .wk-words a)")
    expect(links.first).to_be_visible()
    told = links.evaluate_all("all => all.map(a => ({ href: a.getAttribute('href'), rel: a.rel }))")
    assert {link["href"].partition(":")[0] for link in told} <= SCHEMES
    assert all("noopener" in link["rel"] for link in told)
    hrefs = [link["href"] for link in told]
    assert any(href.startswith("tel:+49") for href in hrefs)
    assert any(href.startswith("geo:") for href in hrefs)
    assert f"mailto:{well_known.contact.email}" in hrefs
    assert well_known.contact.website in hrefs
    assert any("openstreetmap.org" in href for href in hrefs)
    assert any("vvs.de" in href for href in hrefs)


def test_a_rough_point_is_never_given_as_a_destination(visit, well_known):
    screen = visit(f"/?place={well_known.id}")
    directions = screen.detail.locator(".wk-links a")
    expect(directions.first).to_be_visible()
    hrefs = directions.evaluate_all("all => all.map(a => a.getAttribute('href')).join(' ')")
    assert str(well_known.point.lat) not in hrefs
    assert str(well_known.point.lon) not in hrefs


def test_facts_come_with_source_date_and_age(visit, well_known):
    screen = visit(f"/?place={well_known.id}")
    expect(screen.detail).to_contain_text(re.compile(r"Stand: .*\d{4}, (vor|in|heute)"))
    expect(screen.detail.locator(".wk-sources a")).to_have_count(len(well_known.sources))


def test_a_place_is_passed_on_by_link_and_code(visit, well_known):
    screen = visit(f"/?place={well_known.id}&category={well_known.category}&lang=de")
    link = screen.detail.locator(".wk-address")
    expect(link).to_have_attribute("href", f"{screen.address}/?lang=de&place={well_known.id}")
    code = screen.detail.get_by_role("img", name="QR-Code")
    assert code.evaluate("image => image.complete && image.naturalWidth > 50")
    screen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    screen.detail.get_by_role("button", name="Link kopieren").click()
    expect(screen.detail.get_by_role("status")).to_have_text("Kopiert")


@pytest.mark.parametrize("status", [Status.UNVERIFIED, Status.CLOSED, Status.PLANNED])
def test_a_doubtful_place_says_so_first(visit, public, status):
    place = next(place for place in public.places if place.status is status)
    screen = visit(f"/?place={place.id}")
    expect(screen.detail.locator(f".wk-alert-{status}")).to_be_visible()
