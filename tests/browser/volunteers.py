"""Windows of volunteers, and what they do with the homes."""

import pytest
from playwright.sync_api import expect

from geo.directory.reading import read_directory
from geo.directory.viewer import Role
from tests.browser.signing_in import sign_in


@pytest.fixture(scope="session")
def homes():
    """Give the homes that volunteers may know."""
    whole = read_directory().directory.visible_to(Role.VOLUNTEER)
    return {place.name: place for place in whole.places if place.category == "shelter"}


@pytest.fixture
def volunteer(visit, server):
    """Open windows of people who are signed in."""

    def open_window(role="volunteer", **options):
        screen = visit(None, at=server, **options)
        sign_in(screen, server, role)
        expect(screen.page.locator(".wk-home").first).to_be_visible()
        return screen

    return open_window


def card(screen, name):
    return screen.page.locator(
        ".wk-home", has=screen.page.get_by_role("button", name=name, exact=True)
    )


def choose(screen, *names):
    for name in names:
        card(screen, name).get_by_role("checkbox").check()
    expect(screen.page.locator(".wk-plan li")).to_have_count(len(names))


def located(homes):
    return sorted(name for name, home in homes.items() if home.point)
