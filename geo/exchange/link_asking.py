"""Asking for links: politely, within limits, and without being led astray."""

import asyncio
import ssl
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit
from urllib.request import getproxies

import httpx

from geo.directory.links import Answer
from geo.exchange.errors import NoNetworkError
from geo.exchange.link_hosts import Hosts, Name, Pace, Resolve, system_resolve

_AGENT: Final = "willkommenskarte-stuttgart/0.1 refresh (checks links)"
_GONE: Final = (404, 410)
_LETS_NOBODY_IN: Final = (401, 403, 407, 429, 451, 999)
_FOR_GOOD: Final = (301, 308)
_CLIENT_ERRORS: Final = 400
_REDIRECTS: Final = 5


@dataclass(frozen=True)
class Limits:
    """How hosts are treated, and when the network is given up.

    ``hosts_at_once`` are asked side by side, each with ``pause_s`` seconds between two requests.
    A request may take ``timeout_s`` in all, a name ``resolve_s``. If the first
    ``hosts_to_give_up`` hosts cannot be reached at all, there is no network.
    """

    hosts_at_once: int = 8
    pause_s: float = 1.0
    timeout_s: float = 15.0
    resolve_s: float = 5.0
    hosts_to_give_up: int = 6


@dataclass(frozen=True)
class Asked:
    """What came of one link; ``moved_to`` is where it led in the end, empty for itself.

    ``was_reached`` tells that a server was there, ``is_slow`` that it was not waited for.
    """

    link: str
    answer: Answer
    status: int | None = None
    moved_to: str = ""
    was_reached: bool = False
    is_slow: bool = False


async def ask_all(
    links: Iterable[str],
    *,
    limits: Limits | None = None,
    tell: Callable[[], None] = lambda: None,
    resolve: Resolve = system_resolve,
    transport: httpx.AsyncBaseTransport | None = None,
) -> tuple[Asked, ...]:
    """Ask for every link.

    Parameters
    ----------
    links
        Web addresses.
    limits
        See ``Limits``.
    tell
        Called after each link.
    resolve, transport
        How names are looked up and requests are sent.

    Returns
    -------
    One outcome a link, by host.

    Raises
    ------
    NoNetworkError
        If no host can be reached, or none of the first few.
    """
    asking = _Asking(limits or Limits(), tell, resolve)
    by_host: defaultdict[str, list[str]] = defaultdict(list)
    for link in links:
        by_host[urlsplit(link).hostname or ""].append(link)
    # No cookies, no content beyond the head of an answer: only whether something is there.
    timeout_s = asking.limits.timeout_s
    async with httpx.AsyncClient(
        headers={"User-Agent": _AGENT}, timeout=timeout_s, transport=transport
    ) as client:
        asking.client = client
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(asking.host(*item)) for item in by_host.items()]
        except* NoNetworkError as errors:
            raise errors.exceptions[0] from None
    found = tuple(asked for task in tasks for asked in task.result())
    if found and not any(asked.was_reached for asked in found):
        raise _no_network(len(by_host))
    return found


def _no_network(n_hosts: int) -> NoNetworkError:
    text = f"no network: none of {n_hosts} hosts can be reached; nothing is changed"
    return NoNetworkError(text)


@dataclass
class _Asking:
    """One run over all links."""

    limits: Limits
    tell: Callable[[], None]
    resolve: Resolve
    client: httpx.AsyncClient = field(init=False)

    def __post_init__(self) -> None:
        self.hosts = Hosts(self.resolve, self.limits.resolve_s)
        self.pace = Pace(self.limits.pause_s)
        self.side_by_side = asyncio.Semaphore(self.limits.hosts_at_once)
        self.has_proxy = bool(getproxies())
        self.reached, self.unreached = 0, 0

    async def host(self, host: str, links: list[str]) -> list[Asked]:
        """Ask for the links of one host, one after another."""
        async with self.side_by_side:
            found: list[Asked] = []
            problem = await self._name_problem(host)
            for link in links:
                asked = Asked(link, problem) if problem else await self._link(link)
                found.append(asked)
                self.tell()
                problem = problem or _of_the_rest(asked)
            self._count(is_reached=any(asked.was_reached for asked in found))
            return found

    def _count(self, *, is_reached: bool) -> None:
        self.reached += is_reached
        self.unreached += not is_reached
        if not self.reached and self.unreached >= self.limits.hosts_to_give_up:
            raise _no_network(self.unreached)

    async def _name_problem(self, host: str) -> Answer | None:
        if self.has_proxy:  # it knows names that are not known here
            return None
        name = await self.hosts.name(host)
        return {Name.UNKNOWN: Answer.NO_HOST, Name.UNANSWERED: Answer.FAILING}.get(name)

    async def _link(self, link: str) -> Asked:
        try:
            asked = await self._with("HEAD", link)
            # Many servers answer only what browsers ask for.
            if asked.status is None or asked.status >= _CLIENT_ERRORS:
                asked = await self._with("GET", link)
        except httpx.ConnectTimeout:
            return Asked(link, Answer.FAILING)
        except (TimeoutError, httpx.TimeoutException):
            return Asked(link, Answer.FAILING, was_reached=True, is_slow=True)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            is_tls = _is_of_tls(error)
            answer = Answer.UNTRUSTED if is_tls else Answer.FAILING
            return Asked(link, answer, was_reached=is_tls or not _is_unreached(error))
        return asked

    async def _with(self, method: str, link: str) -> Asked:
        """Follow a link to where it ends; the answer's body is not read."""
        url, is_for_good = link, True
        for _ in range(_REDIRECTS + 1):
            status, onward = await self._head(method, url)
            if not onward:
                moved_to = url if url != link else ""
                answer = _meaning(status, is_moved=bool(moved_to) and is_for_good)
                return Asked(link, answer, status, moved_to, was_reached=True)
            if not await self._may_follow(url, onward):
                break
            is_for_good &= status in _FOR_GOOD
            url = onward
        return Asked(link, Answer.FAILING, status, onward, was_reached=True)

    async def _head(self, method: str, url: str) -> tuple[int, str]:
        """Give the status of an answer, and where it leads on."""
        await self.pace.turn(urlsplit(url).hostname or "")
        request = self.client.build_request(method, url)
        async with asyncio.timeout(self.limits.timeout_s):
            response = await self.client.send(request, stream=True)
            await response.aclose()
        self.client.cookies.clear()
        onward = response.next_request
        return response.status_code, str(onward.url) if onward else ""

    async def _may_follow(self, url: str, onward: str) -> bool:
        """Refuse what is no web page, and to be led from the internet into one's own network."""
        parts = urlsplit(onward)
        if parts.scheme not in ("http", "https"):
            return False
        here, there = urlsplit(url).hostname or "", parts.hostname or ""
        if here == there:
            return True
        return not await self.hosts.is_private(there) or await self.hosts.is_private(here)


def _of_the_rest(asked: Asked) -> Answer | None:
    """Tell what is said of the other links of a host that is not to be kept busy with them."""
    if not asked.was_reached:
        return asked.answer
    is_busy = asked.is_slow or asked.status == httpx.codes.TOO_MANY_REQUESTS
    return Answer.UNDECIDED if is_busy else None


def _meaning(status: int, *, is_moved: bool) -> Answer:
    if status in _GONE:
        return Answer.GONE
    if status in _LETS_NOBODY_IN:
        return Answer.UNDECIDED
    if status >= _CLIENT_ERRORS:
        return Answer.FAILING
    return Answer.MOVED if is_moved else Answer.WORKS


def _is_of_tls(error: BaseException | None) -> bool:
    """Tell whether a failure began with the certificate or the encryption."""
    while error:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _is_unreached(error: Exception) -> bool:
    return isinstance(error, httpx.ConnectError | httpx.ProxyError)
