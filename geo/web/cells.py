"""The route from which the map fetches the outlines of its hexagons: geometry, and no places."""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from geo.coverage.hexagons import SIZES_M
from geo.directory.directory import Directory
from geo.maps.cells import cells_json

PATH: Final = "/map/cells/{size}.json"


@dataclass
class _Outlines:
    """Answers requests; an answer is written once a size."""

    get_directory: Callable[[], Directory]
    kept: dict[str, tuple[bytes, str]] = field(default_factory=dict)

    def answer(self, request: Request) -> Response:
        """Answer with the outlines, or with 304; not async, so that a thread prepares them."""
        size = request.path_params["size"]
        if size not in map(str, SIZES_M):
            return Response(status_code=404)
        packed, etag = self._packed(size)
        headers = {"ETag": etag, "Cache-Control": "public, no-cache", "Vary": "Accept-Encoding"}
        if etag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if "gzip" not in request.headers.get("accept-encoding", ""):
            plain = gzip.decompress(packed)
            return Response(plain, media_type="application/json", headers=headers)
        headers["Content-Encoding"] = "gzip"
        return Response(packed, media_type="application/json", headers=headers)

    def _packed(self, size: str) -> tuple[bytes, str]:
        directory = self.get_directory()
        key = f"{directory.version}.{size}"
        if key not in self.kept:
            plain = cells_json(directory, int(size))
            etag = f'W/"{hashlib.sha256(plain).hexdigest()[:16]}"'
            self.kept[key] = gzip.compress(plain, mtime=0), etag
        return self.kept[key]


def cells_route(get_directory: Callable[[], Directory]) -> Route:
    """Give the route of the hexagons, ``/map/cells/<size in metres>.json``.

    Parameters
    ----------
    get_directory
        Gives the directory as it is now, for its districts; any size that is not on offer is not
        found.
    """
    return Route(PATH, _Outlines(get_directory).answer)
