"""The route from which the map fetches its places: the public ones, and no others."""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from geo.directory.directory import Directory
from geo.directory.hours import BERLIN
from geo.directory.viewer import Role
from geo.language.catalogue import Catalogue, Catalogues
from geo.maps.points import points_json


@dataclass(frozen=True)
class _Prepared:
    """An answer, written and compressed once."""

    version: str
    day: date
    plain: bytes
    packed: bytes
    etag: str


class _PublicPoints:
    """Answers requests; keeps one prepared answer a language, of the newest directory."""

    def __init__(self, get_directory: Callable[[], Directory], catalogues: Catalogues) -> None:
        self._get_directory = get_directory
        self._catalogues = catalogues
        self._kept: dict[str, _Prepared] = {}

    def answer(self, request: Request) -> Response:
        """Answer with the places, or with 304 where the browser already has them.

        Not async on purpose: Starlette then prepares a large directory in a thread.
        """
        language = request.path_params["language"]
        if language not in self._catalogues.languages:
            return Response(status_code=404)
        prepared = self._prepared(self._catalogues.get(language))
        # Asking each time costs one short answer, and nobody sees yesterday's places.
        headers = {
            "ETag": prepared.etag,
            "Cache-Control": "public, no-cache",
            "Vary": "Accept-Encoding",
        }
        if _matches(request.headers.get("if-none-match", ""), prepared.etag):
            return Response(status_code=304, headers=headers)
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(prepared.plain, media_type="application/json", headers=headers)
        headers["Content-Encoding"] = "gzip"
        return Response(prepared.packed, media_type="application/json", headers=headers)

    def _prepared(self, catalogue: Catalogue) -> _Prepared:
        directory = self._get_directory()
        kept = self._kept.get(catalogue.language)
        today = datetime.now(BERLIN).date()
        # Facts grow older without the directory changing.
        if kept is None or (kept.version, kept.day) != (directory.version, today):
            kept = _prepare(directory, catalogue, today)
            self._kept[catalogue.language] = kept
        return kept


def points_route(get_directory: Callable[[], Directory], catalogues: Catalogues) -> Route:
    """Give the route of the public places, ``/map/points/<language>.json``.

    Parameters
    ----------
    get_directory
        Gives the directory as it is now, of any tier: only what everybody may know is taken
        from it here, whoever asks.
    catalogues
        The languages on offer; any other is not found.
    """
    points = _PublicPoints(get_directory, catalogues)
    return Route("/map/points/{language}.json", points.answer)


def _prepare(directory: Directory, catalogue: Catalogue, today: date) -> _Prepared:
    plain = points_json(directory.visible_to(Role.PUBLIC), catalogue, today)
    # Weak, because the packed and the plain answer share it.
    etag = f'W/"{hashlib.sha256(plain).hexdigest()[:16]}"'
    return _Prepared(directory.version, today, plain, gzip.compress(plain, mtime=0), etag)


def _matches(if_none_match: str, etag: str) -> bool:
    return etag in (candidate.strip() for candidate in if_none_match.split(","))
