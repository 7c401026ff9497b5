"""The names a visitor can pick as a reference point, fetched by those who look for one."""

import json

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from geo.directory.directory import Directory
from geo.web.filters import nearby_names

PATH = "/map/nearby.json"


def nearby_route(directory: Directory) -> Route:
    """Serve the names of districts and stops; they are the same for everybody."""
    body = json.dumps(nearby_names(directory), ensure_ascii=False, separators=(",", ":"))

    async def nearby(_: Request) -> Response:
        headers = {"Cache-Control": "public, max-age=86400"}
        return Response(body, media_type="application/json", headers=headers)

    return Route(PATH, nearby)
