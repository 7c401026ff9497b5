"""Beside which places a word of offices is explained."""

import pytest

from geo.directory.glossary import Term
from tests.worlds import place, world

WORD = Term(
    code="friend_circle",
    german="Freundeskreis (FK)",
    source="an act",
    offers=("german_course",),
    categories=("course",),
    levels=("B1",),
)
PLAIN = {"name": "Haus im Tal (FK)", "category": "library", "offers": "legal_advice", "level": ""}


def read(**cells):
    (found,) = world(places=[place(**PLAIN | cells)]).places
    return found


@pytest.mark.parametrize(
    "cells",
    [
        {"offers": "legal_advice;german_course"},
        {"category": "course"},
        {"level": "A1;B1"},
        {"name": "Der freundeskreis im Tal"},
    ],
)
def test_a_word_is_explained_where_it_is_met(cells):
    assert WORD.explains(read(**cells))


def test_it_is_explained_nowhere_else():
    assert not WORD.explains(read())
