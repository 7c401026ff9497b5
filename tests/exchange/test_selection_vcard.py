"""Chosen homes as cards: read back as an address book reads them."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.directory.place import Address, Contact, Place
from geo.exchange.selection_vcard import escaped, folded, selection_vcard
from tests.homes import HOSTILE, directory, home
from tests.worlds import catalogues

ENGLISH = catalogues().get("en")
DAY = date(2026, 11, 23)
HERE = (48.76, 9.1)


def write(*places):
    return selection_vcard(ENGLISH, directory(), places, DAY)


def unfolded(octets):
    assert octets.endswith(b"\r\n")
    lines = octets.replace(b"\r\n ", b"").split(b"\r\n")[:-1]
    return [line.decode() for line in lines]


def unescaped(text):
    return re.sub(r"\\(.)", lambda found: {"n": "\n"}.get(found[1], found[1]), text)


def read(*places):
    """Give the properties of each card as a list of names and raw values."""
    cards = []
    for line in unfolded(write(*places)):
        name, _, value = line.partition(":")
        if name == "BEGIN":
            cards.append([])
        cards[-1].append((name, value))
    return cards


def values(card, name):
    return [unescaped(value) for key, value in card if key == name]


def test_each_home_is_a_card_that_begins_and_ends_as_it_should():
    cards = read(home("one"), home("two"))
    assert [values(card, "FN") for card in cards] == [["One"], ["Two"]]
    for card in cards:
        assert card[:2] == [("BEGIN", "VCARD"), ("VERSION", "4.0")]
        assert card[-1] == ("END", "VCARD")


def test_a_home_is_told_whole():
    chosen = home(
        at=HERE,
        operators=("Verein A", "B, C; D"),
        address=Address(street="Gasse; links", house_number="7", postcode="70000", city="Stadt"),
        contact=Contact(
            phone="+49 711 1234", email="a;b@c.example", website="https://c.example/?a=1;b"
        ),
        capacity_places=40,
    )
    (card,) = read(chosen)
    raw = dict(card)
    assert values(card, "ORG") == ["Verein A", "B, C; D"]
    assert raw["ADR"] == r";;Gasse\; links 7;Stadt;;70000;"
    assert raw["GEO"] == "geo:48.76,9.1;u=30"
    assert values(card, "TEL") == ["+49 711 1234"]
    assert values(card, "EMAIL") == ["a;b@c.example"]
    assert raw["URL"] == "https://c.example/?a=1;b"
    assert "40 places" in values(card, "NOTE")[0]


def test_the_note_begins_with_the_notice_and_its_date():
    (note,) = values(read(home())[0], "NOTE")
    assert note.startswith(ENGLISH.t("volunteers.notice"))
    assert "23 November 2026" in note.partition("\n")[0]


@pytest.mark.parametrize("precision", ["stop", "neighbourhood"])
def test_the_point_of_an_area_is_not_told_as_a_position(precision):
    (card,) = read(home(at=HERE, precision=precision))
    assert "GEO" not in dict(card)
    assert b"48.76" not in write(home(at=HERE, precision=precision))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_come_back_as_text(name):
    # Unchecked, as a name that does not come from the tables might be.
    chosen = Place.model_construct(**home().__dict__ | {"name": name, "operators": (name,)})
    (card,) = read(chosen)
    wanted = [" ".join(name.split())]
    assert values(card, "FN") == values(card, "ORG") == wanted
    assert [key for key, _ in card] == [
        *("BEGIN", "VERSION", "KIND", "FN", "ORG", "ADR", "NOTE", "END")
    ]


def test_a_name_cannot_begin_another_property():
    chosen = Place.model_construct(**home().__dict__ | {"name": "A\r\nEND:VCARD\r\nTEL:1"})
    (card,) = read(chosen)
    assert values(card, "FN") == ["A END:VCARD TEL:1"]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=300))
def test_no_line_is_longer_than_75_octets_and_no_character_is_cut(line):
    octets = folded(line)
    pieces = octets.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(piece) <= 75 for piece in pieces)
    assert all(piece.decode() is not None for piece in pieces)
    assert unfolded(octets) == [line]


@given(st.text(st.characters(exclude_characters="\r")))
def test_an_escaped_text_comes_back_and_stays_in_its_line(text):
    assert unescaped(escaped(text)) == text
    assert "\n" not in escaped(text)
    assert not re.search(r"(?<!\\)(\\\\)*[,;]", escaped(text))
