"""What is near: a stop or a district by name, or the visitor, whose position stays here."""

import re

from playwright.sync_api import expect

HERE = {"latitude": 48.8103, "longitude": 9.1655}


def distances_m(screen):
    expect(screen.page.locator(".wk-distance").first).to_be_visible()
    found = []
    for text in screen.page.locator(".wk-distance").all_text_contents():
        number, unit = re.search(r"([\d.,]+)\s(km|m)\b", text).groups()
        metres = float(number.replace(".", "").replace(",", ".")) * (1000 if unit == "km" else 1)
        found.append(metres)
    return found


def test_a_stop_picked_by_name_sorts_by_distance_and_tells_the_walk(visit):
    screen = visit("/?category=library")
    screen.unfold("In der Nähe von")
    field = screen.page.locator("#wk-near")
    with screen.page.expect_response("**/map/nearby.json"):
        field.focus()
    field.fill("Charlottenplatz")
    field.press("Enter")
    expect(screen.chips).to_have_text(["Bibliotheken", "bei Charlottenplatz"])
    found = distances_m(screen)
    assert found == sorted(found)
    expect(screen.cards.first).to_contain_text("zu Fuß")


def test_a_radius_leaves_out_what_is_farther_and_says_what_has_no_place(visit):
    screen = visit("/?near=district:01&category=counselling")
    expect(screen.cards.first).to_be_visible()
    everything = screen.cards.count()
    screen.unfold("In der Nähe von")
    screen.page.locator("#wk-within").select_option("1000")
    screen.asks(within="1000")
    expect(screen.chips).to_have_text(["Beratung", "bei Mitte", "bis 1 km"])
    assert max(distances_m(screen)) <= 1000
    assert screen.cards.count() <= everything
    expect(screen.page.locator(".wk-results")).to_contain_text("ohne genauen Ort")


def test_a_name_nobody_knows_is_said_so(visit):
    screen = visit()
    screen.unfold("In der Nähe von")
    field = screen.page.locator("#wk-near")
    with screen.page.expect_response("**/map/nearby.json"):
        field.focus()
    field.fill("Hauptplatz von Nirgendwo")
    field.press("Enter")
    expect(screen.page.locator(".wk-near")).to_contain_text("kennen wir nicht")


def test_my_position_sorts_the_list_and_never_stands_in_the_address(visit):
    screen = visit(geolocation=HERE, permissions=["geolocation"])
    screen.unfold("In der Nähe von")
    screen.page.get_by_role("button", name="Mein Standort").click()
    screen.asks(near="me")
    found = distances_m(screen)
    assert found == sorted(found)
    expect(screen.map.frame.locator(".here")).to_be_visible()
    assert "48.8103" not in screen.page.url
    assert not [address for address in screen.watch.requests if "48.81" in address]


def test_a_refused_position_is_answered_with_another_way(visit):
    screen = visit(permissions=[])
    screen.unfold("In der Nähe von")
    screen.page.get_by_role("button", name="Mein Standort").click()
    expect(screen.page.locator(".wk-near")).to_contain_text("Sie können eine Haltestelle eingeben")
