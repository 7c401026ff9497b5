"""Whoever clicks faster than the page answers finds it alive."""

import pytest
from playwright.sync_api import expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


@pytest.fixture
def kinds():
    """Collect the kinds of messages that the server sends to a window."""
    return []


def listen(page, kinds):
    def take(payload):
        if isinstance(payload, bytes):
            kinds.append(ForwardMsg.FromString(payload).WhichOneof("type"))

    page.on("websocket", lambda socket: socket.on("framereceived", take))


def test_the_server_never_leaves_out_what_it_believes_the_browser_has_kept(visit, kinds):
    screen = visit(None)
    listen(screen.page, kinds)
    screen.open("/?lang=de")
    for words in ("Deutsch", "Sport", "Rad"):
        screen.search.fill(words)
        screen.search.press("Enter")
        screen.asks(q=words)
        screen.settled()
    assert kinds.count("delta") > 50
    assert "ref_hash" not in kinds


def test_going_back_and_forth_without_waiting_ends_where_one_stopped(visit):
    screen = visit("/?lang=de")
    for words in ("Deutsch", "Sport", "Rad"):
        screen.search.fill(words)
        screen.search.press("Enter")
        screen.asks(q=words)
    for step in (*["go_back"] * 3, *["go_forward"] * 2):
        getattr(screen.page, step)()
    screen.asks(q="Sport")
    expect(screen.search).to_have_value("Sport")
    screen.settled()
    expect(screen.search).to_be_enabled()
