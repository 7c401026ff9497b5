"""Signing in with the account of a city, at a real OpenID Connect provider."""

import json
import re
import time
from pathlib import Path

import pytest
from itsdangerous import URLSafeTimedSerializer
from playwright.sync_api import expect

from geo.access.audit import entries
from geo.access.store import open_store
from geo.access.viewer import Viewer
from geo.directory.reading import read_directory
from geo.directory.viewer import Role
from tests.oidc.fixtures import CLIENT_ID, COOKIE_SECRET

COOKIE = "_streamlit_user"
PAGE = "/shelters?lang=en"
ROLES = {
    "volunteer": "You are signed in as: volunteer",
    "editor": "You are signed in as: editor",
}
DAY_S = 24 * 60 * 60
EDITOR = Viewer(Role.EDITOR, "0000aaaa")

MIRA = {"roles": ["chess", "city-volunteers"], "email": "mira@city.example", "name": "Mira Moor"}


@pytest.fixture(scope="module")
def database_url(tmp_path_factory):
    return f"sqlite:///{tmp_path_factory.mktemp('store')}/store.sqlite"


@pytest.fixture(scope="module")
def site(start_server, provider, database_url):
    """Start the map as an operator does who has a city's accounts."""
    command = ("run", "app.py", "--secrets.files", str(provider.secrets), "--server.port")
    return start_server(
        ("streamlit", *command),
        database_url=database_url,
        oidc_role_claim="roles",
        oidc_roles=json.dumps({"city-volunteers": "volunteer", "city-editors": "editor"}),
        oidc_sites_claim="sites",
    )


@pytest.fixture
def store(database_url):
    opened = open_store(database_url)
    yield opened
    opened.close()


@pytest.fixture
def window(visit, site):
    return visit(PAGE, at=site, locale="en-GB")


@pytest.fixture(autouse=True)
def town(city):
    """Give the city; each test says who lives there."""
    city.says({"mira": MIRA})
    return city


def sign_in(screen, account="mira"):
    press(screen, "Sign in with the account of the city")
    screen.page.get_by_label("Account").fill(account)
    press(screen, "Sign in")
    arrive(screen)


def sign_out(screen):
    """Sign out here and at the city, which asks once more."""
    press(screen, "Sign out")
    expect(screen.page.get_by_role("heading", name="City")).to_be_visible()
    press(screen, "Sign out")
    arrive(screen)


def press(screen, name):
    screen.page.get_by_role("button", name=name, exact=True).click()


def arrive(screen):
    screen.page.wait_for_url(re.compile("/shelters$|/shelters[?]"))
    screen.settled()


def look_again(screen):
    screen.page.reload()
    screen.settled()


def has_role(screen, role):
    """Wait until the page says whom it takes the visitor for."""
    said = ROLES.get(role, "Do you already work with a friend circle")
    expect(screen.page.locator(".wk-account")).to_contain_text(said)
    if role not in ROLES:
        expect(screen.page.get_by_role("heading", name="How to start")).to_be_visible()
        expect(screen.page.locator(".wk-home")).to_have_count(0)


def holds_claims(screen, amount):
    """Tell a sign-in that Streamlit refused from one that we refused."""
    names = [cookie["name"] for cookie in cookies_of(screen)]
    assert (COOKIE in names) == (amount == "some")


def cookies_of(screen):
    return [c for c in screen.page.context.cookies() if c["name"].startswith(COOKIE)]


def sign_ins(store):
    return [entry for entry in entries(store, EDITOR) if entry.event == "signed_in"]


def test_nobody_is_signed_in_at_first(window):
    has_role(window, "public")
    holds_claims(window, "none")


def test_signing_in_gives_the_role(window):
    sign_in(window)
    has_role(window, "volunteer")


def test_an_editor_is_limited_to_the_sites_the_city_names(window, town):
    homes = [p for p in read_directory().directory.places if p.category == "shelter"]
    home = next(place for place in homes if place.district)
    town.says({"noor": {"roles": "city-editors", "sites": [home.id]}})
    sign_in(window, "noor")
    has_role(window, "editor")
    window.page.get_by_text("Help wanted", exact=True).click()
    window.page.get_by_text("Ask for help: write a new request").click()
    offered = window.page.get_by_label("For whom").locator("option")
    expect(offered).to_have_count(1)
    expect(offered).to_have_attribute("value", home.id)


def test_an_editor_of_no_site_is_a_volunteer(window, town):
    town.says({"noor": {"roles": "city-editors"}})
    sign_in(window, "noor")
    has_role(window, "volunteer")


def test_a_token_for_another_client_is_refused(window, town):
    town.says({"mira": MIRA}, aud="another-client")
    sign_in(window)
    has_role(window, "public")
    holds_claims(window, "none")


def test_a_token_for_another_client_that_names_this_one_is_refused(window, town):
    """Streamlit lets it in; the claims do not."""
    town.says({"mira": MIRA}, aud="another-client", azp=CLIENT_ID)
    sign_in(window)
    holds_claims(window, "some")
    has_role(window, "public")


def test_a_token_of_another_issuer_is_refused(window, town):
    town.says({"mira": MIRA}, iss="http://127.0.0.1:1")
    sign_in(window)
    has_role(window, "public")
    holds_claims(window, "none")


def test_an_expired_token_is_refused(window, town):
    town.says({"mira": MIRA}, exp=int(time.time()) - DAY_S)
    sign_in(window)
    has_role(window, "public")
    holds_claims(window, "none")


def test_a_cookie_whose_token_has_expired_since_counts_no_more(window):
    """Streamlit's cookie lasts 30 days, whatever the token says."""
    sign_in(window)
    (cookie,) = (c for c in cookies_of(window) if c["name"] == COOKIE)
    signer = URLSafeTimedSerializer(COOKIE_SECRET, salt=COOKIE)
    claims = json.loads(signer.loads(cookie["value"]))
    older = {name: claims[name] - 2 * DAY_S for name in ("iat", "exp")}
    claims.pop("auth_time", None)
    cookie["value"] = signer.dumps(json.dumps(claims | older))
    window.page.context.add_cookies([cookie])
    look_again(window)
    holds_claims(window, "some")
    has_role(window, "public")


def test_a_changed_cookie_counts_nothing(window):
    sign_in(window)
    (cookie,) = (c for c in cookies_of(window) if c["name"] == COOKIE)
    window.page.context.add_cookies([cookie | {"value": cookie["value"][:-1]}])
    look_again(window)
    has_role(window, "public")


@pytest.mark.parametrize("roles", [None, ["chess", "City-Volunteers"]])
def test_without_a_known_role_one_stays_public(window, town, roles):
    town.says({"mira": MIRA}, roles=roles)
    sign_in(window)
    holds_claims(window, "some")
    has_role(window, "public")


def test_a_role_taken_away_is_gone_in_the_next_session(window, town):
    sign_in(window)
    has_role(window, "volunteer")
    sign_out(window)
    town.says({"mira": MIRA | {"roles": ["chess"]}})
    sign_in(window)
    has_role(window, "public")


def test_signing_out_ends_it_and_its_cookie_does_not_come_back_to_life(window, store):
    sign_in(window)
    kept = cookies_of(window)
    sign_out(window)
    has_role(window, "public")
    assert not cookies_of(window)
    window.page.context.add_cookies(kept)
    look_again(window)
    holds_claims(window, "some")
    has_role(window, "public")
    assert entries(store, EDITOR)[0].event == "signed_out"


def test_signing_out_ends_the_other_tabs_too(window):
    sign_in(window)
    other = window.page.context.new_page()
    other.goto(window.address + PAGE)
    expect(other.locator(".wk-home").first).to_be_visible()
    sign_out(window)
    other.locator(".wk-home-name").first.click()
    expect(other.locator(".wk-home")).to_have_count(0)
    expect(other.get_by_role("heading", name="How to start")).to_be_visible()


def test_after_signing_out_one_can_sign_in_again(window):
    sign_in(window)
    sign_out(window)
    sign_in(window)
    has_role(window, "volunteer")


def test_a_sign_in_is_on_record_once_and_names_nobody(window, site, store, database_url):
    before = len(sign_ins(store))
    sign_in(window)
    for _ in range(3):
        look_again(window)
    has_role(window, "volunteer")
    entry, *earlier = sign_ins(store)
    assert len(earlier) == before
    assert entry.who.startswith("oidc:")
    assert entry.detail.startswith("volunteer 20")
    kept = b"".join(path.read_bytes() for path in store_files(database_url))
    for name in ("mira", "Mira Moor"):
        assert name not in site.said
        assert name.encode() not in kept


def store_files(database_url):
    path = Path(database_url.removeprefix("sqlite:///"))
    return path.parent.glob(f"{path.name}*")
