"""Every address of the app, found by asking the app for its routes and the pages for theirs."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from geo.access import help_query
from geo.directory import query
from geo.directory.directory import Directory
from tests.browser.server import ROOT, Server

METHODS = ("GET", "HEAD", "POST", "OPTIONS")

_ROUTES = """
import json, app
routes = app.app._build_starlette_app().routes
print(json.dumps([route.path for route in routes]))
"""

_PARAMETER = re.compile(r"\{\w+(?::\w+)?\}")

HOSTILE = (
    "xx",
    "..%2f..%2fdata%2fshelters.csv",
    "%2e%2e/%2e%2e/data/shelters.csv",
    "../data/notes.csv",
    "../data/shelter_links.csv",
    "shelters.csv",
    "store.sqlite",
    "%00",
    "a" * 3000,
)


@dataclass(frozen=True)
class Answer:
    """What came back, to the letter."""

    method: str
    path: str
    status: int
    headers: str
    body: bytes

    @property
    def whole(self) -> bytes:
        return f"{self.status}\n{self.headers}\n".encode() + self.body


def routes(data: Path) -> tuple[str, ...]:
    """Ask the app in a process of its own: there can be one in each."""
    answer = subprocess.run(
        [sys.executable, "-c", _ROUTES],
        cwd=ROOT,
        env=os.environ | {"WILLKOMMEN_DATA": str(data)},
        capture_output=True,
        check=True,
    )
    return tuple(json.loads(answer.stdout.splitlines()[-1]))


def pages() -> tuple[str, ...]:
    """Name the pages there could be: a script each."""
    return tuple(path.stem for path in sorted((ROOT / "pages").glob("*.py")))


def paths(data: Path, known: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Write every address, with sensible and hostile values where a route takes any.

    Parameters
    ----------
    data
        The folder the app reads.
    known
        Paths that somebody was seen to ask for, such as those of components and media.
    """
    values = ("de", "en", *HOSTILE)
    found = [
        _PARAMETER.sub(lambda _, value=value: value, route)
        for route in routes(data)
        for value in (values if "{" in route else ("",))
    ]
    below = [f"{route}/{value}" for route in ("", "/media", "/component") for value in HOSTILE]
    return tuple(dict.fromkeys(["/", *(f"/{p}" for p in pages()), *found, *below, *known]))


def questions(directory: Directory) -> tuple[str, ...]:
    """Write query strings with every parameter of every page: as people ask, and as others do."""
    options = {**help_query.help_options(directory, ()), **query.facet_options(directory)}
    singles = {
        "near": "stop:x",
        "within_m": "500",
        "sort": "distance",
        "view": "map",
        "cards": "48",
    }
    parameters = {**help_query.PARAMETERS, **query.PARAMETERS}
    sensible = {
        name: [*options.get(field, ()), singles.get(field, "")][0]
        for name, field in parameters.items()
    }
    return (
        "",
        "lang=de",
        "lang=en",
        urlencode(sensible),
        *(urlencode(dict.fromkeys([*parameters, "lang"], value)) for value in HOSTILE[:2]),
    )


def ask(
    server: Server, method: str, path: str, cookie: str = "", *, packed: bool = False
) -> Answer:
    """Send one request as it is written: no client puts dots and signs of it in order."""
    parts = urlsplit(server.address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    headers = {"Cookie": cookie} if cookie else {}
    headers |= {"Accept-Encoding": "gzip"} if packed else {}
    connection.request(method, path, body=b"x=1" if method == "POST" else None, headers=headers)
    answer = connection.getresponse()
    sent = "\n".join(f"{name}: {value}" for name, value in answer.getheaders())
    found = Answer(method, path, answer.status, sent, answer.read())
    connection.close()
    return found


def crawl(
    server: Server, addresses: tuple[str, ...], asked: tuple[str, ...], cookie: str = ""
) -> Iterator[Answer]:
    """Ask for everything in every way; a page is asked all questions, the rest two."""
    for path in addresses:
        for method in METHODS:
            yield ask(server, method, path, cookie)
        is_long = len(path) > 1000
        for question in () if is_long else asked if path.count("/") == 1 else asked[1:2]:
            yield ask(server, "GET", f"{path}?{question}", cookie, packed=True)
