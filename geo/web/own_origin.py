"""What pages of other sites send is turned away before Streamlit looks at it.

Streamlit refuses it as well, but asks a host of the internet for the server's own address first,
and nobody else is served while it waits for the answer.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send


class OwnOrigin:
    """Refuse websockets that pages of other sites open, and answer their requests as anybody's.

    A browser names the site of the page in ``Origin``; it is our own if it is the host that is
    asked, or one that the operator allows.
    """

    def __init__(self, app: ASGIApp, allowed: Iterable[str] = ()) -> None:
        self.app = app
        self.allowed = frozenset(map(_host_name, allowed))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is our own."""
        if scope["type"] in ("http", "websocket") and self._is_foreign(Headers(scope=scope)):
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
                return
            # A form says in it where it comes from, and who takes the form looks there.
            if scope["method"] != "POST":
                kept = [header for header in scope["headers"] if header[0] != b"origin"]
                scope = {**scope, "headers": kept}
        await self.app(scope, receive, send)

    def _is_foreign(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is None or is_same_site(origin, headers.get("host", "")):
            return False
        return _host_name(origin) not in self.allowed


def is_same_site(origin: str, host: str) -> bool:
    """Tell whether a page is one of the host that is asked.

    Parameters
    ----------
    origin
        Of a request, as a browser writes it; ``null`` where it tells nobody.
    host
        The host of the same request, with its port unless that is the usual one.
    """
    try:
        return bool(host) and urlsplit(origin).netloc.lower() == host.lower()
    except ValueError:
        return False


def _host_name(address: str) -> str:
    """Give the name in ``map.example``, ``map.example:8501`` or ``https://map.example``."""
    try:
        return urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
