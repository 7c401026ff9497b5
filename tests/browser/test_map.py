"""The map: it stays while filters change, and everything on it can be picked."""

import re
from collections import Counter

import pytest
from playwright.sync_api import expect

from geo.directory.place import Precision, Status


@pytest.fixture(scope="module")
def alone(public):
    """Running places that share their point with no other."""
    points = Counter(place.point for place in public.places)
    return [
        place
        for place in public.places
        if place.point and points[place.point] == 1 and place.status is not Status.CLOSED
    ]


@pytest.fixture(scope="module")
def at_a_door(alone):
    return next(place for place in alone if place.precision is Precision.ADDRESS)


def close_to(place):
    return f"/?at={place.point.lat:.5f},{place.point.lon:.5f},18"


def zoom_in(screen):
    """Press the map's own button and wait until the view has changed and is remembered."""
    before = screen.page.url
    screen.map.frame.get_by_role("button", name="Karte vergrößern", exact=True).click()
    expect(screen.page).not_to_have_url(before)
    expect(screen.page).to_have_url(re.compile(r"[?&]at="))


def test_a_filter_keeps_the_view_and_does_not_mount_the_map_anew(visit):
    screen = visit()
    screen.map.ready()
    zoom_in(screen)
    view = screen.map.view()
    screen.map.body.evaluate("() => { window.stillHere = true; }")
    for chosen in ("sport", "library"):
        screen.option("categories", chosen).click()
        screen.asks(category=chosen)
        screen.settled()
    assert screen.map.view() == view
    assert screen.map.body.evaluate("() => window.stillHere")


def test_the_view_is_restored_from_the_address(visit):
    screen = visit()
    screen.map.ready()
    zoom_in(screen)
    view = screen.map.view()
    screen.page.reload()
    screen.map.ready()
    after = screen.map.view()
    assert after["zoom"] == pytest.approx(view["zoom"])
    assert after["lat"] == pytest.approx(view["lat"], abs=1e-4)
    assert after["lng"] == pytest.approx(view["lng"], abs=1e-4)
    expect(screen.notice).to_have_count(0)


def test_a_filter_keeps_the_view_in_the_address(visit):
    screen = visit()
    screen.map.ready()
    zoom_in(screen)
    at = screen.asked["at"]
    screen.option("categories", "sport").click()
    screen.asks(category="sport")
    screen.settled()
    assert screen.asked["at"] == at


def test_the_name_of_a_district_chooses_it_and_takes_it_back(visit, public):
    screen = visit()
    screen.map.ready()
    name = screen.map.frame.locator(".district-label.wide .name").first.inner_text()
    screen.map.district(name).click()
    expect(screen.chips).to_have_text([name])
    screen.asks(district=next(d.number for d in public.districts.items if d.name == name))
    expect(screen.map.district(name)).to_have_attribute("aria-pressed", "true")
    screen.map.district(name).click()
    expect(screen.chips).to_have_count(0)


def test_the_land_of_a_district_chooses_it_too(visit):
    screen = visit()
    screen.map.ready()
    land = screen.map.frame.locator("path.district").first
    land.dispatch_event("click")
    expect(screen.chips).to_have_count(1)
    expect(screen.map.frame.locator("path.district.chosen")).to_have_count(1)


def test_a_mark_opens_its_place(visit, at_a_door):
    screen = visit(close_to(at_a_door))
    screen.map.place(at_a_door.name).click()
    expect(screen.detail.get_by_role("heading", level=2)).to_have_text(at_a_door.name)
    screen.asks(place=at_a_door.id)
    expect(screen.map.frame.locator(".place.selected")).to_have_count(1)


def test_a_mark_opens_its_place_by_keyboard(visit, at_a_door):
    screen = visit(close_to(at_a_door))
    screen.map.place(at_a_door.name).focus()
    screen.page.keyboard.press("Enter")
    expect(screen.detail.get_by_role("heading", level=2)).to_have_text(at_a_door.name)


def test_a_place_known_roughly_stands_in_its_circle(visit, alone, at_a_door):
    rough = next(place for place in alone if place.precision is Precision.STOP)
    screen = visit(f"/?place={rough.id}")
    circle = screen.map.frame.locator("path.accuracy")
    expect(circle).to_have_count(1)
    expect(screen.map.place(rough.name)).to_have_attribute("aria-label", re.compile("ungefähr"))
    screen.open(f"/?place={at_a_door.id}")
    expect(screen.map.place(at_a_door.name)).to_be_visible()
    expect(circle).to_have_count(0)


def test_a_group_comes_apart_when_pressed(visit):
    screen = visit()
    screen.map.ready()
    zoom = screen.map.view()["zoom"]
    screen.map.groups.first.click()
    expect(screen.page).to_have_url(re.compile(r"[?&]at="))
    assert screen.map.view()["zoom"] > zoom


def test_places_at_one_point_fan_out(visit, public):
    points = Counter(place.point for place in public.places if place.point)
    point, count = points.most_common(1)[0]
    screen = visit(f"/?at={point.lat:.5f},{point.lon:.5f},19")
    group = screen.map.frame.get_by_role("button", name=f"Orte am selben Punkt: {count}")
    group.click()
    expect(group).to_have_attribute("aria-expanded", "true")
    for place in public.places:
        if place.point == point:
            expect(screen.map.place(place.name)).to_be_visible()
