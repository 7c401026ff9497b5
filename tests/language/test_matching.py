"""Words found as people type them."""

import string

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.language.matching import TokenIndex, normalise, spellings, tokens

unhurried = settings(deadline=None)  # a busy machine is no failure
LONG_WORDS = st.text(string.ascii_lowercase + "äöüß", min_size=10, max_size=20)


def found(index, query):
    return np.flatnonzero(index.find(query)).tolist()


def only(*texts):
    return TokenIndex([[(text, 1.0)] for text in texts])


@pytest.mark.parametrize(
    ("text", "reduced"),
    [
        ("Straße am Möhringer Bahnhof!", "strasse am mohringer bahnhof"),
        ("  Café\t\N{EN DASH}  „Zuhör·Raum“ ", "cafe zuhor raum"),
        ("Sprach\u00adcafé\u200f", "sprachcafe"),
        ("Iş\N{LATIN SMALL LETTER DOTLESS I}k İzmir Łódź", "isik izmir lodz"),
        ("U15 / 70372", "u15 70372"),
        ("مَرْحَبًا", "مرحبا"),
        ("?!", ""),
    ],
)
def test_normalised_text_is_plain_words(text, reduced):
    assert normalise(text) == reduced


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("مدرسه", "مدرسة"),
        ("الماني", "ألمانيّ"),
        ("كتاب", "کتاب"),
        ("مستشفى", "مستشفي"),
        ("دورة لغة", "دورة لغـــة"),
        ("۰۱۲۳", "0123"),
        ("٤٥", "45"),
        ("istanbul", "İSTANBUL"),
        ("kayit", "kay\N{LATIN SMALL LETTER DOTLESS I}t"),
        ("елка", "ёлка"),
        ("гудзик", "ґудзик"),
        ("xwendin", "xwendîn"),
        ("ሃገር", "ሓገር"),
        ("ስራሕ", "ሥራሕ"),
        ("አመት", "ዐመት"),
        ("ጸጉሪ", "ፀጉሪ"),
    ],
)
def test_letters_that_are_typed_for_each_other_meet(typed, written):
    assert normalise(typed) == normalise(written)


@unhurried
@given(st.text())
def test_normalising_twice_changes_nothing(text):
    once = normalise(text)
    assert normalise(once) == once
    assert " ".join(tokens(text)) == once


@unhurried
@given(st.text())
def test_normalised_text_has_no_capitals_and_no_loose_spaces(text):
    reduced = normalise(text)
    assert reduced == reduced.casefold()
    assert reduced == " ".join(reduced.split())


def test_umlauts_meet_in_each_way_of_writing_them():
    ways = ("Mühlhausen", "Muehlhausen", "Muhlhausen")
    assert set.intersection(*(set(spellings(normalise(way))) for way in ways))
    for written in ways:
        assert [found(only(written), typed) for typed in ways] == [[0], [0], [0]]


@pytest.mark.parametrize(
    "typed",
    ["Deutschkurs", "DEUTSCHKURS", "deu", "kurs", "deutsch kurs", "Deutschkrus", "Deuschkurs"],
)
def test_a_compound_is_found_whole_by_beginning_by_part_and_with_typos(typed):
    assert found(only("Deutschkurs für Frauen", "Sportverein"), typed) == [0]


def test_every_word_of_the_query_must_match():
    index = only("Deutschkurs Feuerbach", "Deutschkurs Ost", "Sport Feuerbach")
    assert found(index, "kurs feuerbach") == [0]


def test_words_may_match_in_different_texts_of_a_document():
    index = TokenIndex([[("Deutschkurs", 3.0), ("Feuerbach", 1.0)], [("Feuerbach", 1.0)]])
    assert found(index, "feuerbach deutsch") == [0]


def test_exact_counts_more_than_beginning_than_part_than_typo():
    index = only("Sprache", "Sprachen", "Muttersprache")
    exact, beginning, part = index.find("sprache")
    typo = only("Sprache").find("sprahce")[0]
    assert exact > beginning > part > typo > 0


def test_the_heavier_text_decides():
    index = TokenIndex([[("Musik", 1.0)], [("Musik", 4.0), ("Musik", 1.0)], [("Tanz", 4.0)]])
    assert index.find("musik").tolist() == [1.0, 4.0, 0.0]


def test_typos_are_forgiven_only_where_nothing_is_written_like_that():
    assert found(only("Kunst", "Kunde"), "kunst") == [0]
    assert found(only("Kunst", "Kunde"), "kumst") == [0]


@pytest.mark.parametrize(
    ("word", "typed", "finds"),
    [
        ("AWO", "AWA", False),
        ("Tanz", "Tamz", True),
        ("Tanz", "Temz", False),
        ("Bücherei", "Bucherie", True),
        ("Bücherei", "Pücherie", True),
        ("Bücherei", "Püchrie", False),
        ("70182", "70183", False),
    ],
)
def test_longer_words_may_have_more_typos_and_numbers_none(word, typed, finds):
    assert bool(found(only(word), typed)) is finds


@pytest.mark.parametrize(("typed", "finds"), [("u", False), ("un", True), ("urs", False)])
def test_short_pieces_are_beginnings_only(typed, finds):
    assert bool(found(only("Unterkunft Kurs"), typed)) is finds


def test_words_without_meaning_are_left_out_if_there_are_others():
    index = TokenIndex([[("Deutschkurs Frauen", 1.0)], [("Für Elise", 1.0)]], ["für in", "for"])
    assert found(index, "Deutschkurs für Frauen") == [0]
    assert found(index, "für") == [1]


@pytest.mark.parametrize("query", ["", "   ", "?!", "\u202e\u200f", "\x00"])
def test_a_query_without_words_matches_everything(query):
    assert only("Kurs", "Tanz").find(query).tolist() == [1.0, 1.0]


def test_an_index_of_nothing_finds_nothing():
    assert TokenIndex([]).find("kurs").shape == (0,)
    assert TokenIndex([[], [("", 1.0)]]).find("kurs").tolist() == [0.0, 0.0]


def test_only_the_beginning_of_an_endless_query_counts():
    index = only("Kurs")
    assert found(index, "kurs " * 2000) == [0]
    assert found(index, "kurs" + " " * 300 + "tanz") == [0]
    assert found(index, "kurs a b c d e f g h") == []


@unhurried
@given(st.lists(st.text(), max_size=5), st.text() | st.text(max_size=1).map(lambda c: c * 10_000))
def test_find_never_raises_and_never_scores_below_zero(texts, query):
    scores = only(*texts).find(query)
    assert scores.shape == (len(texts),)
    assert (scores >= 0).all()


@unhurried
@given(st.lists(st.text(), min_size=1, max_size=5))
def test_each_text_is_found_by_its_own_first_words(texts):
    index = only(*texts)
    for number, text in enumerate(texts):
        assert index.find(" ".join(tokens(text)[:3])[:200])[number] > 0


@unhurried
@given(LONG_WORDS, st.data())
def test_a_long_word_is_found_with_any_single_typo(word, data):
    at = data.draw(st.integers(0, len(word) - 2))
    letter = data.draw(st.sampled_from(string.ascii_lowercase))
    slips = {
        "left out": word[:at] + word[at + 1 :],
        "doubled": word[:at] + letter + word[at:],
        "other": word[:at] + letter + word[at + 1 :],
        "swapped": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    }
    for typed in slips.values():
        assert found(only(word), typed) == [0]


@unhurried
@given(st.lists(st.tuples(LONG_WORDS, st.floats(0.5, 5)), min_size=1, max_size=6))
def test_the_order_of_the_documents_does_not_matter(texts):
    query = texts[0][0]
    forwards = TokenIndex([[text] for text in texts]).find(query)
    backwards = TokenIndex([[text] for text in reversed(texts)]).find(query)
    assert forwards.tolist() == backwards[::-1].tolist()
