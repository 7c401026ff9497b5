"""The texts people see, one gettext catalogue a language, read from ``data/text/``."""

import csv
import io
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from gettext import GNUTranslations
from pathlib import Path
from types import MappingProxyType

from babel import Locale, UnknownLocaleError, negotiate_locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal

from geo.errors import DataError

SOURCE_LANGUAGE = "de"
"""The language every text is written in first, and the one shown where another has no text."""

LANGUAGES_FILE = "languages.csv"

_COLUMNS = ("code", "own_name", "direction", "locale")
_DIRECTIONS = ("ltr", "rtl")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_ACCEPTED = re.compile(r"([a-z]{1,8}(?:-[a-z0-9]{1,8})*)\s*(?:;\s*q=([01](?:\.\d{0,3})?))?")
_MAX_HEADER = 500
_UNREVIEWED = '"X-Reviewed-By-A-Speaker: no\\n"'
"""Header of a catalogue, until somebody who speaks the language has read all of it. Babel keeps
only the headers it knows."""

_ALSO_CALLED = {"prs": "fa", "ku": "kmr"}
"""What browsers call a language that is here under another code: Dari is read as Persian, and
Kurdish without more is Kurmanji to them. Sorani, "ckb", is another language and not here."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All texts of one language and what its script and numbers look like.

    ``direction`` is ``"ltr"`` or ``"rtl"``; ``fallback`` answers where a text is missing.
    ``is_reviewed`` tells whether somebody who speaks the language has read the texts.
    """

    language: str
    own_name: str
    direction: str
    locale: Locale
    translations: GNUTranslations
    fallback: "Catalogue | None" = None
    is_reviewed: bool = True

    def t(self, key: str, /, **values: object) -> str:
        """Give the text of a key.

        Parameters
        ----------
        key
            The symbolic msgid, for example ``"find.title"``.
        values
            What stands for ``{name}`` in the text, inserted as it is: escape it where it is shown.

        Returns
        -------
        The text in this language, else in German, else the key: a visitor never sees an error.
        """
        return _filled(self._text(key), values)

    def n(self, key: str, count: int, /, **values: object) -> str:
        """Give the text of a key in the plural form that this language uses for a number.

        Parameters
        ----------
        key
            The symbolic msgid of a text with plural forms.
        count
            The number; ``{count}`` in the text shows it as the locale writes it.
        values
            As for ``t``.
        """
        written = format_decimal(count, locale=self.locale)
        return _filled(self._plural_text(key, count), {"count": written, **values})

    def words(self, key: str, /) -> str:
        """Give further words of a key, for the search; nothing where the language has none."""
        text = self.translations.gettext(key)
        return "" if text == key else text

    def _text(self, key: str) -> str:
        text = self.translations.gettext(key)
        if text != key:
            return text
        _report_missing(self.language, key)
        return self.fallback.t(key) if self.fallback else key

    def _plural_text(self, key: str, count: int) -> str:
        text = self.translations.ngettext(key, key, count)
        if text != key:
            return text
        _report_missing(self.language, key)
        return self.fallback.n(key, count) if self.fallback else key


@dataclass(frozen=True, eq=False)
class Catalogues:
    """The languages on offer, in the order of ``languages.csv``; German is always among them.

    ``problems`` names the languages left out because their file cannot be read.
    """

    by_code: Mapping[str, Catalogue]
    problems: tuple[DataError, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages, in order."""
        return tuple(self.by_code)

    def __iter__(self) -> Iterator[Catalogue]:
        return iter(self.by_code.values())

    def get(self, code: str) -> Catalogue:
        """Give the catalogue of a language, the German one if there is none."""
        return self.by_code.get(code) or self.by_code[SOURCE_LANGUAGE]

    def pick(self, wanted: str | None, accept_language: str | None) -> Catalogue:
        """Choose the language of a visit: the address bar, then the browser, then German.

        Parameters
        ----------
        wanted
            The code in the address bar, whatever it may be.
        accept_language
            The browser's ``Accept-Language`` header.
        """
        if wanted is not None and wanted in self.by_code:
            return self.by_code[wanted]
        preferred = _preferred(accept_language or "")
        lowered = {code.lower(): code for code in self.by_code}
        agreed = negotiate_locale(preferred, list(lowered), sep="-")
        return self.get(lowered.get(agreed or "", SOURCE_LANGUAGE))


def load_catalogues(folder: Path) -> Catalogues:
    """Read every language that ``languages.csv`` of the folder lists.

    A language whose file is missing or broken is left out, logged, and named in ``problems``:
    one bad translation must not take the other languages away from everybody.

    Raises
    ------
    DataError
        If the list of languages or the German catalogue cannot be read.
    """
    rows = _language_rows(folder / LANGUAGES_FILE)
    source = _catalogue(folder, rows[SOURCE_LANGUAGE], None)
    found, problems = {}, []
    for code, row in rows.items():
        try:
            found[code] = source if code == SOURCE_LANGUAGE else _catalogue(folder, row, source)
        except DataError as problem:
            _log.error("language '%s' is left out: %s", code, problem)
            problems.append(problem)
    return Catalogues(MappingProxyType(found), tuple(problems))


def _language_rows(path: Path) -> dict[str, dict[str, str]]:
    """Read the rows of the list of languages by code."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            if tuple(reader.fieldnames or ()) != _COLUMNS:
                msg = f"{path}: the first line must read {','.join(_COLUMNS)}"
                raise DataError(msg)
            rows = {row["code"]: row for row in reader}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        msg = f"{path}: the list of languages cannot be read: {error}"
        raise DataError(msg) from error
    if SOURCE_LANGUAGE not in rows:
        msg = f"{path}: needs a line for '{SOURCE_LANGUAGE}', the fallback of every other language"
        raise DataError(msg)
    return rows


def _catalogue(folder: Path, row: dict[str, str], fallback: Catalogue | None) -> Catalogue:
    if row["direction"] not in _DIRECTIONS:
        msg = (
            f"{folder / LANGUAGES_FILE}, language '{row['code']}', direction '{row['direction']}': "
            f"must be one of {', '.join(_DIRECTIONS)}"
        )
        raise DataError(msg)
    try:
        locale = Locale.parse(row["locale"])
    except (UnknownLocaleError, ValueError, TypeError) as error:
        msg = (
            f"{folder / LANGUAGES_FILE}, language '{row['code']}', locale '{row['locale']}': "
            "not a locale Babel knows; for example de_DE"
        )
        raise DataError(msg) from error
    path = folder / f"{row['code']}.po"
    translations = _translations(path, locale)
    return Catalogue(
        row["code"],
        row["own_name"],
        row["direction"],
        locale,
        translations,
        fallback,
        is_reviewed=_UNREVIEWED not in path.read_text(encoding="utf-8"),
    )


def _translations(path: Path, locale: Locale) -> GNUTranslations:
    """Turn a .po file into gettext's own form in memory, so that no compile step is needed."""
    compiled = io.BytesIO()
    try:
        with path.open("rb") as lines:
            messages = read_po(lines, locale=locale, abort_invalid=True)
        write_mo(compiled, messages)
        compiled.seek(0)
        translations = GNUTranslations(compiled)
    except (OSError, PoFileError, ValueError, LookupError) as error:
        msg = f"{path}: not a readable gettext catalogue: {error}"
        raise DataError(msg) from error
    if not len(messages):
        msg = f"{path}: holds no texts; copy {SOURCE_LANGUAGE}.po and translate its msgstr lines"
        raise DataError(msg)
    return translations


def _filled(text: str, values: Mapping[str, object]) -> str:
    """Insert values for ``{name}``; unlike str.format it reaches no attribute and never fails."""
    return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), text)


def _preferred(accept_language: str) -> list[str]:
    """List the languages of an Accept-Language header, the most wanted first, in lower case."""
    found = _ACCEPTED.findall(accept_language[:_MAX_HEADER].lower())
    weighted = [(float(weight or 1), _our_code(code)) for code, weight in found]
    ranked = sorted(weighted, key=lambda pair: -pair[0])
    return [code for weight, code in ranked if weight > 0]


def _our_code(code: str) -> str:
    language, dash, rest = code.partition("-")
    return f"{_ALSO_CALLED.get(language, language)}{dash}{rest}"


@lru_cache(maxsize=1000)
def _report_missing(language: str, key: str) -> None:
    """Log a missing text, once a language and key."""
    _log.warning("catalogue '%s' has no text for '%s'", language, key)
