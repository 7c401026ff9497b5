"""The page of those who would like to help, as everybody sees it."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from geo.access.needs import NeedDraft, post_need
from geo.access.viewer import Viewer
from geo.directory.hours import BERLIN
from geo.directory.reading import read_directory
from geo.directory.viewer import Role
from tests.browser.signing_in import opened

ADDRESS = "/shelters?lang=de"


@pytest.fixture
def help_page(visit, server):
    def open_window(path=ADDRESS, **options):
        return visit(path, at=server, **options)

    return open_window


@pytest.fixture(scope="module")
def need(server):
    """Post a need for a home of the directory; it is sought in the evening and in Persian."""
    homes = [p for p in read_directory().directory.places if p.category == "shelter"]
    home = next(p for p in homes if p.district == "Bad Cannstatt")
    now = datetime.now(UTC)
    draft = NeedDraft(
        district=home.district,
        kind="languages",
        people=3,
        time_of_week="evening",
        language="fa",
        site_id=home.id,
        text="Somebody who reads letters aloud",
        valid_until=now.astimezone(BERLIN).date(),
    )
    with opened(server) as store:
        post_need(store, Viewer(Role.EDITOR, "test"), draft, now)
    return home, draft


def test_everybody_sees_districts_operators_circles_and_how_to_start(help_page, public):
    page = help_page().page
    for heading in ("So fangen Sie an", "Freundeskreise", "Wer die Unterkünfte betreibt"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    told = page.locator(".wk-table tbody th")
    expect(told).to_have_text([counted.district for counted in public.shelters])


def test_a_need_is_told_by_district_without_its_site_and_its_text(help_page, need):
    home, draft = need
    page = help_page().page
    wishes = page.locator(".wk-wishes")
    expect(wishes).to_contain_text("bis zu 5 Personen")
    expect(wishes).to_contain_text("Persisch")
    told = page.content()
    assert draft.text not in told
    assert home.id not in told
    assert home.name not in told


@pytest.mark.usefixtures("need")
def test_filters_count_the_needs_and_stand_in_the_address(help_page):
    screen = help_page()
    assert screen.option_count("kinds", "languages") == 1
    screen.option("kinds", "sport").click()
    screen.asks(help="sport")
    expect(screen.page.get_by_text("Zurzeit steht hier nichts.")).to_be_visible()
    screen.chips.click()
    expect(screen.page.locator(".wk-wishes")).to_contain_text("bis zu 5 Personen")


def test_the_district_narrows_down_circles_and_counts(help_page):
    screen = help_page()
    screen.unfold("Stadtbezirk")
    screen.page.locator(".wk-panel label", has_text="Feuerbach").click()
    expect(screen.page.locator(".wk-table tbody th")).to_have_text(["Feuerbach"])
    expect(
        screen.page.get_by_role("link", name="Freundeskreis Flüchtlinge Feuerbach")
    ).to_be_visible()
    expect(screen.page.get_by_text("Freundeskreis Neckarpark")).to_have_count(0)


@pytest.mark.usefixtures("need")
def test_a_kept_link_opens_with_its_choices(help_page):
    screen = help_page(f"{ADDRESS}&help=languages&time=evening&speaks=fa")
    expect(screen.chips).to_have_text(["Sprache und Übersetzen", "Abends", "Persisch"])
    expect(screen.page.locator(".wk-wishes li")).to_have_count(1)


def test_what_an_address_makes_up_is_named_and_left_out(help_page):
    screen = help_page(f"{ADDRESS}&help=magic&part=log")
    expect(screen.notice).to_contain_text("help")
    expect(screen.page.get_by_role("heading", name="So fangen Sie an")).to_be_visible()


def test_a_circle_leads_to_its_place_on_the_map(help_page):
    screen = help_page()
    screen.page.get_by_role("link", name="Freundeskreis Flüchtlinge Feuerbach").click()
    expect(screen.detail.get_by_role("heading", level=2)).to_have_text(
        "Freundeskreis Flüchtlinge Feuerbach"
    )


@pytest.mark.parametrize("width", [320, 360])
def test_the_page_fits_a_phone(help_page, width):
    screen = help_page(viewport={"width": width, "height": 640})
    expect(screen.page.get_by_role("heading", name="Freundeskreise")).to_be_attached()
    assert screen.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.usefixtures("need")
def test_a_kind_of_help_narrows_the_offers_down_too(help_page):
    screen = help_page()
    mentors = screen.page.get_by_role("link", name="Ausbildungscampus Stuttgart")
    expect(mentors).to_be_visible()
    screen.option("kinds", "money").click()
    expect(screen.page.get_by_text("Dazu kennen wir kein Angebot.")).to_be_visible()
    expect(mentors).to_have_count(0)
    screen.option("kinds", "mentoring").click()
    expect(mentors).to_be_visible()
