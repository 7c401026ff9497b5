"""How the twin sends what it says: small, packed, without a script, kept by browsers."""

import gzip
import hashlib
from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

_KEPT_FOR_S: Final = 60
"""Whether a place is open changes by the minute; facts change far more rarely."""

HEADERS: Final = {
    "Cache-Control": f"public, max-age={_KEPT_FOR_S}",
    "Vary": "Accept-Encoding",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'self'"
    ),
}


def answer(
    request: Request, body: str, language: str = "", *, media_type: str = "text/html"
) -> Response:
    """Send a page packed where that is understood, or nothing where the browser has it.

    Parameters
    ----------
    request
        For what the browser understands and has.
    body
        The whole page.
    language
        Of the page; empty for what is in none.
    media_type
        Of the page.
    """
    plain = body.encode()
    # Weak, because the packed and the plain answer share it.
    etag = f'W/"{hashlib.sha256(plain).hexdigest()[:16]}"'
    headers: Mapping[str, str] = {**HEADERS, "ETag": etag}
    if language:
        headers = {**headers, "Content-Language": language}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(plain, media_type=media_type, headers=headers)
    packed = gzip.compress(plain, compresslevel=6, mtime=0)
    return Response(packed, media_type=media_type, headers={**headers, "Content-Encoding": "gzip"})
