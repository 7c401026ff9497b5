"""What is near: a stop picked by name, or the visitor's own position, which stays private."""

import re

import pytest
from playwright.sync_api import expect

HERE = {"latitude": 48.80512, "longitude": 9.21873, "accuracy": 20}
HERE_IN_TEXT = re.compile(r"48\.80|9\.218|9\.219")


@pytest.fixture(scope="module")
def stop(public):
    """A stop in the middle of the city whose name no other stop has."""
    names = [stop.name for stop in public.stops.items]
    return next(s for s in public.stops.items if s.district == "Mitte" and names.count(s.name) == 1)


def metres(text):
    """Read "350 m" or "1,2 km"."""
    number, unit = re.search(r"([\d.,]+) (k?m)\b", text).groups()
    return float(number.replace(",", ".")) * (1000 if unit == "km" else 1)


def minutes(text):
    return int(re.search(r"(\d+) Minuten? zu Fuß", text)[1])


def distances(screen):
    expect(screen.page.locator(".wk-distance").first).to_be_visible()
    return screen.page.locator(".wk-distance").all_text_contents()


def pick(screen, name):
    field = screen.page.get_by_label("In der Nähe von")
    with screen.page.expect_response("**/map/nearby.json"):
        field.focus()
    field.fill(name)
    field.press("Enter")


def test_a_stop_picked_by_name_sorts_by_distance(visit, stop):
    screen = visit()
    screen.unfold("In der Nähe von")
    pick(screen, stop.name)
    expect(screen.chips).to_have_text([f"bei {stop.name}"])
    shown = distances(screen)
    assert len(shown) > 5
    far = [metres(text) for text in shown]
    assert far == sorted(far)
    walk = [minutes(text) for text in shown]
    assert walk == sorted(walk)
    expect(screen.map.frame.locator(".here")).to_be_visible()


def test_a_radius_leaves_out_what_is_farther(visit, stop):
    screen = visit(f"/?near=stop:{stop.dhid}")
    everything = screen.heading.inner_text()
    screen.unfold("In der Nähe von")
    screen.page.get_by_label("Umkreis").select_option("1000")
    expect(screen.heading).not_to_have_text(everything)
    expect(screen.chips).to_have_text([f"bei {stop.name}", "bis 1 km"])
    assert all(metres(text) <= 1000 for text in distances(screen))
    left_out = screen.page.locator(".wk-results .wk-note").filter(has_text="ohne genauen Ort")
    expect(left_out).to_be_visible()
    left_out.get_by_role("button").click()
    expect(screen.heading).to_have_text(everything)


def test_a_name_nobody_knows_is_answered_in_words(visit):
    screen = visit()
    screen.unfold("In der Nähe von")
    pick(screen, "Nirgendwo")
    expect(screen.page.get_by_text("„Nirgendwo“ kennen wir nicht.")).to_be_visible()
    expect(screen.chips).to_have_count(0)


def test_a_list_can_be_sorted_by_name_again(visit, stop):
    screen = visit(f"/?near=stop:{stop.dhid}")
    nearest = screen.names.first.inner_text()
    screen.page.get_by_role("button", name="Nach Name").click()
    expect(screen.names.first).not_to_have_text(nearest)
    screen.asks(sort="name")
    screen.page.get_by_role("button", name="Nach Entfernung").click()
    expect(screen.names.first).to_have_text(nearest)


def test_my_position_sorts_and_is_told_to_nobody(visit):
    screen = visit(geolocation=HERE, permissions=["geolocation"])
    screen.unfold("In der Nähe von")
    screen.page.get_by_role("button", name="Mein Standort").click()
    expect(screen.chips).to_have_text(["bei Mein Standort"])
    far = [metres(text) for text in distances(screen)]
    assert far == sorted(far)
    screen.asks(near="me")
    screen.cards.first.click()
    expect(screen.detail).to_be_visible()
    assert not HERE_IN_TEXT.search(screen.page.url)
    assert not [address for address in screen.watch.requests if HERE_IN_TEXT.search(address)]


def test_a_position_refused_is_answered_in_words(visit):
    screen = visit(permissions=[])
    screen.unfold("In der Nähe von")
    screen.page.get_by_role("button", name="Mein Standort").click()
    expect(screen.page.get_by_text("Ihr Standort ist nicht verfügbar.")).to_be_visible()


def test_a_link_that_speaks_of_my_position_asks_for_it(visit):
    screen = visit("/?near=me")
    expect(screen.notice).to_contain_text("Dafür brauchen wir Ihren Standort")
    expect(screen.cards.first).to_be_visible()
