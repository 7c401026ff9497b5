"""The files that the map's frame loads, served from installed packages and our own."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from geo.maps.browser_files import LEAFLET_FOLDER, map_script, map_style

KEEP_FOR_GOOD = {"Cache-Control": "public, max-age=31536000, immutable"}
"""Every address carries a version, so the file behind it never changes."""


class LastingFiles(StaticFiles):
    """Static files that browsers may keep without asking again."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer as Starlette does, and add how long the answer keeps."""
        response = await super().get_response(path, scope)
        response.headers.update(KEEP_FOR_GOOD)
        return response


def asset_routes() -> list[BaseRoute]:
    """Give the routes of Leaflet and of the map's own script and style."""
    return [
        Route("/assets/map/map.js", _script),
        Route("/assets/map/map.css", _style),
        Mount("/assets/leaflet", LastingFiles(directory=LEAFLET_FOLDER), name="leaflet"),
    ]


async def _script(_request: Request) -> Response:
    return Response(map_script(), media_type="text/javascript", headers=KEEP_FOR_GOOD)


async def _style(_request: Request) -> Response:
    return Response(map_style(), media_type="text/css", headers=KEEP_FOR_GOOD)
