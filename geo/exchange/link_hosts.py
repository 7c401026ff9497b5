"""Which hosts there are, found out quickly, and how often one of them may be asked."""

import asyncio
import contextlib
import ipaddress
import socket
import threading
from collections import defaultdict
from collections.abc import Callable
from enum import StrEnum

Resolve = Callable[[str], tuple[str, ...]]
"""Gives the addresses of a host, or raises an ``OSError`` as ``socket.getaddrinfo`` does."""


class Name(StrEnum):
    """What the network says about the name of a host."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    UNANSWERED = "unanswered"


def system_resolve(host: str) -> tuple[str, ...]:
    """Ask the system for the addresses of a host."""
    return tuple(str(item[4][0]) for item in socket.getaddrinfo(host, None))


class Hosts:
    """Names of hosts, each asked once.

    Parameters
    ----------
    resolve
        Asks for one; may block for as long as it likes.
    limit_s
        Seconds after which an answer is not waited for.
    """

    def __init__(self, resolve: Resolve, limit_s: float) -> None:
        self._resolve, self._limit_s = resolve, limit_s
        self._known: dict[str, asyncio.Future[tuple[Name, tuple[str, ...]]]] = {}

    async def name(self, host: str) -> Name:
        """Tell whether there is such a host."""
        return (await self._looked_up(host))[0]

    async def is_private(self, host: str) -> bool:
        """Tell whether a host lies in a network that is not the internet."""
        _, addresses = await self._looked_up(host)
        return not all(ipaddress.ip_address(a.partition("%")[0]).is_global for a in addresses)

    async def _looked_up(self, host: str) -> tuple[Name, tuple[str, ...]]:
        if host not in self._known:
            self._known[host] = asyncio.ensure_future(self._ask(host))
        return await self._known[host]

    async def _ask(self, host: str) -> tuple[Name, tuple[str, ...]]:
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[tuple[Name, tuple[str, ...]]] = loop.create_future()

        def settle(found: tuple[Name, tuple[str, ...]]) -> None:
            if not answer.done():
                answer.set_result(found)

        def look() -> None:
            found = _resolved(self._resolve, host)
            with contextlib.suppress(RuntimeError):  # the command has ended meanwhile
                loop.call_soon_threadsafe(settle, found)

        # A thread that nobody waits for: a resolver without a network hangs for a minute.
        threading.Thread(target=look, daemon=True).start()
        try:
            async with asyncio.timeout(self._limit_s):
                return await answer
        except TimeoutError:
            return Name.UNANSWERED, ()


def _resolved(resolve: Resolve, host: str) -> tuple[Name, tuple[str, ...]]:
    try:
        return Name.KNOWN, resolve(host)
    except socket.gaierror as error:
        is_unknown = error.errno in (socket.EAI_NONAME, socket.EAI_NODATA)
        return (Name.UNKNOWN if is_unknown else Name.UNANSWERED), ()
    except (OSError, UnicodeError):
        return Name.UNKNOWN, ()


class Pace:
    """Lets one request at a time through to each host, with a pause between two."""

    def __init__(self, pause_s: float) -> None:
        self._pause_s = pause_s
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._next: dict[str, float] = {}

    async def turn(self, host: str) -> None:
        """Wait until the host may be asked again."""
        async with self._locks[host]:
            loop = asyncio.get_running_loop()
            rest_s = self._next.get(host, 0.0) - loop.time()
            if rest_s > 0:
                await asyncio.sleep(rest_s)
            self._next[host] = loop.time() + self._pause_s
