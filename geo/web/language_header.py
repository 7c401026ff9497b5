"""The page says in its first byte which language it is in and which way it runs."""

import html
import re
from collections.abc import MutableMapping
from typing import Any
from urllib.parse import parse_qs

from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.language.catalogue import Catalogue, Catalogues

_TWIN = re.compile(r"/t/[^/]+/")
"""Pages that name their language themselves and are kept by browsers."""

_NO_SCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.IGNORECASE | re.DOTALL)
_HTML_TAG = re.compile(rb"<html[^>]*>", re.IGNORECASE)


class LanguageOfPage:
    """Write ``lang`` and ``dir`` into the ``<html>`` tag of every page Streamlit sends.

    Streamlit sends a fixed English shell; screen readers choose their voice by it before any
    script has run.
    """

    def __init__(self, app: ASGIApp, catalogues: Catalogues) -> None:
        self.app = app
        self.catalogues = catalogues

    @classmethod
    def middleware(cls, catalogues: Catalogues) -> Middleware:
        """Give the middleware as an app takes it."""
        return Middleware(cls, catalogues=catalogues)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, HTML with its language."""
        if scope["type"] != "http" or _TWIN.search(scope["path"]):
            await self.app(scope, receive, send)
            return
        writer = _Writer(send, self.catalogues, self._catalogue(scope))
        await self.app(_plain(scope), receive, writer.send)

    def _catalogue(self, scope: Scope) -> Catalogue:
        headers = dict(scope["headers"])
        wanted = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [None])[-1]
        return self.catalogues.pick(wanted, headers.get(b"accept-language", b"").decode("latin-1"))


class _Writer:
    """Hold an HTML answer back until it is whole, then send it with its language.

    A page of our own that names its language is believed: a form may have chosen it.
    """

    def __init__(self, send: Send, catalogues: Catalogues, catalogue: Catalogue) -> None:
        self._send = send
        self._catalogues = catalogues
        self._catalogue = catalogue
        self._start: MutableMapping[str, Any] | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self._start = message
            spoken = dict(message["headers"]).get(b"content-language")
            if spoken:
                self._catalogue = self._catalogues.get(spoken.decode("latin-1"))
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self._start)

    def _without_script(self) -> bytes:
        """Lead those whose browser runs no script to the pages that need none."""
        href = f"t/{self._catalogue.language}/"
        text = html.escape(self._catalogue.t("twin.no_script"))
        return f'<noscript><p><a href="{href}">{text}</a></p></noscript>'.encode()

    async def _finish(self, start: MutableMapping[str, Any]) -> None:
        tag = f'<html lang="{self._catalogue.language}" dir="{self._catalogue.direction}">'
        body = _HTML_TAG.sub(tag.encode(), self._body, count=1)
        body = _NO_SCRIPT.sub(self._without_script(), body, count=1)
        kept = [(k, v) for k, v in start["headers"] if k.lower() not in _CHANGED]
        # The answer to HEAD comes without the body whose length it would tell.
        length = [(b"content-length", str(len(body)).encode())] if body else []
        vary = (b"vary", b"Accept-Language")
        await self._send({**start, "headers": [*kept, *length, vary]})
        await self._send({"type": "http.response.body", "body": body})


_CHANGED = (b"content-length", b"etag", b"last-modified")


def _is_html(message: Message) -> bool:
    headers = dict(message["headers"])
    is_packed = b"content-encoding" in headers
    return headers.get(b"content-type", b"").startswith(b"text/html") and not is_packed


def _plain(scope: Scope) -> Scope:
    """Ask for pages unpacked and whole: they are small, and they are changed on their way."""
    headers = scope["headers"]
    wants_page = b"text/html" in dict(headers).get(b"accept", b"")
    drop = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
    return {**scope, "headers": [h for h in headers if h[0] not in drop]} if wants_page else scope
