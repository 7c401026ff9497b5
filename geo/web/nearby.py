"""The names a visitor can pick as a reference point: to be fetched, and found as people type."""

import json

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from geo.directory.directory import Directory
from geo.language.matching import TokenIndex, spellings, tokens
from geo.web.filters import nearby_names

PATH = "/map/nearby.json"

MOST_OFFERED = 6
"""More names than these are no help to somebody who chooses among them."""


def nearby_route(directory: Directory) -> Route:
    """Serve the names of districts and stops; they are the same for everybody."""
    body = json.dumps(nearby_names(directory), ensure_ascii=False, separators=(",", ":"))

    async def nearby(_: Request) -> Response:
        headers = {"Cache-Control": "public, max-age=86400"}
        return Response(body, media_type="application/json", headers=headers)

    return Route(PATH, nearby)


def named_point(directory: Directory, text: str) -> str:
    """Find the one stop or district that somebody means by a name.

    Parameters
    ----------
    directory
        Of any role.
    text
        As typed: capital letters, accents and punctuation do not matter.

    Returns
    -------
    The stop or district as in ``Query.near``: the one with this name, else the only one whose
    name begins so; empty where there is none or several could be meant.
    """
    wanted = _folded(text)
    names = [(value, _folded(name)) for value, name in nearby_names(directory)]
    exact = [value for value, name in names if name == wanted]
    if exact:
        return exact[0]
    beginning = [value for value, name in names if wanted and name.startswith(wanted)]
    return beginning[0] if len(beginning) == 1 else ""


def names_like(directory: Directory, text: str) -> tuple[str, ...]:
    """Offer names that somebody may mean by another one, the likeliest first.

    Parameters
    ----------
    directory
        Of any role.
    text
        As typed.

    Returns
    -------
    At most six names, each of which ``named_point`` finds: those that begin so, then those that
    hold each of the words, with typos.
    """
    wanted = _folded(text)
    if not wanted:
        return ()
    names = [name for _, name in nearby_names(directory)]
    scores = TokenIndex([[(name, 1.0)] for name in names]).find(text)
    begins = [_folded(name).startswith(wanted) for name in names]
    fitting = [i for i in range(len(names)) if begins[i] or scores[i] > 0]
    fitting.sort(key=lambda i: (not begins[i], -scores[i]))
    return tuple(names[i] for i in fitting[:MOST_OFFERED])


def _folded(text: str) -> str:
    """Write a name so that "Möhringen", "moehringen" and "MOHRINGEN" are one."""
    return " ".join(spellings(token)[-1] for token in tokens(text))
