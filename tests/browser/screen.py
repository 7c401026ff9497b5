"""The pages as a visitor sees them: where things are, so that tests can say what they do."""

import json
import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import FrameLocator, Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tests.browser.watch import Watch

IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
TIMEOUT_MS = 10_000
expect.set_options(timeout=TIMEOUT_MS)


class Map:
    """The map in its frame. Marks are buttons; a group counts as many places as it says."""

    _COUNT = """wanted => {
        const groups = [...document.querySelectorAll("button.group")];
        const singles = document.querySelectorAll("button.place").length;
        const count = groups.reduce((sum, group) => sum + Number(group.textContent), singles);
        document.body.dataset.count = count;
        return count === wanted;
    }"""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.pane = page.locator(".st-key-pane-map iframe")
        self.frame: FrameLocator = page.frame_locator(".st-key-pane-map iframe")
        self.places = self.frame.locator("button.place")
        self.groups = self.frame.locator("button.group")
        self.marks = self.frame.locator("button.place, button.group")
        self.body = self.frame.locator("body")

    def place(self, name: str) -> Locator:
        return self.frame.locator(
            f"button.place[aria-label^={json.dumps(name + ', ', ensure_ascii=False)}]"
        )

    def district(self, name: str) -> Locator:
        return self.frame.locator(f'button.district-label[title^="{name}"]')

    def shows(self, count: int) -> None:
        """Wait until the map shows so many places."""
        expect(self.body).to_be_attached()
        frame = self.pane.element_handle().content_frame()
        try:
            frame.wait_for_function(self._COUNT, arg=count, timeout=TIMEOUT_MS, polling=50)
        except PlaywrightTimeoutError as error:
            shown = self.body.get_attribute("data-count")
            msg = f"the map shows {shown} places instead of {count}"
            raise AssertionError(msg) from error

    def ready(self) -> None:
        """Wait until the first marks are there."""
        expect(self.marks.first).to_be_visible()

    def view(self) -> dict[str, float]:
        """Give centre and zoom."""
        return self.body.evaluate(
            """() => {
                const { map } = window.willkommen;
                return { ...map.getCenter(), zoom: map.getZoom() };
            }"""
        )


class Screen:
    """A window on the site."""

    def __init__(self, page: Page, address: str, watch: Watch) -> None:
        self.page = page
        self.address = address
        self.watch = watch
        self.map = Map(page)
        self.search = page.locator("#wk-search")
        self.heading = page.locator(".wk-results h2")
        self.cards = page.locator(".wk-card")
        self.names = page.locator(".wk-card-name")
        self.chips = page.locator(".wk-chip:not(.wk-clear)")
        self.clear = page.locator(".wk-clear")
        self.detail = page.locator(".wk-detail")
        self.notice = page.locator('[data-testid="stAlert"]')

    def open(self, path: str = "/") -> None:
        """Follow a link and wait until the page is there."""
        below = urlsplit(path).path.rstrip("/")
        if below:
            self.may_look_below(below)
        self.page.goto(self.address + path)
        self.settled()

    def may_look_below(self, path: str) -> None:
        """Expect Streamlit to look for itself below a page first, and then at the root."""
        for probe in ("health", "host-config"):
            self.watch.expected.add(f"{self.address}{path}/_stcore/{probe}")

    def settled(self) -> None:
        """Wait until the server has nothing more to say, and has said the last of the page.

        Before its first word a page is as idle as after its last.
        """
        self.page.wait_for_selector(".wk-twin", state="attached", timeout=TIMEOUT_MS)
        self.page.wait_for_selector(IDLE, timeout=TIMEOUT_MS)

    def option(self, facet: str, value: str) -> Locator:
        """Find a choice of a filter."""
        return self.page.locator(f'label:has(input[name="{facet}"][value="{value}"])')

    def option_count(self, facet: str, value: str) -> int:
        """Read how many results a choice promises."""
        return int(self.option(facet, value).locator(".wk-count").inner_text())

    def unfold(self, *labels: str) -> None:
        """Open panels of the filter bar."""
        for label in labels:
            exactly = re.compile(f"^{re.escape(label)}$")
            self.page.locator(".wk-filters summary").filter(has_text=exactly).click()

    def finds(self, count: int) -> None:
        """Wait until the list says that it holds so many offers."""
        words = "1 Angebot" if count == 1 else f"{count} Angebote"
        expect(self.heading).to_have_text(words)

    @property
    def asked(self) -> dict[str, list[str]]:
        """Give the parameters of the address bar."""
        return parse_qs(urlsplit(self.page.url).query)

    def asks(self, **parameters: str) -> None:
        """Wait until the address bar holds these parameters."""
        for name, value in parameters.items():
            expect(self.page).to_have_url(re.compile(rf"[?&]{name}={re.escape(value)}(&|$)"))
