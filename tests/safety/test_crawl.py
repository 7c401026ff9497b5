"""The running server, asked for everything there is, by everybody and by a volunteer."""

import os
from datetime import UTC, datetime
from shutil import which
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from geo.access.entrance import COOKIE
from geo.access.invitations import list_invitations, revoke
from geo.directory.reading import read_directory
from geo.directory.viewer import Role
from geo.web.coverage_view import Layer, Panel
from tests.browser.fixtures import DESKTOP, QUIET
from tests.browser.screen import TIMEOUT_MS
from tests.browser.signing_in import invited, opened
from tests.safety.addresses import crawl, pages, paths, questions
from tests.safety.betrayal import betrayals
from tests.safety.ear import Ear, press_everything, settle
from tests.safety.hidden_homes import (
    DOUBTFUL,
    HOMES,
    PLANNED,
    SHELTERED,
    SINGLE,
    TOLD,
    hidden_homes,
)
from tests.safety.spoilt import otherwise

SEEN = (*TOLD, *SINGLE)
UNSEEN = (*PLANNED, *DOUBTFUL, SHELTERED)
MOST_PRESSES = 30
SIGN_OUT = ("Abmelden", "abmelden", "Sign out")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return hidden_homes(tmp_path_factory.mktemp("hidden") / "data")


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Give the only folder in which the server may leave something."""
    return tmp_path_factory.mktemp("written")


@pytest.fixture(scope="module")
def hidden(start_server, folder, written):
    """Serve the hidden homes; temporary files and the user's own go where they can be read."""
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("TMPDIR", "HOME", "XDG_CACHE_HOME"):
            patch.setenv(variable, str(written))
        return start_server(data=str(folder))


@pytest.fixture(scope="module")
def open_directory(folder):
    return read_directory(folder).directory.visible_to(Role.PUBLIC)


@pytest.fixture
def ear(chromium):
    context = chromium.new_context(viewport=DESKTOP, locale="de-DE", reduced_motion="reduce")
    context.set_default_timeout(TIMEOUT_MS)
    yield Ear(context)
    context.close()


def told(pieces, homes=HOMES):
    """List what some pieces tell, each with the piece it was in."""
    return [(found, piece[:200]) for piece in set(pieces) if (found := betrayals(piece, homes))]


def files_of(server, written):
    """Read what the server has written: temporary files, its log, and what it keeps.

    In what it keeps, ids of homes may stand: the log for editors names by them what was exported.
    """
    kept = [without_ids(path.read_bytes()) for path in files_in(server.state)]
    return [*kept, *(path.read_bytes() for path in [*files_in(written), server.log])]


def files_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def without_ids(data):
    for home in HOMES:
        data = data.replace(home.id.encode(), b"")
    return data


def walk(ear, server, at, most=MOST_PRESSES):
    """Open an address and press everything on it."""
    page = ear.context.new_page()
    page.goto(server.address + at)
    settle(page)
    assert len(press_everything(page, ear, most, SIGN_OUT)) > 3
    return page


def signed_in(ear, server, role="volunteer"):
    page = ear.context.new_page()
    page.goto(f"{server.address}/sign-in?lang=de#{invited(server, role)}")
    page.get_by_role("button").click()
    page.wait_for_url("**/shelters?lang=*")
    expect(page.locator(".wk-home").first).to_be_visible()
    settle(page)
    return page


def cookie_of(ear):
    (cookie,) = [c for c in ear.context.cookies() if c["name"] == COOKIE]
    return f"{COOKIE}={cookie['value']}"


class TestEverybody:
    """Nobody has signed in."""

    def test_no_address_answers_with_a_home(self, hidden, folder, open_directory):
        addresses = paths(folder)
        answers = list(crawl(hidden, addresses, questions(open_directory)))
        assert {answer.status for answer in answers} >= {200, 404}
        assert sum(answer.status == 200 for answer in answers) > 50
        assert told(answer.whole for answer in answers) == []

    def test_nobody_who_presses_everything_is_sent_a_home(self, hidden, ear, written):
        for address in ("/?lang=de", "/?lang=en&cards=288"):
            walk(ear, hidden, address, 18)
        found = {page for page in ear.pages if page}
        assert found == {name for name in pages() if name not in ("frame", "find")}
        for page in sorted(found):
            walk(ear, hidden, f"/{page}?lang=de", 18)
        assert len(ear.frames) > 100
        assert told([*ear.http, *ear.frames, *ear.said, *ear.kept()]) == []
        assert told(answer.whole for answer in crawl(hidden, tuple(ear.paths), ("",))) == []
        assert told(files_of(hidden, written)) == []

    def test_a_home_cannot_be_told_from_one_that_is_not(self, hidden, visit):
        """Who asks for a home by its id gets what anybody gets for any word."""
        answers = []
        for asked in (TOLD[0].id, "shelter-nowhere"):
            screen = visit(f"/?place={asked}&lang=de", at=hidden)
            settle(screen.page)
            expect(screen.cards).to_have_count(24)
            expect(screen.option("categories", "shelter")).to_be_visible()
            parts = (
                screen.notice,
                screen.heading,
                screen.names,
                screen.page.locator(".wk-filters"),
            )
            answers.append([part.all_inner_texts() for part in parts])
        assert answers[0] == answers[1]


class TestVolunteer:
    """Somebody has signed in: homes come inside that session, and in no other way."""

    def test_homes_come_inside_the_session_alone(self, hidden, ear, written):
        page = signed_in(ear, hidden)
        press_everything(page, ear, MOST_PRESSES, SIGN_OUT)
        assert told(ear.frames, SEEN)
        assert told([*ear.http, *ear.said, *ear.kept()]) == []
        assert told(ear.frames, UNSEEN) == []
        answers = crawl(hidden, tuple(ear.paths), ("",), cookie_of(ear))
        assert told(answer.whole for answer in answers) == []
        assert told(files_of(hidden, written)) == []

    def test_no_address_answers_with_a_home_to_a_cookie(self, hidden, folder, open_directory, ear):
        signed_in(ear, hidden)
        answers = crawl(hidden, paths(folder), questions(open_directory), cookie_of(ear))
        assert told(answer.whole for answer in answers) == []

    def test_others_at_the_same_time_see_nothing(self, hidden, ear, chromium):
        page = signed_in(ear, hidden)
        context = chromium.new_context(viewport=DESKTOP, locale="de-DE")
        other = Ear(context)
        for at in ("/shelters?lang=de", "/shelters?lang=de&part=homes", "/?lang=de"):
            page.reload()
            expect(page.locator(".wk-home").first).to_be_visible()
            walk(other, hidden, at, 12)
        assert told(ear.frames, SEEN)
        assert told([*other.http, *other.frames, *other.said, *other.kept()]) == []
        context.close()

    def test_nothing_of_a_home_stays_on_the_disk_of_the_browser(self, hidden, chromium, tmp_path):
        """History, caches, storage: whoever opens the device later finds no home."""
        context = chromium.browser_type.launch_persistent_context(
            tmp_path, executable_path=os.environ.get("CHROMIUM") or which("chromium"), args=QUIET
        )
        ear = Ear(context)
        press_everything(signed_in(ear, hidden), ear, 8, SIGN_OUT)
        assert told(ear.frames, SEEN)
        context.close()
        files = [path.read_bytes() for path in files_in(tmp_path)]
        assert any(b"/shelters" in data for data in files)
        assert told(files) == []

    def test_whoever_is_signed_out_sees_nothing_more_in_any_window(self, hidden, ear):
        page, second = signed_in(ear, hidden), ear.context.new_page()
        second.goto(f"{hidden.address}/shelters?lang=de&part=homes")
        expect(second.locator(".wk-home").first).to_be_visible()
        settle(second)
        page.get_by_role("button", name="Abmelden").click()
        expect(page.locator(".wk-home")).to_have_count(0)
        self.sees_nothing_more(second, ear)

    def test_a_revoked_invitation_ends_its_session_at_the_next_press(self, hidden, ear):
        page = signed_in(ear, hidden)
        with opened(hidden) as store:
            for invitation in list_invitations(store):
                if not invitation.revoked_at:
                    revoke(store, invitation.id, datetime.now(UTC))
        self.sees_nothing_more(page, ear)

    @staticmethod
    def sees_nothing_more(page, ear):
        settle(page)
        ear.frames.clear()
        page.get_by_text("Sport", exact=True).first.click()
        expect(page.locator(".wk-home")).to_have_count(0)
        settle(page)
        assert len(ear.frames) > 3
        assert told(ear.frames) == []


class TestPlanning:
    """Homes are the demand: everybody plans by district, a planner sees them in the session."""

    def open_everything(self, page, server):
        for panel in Panel:
            for layer in (Layer.DISTRICTS, Layer.FINE):
                asked = urlencode({"demand": "shelters", "panel": panel, "layer": layer})
                page.goto(f"{server.address}/coverage?lang=de&{asked}")
                settle(page)
                expect(page.locator(".st-key-cover-head")).to_be_visible()

    @pytest.mark.parametrize("role", ["nobody", "volunteer"])
    def test_no_part_of_the_page_sends_a_home(self, hidden, ear, role):
        page = ear.context.new_page() if role == "nobody" else signed_in(ear, hidden)
        ear.frames.clear()
        self.open_everything(page, hidden)
        assert len(ear.frames) > 50
        assert told([*ear.http, *ear.frames, *ear.said, *ear.kept()]) == []

    def test_a_planner_is_sent_homes_inside_the_session_alone(self, hidden, ear):
        page = signed_in(ear, hidden, "planner")
        ear.frames.clear()
        self.open_everything(page, hidden)
        assert told(ear.frames, SEEN)
        assert told([*ear.http, *ear.said, *ear.kept()]) == []


@pytest.mark.parametrize("spoil", [lambda c: c[:-1], otherwise, lambda _: "volunteer"])
def test_a_spoilt_cookie_is_that_of_nobody(hidden, ear, spoil):
    signed_in(ear, hidden).close()
    (cookie,) = [c for c in ear.context.cookies() if c["name"] == COOKIE]
    ear.context.clear_cookies()
    ear.context.add_cookies([{**cookie, "value": spoil(cookie["value"])}])
    ear.frames.clear()
    page = ear.context.new_page()
    page.goto(f"{hidden.address}/shelters?lang=de&part=homes")
    settle(page)
    assert len(ear.frames) > 3
    assert told(ear.frames) == []
