"""Signing in with an invitation, as people do it, and what is left of it in the browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.signing_in import invited, sign_in

HOMES = ".wk-home"


@pytest.fixture
def guest(visit, server):
    """Open a window that has not gone anywhere yet."""
    return visit(None, at=server)


def test_an_invitation_opens_the_homes(guest, server):
    sign_in(guest, server)
    expect(guest.page.locator(HOMES).first).to_be_visible()
    expect(guest.page.get_by_text("Sie sind angemeldet als: Ehrenamt")).to_be_visible()


def test_the_token_leaves_the_address_and_the_history_before_anything_is_pressed(guest, server):
    token = invited(server)
    guest.page.goto(f"{server.address}/sign-in#{token}")
    expect(guest.page).to_have_url(f"{server.address}/sign-in")
    assert guest.page.evaluate("history.length") == 2  # the empty first page and this one
    guest.page.go_back()
    guest.page.go_forward()
    expect(guest.page).to_have_url(f"{server.address}/sign-in")


def test_no_request_carries_the_token_in_its_address_and_no_log_knows_it(guest, server):
    addresses = []
    guest.page.on("request", lambda request: addresses.append(request.url))
    token = sign_in(guest, server)
    expect(guest.page.locator(HOMES).first).to_be_visible()
    assert addresses
    assert not [address for address in addresses if token in address]
    assert token not in server.said
    kept = b"".join(path.read_bytes() for path in server.state.iterdir())
    assert token.encode() not in kept


def test_an_invitation_signs_in_once(guest, server, visit):
    token = sign_in(guest, server)
    second = visit(None, at=server)
    second.watch.expected.add(f"{server.address}/sign-in")
    second.page.goto(f"{server.address}/sign-in#{token}")
    second.page.get_by_role("button").click()
    expect(second.page.get_by_role("alert")).to_have_text(
        "Diese Einladung gilt nicht. Bitte fragen Sie nach einer neuen."
    )


def test_looking_at_the_page_uses_nothing_up(guest, server):
    token = invited(server)
    for _ in range(3):
        guest.page.goto(f"{server.address}/sign-in#{token}")
        guest.page.goto("about:blank")
    guest.page.goto(f"{server.address}/sign-in#{token}")
    guest.may_look_below("/shelters")
    guest.page.get_by_role("button").click()
    expect(guest.page.locator(HOMES).first).to_be_visible()


def test_the_whole_link_can_be_typed_in_where_no_script_runs(server, visit):
    screen = visit(None, at=server, java_script_enabled=False)
    token = invited(server)
    screen.page.goto(f"{server.address}/sign-in")
    screen.page.get_by_label("Der Link oder der Code").fill(f"{server.address}/sign-in#{token}")
    screen.page.get_by_role("button").click()
    cookies = screen.page.context.cookies()
    assert [(c["name"], c["httpOnly"], c["sameSite"]) for c in cookies] == [
        ("willkommen", True, "Lax")
    ]


def test_signing_out_ends_it_here_and_in_every_open_window(guest, server):
    sign_in(guest, server)
    expect(guest.page.locator(HOMES).first).to_be_visible()
    other = guest.page.context.new_page()
    other.goto(f"{server.address}/shelters?lang=de")
    expect(other.locator(HOMES).first).to_be_visible()
    guest.page.get_by_role("button", name="Abmelden").click()
    expect(guest.page.get_by_role("link", name="Anmelden")).to_be_visible()
    expect(guest.page.locator(HOMES)).to_have_count(0)
    other.locator(".wk-home-name").first.click()
    expect(other.get_by_role("link", name="Anmelden")).to_be_visible()
    expect(other.locator(HOMES)).to_have_count(0)
    expect(other.locator(".wk-detail")).to_have_count(0)
    expect(other.get_by_text("Ihre Anmeldung ist zu Ende.")).to_be_visible()


def test_a_second_link_in_the_same_tab_is_taken_up_as_well(guest, server):
    token = invited(server)
    guest.page.goto(f"{server.address}/sign-in")
    guest.page.evaluate("token => { location.hash = token }", token)
    expect(guest.page).to_have_url(f"{server.address}/sign-in")
    expect(guest.page.locator("#token")).to_have_value(token)


def test_whoever_is_in_already_is_shown_the_way_on(guest, server):
    token = sign_in(guest, server)
    guest.page.goto(f"{server.address}/sign-in#{token}")
    guest.page.get_by_role("link", name="Sie sind schon angemeldet").click()
    expect(guest.page.locator(HOMES).first).to_be_visible()


def test_the_way_in_is_told_in_the_language_of_the_visitor(visit, server):
    screen = visit("/shelters?lang=en", at=server)
    screen.page.get_by_role("link", name="Sign in").click()
    expect(screen.page.get_by_role("heading")).to_have_text("Sign in")
    assert screen.page.evaluate("document.documentElement.lang") == "en"


def test_one_setting_keeps_everything_in_postgresql(visit, start_server, postgresql):
    postgresql.execute("CREATE DATABASE sign_in")
    address = postgresql.address("sign_in").replace("postgresql://", "postgresql+psycopg://")
    server = start_server(database_url=address)
    screen = visit(None, at=server)
    sign_in(screen, server)
    expect(screen.page.locator(HOMES).first).to_be_visible()
    assert not list(server.state.glob("*.sqlite*"))
