"""The languages, each of them whole, in their direction and with their words."""

import re

import httpx
import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import expect

from geo.directory.reading import DATA

PAGE = {"Accept": "text/html", "Accept-Language": "nl"}

# Texts and names as people see or hear them; names of places stay German in every language.
EVERY_TEXT = """body => {
    const isGerman = node => node.closest("[lang=de]");
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
        const { parentElement, textContent } = walker.currentNode;
        if (!parentElement.closest("style, script") && !isGerman(parentElement))
            found.push(textContent.trim());
    }
    for (const name of ["aria-label", "title", "placeholder", "alt"])
        for (const element of body.querySelectorAll(`[${name}]`))
            if (!isGerman(element)) found.push(element.getAttribute(name));
    return found;
}"""

# What is written from the left is in a page from the right whatever says so itself.
LEFT_IN_A_PAGE_FROM_THE_RIGHT = """() => {
    document.documentElement.dir = "rtl";
    const aligned = element => getComputedStyle(element).textAlign;
    const found = [...document.querySelectorAll("[data-testid=stMain] *")];
    return found.filter(e => aligned(e) === "left" && aligned(e.parentElement) !== "left")
        .map(e => `${e.tagName} ${e.className}`);
}"""


def texts(language):
    with (DATA / "text" / f"{language}.po").open("rb") as lines:
        messages = [message.string for message in read_po(lines) if message.id]
    return {form for m in messages for form in ((m,) if isinstance(m, str) else m)}


@pytest.fixture(scope="module")
def german_words():
    """Match any text of the German catalogue that is not an English one too, filled in."""
    only_german = map(re.escape, texts("de") - texts("en"))
    counted = [text.replace(r"\{count\}", r"\d+") for text in only_german]
    patterns = [re.sub(r"\\{\w+\\}", ".+", text) for text in counted]
    return re.compile("|".join(patterns))


@pytest.mark.parametrize(
    ("address", "wanted"),
    [("/?lang=en", "en"), ("/?lang=de", "de"), ("/", "de"), ("/?lang=klingon", "de")],
)
def test_the_first_byte_tells_the_language(server, address, wanted):
    page = httpx.get(server.address + address, headers=PAGE).text
    assert f'<html lang="{wanted}" dir="ltr">' in page


def test_the_first_visit_follows_the_browser(visit):
    screen = visit(locale="en-GB")
    expect(screen.heading).to_have_text(re.compile(r"^\d+ offers$"))


def test_another_language_keeps_what_was_asked(visit):
    screen = visit("/?lang=de&category=library&q=Ost")
    expect(screen.cards.first).to_be_visible()
    found = screen.cards.count()
    screen.page.get_by_role("combobox", name="Sprache").click()
    screen.page.get_by_role("option", name="English").click()
    expect(screen.chips).to_have_text(["“Ost”", "Libraries"])
    expect(screen.cards).to_have_count(found)
    screen.asks(lang="en", category="library", q="Ost")
    expect(screen.page.locator("html")).to_have_attribute("lang", "en")
    expect(screen.map.frame.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("path", ["/?lang=en", "/?lang=en&place={place}"])
def test_english_pages_hold_no_german_words(visit, public, german_words, path):
    place = next(place for place in public.places if place.opening_hours)
    screen = visit(path.format(place=place.id))
    screen.map.ready()
    if "place" not in path:
        screen.unfold("Near", "Open?", "More filters")
    seen = set(screen.page.locator("body").evaluate(EVERY_TEXT))
    seen |= set(screen.map.body.evaluate(EVERY_TEXT))
    assert "Find help" in seen
    assert not [text for text in seen if german_words.fullmatch(text)]


def test_a_link_to_the_other_page_keeps_the_language(visit):
    screen = visit("/?lang=en")
    screen.page.get_by_role("link", name="About").click()
    expect(screen.page.get_by_role("heading", name="Sources and licences")).to_be_visible()
    screen.asks(lang="en")


@pytest.mark.parametrize("path", ["/", "/shelters", "/coverage", "/about"])
def test_every_text_of_a_page_turns_with_the_direction_of_the_language(visit, path):
    screen = visit(f"{path}?lang=de")
    expect(screen.page.get_by_test_id("stCaptionContainer").last).to_be_visible()
    assert screen.page.evaluate(LEFT_IN_A_PAGE_FROM_THE_RIGHT) == []


def press_access_key(page):
    """Press Alt and L as a keyboard does, with the letter that an access key is told by."""
    keys = page.context.new_cdp_session(page)
    pressed = {"modifiers": 1, "key": "l", "code": "KeyL", "windowsVirtualKeyCode": 76}
    letter = {"text": "l", "unmodifiedText": "l"}
    keys.send("Input.dispatchKeyEvent", {"type": "keyDown", **letter, **pressed})
    keys.send("Input.dispatchKeyEvent", {"type": "keyUp", **pressed})


def test_one_key_leads_to_the_languages_from_everywhere(visit, server):
    screen = visit("/about?lang=de")
    menu = screen.page.get_by_role("combobox", name="Sprache")
    expect(menu).to_have_attribute("accesskey", "l")
    press_access_key(screen.page)
    expect(menu).to_be_focused()
    screen.page.goto(f"{server.address}/t/de/about")
    press_access_key(screen.page)
    expect(screen.page.get_by_role("navigation", name="Sprache")).to_be_focused()


def test_a_page_from_the_right_mirrors_whole(visit, server):
    page = httpx.get(f"{server.address}/?lang=ar", headers=PAGE).text
    assert '<html lang="ar" dir="rtl">' in page
    screen = visit("/?lang=ar")
    screen.map.ready()
    zoom = screen.map.frame.locator(".leaflet-control-zoom").bounding_box()
    pane = screen.map.pane.bounding_box()
    assert zoom["x"] - pane["x"] < pane["width"] / 4
    assert screen.search.bounding_box()["x"] > pane["x"] + pane["width"]
    expect(screen.map.frame.locator(".leaflet-control-attribution")).to_have_attribute("dir", "rtl")


@pytest.mark.parametrize("word", ["Fahrrad", "bicycle", "دراجة", "دراجه", "bicyle"])
def test_the_search_understands_each_language_whatever_the_page_is_in(visit, word):
    screen = visit(f"/?lang=de&q={word}")
    screen.unfold("Weitere Filter")
    expect(screen.cards.first).to_be_visible()
    expect(screen.page.locator(".wk-card", has_text="Fahrrad").first).to_be_visible()


def test_telephones_run_from_the_left_in_a_page_from_the_right(visit, public):
    place = next(place for place in public.places if place.contact.phone)
    screen = visit(f"/?lang=ar&place={place.id}")
    phone = screen.detail.locator('a[href^="tel:"]')
    assert phone.evaluate("link => getComputedStyle(link).direction") == "ltr"
