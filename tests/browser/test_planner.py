"""A signed-in planner: the report to pass on, and the one that knows homes."""

from playwright.sync_api import expect

from geo.access.audit import entries
from geo.access.viewer import Viewer
from geo.directory.viewer import Role
from tests.browser.signing_in import opened, sign_in

LONG_MS = 60_000


def saved(screen, tmp_path):
    with screen.page.expect_download(timeout=LONG_MS) as download:
        screen.page.locator('[data-key="save.csv"]').click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    screen.settled()
    return path.name, path.read_text(encoding="utf-8-sig")


def exported(server):
    with opened(server) as store:
        log = entries(store, Viewer(Role.EDITOR, None))
    return [entry.detail for entry in log if entry.detail.startswith("coverage")]


def test_a_report_with_homes_is_asked_for_marked_and_on_record(visit, server, tmp_path):
    screen = visit(None, at=server)
    sign_in(screen, server, "planner")
    asked = "/coverage?lang=de&panel=report&demand=shelters&category=counselling"
    screen.open(asked)
    choice = screen.page.get_by_text("Mit den Standorten der Unterkünfte")
    expect(choice).to_be_visible()
    name, table = saved(screen, tmp_path)
    assert (name, "Nur für die Planung" in table, exported(server)) == ("coverage.csv", False, [])
    choice.click()
    screen.settled()
    name, table = saved(screen, tmp_path)
    assert name == "coverage-planners-only.csv"
    assert "Nur für die Planung" in table
    assert exported(server) == [name]


def test_who_is_nobody_has_no_such_choice(visit):
    screen = visit("/coverage?lang=de&panel=report&demand=shelters")
    expect(screen.page.locator('[data-key="save.csv"]')).to_be_visible()
    expect(screen.page.get_by_text("Mit den Standorten der Unterkünfte")).to_have_count(0)
