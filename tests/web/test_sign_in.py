"""Signing in with an invitation: the page, and what becomes of a good token."""

import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest

from geo.access.entrance import Entrance
from geo.access.store import open_store
from geo.access.tokens import new_token
from geo.access.viewer import Viewer
from geo.directory.viewer import Role
from tests.web.doors import House, cookie_of, doors, looks
from tests.worlds import catalogues

GERMAN, ENGLISH = catalogues().get("de"), catalogues().get("en")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_looking_at_the_page_uses_nothing_up(house, method):
    issued = house.invite()
    for address in ("/sign-in", f"/sign-in?token={issued.token}", f"/sign-in?lang={issued.token}"):
        answer = house.ask(method, address)
        assert answer.status_code == 200
        assert "set-cookie" not in answer.headers
        assert issued.token not in answer.text
    assert house.is_open(issued.invitation_id)


def test_looking_at_the_page_does_not_even_open_the_store(house):
    house.ask("GET", "/sign-in")
    assert "store" not in vars(house.entrance)


def every_answer(house):
    issued = house.invite()
    shut = Entrance(house.entrance.state, "nonsense://", 3)
    return {
        "page": house.ask("GET", "/sign-in"),
        "refused": house.enter(new_token()),
        "unavailable": House(shut, doors(shut)).enter(issued.token),
        "signed in": house.enter(issued.token),
        "signed out": house.leave("a.cookie"),
    }


def test_no_answer_may_be_kept(house):
    kept = {name: a.headers["cache-control"] for name, a in every_answer(house).items()}
    assert set(kept.values()) == {"no-store"}


def test_pages_tell_load_and_send_nothing_to_anybody_else(house):
    pages = [a for a in every_answer(house).values() if a.headers.get("content-type")]
    assert len(pages) == 3
    for page in pages:
        assert page.headers["referrer-policy"] == "same-origin"
        assert page.headers["x-content-type-options"] == "nosniff"
        rules = dict(
            r.split(maxsplit=1) for r in page.headers["content-security-policy"].split(";")
        )
        assert rules["default-src"] == rules["frame-ancestors"] == rules["base-uri"] == "'none'"
        assert rules["script-src"] == rules["style-src"] == rules["form-action"] == "'self'"


def test_everything_the_page_loads_is_served_and_is_its_own(house):
    page = house.ask("GET", "/sign-in").text
    loaded = re.findall(r'<(?:script src|link rel="stylesheet" href)="([^"]+)"', page)
    assert len(loaded) == 2
    kinds = [house.ask("GET", f"/{address}").headers["content-type"] for address in loaded]
    assert [kind.split(";")[0] for kind in kinds] == ["text/css", "text/javascript"]
    assert "http" not in page.partition("<body>")[0]


def test_the_page_runs_no_script_of_its_own_text(house):
    page = house.ask("GET", "/sign-in").text
    assert not re.search(r"<script(?! src)|<style|\son\w+=|javascript:", page)


def test_a_good_token_signs_in_and_leads_to_the_homes(house):
    issued = house.invite("editor")
    answer = house.enter(issued.token)
    assert (answer.status_code, answer.headers["location"]) == (303, "shelters?lang=de")
    assert house.viewer(answer) == Viewer(Role.EDITOR, issued.invitation_id)


def test_the_cookie_is_kept_from_scripts_and_other_sites_and_goes_with_the_session(house):
    cookie = cookie_of(house.enter(house.invited()))
    assert cookie["httponly"] is True
    assert cookie["samesite"].lower() == "lax"
    assert cookie["max-age"] == str(3 * 60 * 60)
    assert cookie["domain"] == ""
    assert not cookie["secure"]


@pytest.mark.parametrize("proto", ["https", "HTTPS", "https, http", " https,https"])
def test_behind_an_encrypted_line_the_cookie_travels_encrypted_only(house, proto):
    assert cookie_of(house.enter(house.invited(), x_forwarded_proto=proto))["secure"] is True


def test_on_an_encrypted_line_without_a_proxy_the_cookie_travels_encrypted_only(house):
    direct = House(house.entrance, house.app, "https://map.example")
    assert cookie_of(direct.enter(direct.invited()))["secure"] is True


@pytest.mark.parametrize(
    "written",
    ["{}", "  {}\n", "https://map.example/sign-in#{}", " https://map.example/sign-in?lang=en#{} "],
)
def test_the_whole_link_or_the_code_can_be_pasted(house, written):
    assert house.enter(written.format(house.invited())).status_code == 303


def test_the_token_is_nowhere_in_the_answer_nor_in_the_log(house, caplog):
    caplog.set_level(0)
    token = house.invited()
    answers = [house.enter(token), house.enter(token), house.enter(f"x{token}", lang=token)]
    for answer in answers:
        assert token not in answer.text + str(answer.headers.raw)
    assert token not in caplog.text


def test_a_token_opens_the_door_to_one_of_many_who_come_at_once(house):
    token = house.invited()
    patient = Entrance(house.entrance.state, house.entrance.store_url, 3)
    vars(patient)["store"] = open_store(house.entrance.store_url)
    crowd = House(patient, doors(patient))
    with ThreadPoolExecutor(max_workers=4) as pool:
        answers = list(pool.map(crowd.enter, [token] * 4))
    assert sorted(answer.status_code for answer in answers) == [303, 403, 403, 403]
    crowd.store.close()


def test_the_page_is_in_the_language_of_its_address_else_of_the_browser(house):
    assert ENGLISH.t("signin.text") in house.ask("GET", "/sign-in?lang=en").text
    assert ENGLISH.t("signin.text") in house.ask("GET", "/sign-in", accept_language="en").text
    assert GERMAN.t("signin.text") in house.ask("GET", "/sign-in").text


def test_the_form_brings_its_language_along(house):
    assert 'name="lang" value="en"' in house.ask("GET", "/sign-in?lang=en").text
    assert ENGLISH.t("signin.refused") in house.enter("forged", lang="en").text
    assert house.enter(house.invited(), lang="en").headers["location"] == "shelters?lang=en"


def test_an_answer_says_which_language_it_is_in_whatever_the_browser_prefers(house):
    refused = house.enter("forged", lang="en", accept_language="de")
    assert ENGLISH.t("signin.refused") in refused.text
    assert '<html lang="en" dir="ltr">' in refused.text


@pytest.mark.parametrize(
    "lang",
    ['"><script>', "../../etc", "de\r\nSet-Cookie: a=b", "de\0", "x" * 2000, "", "DE", "\ud7ff"],
)
def test_a_hostile_language_is_none(house, lang):
    page = house.ask("GET", f"/sign-in?{urlencode({'lang': lang})}")
    assert page.content == house.ask("GET", "/sign-in").content
    assert looks(house.enter("forged", lang=lang)) == looks(house.enter("forged"))
    entered = house.enter(house.invited(), lang=lang)
    assert entered.headers["location"] == "shelters?lang=de"
    left = house.leave(cookie_of(entered).value, urlencode({"lang": lang}))
    assert left.headers["location"] == "shelters?lang=de"
