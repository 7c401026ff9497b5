"""A visit to several homes: its start, its order, and what is taken along."""

import csv
import io
import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from geo.access.invitations import list_invitations, revoke
from tests.browser.signing_in import opened, sign_in
from tests.browser.volunteers import card, choose, located

PRINTED = "window.printed = 0; window.print = () => { window.printed += 1; }; true"


def begin(screen, text):
    field = screen.page.get_by_label("Wo beginnt der Besuch?")
    field.fill(text)
    field.press("Tab")
    return field


def steps(screen):
    return screen.page.locator(".wk-steps li")


def numbers(screen):
    """Read what stands before each step."""
    return steps(screen).evaluate_all(
        "all => all.map(li => { const s = getComputedStyle(li).listStyleType;"
        " return s === 'none' ? s : li.value; })"
    )


def offered(screen):
    return screen.page.locator(".wk-plan .wk-filters button")


def saved(screen, format_):
    with screen.page.expect_download() as download:
        screen.page.get_by_role("button", name=f"Als {format_} speichern").click()
    expect(screen.page.get_by_text("Gespeichert.")).to_be_visible()
    assert download.value.url.startswith("blob:")
    return download.value.path().read_bytes()


def log_of(visit, server):
    editor = visit(None, at=server)
    sign_in(editor, server, "editor")
    editor.page.get_by_text("Protokoll", exact=True).click()
    return editor.page.locator('.wk-scroll[aria-label="Protokoll"] tbody tr')


@pytest.mark.parametrize("typed", ["charlottenplatz", "Charlottenpl", "Charlottenplatz"])
def test_several_homes_become_a_round_trip_from_a_stop_however_it_is_typed(volunteer, homes, typed):
    screen = volunteer()
    names = located(homes)[:3]
    choose(screen, *names)
    field = begin(screen, typed)
    expect(steps(screen)).to_have_count(4)
    expect(steps(screen).first).to_have_text("Charlottenplatz")
    expect(field).to_have_value("Charlottenplatz")
    expect(screen.page.get_by_text("Das ist die kürzeste Reihenfolge.")).to_be_visible()
    assert sorted(steps(screen).locator("strong").all_inner_texts()) == sorted(names)


def test_names_that_could_be_meant_are_offered_and_one_can_be_chosen(volunteer, homes):
    screen = volunteer()
    choose(screen, located(homes)[0])
    field = begin(screen, "Hauptbahnhof")
    expect(screen.page.get_by_role("alert")).to_have_text("Welchen Ort meinen Sie?")
    expect(offered(screen)).to_have_text(["Hauptbahnhof (oben)", "Hauptbahnhof (tief)"])
    offered(screen).last.click()
    expect(steps(screen).first).to_have_text("Hauptbahnhof (tief)")
    expect(field).to_have_value("Hauptbahnhof (tief)")
    expect(field).to_be_focused()
    expect(offered(screen)).to_have_count(0)


def test_a_start_nobody_knows_is_said_to_be_unknown_and_kept_to_be_mended(volunteer, homes):
    screen = volunteer()
    choose(screen, located(homes)[0])
    field = begin(screen, "Xyzzy")
    expect(screen.page.get_by_role("alert")).to_contain_text("Diesen Ort kennen wir nicht.")
    expect(field).to_have_value("Xyzzy")
    expect(steps(screen)).to_have_count(1)
    begin(screen, "")
    expect(screen.page.get_by_role("alert")).to_have_count(0)


def test_an_answer_takes_nothing_away_from_somebody_who_types(volunteer, homes):
    screen = volunteer()
    one, other = located(homes)[:2]
    choose(screen, one)
    field = screen.page.get_by_label("Wo beginnt der Besuch?")
    field.press_sequentially("Charl")
    names = screen.page.locator("#wk-starts option")
    expect(names).not_to_have_count(0)
    known = names.count()
    card(screen, other).get_by_role("checkbox").evaluate("box => box.click()")
    expect(steps(screen)).to_have_count(2)
    expect(field).to_be_focused()
    expect(field).to_have_value("Charl")
    expect(names).to_have_count(known)


def test_a_home_is_taken_out_of_the_visit_where_it_stands(volunteer, homes):
    screen = volunteer()
    choose(screen, *located(homes)[:3])
    first, second, third = steps(screen).locator("strong").all_inner_texts()

    def taken_out(name):
        return screen.page.get_by_role("button", name=f"{name} aus dem Besuch nehmen")

    taken_out(first).click()
    expect(steps(screen)).to_have_count(2)
    expect(taken_out(second)).to_be_focused()
    expect(card(screen, first).get_by_role("checkbox")).not_to_be_checked()
    taken_out(second).press("Enter")
    expect(steps(screen)).to_have_count(1)
    taken_out(third).press("Enter")
    expect(screen.page.locator(".wk-plan")).to_have_count(0)
    expect(card(screen, third).get_by_role("checkbox")).to_be_focused()


def test_a_link_in_the_list_leads_to_the_visit(volunteer, homes):
    screen = volunteer()
    choose(screen, located(homes)[-1])
    screen.page.get_by_role("link", name="Zum Besuch").click()
    heading = screen.page.get_by_role("heading", name="Ihr Besuch")
    expect(heading).to_be_in_viewport()
    expect(heading).to_be_focused()


def test_chosen_homes_can_be_taken_along_in_three_formats(volunteer, homes):
    screen = volunteer(accept_downloads=True)
    names = located(homes)[:2]
    choose(screen, *names)
    begin(screen, "Charlottenplatz")
    expect(steps(screen)).to_have_count(3)
    rows = list(csv.reader(io.StringIO(saved(screen, "CSV").decode("utf-8-sig"))))
    assert "Nur für Ihr Ehrenamt." in rows[0][0]
    ordered = steps(screen).locator("strong").all_inner_texts()
    assert [tuple(row[:2]) for row in rows[2:]] == [("1", ordered[0]), ("2", ordered[1])]
    assert numbers(screen) == ["none", 1, 2]
    device = saved(screen, "GPX").decode()
    assert "<name>Start: Charlottenplatz</name>" in device
    assert device.rstrip().endswith("</gpx>")
    assert saved(screen, "VCF").count(b"BEGIN:VCARD") == len(names)


def test_it_says_before_saving_to_how_many_homes_no_device_can_lead(volunteer, homes):
    screen = volunteer()
    exact = [name for name in homes if homes[name].precision in ("address", "street")]
    rough = [name for name in homes if homes[name].precision == "stop"]
    choose(screen, exact[0], *rough[:2])
    told = screen.page.get_by_text("2 von 3 Unterkünften ohne Wegpunkt")
    expect(told).to_be_visible()
    button = screen.page.get_by_role("button", name="Als GPX speichern")
    expect(button).to_have_accessible_description(re.compile("2 von 3 Unterkünften"))


def test_every_sign_in_and_every_export_is_on_record_for_editors(volunteer, homes, visit, server):
    screen = volunteer(accept_downloads=True)
    name = located(homes)[0]
    choose(screen, name)
    saved(screen, "GPX")
    log = log_of(visit, server)
    expect(log.nth(0)).to_contain_text("Angemeldet")
    expect(log.nth(2)).to_contain_text(f"gpx {homes[name].id}")
    expect(log.nth(2)).to_contain_text("Heruntergeladen")


def test_a_visit_is_printed_once_for_each_wish_and_on_record(volunteer, homes, visit, server):
    screen = volunteer()
    screen.page.evaluate(PRINTED)
    name, other = located(homes)[:2]
    choose(screen, name)
    screen.page.get_by_role("button", name="Drucken").click()
    screen.page.wait_for_function("window.printed === 1")
    expect(screen.page.get_by_text("Wir haben aufgeschrieben, was gedruckt wird.")).to_be_visible()
    choose(screen, name, other)
    assert screen.page.evaluate("window.printed") == 1
    screen.page.get_by_role("button", name="Drucken").click()
    screen.page.wait_for_function("window.printed === 2")
    log = log_of(visit, server)
    expect(log.nth(2)).to_contain_text(f"print {homes[name].id} {homes[other].id}")
    expect(log.nth(3)).to_contain_text(f"print {homes[name].id}")


def test_what_was_printed_is_not_printed_again_when_the_list_comes_back(volunteer, homes):
    screen = volunteer()
    screen.page.evaluate(PRINTED)
    name = located(homes)[0]
    choose(screen, name)
    screen.page.get_by_role("button", name="Drucken").click()
    screen.page.wait_for_function("window.printed === 1")
    card(screen, name).get_by_role("button", name=name, exact=True).click()
    screen.detail.get_by_role("button", name="Zurück").click()
    expect(steps(screen)).to_have_count(1)
    screen.settled()
    assert screen.page.evaluate("window.printed") == 1


def test_nothing_is_printed_for_somebody_whose_invitation_was_revoked(volunteer, homes, server):
    screen = volunteer()
    screen.page.evaluate(PRINTED)
    choose(screen, located(homes)[0])
    with opened(server) as store:
        for invitation in list_invitations(store):
            revoke(store, invitation.id, datetime.now(UTC))
    screen.page.get_by_role("button", name="Drucken").click()
    expect(screen.page.locator(".wk-plan")).to_have_count(0)
    assert screen.page.evaluate("window.printed") == 0


def pages_of_paper(screen):
    return len(re.findall(rb"/Type\s*/Page\b", screen.page.pdf()))


def test_on_paper_there_is_the_visit_alone_at_full_width(volunteer, homes):
    screen = volunteer()
    names = [n for n in located(homes) if homes[n].capacity_places and homes[n].operators][:3]
    choose(screen, *names)
    screen.page.emulate_media(media="print")
    plan = screen.page.locator(".wk-plan")
    for name in names:
        told = steps(screen).filter(has_text=name)
        expect(told).to_contain_text(homes[name].operators[0])
        expect(told.get_by_text(re.compile(r"\d Pl.tze · "))).to_be_visible()
    expect(plan.get_by_text(re.compile(r"Nur für Ihr Ehrenamt.*Stand: "))).to_be_visible()
    assert plan.bounding_box()["width"] > 0.9 * screen.page.viewport_size["width"]
    for hidden in (
        screen.map.pane,
        screen.page.get_by_role("button", name="Drucken"),
        screen.page.locator(".wk-home").first,
        screen.page.locator("#wk-start"),
        screen.page.locator(".st-key-help-head"),
        screen.page.locator('[data-testid="stCaptionContainer"]'),
        screen.page.locator(".wk-chosen"),
    ):
        expect(hidden).to_be_hidden()
    assert pages_of_paper(screen) == 1


def test_on_paper_there_is_no_list_of_homes(volunteer):
    screen = volunteer()
    screen.page.emulate_media(media="print")
    expect(screen.page.locator(".wk-home").first).to_be_hidden()
    expect(
        screen.page.get_by_text("Die Liste der Unterkünfte wird nicht gedruckt.")
    ).to_be_visible()
    assert pages_of_paper(screen) == 1


def test_on_paper_there_is_the_sheet_of_the_home_that_is_open_and_nothing_else(volunteer, homes):
    screen = volunteer()
    one, other = located(homes)[:2]
    choose(screen, other)
    card(screen, one).get_by_role("button", name=one, exact=True).click()
    expect(screen.detail).to_be_visible()
    screen.page.emulate_media(media="print")
    expect(screen.detail.get_by_role("heading", level=2)).to_be_visible()
    expect(screen.page.locator(".wk-plan")).to_have_count(0)
    for hidden in (screen.map.pane, screen.page.locator(".st-key-help-head")):
        expect(hidden).to_be_hidden()
    assert screen.detail.bounding_box()["width"] > 0.9 * screen.page.viewport_size["width"]
