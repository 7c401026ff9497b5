"""The doors of the map and a browser in front of them, without a server."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import httpx
from starlette.applications import Starlette

from geo.access.entrance import COOKIE, Entrance
from geo.access.invitations import invite, list_invitations
from geo.web.language_header import LanguageOfPage
from geo.web.sign_in import sign_in_routes
from tests.loops import run
from tests.worlds import catalogues

NOW = datetime(2026, 1, 5, 11, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class House:
    """An entrance with its doors, and a browser in front of them."""

    entrance: Entrance
    app: LanguageOfPage
    address: str = "http://map.example"

    @property
    def store(self):
        return self.entrance.store

    def ask(self, method, path, content=None, **headers):
        return run(self._ask(method, path, content, headers))

    async def _ask(self, method, path, content, headers):
        transport = httpx.ASGITransport(app=self.app)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        async with httpx.AsyncClient(transport=transport, base_url=self.address) as client:
            return await client.request(method, path, content=content, headers=names)

    def enter(self, token, *, lang=None, **headers):
        fields = {"token": token} | ({"lang": lang} if lang is not None else {})
        return self.ask("POST", "/sign-in", urlencode(fields), **headers)

    def leave(self, cookie, content="", **headers):
        return self.ask("POST", "/sign-out", content, cookie=f"{COOKIE}={cookie}", **headers)

    def invite(self, role="volunteer", now=NOW):
        return invite(self.store, role, 9, "", now=now)

    def invited(self):
        return self.invite().token

    def viewer(self, answer):
        return self.entrance.viewer(cookie_of(answer).value, NOW)

    def is_open(self, invitation_id):
        (found,) = [i for i in list_invitations(self.store) if i.id == invitation_id]
        return found.used_at is None


def cookie_of(answer):
    return SimpleCookie(answer.headers["set-cookie"])[COOKIE]


def doors(entrance):
    routes = sign_in_routes(lambda: entrance, catalogues(), lambda: NOW)
    return LanguageOfPage(Starlette(routes=routes), catalogues())


def looks(answer):
    return answer.status_code, answer.content, sorted(answer.headers.raw)
