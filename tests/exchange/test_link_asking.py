"""What is seen of a link, against a server on this machine and a network that is not there."""

import asyncio
import socket
import threading
from collections import Counter

import httpx
import pytest

from geo.directory.links import Answer
from geo.exchange import link_hosts
from geo.exchange.errors import NoNetworkError
from geo.exchange.link_asking import Limits, ask_all
from tests.browser.server import free_port
from tests.exchange.linked_server import ENDLESS, NO_HEAD, SLOW, linked_server, own_certificate
from tests.loops import run

AT_ONCE = Limits(pause_s=0)
MANY = [f"https://host{number}.example/page" for number in range(40)]


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def server():
    with linked_server() as running:
        yield running


def ask(*links, limits=AT_ONCE, **options):
    return run(ask_all(links, limits=limits, **options))


@pytest.mark.parametrize(
    ("path", "answer", "status"),
    [
        ("/works", Answer.WORKS, 200),
        ("/lent", Answer.WORKS, 200),
        ("/moved", Answer.MOVED, 200),
        ("/moved-twice", Answer.MOVED, 200),
        ("/moved-away", Answer.GONE, 404),
        ("/gone", Answer.GONE, 404),
        ("/gone-for-good", Answer.GONE, 410),
        ("/broken", Answer.FAILING, 500),
        ("/members-only", Answer.UNDECIDED, 403),
        ("/too-many", Answer.UNDECIDED, 429),
        ("/in-circles", Answer.FAILING, 302),
        ("/to-a-file", Answer.FAILING, 302),
        (NO_HEAD, Answer.WORKS, 200),
        (ENDLESS, Answer.WORKS, 200),
    ],
)
def test_each_state_of_a_page_is_told(server, path, answer, status):
    (asked,) = ask(server.link(path))
    assert (asked.link, asked.answer, asked.status) == (server.link(path), answer, status)
    assert asked.was_reached


@pytest.mark.parametrize(
    ("path", "onward"), [("/moved", "/works"), ("/lent", "/works"), ("/moved-away", "/gone")]
)
def test_it_is_told_where_a_link_leads(server, path, onward):
    assert ask(server.link(path))[0].moved_to == server.link(onward)


def test_the_head_of_a_page_is_enough_where_the_server_gives_it(server):
    ask(server.link("/works"), server.link(NO_HEAD))
    assert server.requests == [("HEAD", "/works"), ("HEAD", NO_HEAD), ("GET", NO_HEAD)]
    assert server.agents == {"willkommenskarte-stuttgart/0.1 refresh (checks links)"}


def test_a_page_without_end_is_not_read_to_its_end(server):
    """The server notices that nobody listens any more; else it would write for ever."""
    ask(server.link(ENDLESS))
    assert server.ended.wait(30)


def test_a_slow_page_is_given_up_and_its_host_left_alone(server):
    limits = Limits(pause_s=0, timeout_s=0.3)
    slow, other = ask(server.link(SLOW), server.link("/works"), limits=limits)
    assert (slow.answer, slow.status) == (Answer.FAILING, None)
    assert (other.answer, other.status) == (Answer.UNDECIDED, None)
    assert {path for _, path in server.requests} == {SLOW}


def test_a_host_that_wants_to_be_left_alone_is(server):
    busy, other = ask(server.link("/too-many"), server.link("/works"))
    assert [busy.answer, other.answer] == [Answer.UNDECIDED] * 2
    assert {path for _, path in server.requests} == {"/too-many"}


def test_a_certificate_nobody_has_signed_is_not_trusted(server, tmp_path):
    with linked_server(own_certificate(tmp_path / "own.pem")) as encrypted:
        first, second = ask(encrypted.link("/works"), server.link("/works"))
    assert (first.answer, first.was_reached) == (Answer.UNTRUSTED, True)
    assert second.answer is Answer.WORKS


def test_where_nobody_listens_only_the_first_link_is_tried(server):
    closed = f"http://localhost:{free_port()}"
    told = []
    found = ask(server.link("/works"), f"{closed}/a", f"{closed}/b", tell=lambda: told.append(1))
    by_link = {asked.link: asked.answer for asked in found}
    assert by_link[f"{closed}/a"] is by_link[f"{closed}/b"] is Answer.FAILING
    assert by_link[server.link("/works")] is Answer.WORKS
    assert len(told) == 3


def test_a_host_that_does_not_exist_is_told_among_others_that_do(server):
    found = ask(server.link("/works"), "https://nowhere.invalid/")
    assert {asked.answer for asked in found} == {Answer.WORKS, Answer.NO_HOST}


def test_one_host_gets_one_request_at_a_time_with_a_pause_before_each_next(server, monkeypatch):
    pauses = []
    sleep = asyncio.sleep

    async def note(seconds):
        pauses.append(seconds)
        await sleep(0)

    monkeypatch.setattr(link_hosts.asyncio, "sleep", note)
    links = [server.link(f"/page{number}") for number in range(5)]
    ask(*links, limits=Limits(pause_s=100))
    assert len([seconds for seconds in pauses if 90 < seconds <= 500]) == 4
    assert server.most_at_once == 1


def test_a_redirection_from_the_internet_into_a_private_network_is_not_followed():
    seen = []

    def answer(request):
        seen.append(request.url.host)
        return httpx.Response(301, headers={"Location": "http://router.example/reboot"})

    addresses = {"page.example": ("93.184.215.14",), "router.example": ("192.168.0.1",)}
    (asked,) = ask(
        "https://page.example/",
        resolve=addresses.__getitem__,
        transport=httpx.MockTransport(answer),
    )
    assert asked.answer is Answer.FAILING
    assert set(seen) == {"page.example"}


@pytest.mark.parametrize("number", [socket.EAI_NONAME, socket.EAI_AGAIN])
def test_without_a_network_it_ends_after_a_few_hosts(number):
    asked = Counter()

    def resolve(host):
        asked[host] += 1
        raise socket.gaierror(number, "no answer")

    with pytest.raises(NoNetworkError, match="none of 6 hosts can be reached; nothing is changed"):
        ask(*MANY, resolve=resolve)
    assert 6 <= len(asked) < 20


def test_a_resolver_that_hangs_is_not_waited_for():
    """It hangs until the test is over; if somebody waited for it, the test would, too."""
    over = threading.Event()

    def hang(_):
        over.wait(60)
        return ()

    with pytest.raises(NoNetworkError):
        ask(*MANY, resolve=hang, limits=Limits(resolve_s=0.05))
    over.set()


def test_names_that_are_known_make_no_network():
    """A resolver with a memory, and no way out."""

    def unreachable(_):
        msg = "Network is unreachable"
        raise httpx.ConnectError(msg)

    with pytest.raises(NoNetworkError):
        ask(
            *MANY,
            resolve=lambda _: ("93.184.215.14",),
            transport=httpx.MockTransport(unreachable),
        )


def test_a_single_host_that_cannot_be_reached_may_be_the_network():
    with pytest.raises(NoNetworkError, match="none of 1 hosts"):
        ask("https://nowhere.invalid/")


def test_nothing_to_ask_is_no_missing_network():
    assert ask() == ()


@pytest.mark.parametrize("link", ["http://a..b/", "https://xn--/", f"http://{'a' * 99}/"])
def test_what_is_no_address_costs_no_other(server, link):
    by_link = {asked.link: asked.answer for asked in ask(link, server.link("/works"))}
    assert by_link[server.link("/works")] is Answer.WORKS
    assert not by_link[link].is_success
