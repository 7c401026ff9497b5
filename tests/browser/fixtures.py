"""A browser, a server and windows on it, for every test that looks at real pages."""

import os
import re
import shutil
from contextlib import ExitStack, suppress

import pytest
from playwright.sync_api import Error, sync_playwright

from geo.directory.reading import read_directory
from geo.directory.viewer import Role
from tests.browser.screen import TIMEOUT_MS, Screen
from tests.browser.server import ROOT, running
from tests.browser.watch import Watch

ARTEFACTS = ROOT / "artefacts"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def chromium():
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.fail("There is no Chromium here: install the Debian package 'chromium'.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def start_server(tmp_path_factory):
    """Start servers of one's own; all of them end with the tests."""
    folder = tmp_path_factory.mktemp("servers")
    with ExitStack() as stack:
        number = iter(range(1000))

        def start(*arguments, **settings):
            log = folder / f"{next(number)}.log"
            return stack.enter_context(running(log, *arguments, **settings))

        yield start


@pytest.fixture(scope="session")
def server(start_server):
    """Give the server with the directory of the project."""
    return start_server()


@pytest.fixture(scope="session")
def public():
    """Give the directory as everybody may know it: what the pages are compared with."""
    return read_directory().directory.visible_to(Role.PUBLIC)


@pytest.fixture
def visit(chromium, request):
    """Open windows as visitors do; each leaves a picture, and none may do what no page may."""
    screens = []

    def open_window(path="/", at=None, viewport=DESKTOP, **options):
        at = at or request.getfixturevalue("server")
        settings = {"locale": "de-DE", "reduced_motion": "reduce"} | options
        context = chromium.new_context(viewport=viewport, **settings)
        context.set_default_timeout(TIMEOUT_MS)
        watch = Watch(context)
        screen = Screen(context.new_page(), at.address, watch)
        screens.append(screen)
        if path is not None:
            screen.open(path)
        return screen

    yield open_window
    ARTEFACTS.mkdir(exist_ok=True)
    for number, screen in enumerate(screens):
        name = re.sub(r"[^\w-]+", "_", request.node.name).strip("_")
        picture = f"{name}_{number}.png" if number else f"{name}.png"
        # A page that is just leaving may not be painted; the picture is for readers alone.
        with suppress(Error):
            screen.page.screenshot(path=ARTEFACTS / picture)
        screen.page.context.close()
    assert not [line for screen in screens for line in screen.watch.complaints]
