"""The planners' page as tests use it: where things are, and how they are opened."""

import re

from playwright.sync_api import expect

# What unfolds is animated, and the page scrolls to it for a while after that.
_UNTIL_IT_RESTS = """async summary => {
    const moving = summary.parentElement.getAnimations({ subtree: true });
    await Promise.all(moving.map(one => one.finished.catch(() => null)));
    await new Promise(rests => {
        let quiet = setTimeout(rests, 400);
        document.addEventListener("scroll", () => {
            clearTimeout(quiet);
            quiet = setTimeout(rests, 400);
        }, true);
    });
}"""


class Coverage:
    """The page, and where things are on it."""

    def __init__(self, screen):
        self.screen = screen
        self.page = screen.page
        self.map = screen.map
        self.rows = screen.page.locator(".wk-ranking tbody tr:not(.wk-city)")
        self.legend = screen.page.locator(".wk-legend")

    def field(self, name):
        return self.page.locator(f"#wk-q-{name}")

    def head(self, name):
        return self.page.locator(".wk-ranking thead th").filter(has_text=re.compile(f"^{name}"))

    def district(self, name):
        return self.page.locator(".wk-district").filter(has_text=re.compile(f"^{name}$"))

    def panel(self, name):
        self.page.locator(".st-key-chooser-panel").get_by_text(name, exact=True).click()

    def open_part(self, name):
        """Open what is folded away, and wait until it has unfolded.

        While it unfolds it scrolls, and a list that opens inside meanwhile is closed again.
        """
        self.screen.map.ready()
        self.screen.settled()
        summary = self.page.locator("summary").filter(has_text=name)
        summary.press("Enter")
        expect(self.page.locator("details[open]").filter(has_text=name)).to_be_visible()
        summary.evaluate(_UNTIL_IT_RESTS)

    def choose_spot(self, name):
        """Choose where a site would be, by name and with the keyboard alone.

        The first of the list is marked a moment after the list is there; a key pressed before
        that chooses nothing.
        """
        spot = self.page.get_by_role("combobox", name=re.compile(r"Wo\?"))
        spot.press_sequentially(name)
        expect(self.page.locator('[role="option"]').first).to_contain_text(name)
        spot.press("ArrowDown")
        expect(spot).to_have_attribute("aria-activedescendant", re.compile("."))
        spot.press("Enter")

    def layer(self, value):
        return self.page.locator(f'[data-key="layer.{value}"]')

    def click_map(self, lat, lon):
        """Press the land at a point."""
        where = self.map.body.evaluate(
            "(_, at) => window.willkommen.map.latLngToContainerPoint(at)", [lat, lon]
        )
        position = {"x": where["x"], "y": where["y"]}
        self.map.frame.locator(".leaflet-container").click(position=position, force=True)
