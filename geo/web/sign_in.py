"""Signing in with an invitation, and out again: plain pages outside Streamlit.

An invitation is ``/sign-in#<token>``: what stands behind the # reaches no server and no log. The
page moves it into a form; only the press of its button sends it, in the body of a request.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.access.entrance import COOKIE, Entrance
from geo.access.invitations import SignInError
from geo.access.secret import SecretError
from geo.access.store import StoreError
from geo.directory.viewer import Role
from geo.language.catalogue import Catalogue, Catalogues
from geo.web.own_origin import is_same_site

PAGE = "shelters"
"""Where people go on after signing in or out."""

_CALLBACK = "/oauth2callback"
_LONGEST_BODY = 4096
_HERE = Path(__file__).parent
_HEADERS = {
    "Cache-Control": "no-store",
    # The stricter no-referrer would make the browser hide even from us where its form comes from.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
}
_TEMPLATES = Environment(
    loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined
)


def sign_in_routes(
    get_entrance: Callable[[], Entrance],
    catalogues: Catalogues,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> list[Route]:
    """Give the routes ``/sign-in`` and ``/sign-out`` and what their page loads.

    Parameters
    ----------
    get_entrance
        Gives the entrance; asked at each request.
    catalogues
        The languages of the page.
    clock
        Gives the moment with its time zone.
    """
    doors = _Doors(get_entrance, catalogues, clock)
    return [
        Route("/sign-in", doors.page, methods=["GET"]),
        Route("/sign-in", doors.enter, methods=["POST"]),
        Route("/sign-out", doors.leave, methods=["POST"]),
        Route("/assets/sign-in.js", _file("sign_in.js", "text/javascript")),
        Route("/assets/plain.css", _file("plain.css", "text/css")),
    ]


class BackToHelp:
    """Lead those who signed in or out with a city's account back to where they began.

    Streamlit sends them to the first page, where nothing tells them that they are signed in.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, the way back from the city's sign-in with another address."""
        if scope["type"] != "http" or not scope["path"].endswith(_CALLBACK):
            await self.app(scope, receive, send)
            return

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                if "location" in headers and headers["location"].endswith("/"):
                    headers["location"] += PAGE
            await send(message)

        await self.app(scope, receive, send_on)


@dataclass(frozen=True)
class _Doors:
    """Answers the requests; whatever is wrong with a token, the answer is the same."""

    get_entrance: Callable[[], Entrance]
    catalogues: Catalogues
    clock: Callable[[], datetime]

    async def page(self, request: Request) -> Response:
        """Show the form; looking at it uses nothing up."""
        catalogue = self._catalogue(request, request.query_params.get("lang"))
        return _page(catalogue, is_in=await self._is_in(request))

    async def enter(self, request: Request) -> Response:
        """Sign in with the token of the form."""
        form = await _form(request)
        catalogue = self._catalogue(request, form.get("lang"))
        # Whoever pastes the whole link into the field means what stands behind its #.
        token = form.get("token", "").rpartition("#")[2].strip()
        if _is_from_elsewhere(request):
            token = ""
        try:
            enter = self.get_entrance().enter
            cookie, seconds = await run_in_threadpool(enter, token, self.clock())
        except SignInError:
            is_in = await self._is_in(request)
            return _page(catalogue, "signin.refused", status_code=403, is_in=is_in)
        except (StoreError, SecretError):
            return _page(catalogue, "signin.unavailable", status_code=503)
        answer = _onwards(catalogue)
        answer.set_cookie(
            COOKIE,
            cookie,
            max_age=seconds,
            httponly=True,
            samesite="lax",
            secure=_is_encrypted(request),
        )
        return answer

    async def leave(self, request: Request) -> Response:
        """Sign out."""
        form = await _form(request)
        catalogue = self._catalogue(request, form.get("lang"))
        if _is_from_elsewhere(request):
            return _page(catalogue, "signin.still_in", status_code=403)
        cookie = request.cookies.get(COOKIE)
        try:
            await run_in_threadpool(self.get_entrance().leave, cookie, self.clock())
        except (StoreError, SecretError):
            return _page(catalogue, "signin.still_in", status_code=503)
        answer = _onwards(catalogue)
        answer.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=_is_encrypted(request))
        return answer

    async def _is_in(self, request: Request) -> bool:
        cookie = request.cookies.get(COOKIE)
        viewer = await run_in_threadpool(self.get_entrance().viewer, cookie, self.clock())
        return viewer.role > Role.PUBLIC

    def _catalogue(self, request: Request, wanted: str | None) -> Catalogue:
        return self.catalogues.pick(wanted, request.headers.get("accept-language"))


def _page(
    catalogue: Catalogue, message: str = "", *, status_code: int = 200, is_in: bool = False
) -> Response:
    html = _TEMPLATES.get_template("sign_in.html").render(
        t=catalogue.t,
        language=catalogue.language,
        message=catalogue.t(message) if message else "",
        is_in=is_in,
    )
    spoken = {"Content-Language": catalogue.language}
    return HTMLResponse(html, status_code, headers=_HEADERS | spoken)


def _onwards(catalogue: Catalogue) -> Response:
    address = f"{PAGE}?{urlencode({'lang': catalogue.language})}"
    return RedirectResponse(address, 303, headers={"Cache-Control": "no-store"})


async def _form(request: Request) -> dict[str, str]:
    """Read a short form; the rest of a long one is not even received."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST_BODY:
            return {}
    return {name: values[-1] for name, values in parse_qs(body.decode("latin-1")).items()}


def _is_from_elsewhere(request: Request) -> bool:
    """Tell a form that another site made the browser send.

    Browsers say so in ``Sec-Fetch-Site``, but on a line that is not encrypted, and old ones
    anywhere, only in ``Origin``. What is no browser sends neither, and nobody makes it.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is not None and not is_same_site(origin, request.headers.get("host", ""))


def _is_encrypted(request: Request) -> bool:
    """Tell whether the visitor's line is encrypted, be it that a proxy in front ends TLS."""
    # Each proxy of a row adds its own line to the header; the first is the visitor's.
    lines = request.headers.get("x-forwarded-proto", request.url.scheme)
    return lines.partition(",")[0].strip().lower() == "https"


def _file(name: str, media_type: str) -> Callable[[Request], Response]:
    content = (_HERE / "browser" / name).read_bytes()
    headers = {"Cache-Control": "public, max-age=3600"}

    def answer(_request: Request) -> Response:
        return Response(content, media_type=media_type, headers=headers)

    return answer
