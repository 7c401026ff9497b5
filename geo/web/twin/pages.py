"""The routes of the twin, ``/t/<language>/``: no script, no cookie, kept by browsers."""

import gzip
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from geo.directory.place import Place
from geo.directory.search_index import SearchIndex
from geo.language.catalogue import Catalogue, Catalogues
from geo.web.sheet import sheet
from geo.web.twin.overview_page import overview_page
from geo.web.twin.results_page import Way, results_page

_WEB: Final = Path(__file__).parents[1]
_KEPT_FOR_S: Final = 60
"""Whether a place is open changes by the minute; facts change far more rarely."""

_HEADERS: Final = {
    "Cache-Control": f"public, max-age={_KEPT_FOR_S}",
    "Vary": "Accept-Encoding",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'self'"
    ),
}
_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(_WEB / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def twin_routes(
    get_index: Callable[[], SearchIndex],
    catalogues: Catalogues,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> list[Route]:
    """Give the routes of the twin and of its style.

    Parameters
    ----------
    get_index
        Gives the search over what everybody may know; asked at each request.
    catalogues
        The languages of the pages; there is no page in any other.
    clock
        Gives the moment with its time zone.
    """
    twin = _Twin(get_index, catalogues, clock)
    return [
        Route("/t/{language}/", twin.overview),
        Route("/t/{language}/find", twin.find),
        Route("/t/{language}/place/{id}", twin.place),
        Route("/t/{rest:path}", twin.nothing),
        Route("/assets/twin.css", _style),
    ]


def _style(_: Request) -> Response:
    headers = {"Cache-Control": "public, max-age=86400"}
    return FileResponse(_WEB / "browser" / "twin.css", media_type="text/css", headers=headers)


@dataclass(frozen=True)
class _Twin:
    """Answers the requests. Not async on purpose: Starlette then answers each in a thread."""

    get_index: Callable[[], SearchIndex]
    catalogues: Catalogues
    clock: Callable[[], datetime]

    def overview(self, request: Request) -> Response:
        """Show what there is."""
        catalogue = self._catalogue(request)
        if catalogue is None:
            return self.nothing(request)
        groups = overview_page(catalogue, self.get_index(), self.clock())
        return self._page(request, "twin_overview.html", catalogue, "", "", groups=groups)

    def find(self, request: Request) -> Response:
        """Show the results of a query."""
        catalogue = self._catalogue(request)
        if catalogue is None:
            return self.nothing(request)
        params = {name: request.query_params.getlist(name) for name in request.query_params}
        page = results_page(catalogue, self.get_index(), params, self.clock())
        return self._page(request, "twin_results.html", catalogue, "", page.here, page=page)

    def place(self, request: Request) -> Response:
        """Show a place."""
        catalogue = self._catalogue(request)
        directory = self.get_index().directory
        found = directory.by_id.get(request.path_params["id"])
        if catalogue is None or not isinstance(found, Place):
            return self.nothing(request)
        address = str(request.url.replace(query="", fragment=""))
        written = sheet(catalogue, directory, found, self.clock(), address=address)
        here = f"place/{found.id}"
        return self._page(request, "twin_place.html", catalogue, "../", here, sheet=written)

    def nothing(self, request: Request) -> Response:
        """Say that there is no such page, in a language the visitor may read."""
        below = request.url.path.partition("/t/")[2]
        language, _, rest = below.partition("/")
        header = request.headers.get("accept-language")
        catalogue = self.catalogues.pick(language, header)
        if not rest and language in self.catalogues.by_code:
            return RedirectResponse(f"{language}/")
        body = _TEMPLATES.get_template("twin_nothing.html").render(
            t=catalogue.t,
            language=catalogue.language,
            direction=catalogue.direction,
            root="../" * (below.count("/") + 1),
        )
        headers = {**_HEADERS, "Content-Language": catalogue.language, "Cache-Control": "no-store"}
        return Response(body, status_code=404, media_type="text/html", headers=headers)

    def _catalogue(self, request: Request) -> Catalogue | None:
        return self.catalogues.by_code.get(request.path_params["language"])

    def _page(
        self,
        request: Request,
        template: str,
        catalogue: Catalogue,
        up: str,
        here: str,
        **values: Any,  # noqa: ANN401 (whatever the template shows)
    ) -> Response:
        base = f"{request.base_url}t"
        languages = [
            Way(other.own_name, f"{up}../{other.language}/{here}", other is catalogue)
            for other in self.catalogues
        ]
        body = _TEMPLATES.get_template(template).render(
            t=catalogue.t,
            language=catalogue.language,
            direction=catalogue.direction,
            languages=list(zip(self.catalogues.languages, languages, strict=True)),
            canonical=f"{base}/{catalogue.language}/{here}",
            alternates={code: f"{base}/{code}/{here}" for code in self.catalogues.languages},
            up=up,
            **values,
        )
        return _answer(request, body, catalogue)


def _answer(request: Request, body: str, catalogue: Catalogue) -> Response:
    """Send a page packed where that is understood, or nothing where the browser has it."""
    plain = body.encode()
    # Weak, because the packed and the plain answer share it.
    etag = f'W/"{hashlib.sha256(plain).hexdigest()[:16]}"'
    headers: Mapping[str, str] = {
        **_HEADERS,
        "ETag": etag,
        "Content-Language": catalogue.language,
    }
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(plain, media_type="text/html", headers=headers)
    packed = gzip.compress(plain, compresslevel=6, mtime=0)
    headers = {**headers, "Content-Encoding": "gzip"}
    return Response(packed, media_type="text/html", headers=headers)
