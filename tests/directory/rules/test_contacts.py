"""Telephone numbers, mailboxes and web addresses."""

import pytest

from tests.directory.rules.looking import look, seen
from tests.worlds import place


@pytest.mark.parametrize(
    ("phone", "told"),
    [
        ("+1 711 216", "too short or too long"),
        ("+49 711 2161234567890", "too short or too long"),
        ("+49 999 1234567", "no such area code"),
        ("+999 711 12345", "not a telephone number"),
    ],
)
def test_a_number_nobody_can_have_is_a_warning(phone, told):
    assert seen(look(place(phone=phone)), told) == [("warning", 2, "phone", phone)]


def test_a_number_somebody_can_have_is_fine():
    assert [f for f in look(place(phone="+49 711 216-91856")) if f.column == "phone"] == []


@pytest.mark.parametrize(
    ("email", "is_told"),
    [("cafe@GMX.de", True), ("a@web.de", True), ("info@cafe-web.de", False)],
)
def test_a_private_mailbox_is_a_hint(email, is_told):
    found = seen(look(place(email=email)), "private mailboxes")
    assert found == ([("hint", 2, "email", email)] if is_told else [])


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("https://localhost/cafe", "names no host of the internet"),
        ("https://me:secret@example.org/", "carries a user name"),
        ("https://example.org/cafe).", "ends with ."),
        ("https://example.org/cafe)", "ends with )"),
    ],
)
@pytest.mark.parametrize("column", ["website", "source_url"])
def test_an_address_that_leads_nowhere_is_a_warning(column, link, told):
    assert seen(look(place(**{column: link})), told) == [("warning", 2, column, link)]


def test_every_source_of_a_row_is_looked_at():
    found = look(place(source_url="https://example.org/; https://example.org/a,"))
    assert seen(found, "ends with ,") == [("warning", 2, "source_url", "https://example.org/a,")]


def test_an_unencrypted_website_is_a_hint():
    plain, secret = "http://example.org/", "https://example.org/"
    rows = place(website=plain), place(id="b", website=secret)
    assert seen(look(*rows), "without encryption") == [("hint", 2, "website", plain)]
