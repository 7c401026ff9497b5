"""A slow line: answers come late, and what a visitor has chosen meanwhile stays chosen."""

import pytest
from playwright.sync_api import expect

from geo.directory.place import Status
from tests.browser.screen import TIMEOUT_MS

PAUSE_MS = 20


class SlowLine:
    """Holds back what the server says until a test lets it through."""

    def __init__(self, page):
        self._page = page
        self._holds = False
        self._kept = []
        page.route_web_socket("**/_stcore/stream", self._connect)

    def _connect(self, socket):
        self._socket = socket
        socket.connect_to_server().on_message(self._arrived)

    def _arrived(self, message):
        if self._holds:
            self._kept.append(message)
        else:
            self._socket.send(message)

    def hold(self):
        self._holds = True

    def wait_for(self, words):
        """Wait until the server has said some words, which the page does not know yet."""
        for _ in range(TIMEOUT_MS // PAUSE_MS):
            if any(words.encode() in message for message in self._kept):
                return
            self._page.wait_for_timeout(PAUSE_MS)
        pytest.fail(f"the server did not say '{words}'")

    def let_through(self):
        """Pass on what has been said so far; what comes now is held again."""
        kept, self._kept = self._kept, []
        for message in kept:
            self._socket.send(message)

    def release(self):
        self._holds = False
        self.let_through()


@pytest.fixture
def count(public):
    def of(*categories):
        return sum(
            p.category in categories and p.status is not Status.CLOSED for p in public.places
        )

    return of


def test_a_late_answer_takes_no_choice_back(visit, count):
    screen = visit(None)
    line = SlowLine(screen.page)
    screen.open("/?lang=de")
    box = {code: screen.option("categories", code) for code in ("work", "culture", "health")}
    expect(box["work"]).to_be_visible()

    line.hold()
    box["work"].click()
    line.wait_for(f"{count('work')} Angebote")
    box["culture"].click()
    line.let_through()
    screen.finds(count("work"))
    expect(box["culture"].locator("input")).to_be_checked()
    box["health"].click()
    line.release()

    screen.finds(count("work", "culture", "health"))
    expect(screen.chips).to_have_count(3)
    assert sorted(screen.asked["category"]) == ["culture", "health", "work"]


def test_a_late_answer_overwrites_nothing_that_was_typed(visit, count):
    screen = visit(None)
    line = SlowLine(screen.page)
    screen.open("/?lang=de")
    expect(screen.option("categories", "work")).to_be_visible()

    line.hold()
    screen.option("categories", "work").click()
    line.wait_for(f"{count('work')} Angebote")
    screen.search.fill("Verein")
    screen.search.blur()
    line.let_through()
    screen.finds(count("work"))
    expect(screen.search).to_have_value("Verein")
    line.release()
    expect(screen.chips).to_have_text(["„Verein“", "Arbeit und Ausbildung"])
