"""What every answer says to the browser about its own safety."""

import re

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'self'; object-src 'none'; base-uri 'self'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_CLOSED = re.compile(r"/_stcore/(metrics$|upload_file/|agent/)")
"""Figures of the server, and doors of Streamlit that no page of ours uses: through one of them
anybody could fill the memory."""


class SafetyHeaders:
    """Add what an answer does not say itself, and close what is nobody's."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on with its headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        closed = _CLOSED.search(scope["path"])
        app = Response(status_code=404) if closed else self.app
        await app(scope, receive, send_on)
