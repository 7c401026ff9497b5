"""A women's café on Tuesday with childcare: found as one thing, and shown with what is known.

The places and their programmes are made up; the rest of the directory is the project's own, without
its programmes, so that every count is the test's.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.folders import add_item, add_place, copied_data

VIEWPORTS = {
    "smallest phone": {"width": 320, "height": 640},
    "desk": {"width": 1280, "height": 900},
}
SOURCE = {"source_url": "https://example.org/programme", "source_date": "2025-11"}
TIME = "15:00\N{EN DASH}17:00"
PANEL = "Programm in der Woche"


@pytest.fixture(scope="module")
def programme_server(start_server, tmp_path_factory):
    folder = copied_data(tmp_path_factory.mktemp("programme") / "data")
    table = folder / "offers.csv"
    table.write_text(table.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    for id_, name in (("joined", "Haus Zusammen"), ("apart", "Haus Getrennt")):
        add_place(
            folder,
            id=id_,
            category="family",
            name=name,
            district="Mitte",
            geo_precision="district",
            offers="cafe;sewing",
            status="open",
            visibility="public",
            source_url="https://example.org/",
            source_date="2025",
        )
    women = {"offer": "cafe", "women_only": "yes", "opening_hours": "Tu 15:00-17:00", **SOURCE}
    whole = {"title": "Frauencafé am Markt", "childcare": "yes", "cost": "free", "languages": "de"}
    add_item(folder, place="joined", **women, **whole)
    add_item(folder, place="joined", offer="sewing", title="Nähtreff", **SOURCE)
    add_item(folder, place="apart", title="Frauenrunde", **women)
    play = {"opening_hours": "Mo 10:00-12:00", "childcare": "yes", "title": "Spielrunde"}
    add_item(folder, place="apart", offer="cafe", **play, **SOURCE)
    add_item(folder, place="apart", offer="cafe", title="Vorbei", valid_until="2020", **SOURCE)
    return start_server(data=str(folder))


@pytest.fixture(params=VIEWPORTS)
def screen(visit, programme_server, request):
    return visit(at=programme_server, viewport=VIEWPORTS[request.param])


def fits_the_width(screen):
    html = screen.page.locator("html")
    assert html.evaluate("page => page.scrollWidth <= page.clientWidth")


def test_the_three_filters_hold_for_one_item(screen):
    screen.unfold(PANEL)
    screen.option("weekday", "tu").click()
    screen.finds(2)
    assert screen.option_count("childcare", "yes") == 1
    screen.option("women_only", "yes").click()
    screen.asks(women="yes")
    screen.option("childcare", "yes").click()
    screen.finds(1)
    screen.asks(day="tu", women="yes", childcare="yes")
    expect(screen.names).to_have_text(["Haus Zusammen"])
    expect(screen.cards.locator(".wk-card-programme li")).to_have_text(
        [f"Di {TIME}: Frauencafé am Markt"]
    )
    expect(screen.chips).to_have_text(["Dienstag", "Nur für Frauen", "Mit Kinderbetreuung"])
    fits_the_width(screen)


def test_the_panel_tells_what_is_known_and_what_is_not(screen):
    screen.open("/?place=joined")
    section = screen.detail.locator("section").filter(
        has=screen.page.get_by_role("heading", name="Programm", exact=True)
    )
    expect(section.get_by_role("heading", level=4)).to_have_text(["Dienstag", "Tag nicht bekannt"])
    cafe, sewing = section.locator(".wk-programme > li").all()
    for told in (TIME, "Frauencafé am Markt", "Deutsch", "kostenlos"):
        expect(cafe).to_contain_text(told)
    expect(cafe.locator(".wk-unknown")).to_have_text("Nicht bekannt: Für wen und Anmeldung nötig")
    expect(cafe.get_by_role("link", name="example.org")).to_have_attribute(
        "href", "https://example.org/programme"
    )
    expect(cafe).to_contain_text("November 2025")
    expect(sewing.locator(".wk-item-facts")).to_have_count(0)
    expect(sewing).not_to_contain_text("nein")
    fits_the_width(screen)


def test_what_is_over_is_neither_shown_nor_found(visit, programme_server):
    screen = visit("/?place=apart", at=programme_server)
    expect(screen.detail.locator(".wk-programme > li")).to_have_count(2)
    expect(screen.detail).not_to_contain_text("Vorbei")
    screen.open("/?q=Frauenrunde")
    expect(screen.names).to_have_text(["Haus Getrennt"])
    screen.open("/?q=Vorbei&district=01")
    expect(screen.names.filter(has_text="Haus Getrennt")).to_have_count(0)


def test_the_address_alone_gives_the_same_answer_and_chips_take_it_back(visit, programme_server):
    screen = visit("/?day=mo&women=yes", at=programme_server)
    screen.finds(0)
    screen.chips.filter(has_text="Montag").click()
    screen.finds(2)
    screen.clear.click()
    expect(screen.page).not_to_have_url(re.compile("women"))


def test_the_filters_work_by_keyboard_and_have_names(visit, programme_server):
    screen = visit(at=programme_server)
    summary = screen.page.locator(".wk-filters summary").filter(has_text=PANEL)
    summary.focus()
    screen.page.keyboard.press("Enter")
    day = screen.page.get_by_role("checkbox", name=re.compile("Dienstag"))
    day.focus()
    screen.page.keyboard.press("Space")
    screen.finds(2)
    expect(day).to_be_checked()


@pytest.mark.parametrize("options", [{"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_the_panel_can_be_read_in_other_colours(visit, programme_server, options):
    screen = visit("/?place=joined", at=programme_server, **options)
    heading = screen.detail.locator(".wk-day").first
    expect(heading).to_be_visible()
    text, ground = heading.evaluate(
        "node => [getComputedStyle(node).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert text != ground


def test_print_keeps_the_programme_whole(visit, programme_server):
    screen = visit("/?place=joined", at=programme_server)
    screen.page.emulate_media(media="print")
    expect(screen.detail.locator(".wk-programme > li")).to_have_count(2)
    expect(screen.detail.locator(".wk-programme").first).to_be_visible()


def test_from_right_to_left_nothing_overflows(visit, programme_server):
    screen = visit("/?place=joined", at=programme_server, viewport=VIEWPORTS["smallest phone"])
    screen.page.evaluate("document.documentElement.dir = 'rtl'")
    expect(screen.detail.locator(".wk-when").first).to_have_text(TIME)
    fits_the_width(screen)
    box, panel = (
        screen.detail.locator(".wk-item").first.bounding_box(),
        screen.detail.bounding_box(),
    )
    assert box["x"] >= panel["x"]
