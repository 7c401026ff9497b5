"""Letters that devices lack: small files of our own, for the languages that need them alone."""

import io

import pytest
from fontTools.ttLib import TTFont

from geo.web.fonts import SCRIPTS, font_css, font_routes, kept, script_of

EVERY = pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
LETTERS = {"arabic": "پښتو ځ ټ ډ ړ ږ ګ ڼ ې ۍ", "ethiopic": "ትግርኛ ፍትሒ ስታራት"}
LARGEST_BYTES = 60_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("fonts")


@EVERY
def test_a_font_has_the_letters_of_its_languages_and_is_small(script, folder):
    content = kept(script, folder)
    assert content[:4] == b"wOF2"
    assert len(content) < LARGEST_BYTES
    letters = TTFont(io.BytesIO(content)).getBestCmap()
    assert {ord(c) for c in LETTERS[script.name] if c != " "} <= set(letters)


@EVERY
def test_it_is_cut_once_an_installation(script, folder, monkeypatch):
    first = kept(script, folder)
    monkeypatch.setattr(type(script), "cut", lambda _: pytest.fail("cut again"))
    assert kept(script, folder) == first
    assert not [path for path in folder.iterdir() if path.suffix != ".woff2"]


def test_a_folder_that_cannot_be_written_to_costs_time_alone(tmp_path, monkeypatch):
    script = SCRIPTS[0]
    monkeypatch.setattr(type(script), "cut", lambda _: b"font")
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert kept(script, blocked / "fonts") == b"font"


def test_only_languages_that_need_it_name_a_font():
    assert script_of("ti").name == "ethiopic"
    assert "arabic.woff2" in font_css("ps", "assets/fonts/")
    assert [font_css(code, "") for code in ("de", "ar", "fa", "kmr")] == [""] * 4


def test_a_font_keeps_for_good_and_its_address_changes_with_it(client_of, folder):
    ask = client_of(font_routes(folder)).get
    style = ask("/assets/fonts/ti.css").text
    address = style.split('url("')[1].split('"')[0]
    answer = ask(f"/assets/fonts/{address}")
    assert answer.headers["content-type"] == "font/woff2"
    assert "immutable" in answer.headers["cache-control"]
    assert script_of("ti").version in address
