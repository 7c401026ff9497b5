"""The welcome spaces one by one, what is not known of a place, and the state of the directory."""

import csv

import pytest
from playwright.sync_api import expect

from tests.browser.folders import copied_data
from tests.browser.test_hostile import FOREIGN_MARKUP

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)> ${alert(3)} {{7*7}}"
SPACES = {
    "welcome-feuerbach-burgenlandzentrum": "Trägerin ist die Evangelische Kirchengemeinde",
    "welcome-kulturinsel-bad-cannstatt": "zwei Monate vor den vier anderen",
    "welcome-mitte-begegnungsraum": "Evangelische Gesellschaft Stuttgart (eva)",
    "welcome-moehringen-awo-salzaecker": "Begegnungs- und Servicezentrum der AWO",
    "welcome-obertuerkheim-andreaskirche": "Stuttgarter Jugendhaus Gesellschaft übernimmt",
}


def section(screen, title):
    heading = screen.page.get_by_role("heading", name=title, exact=True)
    return screen.detail.locator("section").filter(has=heading)


@pytest.mark.parametrize("place", SPACES)
def test_each_welcome_space_tells_its_history_and_what_is_not_known(visit, public, place):
    screen = visit(f"/?place={place}")
    history = section(screen, "Geschichte")
    expect(history).to_contain_text(SPACES[place])
    expect(history).to_contain_text("einen von fünf Willkommensräumen (GRDrs 177/2019)")
    expect(history.locator("li")).to_have_count(len(public.histories[place]))
    expect(history.locator("bdi[lang=de]").first).to_be_visible()
    unknown = section(screen, "Was nicht bekannt ist")
    expect(unknown).to_contain_text("ob die Stadt diesen Ort heute als Willkommensraum fördert")
    expect(unknown).to_contain_text("ob man mit Rollstuhl oder Kinderwagen hineinkommt")


def test_a_place_without_events_has_no_empty_section(visit, public):
    place = next(p for p in public.places if p.id not in public.histories and p.point)
    screen = visit(f"/?place={place.id}")
    expect(section(screen, "Was nicht bekannt ist")).to_be_visible()
    expect(section(screen, "Geschichte")).to_have_count(0)


def test_the_history_reads_from_the_right_in_a_page_that_does(visit):
    screen = visit("/?place=welcome-obertuerkheim-andreaskirche&lang=en")
    history = section(screen, "History")
    expect(history).to_contain_text("Operator")
    screen.page.evaluate("document.documentElement.dir = 'rtl'")
    line = history.locator(".wk-history").evaluate(
        "node => getComputedStyle(node).borderRightWidth"
    )
    assert line == "2px"


def test_script_in_a_history_is_shown_as_text(visit, start_server, tmp_path):
    folder = copied_data(tmp_path / "data")
    with (folder / "history.csv").open("a", encoding="utf-8", newline="") as rows:
        cells = ("welcome-nord-familien-stadtteilzentrum", "", "reported", HOSTILE)
        csv.writer(rows).writerow((*cells, "https://example.org/?q=<b>", ""))
    screen = visit(
        "/?place=welcome-nord-familien-stadtteilzentrum", at=start_server(data=str(folder))
    )
    expect(section(screen, "Geschichte").locator("li").last).to_contain_text(HOSTILE)
    expect(screen.page.locator(FOREIGN_MARKUP)).to_have_count(0)


def test_the_page_about_the_map_draws_the_state_of_the_directory(visit, public):
    screen = visit(None)
    screen.may_look_below("/about")
    screen.open("/about?lang=de")
    expect(screen.page.get_by_text(f"{len(public.places)} öffentliche Einträge")).to_be_visible()
    expect(screen.page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)")).to_have_count(4)
    folded = screen.page.get_by_text("Nach Stadtbezirk: als Tabelle")
    folded.focus()
    folded.click()
    table = screen.page.get_by_role("table").filter(has_text="Nach Stadtbezirk")
    expect(table.get_by_role("row")).to_have_count(len(public.districts.items) + 2)
