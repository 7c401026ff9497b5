"""The needs board as editors and volunteers use it."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from geo.access.invitations import list_invitations, revoke
from geo.access.needs import current_needs
from geo.access.viewer import Viewer
from geo.directory.hours import BERLIN
from geo.directory.reading import read_directory
from geo.directory.viewer import Role
from tests.browser.signing_in import opened, sign_in

TEXT = "Wir suchen jemanden, der vorliest: <b>abends</b>"


@pytest.fixture
def board(visit, server):
    def open_window(role="editor", sites=()):
        screen = visit(None, at=server)
        sign_in(screen, server, role, sites)
        screen.page.get_by_text("Gesuchte Hilfe", exact=True).click()
        expect(screen.page.locator(".wk-board h2")).to_be_visible()
        return screen

    return open_window


@pytest.fixture(scope="module")
def home():
    places = read_directory().directory.places
    homes = [p for p in places if p.category == "shelter" and p.district == "Feuerbach"]
    return next(home for home in homes if home.status == "unverified")


@pytest.fixture
def posted(server):
    """Give a function that reads the board as it is in the store."""

    def read():
        with opened(server) as store:
            return current_needs(store, Viewer(Role.EDITOR, "test"), today())

    return read


def today():
    return datetime.now(BERLIN).date()


def post(screen, home, text, days=5, people="2", press=lambda button: button.click()):
    page = screen.page
    page.get_by_text("Hilfe suchen: neues Gesuch schreiben").click()
    page.get_by_label("Für wen").select_option(home.id)
    page.get_by_label("Was wird gesucht?").select_option("languages")
    page.get_by_label("Worum geht es?").fill(text)
    page.get_by_label("Für wie viele Menschen?").fill(people)
    page.get_by_label("Letzter Tag").fill((today() + timedelta(days=days)).isoformat())
    press(page.get_by_role("button", name="Gesuch veröffentlichen"))


def item(screen, text):
    return screen.page.locator(".wk-need", has_text=text)


def test_an_editor_posts_a_need_and_volunteers_read_it_with_whom_to_answer(board, home):
    editor = board()
    post(editor, home, TEXT)
    expect(editor.page.get_by_role("alert")).to_contain_text("Gespeichert.")
    expect(editor.page.get_by_role("alert")).to_be_focused()
    volunteer = board("volunteer")
    expect(item(volunteer, TEXT)).to_contain_text(home.name)
    expect(item(volunteer, TEXT)).to_contain_text("2 Personen")
    expect(item(volunteer, TEXT).get_by_role("button")).to_have_count(0)
    expect(volunteer.page.get_by_text("Hilfe suchen")).to_have_count(0)


def test_an_editor_of_one_site_posts_for_it_alone(board, home):
    editor = board(sites=(home.id,))
    editor.page.get_by_text("Hilfe suchen: neues Gesuch schreiben").click()
    offered = editor.page.get_by_label("Für wen").locator("option")
    expect(offered).to_have_count(1)
    expect(offered).to_have_attribute("value", home.id)


def test_a_need_can_be_changed_and_withdrawn(board, home):
    editor = board()
    post(editor, home, "wird geändert")
    item(editor, "wird geändert").get_by_role("button", name="Ändern").click()
    editor.page.get_by_label("Worum geht es?").fill("ist geändert")
    editor.page.get_by_role("button", name="Änderung speichern").click()
    expect(item(editor, "ist geändert")).to_be_visible()
    expect(item(editor, "wird geändert")).to_have_count(0)
    item(editor, "ist geändert").get_by_role("button", name="Zurücknehmen").click()
    editor.page.get_by_role("button", name="Nein, behalten").click()
    item(editor, "ist geändert").get_by_role("button", name="Zurücknehmen").click()
    editor.page.get_by_role("button", name="Ja, wirklich zurücknehmen").click()
    expect(editor.page.get_by_role("alert")).to_contain_text("zurückgenommen")
    expect(item(editor, "ist geändert")).to_have_count(0)


def test_of_two_editors_the_second_is_told_and_overwrites_only_on_purpose(board, home):
    first = board()
    post(first, home, "Stand eins")
    expect(item(first, "Stand eins")).to_be_visible()
    second = board()
    for screen, text in ((first, "Stand zwei"), (second, "Stand drei")):
        item(screen, "Stand eins").get_by_role("button", name="Ändern").click()
        screen.page.get_by_label("Worum geht es?").fill(text)
    first.page.get_by_role("button", name="Änderung speichern").click()
    expect(item(first, "Stand zwei")).to_be_visible()
    second.page.get_by_role("button", name="Änderung speichern").click()
    expect(second.page.get_by_role("alert")).to_contain_text("inzwischen geändert")
    expect(item(second, "Stand zwei")).to_be_visible()
    expect(second.page.get_by_label("Worum geht es?")).to_have_value("Stand drei")
    second.page.get_by_role("button", name="Änderung speichern").click()
    expect(item(second, "Stand drei")).to_be_visible()


def test_what_cannot_be_taken_stays_in_the_form_with_a_word_on_why(board, posted):
    editor = board()
    before = posted()
    editor.page.get_by_text("Hilfe suchen: neues Gesuch schreiben").click()
    editor.page.evaluate("document.querySelector('.wk-need-form').noValidate = true")
    editor.page.get_by_label("Worum geht es?").fill("viele")
    editor.page.get_by_label("Für wie viele Menschen?").fill("100000")
    editor.page.get_by_role("button", name="Gesuch veröffentlichen").click()
    expect(editor.page.get_by_role("alert")).to_contain_text("Für wie viele Menschen")
    expect(editor.page.get_by_role("alert")).to_contain_text("Letzter Tag")
    expect(editor.page.get_by_label("Für wen")).to_be_focused()
    expect(editor.page.get_by_label("Letzter Tag")).to_have_attribute("aria-invalid", "true")
    expect(editor.page.get_by_label("Worum geht es?")).to_have_value("viele")
    assert posted() == before


def test_an_invitation_that_is_revoked_posts_nothing_more(board, home, posted, server):
    editor = board()
    with opened(server) as store:
        revoke(store, list_invitations(store)[0].id, datetime.now(UTC))
    post(editor, home, "zu spät")
    expect(editor.page.get_by_role("link", name="Anmelden")).to_be_visible()
    assert "zu spät" not in [need.text for need in posted()]


def test_a_double_click_posts_one_need(board, home, posted):
    editor = board()
    before = len(posted())
    post(editor, home, "einmal nur", press=lambda button: button.dblclick())
    expect(item(editor, "einmal nur")).to_be_visible()
    assert len(posted()) == before + 1


def test_withdrawing_one_need_leaves_what_is_being_written(board, home):
    editor = board()
    post(editor, home, "geht gleich")
    expect(item(editor, "geht gleich")).to_be_visible()
    editor.page.get_by_text("Hilfe suchen: neues Gesuch schreiben").click()
    editor.page.get_by_label("Worum geht es?").fill("halb fertig")
    item(editor, "geht gleich").get_by_role("button", name="Zurücknehmen").click()
    editor.page.get_by_role("button", name="Ja, wirklich zurücknehmen").click()
    expect(item(editor, "geht gleich")).to_have_count(0)
    expect(editor.page.get_by_label("Worum geht es?")).to_have_value("halb fertig")


def test_a_filter_that_hides_a_new_need_is_named(board, home):
    editor = board()
    editor.option("kinds", "money").click()
    editor.asks(help="money")
    post(editor, home, "versteckt")
    expect(editor.page.get_by_role("alert")).to_have_text(
        "Gespeichert. Ihre Filter blenden das Gesuch gerade aus."
    )


def test_the_board_prints_without_its_buttons(board, home):
    editor = board()
    post(editor, home, "gedruckt")
    expect(item(editor, "gedruckt")).to_be_visible()
    editor.page.emulate_media(media="print")
    expect(item(editor, "gedruckt")).to_be_visible()
    expect(item(editor, "gedruckt").get_by_role("button").first).to_be_hidden()
