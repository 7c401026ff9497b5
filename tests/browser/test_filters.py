"""Narrowing down: each choice changes list, map, counts and address together."""

import re
from collections import Counter

import pytest
from playwright.sync_api import expect

from geo.directory.place import Status


@pytest.fixture(scope="module")
def running(public):
    """All places a visitor sees without asking for more."""
    return [place for place in public.places if place.status is not Status.CLOSED]


def located(places):
    return sum(place.point is not None for place in places)


def test_a_category_narrows_list_map_and_address(visit, running):
    sport = [place for place in running if place.category == "sport"]
    screen = visit()
    screen.option("categories", "sport").click()
    screen.finds(len(sport))
    screen.map.shows(located(sport))
    screen.asks(category="sport")
    expect(screen.chips).to_have_text(["Sport"])


def test_several_categories_are_alternatives(visit, running):
    wanted = [place for place in running if place.category in {"work", "culture"}]
    screen = visit()
    screen.option("categories", "work").click()
    screen.asks(category="work")
    screen.option("categories", "culture").click()
    screen.finds(len(wanted))
    screen.map.shows(located(wanted))
    assert sorted(screen.asked["category"]) == ["culture", "work"]


def test_category_and_district_narrow_each_other_down(visit, public, running):
    sport = Counter(place.district for place in running if place.category == "sport")
    name, count = next((name, count) for name, count in sport.most_common() if name)
    number = next(item.number for item in public.districts.items if item.name == name)
    screen = visit("/?category=sport")
    screen.unfold("Weitere Filter", "Stadtbezirk")
    assert screen.option_count("districts", number) == count
    screen.option("districts", number).click()
    screen.finds(count)
    expect(screen.chips).to_have_text(["Sport", name])


@pytest.mark.parametrize("chosen", ["", "?category=counselling"])
def test_each_option_promises_what_choosing_it_gives(visit, chosen):
    screen = visit("/" + chosen)
    screen.unfold("Weitere Filter", "Für wen?")
    promised = screen.option_count("audience", "refugees")
    screen.option("audience", "refugees").click()
    screen.finds(promised)


def test_opening_states_share_all_places_among_them(visit, running):
    states = ("open", "closed", "unknown", "appointment")
    screen = visit()
    screen.unfold("Geöffnet?")
    promised = {state: screen.option_count("open", state) for state in states}
    assert sum(promised.values()) == len(running)
    screen.option("open", "unknown").click()
    screen.finds(promised["unknown"])


def test_chips_take_choices_back_one_by_one_or_all_at_once(visit, running):
    screen = visit("/?category=sport&category=work&q=Verein")
    expect(screen.chips).to_have_text(["„Verein“", "Arbeit und Ausbildung", "Sport"])
    screen.chips.filter(has_text="Sport").click()
    expect(screen.chips).to_have_text(["„Verein“", "Arbeit und Ausbildung"])
    screen.clear.click()
    screen.finds(len(running))
    expect(screen.chips).to_have_count(0)
    expect(screen.search).to_have_value("")
    assert set(screen.asked) == {"lang"}


def test_a_choice_taken_back_in_its_own_box_is_gone(visit, running):
    screen = visit("/?category=sport")
    screen.option("categories", "sport").click()
    screen.finds(len(running))


def test_a_second_choice_is_not_lost_while_the_first_is_answered(visit, running):
    wanted = [place for place in running if place.category in {"work", "culture", "health"}]
    screen = visit()
    for value in ("work", "culture", "health"):
        screen.option("categories", value).click(no_wait_after=True)
    screen.finds(len(wanted))
    for value in ("work", "culture", "health"):
        expect(screen.option("categories", value).locator("input")).to_be_checked()


def test_typing_goes_on_while_answers_arrive(visit):
    screen = visit()
    # Slower than the pause after which a text is sent, so that answers fall between the letters.
    screen.search.press_sequentially("Fahrrad", delay=350)
    expect(screen.chips).to_have_text(["„Fahrrad“"])
    expect(screen.search).to_have_value("Fahrrad")
    expect(screen.search).to_be_focused()
    screen.asks(q="Fahrrad")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Fahrad", "Fahrrad"), ("fussball", "Fußball"), ("Moehringen", "Möhringen")],
)
def test_search_forgives_typing(visit, typed, meant):
    screen = visit(f"/?q={meant}")
    expect(screen.cards.first).to_be_visible()
    wanted = screen.heading.inner_text()
    first = screen.names.first.inner_text()
    screen.search.fill(typed)
    expect(screen.chips).to_have_text([f"„{typed}“"])
    expect(screen.heading).to_have_text(wanted)
    expect(screen.names.first).to_have_text(first)


def test_nothing_found_offers_wider_searches_that_hold_their_word(visit):
    screen = visit("/?category=library&q=Fahrrad")
    screen.finds(0)
    nothing = screen.page.locator(".wk-empty")
    expect(nothing).to_contain_text("Dazu haben wir nichts gefunden.")
    wider = nothing.get_by_role("button", name="Was suchen Sie?")
    promised = int(re.search(r"(\d+) Angebot", wider.inner_text())[1])
    wider.click()
    screen.finds(promised)
    expect(screen.chips).to_have_text(["„Fahrrad“"])


def test_words_nobody_uses_lead_back_to_everything(visit, running):
    screen = visit("/?q=xqzwvk")
    screen.finds(0)
    screen.page.locator(".wk-empty").get_by_role("button").click()
    screen.finds(len(running))


def test_places_closed_for_good_are_shown_on_request(visit, public):
    assert [place for place in public.places if place.status is Status.CLOSED]
    screen = visit()
    screen.page.get_by_role("button", name="Zeigen", exact=True).click()
    screen.finds(len(public.places))
    screen.asks(status="closed")
