"""Choosing a language and finding its texts."""

import dataclasses
import logging

import pytest

from geo.errors import DataError
from geo.language import catalogue as module
from geo.language.catalogue import Catalogues, load_catalogues

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
GERMAN = """
msgid "greeting"
msgstr "Grüß Gott, {name}!"

msgid "only.german"
msgstr "nur deutsch"

msgid "places"
msgid_plural "places"
msgstr[0] "{count} Ort in {district}"
msgstr[1] "{count} Orte in {district}"
"""
POLISH = """
msgid "greeting"
msgstr "Dzień dobry, {name}!"

msgid "places"
msgid_plural "places"
msgstr[0] "{count} miejsce"
msgstr[1] "{count} miejsca"
msgstr[2] "{count} miejsc"
"""
POLISH_RULE = (
    '"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && '
    '(n%100<10 || n%100>=20) ? 1 : 2);\\n"\n'
)
LANGUAGES = """\
code,own_name,direction,locale
de,Deutsch,ltr,de_DE
pl,polski,ltr,pl_PL
ar,العربية,rtl,ar
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "languages.csv").write_text(LANGUAGES, "utf-8")
    (tmp_path / "de.po").write_text(HEADER + GERMAN, "utf-8")
    (tmp_path / "pl.po").write_text(HEADER + POLISH_RULE + POLISH, "utf-8")
    (tmp_path / "ar.po").write_text(HEADER + 'msgid "greeting"\nmsgstr "مرحبا"\n', "utf-8")
    return tmp_path


@pytest.fixture
def catalogues(folder):
    return load_catalogues(folder)


@pytest.fixture(autouse=True)
def nothing_reported_yet():
    module._report_missing.cache_clear()  # noqa: SLF001


def test_languages_keep_the_order_of_their_list(catalogues):
    assert catalogues.languages == ("de", "pl", "ar")
    assert [catalogue.own_name for catalogue in catalogues] == ["Deutsch", "polski", "العربية"]


def test_german_may_stand_anywhere_in_the_list(folder):
    first, german, *others = LANGUAGES.splitlines()
    (folder / "languages.csv").write_text("\n".join([first, *others, german]), "utf-8")
    assert load_catalogues(folder).languages == ("pl", "ar", "de")


def test_direction_comes_from_the_data(catalogues):
    assert catalogues.get("pl").direction == "ltr"
    assert catalogues.get("ar").direction == "rtl"


def test_a_catalogue_cannot_be_changed(catalogues):
    with pytest.raises(dataclasses.FrozenInstanceError):
        catalogues.get("de").language = "en"
    with pytest.raises(TypeError):
        catalogues.by_code["en"] = catalogues.get("de")


def test_values_are_inserted_by_name(catalogues):
    assert catalogues.get("de").t("greeting", name="Ada") == "Grüß Gott, Ada!"


def test_values_are_text_and_never_read_as_a_pattern(catalogues):
    german = catalogues.get("de")
    assert german.t("greeting", name="{name.__class__} {count}") == (
        "Grüß Gott, {name.__class__} {count}!"
    )


def test_a_value_that_was_not_given_leaves_its_name_and_raises_nothing(catalogues):
    assert catalogues.get("de").t("greeting") == "Grüß Gott, {name}!"


def test_plural_forms_follow_the_rule_of_the_language(catalogues):
    polish = catalogues.get("pl")
    assert [polish.n("places", count) for count in (1, 2, 5, 22)] == [
        "1 miejsce",
        "2 miejsca",
        "5 miejsc",
        "22 miejsca",
    ]


@pytest.mark.parametrize(
    ("code", "locale", "rule", "forms"),
    [
        ("tr", "tr", "(n != 1)", ["one", "many"]),
        ("fa", "fa", "(n > 1)", ["one", "many"]),
        ("ti", "ti_ER", "(n > 1)", ["one", "many"]),
        ("uk", "uk", "(n==1 ? 0 : n<5 ? 1 : 2)", ["one", "few", "many"]),
    ],
)
def test_the_rule_of_the_file_counts_and_not_what_a_library_holds(
    folder, code, locale, rule, forms
):
    rule = f'"Plural-Forms: nplurals={len(forms)}; plural={rule};\\n"\n'
    lines = [f'msgstr[{n}] "{form}"' for n, form in enumerate(forms)]
    text = "\n".join(['msgid "places"', 'msgid_plural "places"', *lines])
    (folder / f"{code}.po").write_text(f"{HEADER}{rule}\n{text}\n", "utf-8")
    with (folder / "languages.csv").open("a", encoding="utf-8") as listed:
        listed.write(f"{code},x,ltr,{locale}\n")
    found = load_catalogues(folder)
    assert not found.problems
    counts = (1, 9) if len(forms) == 2 else (1, 3, 9)
    assert [found.get(code).n("places", count) for count in counts] == forms


def test_a_translation_says_whether_a_speaker_has_read_it(folder):
    header = HEADER + '"X-Reviewed-By-A-Speaker: no\\n"\n'
    (folder / "ar.po").write_text(header + 'msgid "greeting"\nmsgstr "x"\n', "utf-8")
    found = load_catalogues(folder)
    assert [(one.language, one.is_reviewed) for one in found] == [
        ("de", True),
        ("pl", True),
        ("ar", False),
    ]


@pytest.mark.parametrize(
    ("accepted", "picked"),
    [
        ("prs-AF, de", "fa"),
        ("fa-IR", "fa"),
        ("ku-TR", "kmr"),
        ("kmr", "kmr"),
        ("ckb, ckb-IQ", "de"),
    ],
)
def test_browsers_may_call_a_language_by_another_code(catalogues, accepted, picked):
    polish = catalogues.get("pl")
    more = {code: dataclasses.replace(polish, language=code) for code in ("fa", "kmr")}
    by_code = {"de": catalogues.get("de"), **more}
    assert Catalogues(by_code).pick(None, accepted).language == picked


def test_the_number_is_written_as_the_locale_writes_it(catalogues):
    assert catalogues.get("de").n("places", 1200, district="Ost") == "1.200 Orte in Ost"


def test_a_missing_text_is_shown_in_german_and_logged_once(catalogues, caplog):
    polish = catalogues.get("pl")
    assert [polish.t("only.german"), polish.t("only.german")] == ["nur deutsch"] * 2
    assert catalogues.get("ar").n("places", 2, district="Ost") == "2 Orte in Ost"
    assert [record.getMessage() for record in caplog.records] == [
        "catalogue 'pl' has no text for 'only.german'",
        "catalogue 'ar' has no text for 'places'",
    ]


def test_a_text_nobody_has_is_its_key(catalogues):
    assert catalogues.get("pl").t("no.such.key") == "no.such.key"
    assert catalogues.get("pl").n("no.such.key", 3) == "no.such.key"


def test_an_unknown_language_is_german(catalogues):
    assert catalogues.get("tlh").language == "de"


@pytest.mark.parametrize(
    ("wanted", "accept_language", "picked"),
    [
        ("pl", "ar", "pl"),
        (None, "ar-SY,ar;q=0.9,de;q=0.5", "ar"),
        (None, "PL", "pl"),
        (None, "de;q=0.3, fr, pl;q=0.8", "pl"),
        (None, "pl;q=0, ar;q=0.1", "ar"),
        ("tlh", "pl", "pl"),
        ("../../etc/passwd", "x" * 10_000, "de"),
        (None, "*", "de"),
        (None, ";;q=,\x00", "de"),
        (None, None, "de"),
        ("", "", "de"),
    ],
)
def test_the_address_decides_then_the_browser_then_german(
    catalogues, wanted, accept_language, picked
):
    assert catalogues.pick(wanted, accept_language).language == picked


@pytest.mark.parametrize(
    "content",
    [
        b"no catalogue at all",
        b"",
        HEADER.encode() + b'msgid "greeting"\nmsgstr "\xff"\n',
        HEADER.replace("UTF-8", "klingon").encode() + b'msgid "greeting"\nmsgstr "nuqneH"\n',
    ],
    ids=["not gettext", "empty", "not UTF-8", "unknown charset"],
)
def test_a_broken_language_is_named_and_leaves_the_others_in_place(folder, content, caplog):
    (folder / "pl.po").write_bytes(content)
    catalogues = load_catalogues(folder)
    assert catalogues.languages == ("de", "ar")
    assert [str(folder / "pl.po") in str(problem) for problem in catalogues.problems] == [True]
    assert caplog.records[0].levelno == logging.ERROR


def test_a_missing_file_is_a_broken_language(folder):
    (folder / "ar.po").unlink()
    assert load_catalogues(folder).languages == ("de", "pl")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("pl,polski,up,pl_PL", "direction 'up': must be one of ltr, rtl"),
        ("pl,polski,ltr,klingon", "locale 'klingon': not a locale Babel knows"),
        ("pl,polski", "direction 'None'"),
    ],
)
def test_a_bad_line_in_the_list_is_named(folder, line, message):
    listed = LANGUAGES.replace("pl,polski,ltr,pl_PL", line)
    (folder / "languages.csv").write_text(listed, "utf-8")
    catalogues = load_catalogues(folder)
    assert catalogues.languages == ("de", "ar")
    assert message in str(catalogues.problems[0])


def test_without_german_there_is_nothing_to_show(folder):
    (folder / "de.po").unlink()
    with pytest.raises(DataError, match=r"de\.po"):
        load_catalogues(folder)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read"),
        ("code;own_name\n", "the first line must read code,own_name,direction,locale"),
        ("code,own_name,direction,locale\n", "needs a line for 'de'"),
    ],
)
def test_a_broken_list_of_languages_says_what_is_wrong(folder, content, message):
    (folder / "languages.csv").unlink()
    if content is not None:
        (folder / "languages.csv").write_text(content, "utf-8")
    with pytest.raises(DataError, match=message):
        load_catalogues(folder)
