"""Finding words as people type them: without umlauts, half, inside compounds, with typos."""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

MAX_QUERY_CHARACTERS = 200
MAX_QUERY_TOKENS = 8

EXACT, PREFIX, INNER, TYPO = 1.0, 0.8, 0.5, 0.3
"""How much a match of each kind counts; a typo's share is divided by the number of slips."""

_MIN_PREFIX = 2
_MIN_INNER = 4
_MIN_ONE_SLIP = 4
_MIN_TWO_SLIPS = 8
_MIN_TYPED_BEGINNING = 6

# Letters that Unicode does not take apart, though people type them as these.
_DOTLESS_I = "\N{LATIN SMALL LETTER DOTLESS I}"
_WRITTEN_AS = {_DOTLESS_I: "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"}
_WRITTEN_AS |= {"\N{CYRILLIC SMALL LETTER GHE WITH UPTURN}": "\N{CYRILLIC SMALL LETTER GHE}"}

# One letter of the Arabic script has several forms: by language, by keyboard, by habit.
_WRITTEN_AS |= {
    "\N{ARABIC TATWEEL}": "",
    "\N{ARABIC LETTER ALEF WASLA}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER TEH MARBUTA}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER AE}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER HEH GOAL}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER HEH DOACHASHMEE}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER ALEF MAKSURA}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER FARSI YEH}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER E}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER YEH WITH TAIL}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER KEHEH}": "\N{ARABIC LETTER KAF}",
    "\N{ARABIC LETTER SWASH KAF}": "\N{ARABIC LETTER KAF}",
    "\N{ARABIC LETTER KAF WITH RING}": "\N{ARABIC LETTER GAF}",
}

# Series of the Ethiopic script that sound alike or nearly so, and are typed for each other.
_LIKE_SOUNDING = (
    (0x1210, 0x1200),
    (0x1280, 0x1200),
    (0x1220, 0x1230),
    (0x12D0, 0x12A0),
    (0x1340, 0x1338),
)
_WRITTEN_AS |= {
    chr(typed + vowel): chr(kept + vowel) for typed, kept in _LIKE_SOUNDING for vowel in range(7)
}

_DIGRAPH = re.compile("([aou])e")
_LAST_CHARACTER = chr(0x10FFFF)

Match = tuple[int, int, float]
"""The words from a first to before a last one, and how much matching them counts."""


class _Characters(dict[int, str]):
    """A memo for str.translate: what each character contributes to a search word."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if category in ("Mn", "Me", "Cf"):  # accents, soft hyphens, direction marks: left out
            plain = ""
        elif category == "Nd":  # the digits of every script
            plain = str(unicodedata.digit(character))
        elif category[0] in "LNM":
            plain = _WRITTEN_AS.get(character, character)
        else:
            plain = " "
        self[code] = plain
        return plain


_CHARACTERS = _Characters()


def normalise(text: str) -> str:
    """Reduce a text to its words: small letters, no accents, no punctuation, single spaces.

    "Straße am Möhringer Bahnhof!" becomes "strasse am mohringer bahnhof".
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join(folded.translate(_CHARACTERS).split())


def tokens(text: str) -> tuple[str, ...]:
    """Split a text into normalised words."""
    return tuple(normalise(text).split())


def spellings(token: str) -> tuple[str, ...]:
    """Give the forms under which a normalised word is kept and looked up.

    "Mühlhausen" and "Muhlhausen" are both normalised to "muhlhausen"; "Muehlhausen" gives
    "muehlhausen" and "muhlhausen", so all three meet there.
    """
    folded = _DIGRAPH.sub(r"\1", token)
    return (token,) if folded == token else (token, folded)


class TokenIndex:
    """An inverted index: which documents hold which word, and with what weight.

    A query is compared with the distinct words, never with the documents. The words are sorted,
    so that all with a common beginning are neighbours and their postings are one slice.

    Parameters
    ----------
    documents
        Each document as its texts with their weights, which are greater than 0.
    ignored
        Texts of words without meaning of their own, such as "for"; a query that has other words
        too is answered by the others.
    """

    def __init__(
        self, documents: Sequence[Sequence[tuple[str, float]]], ignored: Iterable[str] = ()
    ) -> None:
        postings = _postings(documents)
        self.n_documents = len(documents)
        self.vocabulary = tuple(sorted(postings))
        columns = [postings[word] for word in self.vocabulary]
        # The postings of word i stand from _starts[i] to before _starts[i + 1].
        self._starts = np.cumsum([0, *(len(numbers) for numbers, _ in columns)], dtype=np.intp)
        self._documents = np.fromiter(chain.from_iterable(c[0] for c in columns), np.intp)
        self._weights = np.fromiter(chain.from_iterable(c[1] for c in columns), np.float64)
        self._ignored = frozenset(word for text in ignored for word in tokens(text))

    def find(self, query: str) -> NDArray[np.float64]:
        """Score every document: each word of the query must match one of its words.

        A word matches exactly, as a beginning, as a part of a compound ("kurs" in "Deutschkurs"),
        or, if no word of the index equals it or begins with it, with typos. Of a query longer
        than 200 characters or 8 words only the beginning counts.

        Returns
        -------
        Shape ``(n_documents,)``: 0.0 where the query does not match, more where it matches
        better. A query without any word matches everything with 1.0.
        """
        wanted = self._query_tokens(query)
        if not wanted:
            return np.ones(self.n_documents)
        by_token = np.stack([self._scores(token) for token in wanted])
        return np.where(by_token.all(axis=0), by_token.sum(axis=0), 0.0)

    def _query_tokens(self, query: str) -> list[str]:
        found = dict.fromkeys(tokens(query[:MAX_QUERY_CHARACTERS]))
        meaningful = [token for token in found if token not in self._ignored]
        return (meaningful or list(found))[:MAX_QUERY_TOKENS]

    def _scores(self, token: str) -> NDArray[np.float64]:
        """Give each document the weight of its best match with one word."""
        scores = np.zeros(self.n_documents)
        for first, last, share in self._matches(token):
            part = slice(self._starts[first], self._starts[last])
            np.maximum.at(scores, self._documents[part], share * self._weights[part])
        return scores

    def _matches(self, token: str) -> Iterator[Match]:
        forms = spellings(token)
        close = [match for form in forms for match in self._beginning_with(form)]
        yield from close
        for form in forms:
            yield from self._holding(form)
            if not close:
                yield from self._resembling(form)

    def _beginning_with(self, form: str) -> Iterator[Match]:
        first = bisect_left(self.vocabulary, form)
        if first < len(self.vocabulary) and self.vocabulary[first] == form:
            yield first, first + 1, EXACT
        if len(form) >= _MIN_PREFIX:
            last = bisect_left(self.vocabulary, form + _LAST_CHARACTER)
            if first < last:
                yield first, last, PREFIX

    def _holding(self, form: str) -> Iterator[Match]:
        if len(form) >= _MIN_INNER:
            for at, word in enumerate(self.vocabulary):
                if form in word:
                    yield at, at + 1, INNER

    def _resembling(self, form: str) -> Iterator[Match]:
        """Find words, or beginnings of longer words ("Fahrad" in "Fahrradwerkstatt"), with typos.

        A beginning is cut one letter shorter, as long and one longer than what was typed: that
        is how far a single missing or surplus letter moves it.
        """
        slips_allowed = _slips_allowed(form)
        if not slips_allowed:
            return
        yield from _alike(form, self.vocabulary, slips_allowed, TYPO)
        if len(form) >= _MIN_TYPED_BEGINNING:
            for length in range(len(form) - 1, len(form) + 2):
                cut = [word[:length] if len(word) > length else "" for word in self.vocabulary]
                yield from _alike(form, cut, 1, TYPO * PREFIX)


def _alike(form: str, words: Sequence[str], slips_allowed: int, share: float) -> Iterator[Match]:
    """Find the words within a number of typos; each typo lowers the share."""
    for _, slips, at in process.extract(
        form, words, scorer=OSA.distance, score_cutoff=slips_allowed, limit=None
    ):
        yield at, at + 1, share / max(slips, 1)


def _slips_allowed(form: str) -> int:
    """Say how many typos a word may have; a number with a typo is another number."""
    if any(character.isdigit() for character in form):
        return 0
    return (len(form) >= _MIN_ONE_SLIP) + (len(form) >= _MIN_TWO_SLIPS)


def _postings(
    documents: Sequence[Sequence[tuple[str, float]]],
) -> dict[str, tuple[list[int], list[float]]]:
    """Collect for each word the numbers of its documents, ascending, and the weights there."""
    forms = cache(_forms)  # places share most of their texts, offers above all
    postings: dict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
    for number, texts in enumerate(documents):
        best: dict[str, float] = {}
        for text, weight in texts:
            for form in forms(text):
                best[form] = max(weight, best.get(form, 0.0))
        for form, weight in best.items():
            numbers, weights = postings[form]
            numbers.append(number)
            weights.append(weight)
    return postings


def _forms(text: str) -> frozenset[str]:
    return frozenset(form for token in tokens(text) for form in spellings(token))
