"""What signs nobody in: one answer for every reason, and nothing used up."""

from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.access.invitations import revoke
from geo.access.tokens import new_token
from tests.web.doors import DAY, NOW, cookie_of, looks
from tests.worlds import catalogues

GERMAN = catalogues().get("de")


def bodies(house):
    """Give the bodies of requests that sign nobody in, by what is wrong with them."""
    good, used = house.invited(), house.invited()
    expired, revoked = house.invite(now=NOW - 10 * DAY).token, house.invite()
    revoke(house.store, revoked.invitation_id, NOW)
    cookie = cookie_of(house.enter(used)).value
    tokens = {
        "forged": new_token(),
        "expired": expired,
        "revoked": revoked.token,
        "used": used,
        "truncated": good[:-1],
        "longer": good + "A",
        "changed": good.swapcase(),
        "halves": f"{good}#{good[:20]}",
        "empty": "",
        "blank": "   ",
        "only a #": f"{good}#",
        "overlong": "A" * 3000,
        "longer than read": good + "A" * 5000,
        "with NUL": good + "\0",
        "a cookie": cookie,
        "markup": "<script>alert(1)</script>",
        "quotes": "' OR 1=1 --",
    }
    return {name: urlencode({"token": token}).encode() for name, token in tokens.items()} | {
        "nothing": b"",
        "another field": f"code={good}".encode(),
        "two, the last is wrong": f"token={good}&token=x".encode(),
        "escaped bytes of no text": b"token=%ff%fe%00",
        "raw bytes of no text": b"token=\xff\xfe\x00",
        "half an escape": b"token=%",
        "half a pair": quote("token=\ud800", errors="surrogatepass", safe="=").encode(),
        "thousands of fields": b"a=1&" * 900,
        "JSON": b'{"token": "' + good.encode() + b'"}',
    }


def test_whatever_is_wrong_with_a_token_the_answer_is_the_same(house):
    answers = {name: house.ask("POST", "/sign-in", body) for name, body in bodies(house).items()}
    other = {name for name, a in answers.items() if looks(a) != looks(answers["forged"])}
    assert other == set()
    assert answers["forged"].status_code == 403
    assert GERMAN.t("signin.refused") in answers["forged"].text
    assert "set-cookie" not in answers["forged"].headers


def test_no_more_of_a_body_is_received_than_a_form_needs(house):
    received = []

    async def without_end():
        while len(received) < 1000:
            received.append(1024)
            yield b"token=" + b"A" * 1018

    answer = house.ask("POST", "/sign-in", without_end())
    assert looks(answer) == looks(house.enter("forged"))
    assert sum(received) <= 8 * 1024


@given(body=st.binary(max_size=300))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_make_another_answer(house, body):
    assert looks(house.ask("POST", "/sign-in", body)) == looks(house.enter("forged"))
    assert looks(house.ask("POST", "/sign-in", b"token=" + body)) == looks(house.enter("forged"))


def test_what_signs_nobody_in_uses_nothing_up(house):
    issued = house.invite()
    for wrong in (issued.token[:-1], issued.token + "A", issued.token.lower()):
        house.enter(wrong)
    assert house.is_open(issued.invitation_id)
    assert house.enter(issued.token).status_code == 303


@pytest.mark.parametrize("site", ["cross-site", "same-site", "", "nonsense"])
def test_a_form_of_another_site_is_refused_like_any_other_and_uses_nothing_up(house, site):
    issued = house.invite()
    assert looks(house.enter(issued.token, sec_fetch_site=site)) == looks(house.enter("forged"))
    assert house.is_open(issued.invitation_id)


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null", "http://map.example:81"])
def test_a_browser_that_names_only_the_origin_is_refused_a_form_of_another_site(house, origin):
    issued = house.invite()
    assert looks(house.enter(issued.token, origin=origin)) == looks(house.enter("forged"))
    assert house.is_open(issued.invitation_id)
    assert house.enter(issued.token, origin=house.address).status_code == 303


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_the_own_form_is_taken(house, site):
    assert house.enter(house.invited(), sec_fetch_site=site).status_code == 303


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_there_is_no_other_way_to_knock(house, method):
    assert house.ask(method, "/sign-in").status_code == 405
    assert house.ask(method, "/sign-out").status_code == 405
