"""Pages say in their first byte which language they are in; everything else passes untouched."""

import asyncio
from dataclasses import replace
from types import MappingProxyType

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import FileResponse, HTMLResponse, Response, StreamingResponse
from starlette.routing import Mount, Route

from geo.language.catalogue import Catalogues
from geo.web.language_header import LanguageOfPage
from tests.loops import run
from tests.worlds import catalogues

PAGE = '<!doctype html>\n<HTML lang="en" class="x"><body>{} é<pre><html></pre></body></html>'
BYTES = b'\x00\xff<html lang="en">' * 9


def with_arabic():
    """Add a language that runs from right to left, with the texts of another."""
    arabic = replace(catalogues().get("en"), language="ar", direction="rtl")
    return Catalogues(MappingProxyType({**catalogues().by_code, "ar": arabic}))


async def pieces():
    for letter in PAGE.format("streamed"):
        yield letter.encode()


async def echo(request):
    return HTMLResponse(PAGE.format(dict(request.headers)))


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    path = tmp_path_factory.mktemp("pages") / "index.html"
    path.write_text(PAGE.format("file"), encoding="utf-8")
    answers = {
        "/page": lambda _: HTMLResponse(PAGE.format("page"), headers={"Vary": "Cookie"}),
        "/echo": echo,
        "/streamed": lambda _: StreamingResponse(pieces(), media_type="text/html"),
        "/file": lambda _: FileResponse(path),
        "/bytes": lambda _: Response(BYTES, media_type="application/octet-stream"),
        "/json": lambda _: Response('{"a": "<html>"}', media_type="application/json"),
        "/packed": lambda _: HTMLResponse(BYTES, headers={"Content-Encoding": "x-packed"}),
        "/script": lambda _: HTMLResponse("<html><noscript>Turn it\non</noscript></html>"),
        "/t/en/": lambda request: Response(
            PAGE.format(request.headers["accept-encoding"]),
            media_type="text/html",
            headers={"ETag": "kept"},
        ),
        "/bare": lambda _: HTMLResponse("no tag"),
        "/missing": lambda _: HTMLResponse(PAGE.format("missing"), status_code=404),
    }
    app = Starlette(routes=[Route(path, answer) for path, answer in answers.items()])
    wrapped = LanguageOfPage(Starlette(routes=[Mount("/", app)]), with_arabic())

    async def send(method, address, headers):
        transport = httpx.ASGITransport(app=wrapped)
        async with httpx.AsyncClient(transport=transport, base_url="http://map.example") as client:
            return await client.request(method, address, headers=headers)

    return lambda address, method="GET", **headers: run(
        send(method, address, {name.replace("_", "-"): value for name, value in headers.items()})
    )


@pytest.mark.parametrize(
    ("address", "accepted", "tag"),
    [
        ("/page", "", '<html lang="de" dir="ltr">'),
        ("/page", "en-GB,en;q=0.9", '<html lang="en" dir="ltr">'),
        ("/page?lang=de", "en", '<html lang="de" dir="ltr">'),
        ("/page?lang=ar", "de", '<html lang="ar" dir="rtl">'),
        ("/page?lang=xx", "ar", '<html lang="ar" dir="rtl">'),
        ("/page?lang=de&lang=en", "", '<html lang="en" dir="ltr">'),
        ('/page?lang="><script>', "tlh", '<html lang="de" dir="ltr">'),
        ("/page?lang=%ff%00&lang", "%%;;q=", '<html lang="de" dir="ltr">'),
    ],
)
def test_the_language_is_the_address_bars_then_the_browsers_then_german(
    ask, address, accepted, tag
):
    answer = ask(address, accept_language=accepted)
    assert answer.text == PAGE.format("page").replace('<HTML lang="en" class="x">', tag)


@pytest.mark.parametrize("path", ["/page", "/streamed", "/file", "/missing", "/bare"])
def test_every_page_has_the_length_it_says(ask, path):
    answer = ask(path)
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert len(answer.headers.get_list("content-length")) == 1
    assert ('<html lang="de" dir="ltr">' in answer.text) == (path != "/bare")


def test_the_status_stays(ask):
    assert ask("/missing").status_code == 404


def test_caches_learn_that_the_page_depends_on_the_language(ask):
    assert ask("/page").headers.get_list("vary", split_commas=True) == ["Cookie", "Accept-Language"]
    assert "etag" not in ask("/file").headers


@pytest.mark.parametrize("path", ["/page", "/file", "/streamed"])
def test_asking_for_the_head_alone_does_not_say_that_the_page_is_empty(ask, path):
    answer = ask(path, method="HEAD")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers.get("content-length") != "0"


@pytest.mark.parametrize(
    ("path", "content"),
    [("/bytes", BYTES), ("/json", b'{"a": "<html>"}'), ("/packed", BYTES)],
)
def test_what_is_no_plain_page_passes_byte_by_byte(ask, path, content):
    answer = ask(path)
    assert answer.content == content
    assert answer.headers["content-length"] == str(len(content))
    assert "vary" not in answer.headers


def test_pages_are_asked_for_unpacked_and_everything_else_as_the_browser_does(ask):
    conditions = {"accept_encoding": "br", "if_none_match": "x", "range": "bytes=0-1"}
    page = ask("/echo", accept="text/html,*/*", **conditions).text
    assert not [name for name in ("accept-encoding", "if-none-match", "range") if name in page]
    rest = ask("/echo", accept="*/*", **conditions).text
    assert all(name in rest for name in ("accept-encoding", "if-none-match", "range"))


def test_a_socket_is_passed_on_as_it_is():
    passed = []

    async def app(scope, receive, send):
        await asyncio.sleep(0)
        passed.append((scope, receive, send))

    scope = {"type": "websocket"}
    run(LanguageOfPage(app, catalogues())(scope, None, None))
    assert passed == [(scope, None, None)]


def test_who_runs_no_script_is_led_to_the_pages_that_need_none(ask):
    text = ask("/script?lang=en", accept="text/html").text
    assert '<noscript><p><a href="t/en/">Without JavaScript' in text
    assert "Turn it" not in text


def test_pages_of_the_twin_pass_as_they_are(ask):
    answer = ask("/t/en/?lang=de", accept="text/html", accept_encoding="gzip")
    assert answer.headers["etag"] == "kept"
    assert "gzip" in answer.text
    assert 'lang="de"' not in answer.text
