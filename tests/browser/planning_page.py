"""The planners' page as tests use it: where things are, and how they are opened."""

import re

from playwright.sync_api import expect


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
        summary.evaluate(
            "async summary => Promise.all("
            "summary.parentElement.getAnimations({subtree: true})"
            ".map(moving => moving.finished.catch(() => null)))"
        )

    def choose_spot(self, name, *, with_arrow=False):
        """Choose where a site would be, by name, and see that it is chosen.

        A page that still moves closes the list under the keys; a person types again then.
        """
        spot = self.page.get_by_role("combobox", name=re.compile(r"Wo\?"))
        for _ in range(3):
            spot.fill("")
            spot.press_sequentially(name)
            expect(self.page.locator('[role="option"]').first).to_contain_text(name)
            if with_arrow:
                spot.press("ArrowDown")
            spot.press("Enter")
            # What was typed and not chosen is dropped when the field is left.
            spot.press("Tab")
            if name in spot.input_value():
                return
        msg = f"{name} could not be chosen"
        raise AssertionError(msg)

    def layer(self, value):
        return self.page.locator(f'[data-key="layer.{value}"]')

    def click_map(self, lat, lon):
        """Press the land at a point."""
        where = self.map.body.evaluate(
            "(_, at) => window.willkommen.map.latLngToContainerPoint(at)", [lat, lon]
        )
        position = {"x": where["x"], "y": where["y"]}
        self.map.frame.locator(".leaflet-container").click(position=position, force=True)
