"""The routes of the twin, ``/t/<language>/``: no script, no cookie, kept by browsers."""

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from geo.directory.hours import BERLIN
from geo.directory.place import Place
from geo.directory.query import Query, query_from_params, query_to_params
from geo.directory.search_index import SearchIndex
from geo.directory.sources import Source
from geo.language import formatting
from geo.language.catalogue import SOURCE_LANGUAGE, Catalogue, Catalogues
from geo.web.fonts import script_of
from geo.web.glossary import glossary
from geo.web.handout import Handout, handout
from geo.web.handout_pdf import handout_pdf
from geo.web.sheet import sheet
from geo.web.twin.about_page import about_page
from geo.web.twin.address import ACCESS_KEY
from geo.web.twin.answering import HEADERS, answer
from geo.web.twin.district_page import district_page
from geo.web.twin.overview_page import overview_page
from geo.web.twin.results_page import Way, results_page
from geo.web.twin.sitemap import index_of_sitemaps, sitemap
from geo.web.twin.structured import structured

_WEB: Final = Path(__file__).parents[1]
_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(_WEB / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def _data_uri(svg: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


_TEMPLATES.filters["data_uri"] = _data_uri


def twin_routes(
    get_index: Callable[[], SearchIndex],
    catalogues: Catalogues,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    *,
    sources: Sequence[Source] = (),
    tiles_url: str = "",
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
    sources
        Of the directory.
    tiles_url
        Of the operator's provider of map pictures; empty where there is none.
    """
    twin = _Twin(get_index, catalogues, clock, sources, tiles_url)
    return [
        Route("/t/{language}/", twin.overview),
        Route("/t/{language}/find", twin.find),
        Route("/t/{language}/place/{id}", twin.place),
        Route("/t/{language}/district/{number}", twin.district),
        Route("/t/{language}/glossary", twin.glossary),
        Route("/t/{language}/about", twin.about),
        Route("/t/{language}/handout", twin.handout),
        Route("/t/{language}/handout.pdf", twin.handout_pdf),
        Route("/t/{language}/sitemap.xml", twin.sitemap),
        Route("/t/{rest:path}", twin.nothing),
        Route("/sitemap.xml", twin.sitemaps),
        Route("/robots.txt", _robots),
        Route("/assets/twin.css", _style),
    ]


def _params(request: Request) -> dict[str, list[str]]:
    return {name: request.query_params.getlist(name) for name in request.query_params}


def _kept(query: Query) -> str:
    return urlencode(query_to_params(query), doseq=True)


def _style(_: Request) -> Response:
    headers = {"Cache-Control": "public, max-age=86400"}
    return FileResponse(_WEB / "browser" / "twin.css", media_type="text/css", headers=headers)


def _robots(request: Request) -> Response:
    """Lead search engines to the pages that need no script."""
    return PlainTextResponse(f"User-agent: *\nAllow: /\nSitemap: {request.base_url}sitemap.xml\n")


@dataclass(frozen=True)
class _Twin:
    """Answers the requests. Not async on purpose: Starlette then answers each in a thread."""

    get_index: Callable[[], SearchIndex]
    catalogues: Catalogues
    clock: Callable[[], datetime]
    sources: Sequence[Source]
    tiles_url: str

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
        page = results_page(catalogue, self.get_index(), _params(request), self.clock())
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
        base = f"{request.base_url}t/{catalogue.language}"
        district = directory.districts.named(found.district)
        return self._page(
            request,
            "twin_place.html",
            catalogue,
            "../",
            here,
            sheet=written,
            number=district.number if district else "",
            structured=structured(found, f"{base}/{here}", catalogue.language),
        )

    def district(self, request: Request) -> Response:
        """Show what there is in a district."""
        catalogue = self._catalogue(request)
        directory = self.get_index().directory
        found = directory.districts.numbered(request.path_params["number"])
        if catalogue is None or found is None:
            return self.nothing(request)
        page = district_page(catalogue, directory, found)
        here = f"district/{found.number}"
        return self._page(request, "twin_district.html", catalogue, "../", here, page=page)

    def glossary(self, request: Request) -> Response:
        """Explain the words of offices."""
        catalogue = self._catalogue(request)
        if catalogue is None:
            return self.nothing(request)
        words = glossary(catalogue, self.get_index().directory)
        return self._page(request, "twin_glossary.html", catalogue, "", "glossary", words=words)

    def about(self, request: Request) -> Response:
        """Give account of the directory."""
        catalogue = self._catalogue(request)
        if catalogue is None:
            return self.nothing(request)
        chapters = about_page(
            self.catalogues,
            catalogue,
            self.get_index().directory,
            self.sources,
            self.clock(),
            tiles_url=self.tiles_url,
        )
        return self._page(request, "twin_about.html", catalogue, "", "about", chapters=chapters)

    def handout(self, request: Request) -> Response:
        """Show the visitor's own list as a sheet of paper in two languages."""
        catalogue = self._catalogue(request)
        if catalogue is None:
            return self.nothing(request)
        query, made = self._handout(request, catalogue)
        entries = [(e, f"handout?{_kept(query.without('kept', e.id))}") for e in made.entries]
        kept = _kept(query)
        return self._page(
            request,
            "twin_handout.html",
            catalogue,
            "",
            f"handout?{kept}",
            handout=made,
            entries=entries,
            kept=kept,
        )

    def handout_pdf(self, request: Request) -> Response:
        """Give the same as a file."""
        catalogue = self._catalogue(request)
        if catalogue is None:
            return self.nothing(request)
        moment = self.clock()
        query, made = self._handout(request, catalogue)
        if not query.kept:
            return RedirectResponse("handout")
        day = formatting.day(catalogue, moment.astimezone(BERLIN).date())
        content = handout_pdf(catalogue, made, day, moment)
        headers = {
            **HEADERS,
            "Cache-Control": "no-store",
            "Content-Disposition": f'inline; filename="handout-{catalogue.language}.pdf"',
        }
        return Response(content, media_type="application/pdf", headers=headers)

    def _handout(self, request: Request, catalogue: Catalogue) -> tuple[Query, Handout]:
        directory = self.get_index().directory
        query, _ = query_from_params(_params(request), directory)
        places = [directory.by_id[one] for one in query.kept]
        german = self.catalogues.get(SOURCE_LANGUAGE)
        languages = [catalogue] if catalogue is german else [catalogue, german]
        base = f"{request.base_url}t/{catalogue.language}/place"
        made = handout(
            languages,
            directory,
            places,
            self.clock(),
            lambda id_: f"{base}/{quote(id_, safe='')}",
        )
        return Query(kept=query.kept), made

    def sitemap(self, request: Request) -> Response:
        """List the pages of a language."""
        catalogue = self._catalogue(request)
        if catalogue is None:
            return self.nothing(request)
        listed = sitemap(f"{request.base_url}t", catalogue.language, self.get_index().directory)
        return answer(request, listed, media_type="application/xml")

    def sitemaps(self, request: Request) -> Response:
        """List the lists of pages."""
        listed = index_of_sitemaps(f"{request.base_url}t", self.catalogues.languages)
        return answer(request, listed, media_type="application/xml")

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
        headers = {**HEADERS, "Content-Language": catalogue.language, "Cache-Control": "no-store"}
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
            access_key=ACCESS_KEY,
            is_reviewed=catalogue.is_reviewed,
            own_font=script_of(catalogue.language) is not None,
            **values,
        )
        return answer(request, body, catalogue.language)
