"""Volunteers: signing in, and the page of 200 homes with the nearest offers of every kind."""

import http.client
from contextlib import contextmanager
from datetime import UTC, datetime
from time import perf_counter
from urllib.parse import urlencode, urlsplit

from geo.access.invitations import invite
from geo.access.store import open_store
from tests.bench.report import Figure
from tests.bench.serving import OURS, serving
from tests.bench.traffic import Traffic
from tests.bench.worlds import write_homes

HOMES = 200

_PATIENCE_MS = 60_000
_IDLE = "[data-testid='stApp'][data-test-script-state='notRunning']"


def volunteering(browser, world, times):
    """Sign in again and again, then draw the page of the homes again and again."""
    write_homes(world, HOMES)
    with serving(OURS, world) as server:
        tokens = _invitations(server, times + 1)
        answers_ms = [_time_sign_in(server, token) for token in tokens[1:]]
        yield Figure("signing in: server's answer", "ms", answers_ms, "<= 300 ms")
        with _signed_in(browser, server, tokens[0]) as (page, traffic):
            runs_ms = [_time_run(page, traffic) for _ in range(times)]
        yield Figure(f"page of {HOMES} homes: server's answer", "ms", runs_ms, "<= 500 ms")


def _invitations(server, count):
    store = open_store(f"sqlite:///{server.state / 'store.sqlite'}")
    now = datetime.now(UTC)
    tokens = [invite(store, "volunteer", 1, "", now=now).token for _ in range(count)]
    store.close()
    return tokens


def _time_sign_in(server, token):
    connection = http.client.HTTPConnection(urlsplit(server.address).netloc)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    begun = perf_counter()
    connection.request("POST", "/sign-in", urlencode({"token": token}), headers)
    answer = connection.getresponse()
    answer.read()
    took_ms = 1000 * (perf_counter() - begun)
    connection.close()
    assert answer.status == http.client.SEE_OTHER, answer.status
    return took_ms


@contextmanager
def _signed_in(browser, server, token):
    """Open the page of the homes, and note when messages come and go between it and the server."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
    context.set_default_timeout(_PATIENCE_MS)
    page = context.new_page()
    traffic = Traffic(page)
    page.goto(f"{server.address}/sign-in#{token}")
    page.locator("button").click()
    page.locator(".wk-home").nth(HOMES - 1).wait_for()
    page.wait_for_selector(_IDLE)
    yield page, traffic
    context.close()


def _time_run(page, traffic):
    """Choose a home or take it back: from the message that says so to the last of the answer."""
    traffic.forget()
    plan = page.locator(".wk-plan li")
    chosen = plan.count()
    page.locator(".wk-pick input").nth(chosen % 2).click()
    page.wait_for_function(
        "before => document.querySelectorAll('.wk-plan li').length !== before", arg=chosen
    )
    page.wait_for_selector(_IDLE)
    return traffic.answer_ms
