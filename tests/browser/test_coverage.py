"""The planners' page in a browser: question, table, map, charts, scenarios."""

import re
import tomllib

import pytest
from playwright.sync_api import expect

from tests.browser.planning_page import Coverage

PHONE = {"width": 360, "height": 740}
SMALL = {"width": 320, "height": 640}
NEW = "48.72000,9.20000|counselling"
LONG_MS = 30_000


@pytest.fixture
def plan(visit):
    def open_page(parameters="", **options):
        screen = visit(f"/coverage?{parameters}" if parameters else "/coverage", **options)
        expect(screen.page.locator(".wk-question")).to_be_visible()
        expect(screen.map.frame.locator("path.district").first).to_be_attached()
        return Coverage(screen)

    return open_page


def test_the_first_screen_says_where_cover_is_missing(plan, public):
    cover = plan()
    headline = cover.page.locator(".st-key-cover-head p")
    expect(headline).to_contain_text("Am meisten fehlt in")
    expect(headline).to_be_in_viewport()
    expect(cover.rows).to_have_count(len(public.districts.items))
    expect(cover.rows.first).to_be_in_viewport()
    expect(cover.map.frame.locator("path.district[data-shade]")).to_have_count(
        len(public.districts.items)
    )
    expect(cover.legend).to_be_in_viewport(ratio=0.9)


def test_the_map_stays_when_the_ranges_arrive(plan):
    cover = plan()
    cover.map.body.evaluate("() => { window.isKept = true; }")
    expect(cover.page.locator(".st-key-cover-beside")).to_be_visible(timeout=LONG_MS)
    assert cover.map.body.evaluate("() => window.isKept === true")


def test_every_district_says_its_figure_beside_its_name(plan, public):
    cover = plan()
    for item in public.districts.items:
        expect(cover.map.district(item.name)).to_have_attribute(
            "title", re.compile(rf"^{re.escape(item.name)}: \d+ min")
        )


def test_another_measure_changes_table_map_legend_and_address(plan):
    cover = plan()
    cover.field("measure").select_option("covered")
    cover.screen.asks(measure="covered")
    expect(cover.head("Anteil")).to_be_visible()
    expect(cover.legend).to_contain_text("Anteil der Menschen")
    expect(cover.map.district("Mitte")).to_have_attribute("title", re.compile("%$"))


def test_services_are_chosen_and_counted_on_the_map(plan, public):
    libraries = [p for p in public.places if p.category == "library" and p.point]
    cover = plan()
    cover.page.locator(".wk-services summary").first.click()
    cover.screen.option("categories", "library").click()
    cover.screen.asks(category="library")
    cover.map.shows(sum(place.status not in ("closed", "planned") for place in libraries))
    expect(cover.screen.chips).to_have_text(["Bibliotheken"])


def test_assumptions_are_folded_and_named(plan):
    cover = plan()
    cover.page.get_by_text("Annahmen", exact=True).click()
    expect(cover.page.get_by_text("im Stadtbezirk gemeldet")).to_be_visible()
    cover.field("spread").select_option("uniform")
    cover.screen.asks(spread="uniform")
    expect(cover.page.get_by_text("auch im Wald")).to_be_visible()


def test_the_table_sorts_by_each_heading_and_says_so(plan):
    cover = plan()
    head = cover.head("Menschen")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(cover.rows.first).to_contain_text("Bad Cannstatt")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(cover.rows.last).to_contain_text("Bad Cannstatt")


def test_a_district_chosen_in_the_table_is_lit_on_the_map_and_back(plan):
    cover = plan()
    cover.district("Vaihingen").click()
    expect(cover.map.district("Vaihingen")).to_have_attribute("aria-pressed", "true")
    expect(cover.district("Vaihingen")).to_have_attribute("aria-pressed", "true")
    cover.map.district("Nord").press("Enter")
    expect(cover.district("Nord")).to_have_attribute("aria-pressed", "true")
    expect(cover.district("Vaihingen")).to_have_attribute("aria-pressed", "false")


def test_ranges_follow_the_table(plan):
    cover = plan("measure=covered&category=course")
    expect(cover.page.locator(".wk-span").first).to_be_visible(timeout=LONG_MS)
    expect(cover.page.get_by_text("Kleine Zahlen: Spanne")).to_be_visible()


def test_a_portrait_compares_with_the_city_and_leads_to_the_offers(plan):
    cover = plan("panel=district&district=05")
    sheet = cover.page.locator(".wk-portrait-sheet")
    expect(sheet.locator("h3")).to_have_text("West")
    expect(sheet).to_contain_text("Ganze Stadt")
    link = sheet.locator("a").first
    assert re.fullmatch(r"\./\?lang=de&category=\w+&district=05", link.get_attribute("href"))


def test_cells_are_drawn_once_fetched_and_the_view_stays(plan):
    cover = plan()
    cover.map.frame.locator(".leaflet-control-zoom-in").click()
    before = cover.map.view()
    for size in ("500", "250"):
        cover.layer(size).click()
        cover.screen.asks(layer=size)
        expect(cover.map.frame.locator("path.cell[data-shade]").first).to_be_attached()
    after = cover.map.view()
    assert after["zoom"] == before["zoom"]
    assert after["lat"] == pytest.approx(before["lat"], abs=1e-4)
    cover.layer("districts").click()
    expect(cover.map.frame.locator("path.cell")).to_have_count(0)


def test_what_nobody_knows_is_hatched(plan):
    cover = plan("demand=refugees")
    unknown = cover.map.frame.locator('path.district[data-shade="6"]').first
    expect(unknown).to_be_attached()
    assert unknown.evaluate("path => path.style.fill").startswith('url("#unknown-shade')
    expect(cover.legend).to_contain_text("unbekannt")
    expect(cover.page.locator(".wk-none-known", has_text="unbekannt").first).to_be_visible()


def test_a_site_is_put_by_a_click_and_somebody_gains(plan):
    cover = plan("panel=what-if")
    cover.page.get_by_text("Neuen Standort setzen", exact=True).click()
    cover.screen.asks(tool="site")
    expect(cover.map.frame.locator(".takes-point")).to_be_attached()
    cover.click_map(48.7196, 9.2065)  # in Birkach, beside its name
    expect(cover.map.frame.locator(".site.new")).to_have_count(1)
    expect(cover.page.locator(".st-key-cover-change")).to_contain_text("Menschen mehr erreichen")
    assert "add" in cover.screen.asked
    cover.layer("change").click()
    expect(cover.map.frame.locator('path.district[data-shade="9"]').first).to_be_attached()
    expect(
        cover.map.frame.locator(".district-label .count").filter(has_text="+").first
    ).to_be_attached()


def test_hours_that_cannot_be_read_are_told_where_they_were_written(plan):
    cover = plan("panel=what-if")
    cover.open_part("Neuer Standort ohne Karte")
    cover.choose_spot("Plieningen")
    hours = cover.page.get_by_label("Öffnungszeiten (freiwillig)")
    hours.fill("immer")
    hours.press("Tab")
    cover.page.get_by_role("button", name="Hinzufügen").click()
    said = cover.page.get_by_text("Die Öffnungszeiten verstehen wir nicht")
    expect(said).to_have_count(1)
    expect(said).to_be_in_viewport()
    expect(hours).to_be_in_viewport()


@pytest.mark.parametrize("how", ["click", "keyboard"])
def test_the_name_of_a_district_is_land_while_a_tool_is_on(plan, how):
    cover = plan("category=counselling&panel=what-if&tool=site")
    expect(cover.map.frame.locator(".takes-point")).to_be_attached()
    name = cover.map.district("Birkach")
    if how == "click":
        name.click()
    else:
        name.press("Enter")
    expect(cover.map.frame.locator(".site.new")).to_have_count(1)
    assert "add" in cover.screen.asked
    assert "district" not in cover.screen.asked


def test_a_site_is_added_by_name_with_the_keyboard_alone(plan):
    cover = plan("panel=what-if")
    cover.open_part("Neuer Standort ohne Karte")
    cover.choose_spot("Plieningen")
    cover.page.get_by_role("button", name="Hinzufügen").press("Enter")
    expect(cover.map.frame.locator(".site.new")).to_have_count(1)
    listed = cover.page.locator(".wk-changed li")
    expect(listed).to_contain_text("Neu: Beratung 1")
    listed.get_by_role("button", name="Ändern").press("Enter")
    expect(cover.page.get_by_role("button", name="Übernehmen")).to_be_visible()
    listed.get_by_role("button", name="Wegnehmen").press("Enter")
    expect(cover.map.frame.locator(".site.new")).to_have_count(0)


def test_a_place_pressed_on_the_map_is_closed_and_moved(plan, public):
    library = next(p for p in public.places if p.category == "library" and p.point)
    cover = plan(f"category=library&panel=what-if&at={library.point.lat},{library.point.lon},15")
    cover.map.place(library.name).first.click()
    card = cover.page.locator(".st-key-cover-place")
    expect(card).to_contain_text(library.name)
    card.get_by_role("button", name="Schließen").click()
    cover.screen.asks(close=library.id)
    expect(cover.map.frame.locator(".site.closed")).to_have_count(1)
    card.get_by_role("button", name="Wieder öffnen").click()
    expect(cover.map.frame.locator(".site.closed")).to_have_count(0)
    card.get_by_role("button", name="Versetzen").click()
    expect(cover.page.get_by_text("Klicken Sie auf der Karte")).to_be_visible()
    cover.click_map(library.point.lat + 0.003, library.point.lon + 0.004)
    expect(cover.map.frame.locator(".site.new")).to_have_count(1)
    expect(cover.map.frame.locator(".site.closed")).to_have_count(1)
    assert "tool" not in cover.screen.asked


def test_an_address_restores_everything(plan):
    cover = plan(
        "measure=covered&limit=30&spread=uniform&category=course&hour=90&name=Plan"
        f"&add={NEW}&panel=what-if&layer=500&district=21&at=48.75000,9.15000,12.5"
    )
    expect(cover.field("measure")).to_have_value("covered")
    expect(cover.field("limit")).to_have_value("30")
    expect(cover.screen.chips).to_have_text(
        ["Deutschkurse und Kursträger", "Offen: Donnerstag, 18:00"]
    )
    expect(cover.map.frame.locator(".site.new")).to_have_count(1)
    expect(cover.layer("500")).to_have_attribute("aria-pressed", "true")
    expect(cover.page.get_by_label("Name des Szenarios")).to_have_value("Plan")
    assert cover.map.view() == pytest.approx({"lat": 48.75, "lng": 9.15, "zoom": 12.5}, abs=1e-3)


def test_a_scenario_is_saved_and_opened_again(plan, tmp_path):
    cover = plan(f"panel=what-if&measure=covered&add={NEW}")
    with cover.page.expect_download() as saved:
        cover.page.get_by_role("button", name="Als Datei speichern").click()
    path = tmp_path / "scenario.toml"
    saved.value.save_as(path)
    assert tomllib.loads(path.read_text())["added"][0]["category"] == "counselling"
    other = plan("panel=what-if")
    other.page.locator(".wk-open-file input").set_input_files(path)
    other.screen.asks(measure="covered")
    expect(other.map.frame.locator(".site.new")).to_have_count(1)


@pytest.mark.parametrize(
    ("content", "said"),
    [("not = [a scenario", "kein Szenario"), ("x" * 300_000, "zu groß")],
)
def test_a_file_that_is_no_scenario_changes_nothing(plan, tmp_path, content, said):
    path = tmp_path / "wrong.toml"
    path.write_text(content)
    cover = plan("panel=what-if&limit=30")
    cover.page.locator(".wk-open-file input").set_input_files(path)
    expect(cover.page.get_by_text(re.compile(said))).to_be_visible()
    cover.screen.asks(limit="30")


def test_best_sites_stand_on_the_map_and_go_into_the_scenario(plan):
    cover = plan("panel=next&category=counselling")
    cover.page.get_by_role("button", name="Ausrechnen").click()
    expect(cover.map.frame.locator(".site.proposed")).to_have_count(3, timeout=LONG_MS)
    expect(cover.page.get_by_text("Besser geht es nachweislich nicht")).to_be_visible()
    cover.page.get_by_role("button", name=re.compile("Ins Szenario")).click()
    expect(cover.map.frame.locator(".site.new")).to_have_count(3)


def test_an_own_list_of_candidates_is_read_in_the_browser(plan, tmp_path):
    path = tmp_path / "sites.csv"
    path.write_text("name,lat,lon\nHalle <b>Nord</b>,48.81,9.18\nHalle Süd,48.72,9.17\n")
    cover = plan("panel=next&category=counselling")
    cover.page.locator(".wk-open-file input").set_input_files(path)
    candidates = cover.page.get_by_role("combobox", name=re.compile("Wo dürfen"))
    candidates.click()
    cover.page.get_by_role("option", name="an den Orten Ihrer Liste").click()
    cover.page.get_by_label("Wie viele neue Standorte?").fill("2")
    cover.page.get_by_role("button", name="Ausrechnen").click()
    expect(cover.page.get_by_text("Halle <b>Nord</b>").first).to_be_visible(timeout=LONG_MS)


def test_charts_are_drawn_and_told_as_tables(plan):
    cover = plan("panel=equity")
    charts = cover.page.locator('[data-testid="stVegaLiteChart"] :is(canvas, svg)')
    expect(charts).to_have_count(2)
    cover.page.get_by_text("Dasselbe als Tabelle").first.click()
    expect(cover.page.locator("table").filter(has_text="Anteil der Menschen").first).to_be_visible()


def test_the_week_is_drawn_for_the_chosen_district(plan):
    cover = plan("panel=week&district=05")
    expect(cover.page.get_by_text(re.compile("^West: am besten"))).to_be_visible()
    expect(cover.page.locator('[data-testid="stVegaLiteChart"] :is(canvas, svg)')).to_have_count(1)


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("csv", b""), ("xlsx", b"PK")])
def test_reports_come_inside_the_session(plan, tmp_path, kind, begins):
    cover = plan("panel=report&category=counselling")
    with cover.page.expect_download(timeout=2 * LONG_MS) as saved:
        cover.page.locator(f'[data-key="save.{kind}"]').click()
    assert saved.value.suggested_filename == f"coverage.{kind}"
    saved.value.save_as(tmp_path / "file")
    content = (tmp_path / "file").read_bytes()
    assert len(content) > 1000
    assert content.startswith(begins)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, SMALL], ids=["360", "320"])
@pytest.mark.parametrize("panel", ["table", "district", "equity", "week", "what-if", "next"])
def test_nothing_is_wider_than_a_phone(plan, viewport, panel, scheme):
    parameters = f"panel={panel}&district=05&hour=90&add={NEW}"
    cover = plan(parameters, viewport=viewport, color_scheme=scheme)
    cover.screen.settled()
    too_wide = cover.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert too_wide <= 0


@pytest.mark.parametrize("viewport", [PHONE, SMALL], ids=["360", "320"])
def test_the_attribution_leaves_the_scale_free(plan, viewport):
    cover = plan(viewport=viewport)
    sides = "element => element.getBoundingClientRect().toJSON()"
    scale = cover.map.frame.locator(".leaflet-control-scale").evaluate(sides)
    attribution = cover.map.frame.locator(".leaflet-control-attribution").evaluate(sides)
    assert scale["right"] > scale["left"]
    assert attribution["left"] >= scale["right"]


def test_it_speaks_english(plan):
    cover = plan("lang=en", locale="en-GB")
    expect(cover.page.locator(".st-key-cover-head h2")).to_have_text("Where is something missing?")
    expect(cover.legend).to_contain_text("Way to the nearest service")
    expect(cover.head("Without")).to_be_visible()


def test_hostile_values_of_an_address_are_text(plan):
    hostile = "%3Cimg%20src%3Dx%20onerror%3D%22window.hit%3D1%22%3E"
    cover = plan(f"panel=what-if&name={hostile}&add=48.72000,9.20000|counselling||{hostile}")
    expect(cover.map.frame.locator(".site.new")).to_have_attribute("aria-label", re.compile("<img"))
    assert cover.page.evaluate("window.hit") is None
    assert cover.map.body.evaluate("window.hit") is None


def test_the_public_page_of_homes_knows_districts_alone(plan):
    cover = plan("demand=shelters")
    expect(cover.rows.first).to_be_visible()
    expect(cover.layer("500")).to_have_count(0)
    expect(cover.page.get_by_text("Unterkünfte mit weiten Wegen")).to_have_count(0)
