"""Two languages, each of them whole."""

import re

import httpx
import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import expect

from geo.directory.reading import DATA

PAGE = {"Accept": "text/html", "Accept-Language": "fr"}

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
