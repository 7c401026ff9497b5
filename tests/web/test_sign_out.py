"""Signing out, and the way back from a city's sign-in."""

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Mount, Route

from geo.access.entrance import COOKIE
from geo.access.viewer import PUBLIC
from geo.web.sign_in import BackToHelp
from tests.web.doors import House, cookie_of
from tests.worlds import catalogues

GERMAN = catalogues().get("de")


def test_signing_out_takes_a_press_of_the_button_and_no_link(house):
    answer = house.enter(house.invited())
    cookie = f"{COOKIE}={cookie_of(answer).value}"
    assert house.ask("GET", "/sign-out", cookie=cookie).status_code == 405
    assert house.viewer(answer) != PUBLIC


def test_signing_out_ends_the_session_for_good_and_takes_the_cookie_away(house):
    entered = house.enter(house.invited())
    answer = house.leave(cookie_of(entered).value, "lang=en")
    assert (answer.status_code, answer.headers["location"]) == (303, "shelters?lang=en")
    assert (cookie_of(answer).value, cookie_of(answer)["max-age"]) == ("", "0")
    assert house.viewer(entered) == PUBLIC


def test_signing_out_leaves_others_in(house):
    mine, others = house.enter(house.invited()), house.enter(house.invited())
    house.leave(cookie_of(mine).value)
    assert house.viewer(others) != PUBLIC


@pytest.mark.parametrize("cookie", ["", "a.cookie", "A" * 3000, "%00", '"<b>"'])
def test_signing_out_without_a_session_is_no_mistake(house, cookie):
    assert house.leave(cookie).status_code == 303


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_no_other_site_signs_anybody_out(house, site):
    entered = house.enter(house.invited())
    answer = house.leave(cookie_of(entered).value, sec_fetch_site=site)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert house.viewer(entered) != PUBLIC


def test_a_refused_sign_out_says_that_the_visitor_is_still_in(house):
    answer = house.leave("a.cookie", sec_fetch_site="cross-site")
    assert GERMAN.t("signin.still_in") in answer.text


def coming_back(to):
    async def answer(_request):
        return RedirectResponse(to)

    async def plain(_request):
        return PlainTextResponse("text")

    routes = [Route("/oauth2callback", answer), Route("/elsewhere", answer), Route("/plain", plain)]
    app = BackToHelp(Starlette(routes=[*routes, Mount("/map", routes=routes)]))
    return House(None, app)


@pytest.mark.parametrize(
    ("path", "to", "led_to"),
    [
        ("/oauth2callback", "/", "/shelters"),
        ("/map/oauth2callback", "/map/", "/map/shelters"),
        ("/oauth2callback", "https://accounts.city.example/end", None),
        ("/oauth2callback", "/shelters?lang=de", None),
        ("/elsewhere", "/", None),
    ],
)
def test_who_signed_in_with_a_citys_account_comes_back_to_the_homes(path, to, led_to):
    assert coming_back(to).ask("GET", path).headers["location"] == (led_to or to)


def test_what_is_no_way_back_passes_untouched():
    answer = coming_back("/").ask("GET", "/plain")
    assert (answer.text, "location" in answer.headers) == ("text", False)
