"""Invitations as an operator makes them, and windows of people who used one."""

from contextlib import contextmanager
from datetime import UTC, datetime

from geo.access.invitations import invite
from geo.access.store import open_store


@contextmanager
def opened(server):
    """Open the store of a running server beside it."""
    store = open_store(server.store_url)
    try:
        yield store
    finally:
        store.close()


def invited(server, role="volunteer", sites=(), days=1):
    """Make an invitation in the store of a running server, and give its token."""
    with opened(server) as store:
        return invite(store, role, days, "for a test", sites, now=datetime.now(UTC)).token


def sign_in(screen, server, role="volunteer", sites=(), language="de"):
    """Follow an invitation in a window, as far as the page of the homes."""
    token = invited(server, role, sites)
    screen.page.goto(f"{server.address}/sign-in?lang={language}#{token}")
    screen.may_look_below("/shelters")
    screen.page.get_by_role("button").click()
    screen.page.wait_for_url("**/shelters?lang=*")
    screen.settled()
    return token
