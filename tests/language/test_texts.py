"""The catalogues in ``data/text/`` against each other, the code and the vocabularies."""

import ast
import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.pofile import read_po

from geo.access.audit import Event
from geo.access.help_query import Part
from geo.access.needs import Kind, TimeOfWeek
from geo.directory.freshness import Freshness
from geo.directory.history import EventKind
from geo.directory.intervals import OpenState
from geo.directory.place import Level, Precision, Status
from geo.language.catalogue import SOURCE_LANGUAGE, load_catalogues
from geo.web.need_draft import FIELDS

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
TEXT = DATA / "text"
CATALOGUES = load_catalogues(TEXT)
PLACEHOLDER = re.compile(r"\{(\w*)\}")
FILES = tuple(
    f".{name}"
    for name in [
        "css",
        "csv",
        "geojson",
        "html",
        "js",
        "json",
        "md",
        "po",
        "py",
        "svg",
        "toml",
        "typ",
    ]
)
KEY = re.compile(r"[a-z][a-z0-9_]*(\.[A-Za-z0-9_-]+)+")


def read_texts(language):
    locale = CATALOGUES.get(language).locale
    with (TEXT / f"{language}.po").open("rb") as lines:
        messages = read_po(lines, locale=locale, abort_invalid=True)
    return {forms_of(m.id)[0]: m for m in messages if m.id}


def forms_of(text):
    return (text,) if isinstance(text, str) else tuple(text)


def placeholders(message):
    return {name for form in forms_of(message.string) for name in PLACEHOLDER.findall(form)}


TEXTS = {language: read_texts(language) for language in CATALOGUES.languages}
SOURCE = TEXTS[SOURCE_LANGUAGE]
each_language = pytest.mark.parametrize("language", TEXTS)


def program():
    """Give each node of the program's syntax trees with the place where it stands."""
    files = [ROOT / "app.py", *(ROOT / "geo").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    for path in filter(Path.exists, files):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            yield f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}", node


def calls_for_text():
    """Find every ``t(...)`` and ``n(...)`` of the program as (place, function, key expression)."""
    for where, node in program():
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "attr", getattr(node.func, "id", None))
            if name in {"t", "n"}:
                yield from ((where, name, key) for key in alternatives(node.args[0]))


def texts_of_templates():
    """Find every ``t("...")`` of the pages that are not Streamlit's, as (file, key)."""
    for path in (ROOT / "geo").rglob("*.html"):
        for key in re.findall(r"""\bt\(["']([^"']+)["'][,)]""", path.read_text("utf-8")):
            yield path.name, key


def alternatives(expression):
    """Give both sides of "a if b else c", else the expression itself."""
    if isinstance(expression, ast.IfExp):
        return [*alternatives(expression.body), *alternatives(expression.orelse)]
    return [expression]


def codes(file, column):
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {code for row in rows for code in row[column].split(";") if code}


WORDS = codes("glossary.csv", "code")


def test_every_listed_language_can_be_read():
    assert not CATALOGUES.problems


def test_every_catalogue_file_is_a_listed_language():
    assert {path.stem for path in TEXT.glob("*.po")} == set(CATALOGUES.languages)


def test_direction_of_each_language_is_the_one_its_script_has():
    for catalogue in CATALOGUES:
        assert catalogue.direction == Locale(catalogue.locale.language).text_direction


@each_language
def test_each_catalogue_has_the_keys_of_the_german_one(language):
    assert sorted(SOURCE.keys() ^ TEXTS[language].keys()) == []


@each_language
def test_no_key_stands_twice(language):
    keys = re.findall(r'^msgid "(.+)"$', (TEXT / f"{language}.po").read_text("utf-8"), re.MULTILINE)
    assert [key for key, count in Counter(keys).items() if count > 1] == []


@each_language
def test_no_text_is_empty_or_marked_as_doubtful(language):
    empty = [key for key, m in TEXTS[language].items() if not all(forms_of(m.string))]
    doubtful = [key for key, m in TEXTS[language].items() if m.fuzzy]
    assert (empty, doubtful) == ([], [])


@each_language
def test_plural_texts_have_as_many_forms_as_the_language_and_the_same_key_twice(language):
    wanted = int(CATALOGUES.get(language).translations.info()["plural-forms"][len("nplurals=")])
    plural = {key: m for key, m in TEXTS[language].items() if m.pluralizable}
    assert [key for key, m in plural.items() if len(m.string) != wanted] == []
    assert [key for key, m in plural.items() if m.id != (key, key)] == []


@each_language
def test_texts_are_plural_and_have_placeholders_as_in_german(language):
    shared = [(key, SOURCE[key], m) for key, m in TEXTS[language].items() if key in SOURCE]
    assert [key for key, german, m in shared if german.pluralizable != m.pluralizable] == []
    assert [key for key, german, m in shared if placeholders(german) != placeholders(m)] == []


@each_language
def test_placeholders_have_names(language):
    assert [key for key, m in TEXTS[language].items() if "" in placeholders(m)] == []


@each_language
def test_each_text_the_program_names_is_there_in_the_right_form(language):
    missing = []
    for where, function, argument in calls_for_text():
        if isinstance(argument, ast.Constant) and KEY.fullmatch(str(argument.value)):
            message = TEXTS[language].get(argument.value)
            if message is None or message.pluralizable != (function == "n"):
                missing.append(f"{where} {function}({argument.value!r})")
    assert not missing, "\n".join(missing)


@each_language
def test_each_text_a_template_names_is_there(language):
    named = list(texts_of_templates())
    assert named
    assert [(file, key) for file, key in named if key not in TEXTS[language]] == []


@each_language
def test_each_string_of_the_program_that_looks_like_a_key_is_one(language):
    topics = {key.split(".")[0] for key in SOURCE}
    missing = [
        f"{where} {node.value!r}"
        for where, node in program()
        if isinstance(node, ast.Constant)
        and KEY.fullmatch(str(node.value))
        and node.value.split(".")[0] in topics
        and not node.value.endswith(FILES)
        and node.value not in TEXTS[language]
    ]
    assert not missing, "\n".join(missing)


@each_language
def test_each_composed_key_of_the_program_begins_like_one_that_is_there(language):
    missing = []
    for where, _, argument in calls_for_text():
        if isinstance(argument, ast.JoinedStr) and isinstance(argument.values[0], ast.Constant):
            beginning = argument.values[0].value
            if not any(key.startswith(beginning) for key in TEXTS[language]):
                missing.append(f"{where} {beginning!r}")
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize(
    ("prefix", "wanted"),
    [
        ("category", codes("categories.csv", "code")),
        ("offer", codes("offer_codes.csv", "code")),
        ("offer_group", codes("offer_codes.csv", "group")),
        ("audience", codes("audiences.csv", "code")),
        ("volunteers.kind", codes("kinds.csv", "code")),
        ("mode", codes("stops.csv", "modes")),
        ("level", set(Level)),
        ("status", set(Status) | {f"{status}.help" for status in Status}),
        ("precision", set(Precision)),
        ("freshness", set(Freshness)),
        ("history.kind", set(EventKind)),
        ("open_state", set(OpenState)),
        ("help.kinds", set(Kind)),
        ("help.kinds", codes("help_kinds.csv", "code")),
        ("help.times", set(TimeOfWeek)),
        ("help.part", set(Part)),
        ("log.event", set(Event)),
        ("board.field", set(FIELDS)),
        (
            "glossary",
            WORDS | {f"{word}.text" for word in WORDS} | {"title", "intro", "source", "here"},
        ),
    ],
)
def test_every_code_has_its_label_and_every_label_its_code(prefix, wanted):
    beginning = f"{prefix}."
    labelled = {key.removeprefix(beginning) for key in SOURCE if key.startswith(beginning)}
    assert labelled == wanted


def test_every_text_is_used_somewhere():
    strings = [node for _, node in program() if isinstance(node, ast.Constant | ast.JoinedStr)]
    whole = {node.value for node in strings if isinstance(node, ast.Constant)}
    composed = [
        node.values[0] for node in strings if isinstance(node, ast.JoinedStr) and node.values
    ]
    beginnings = {str(first.value) for first in composed if isinstance(first, ast.Constant)}
    whole |= {key for _, key in texts_of_templates()}
    # Facets name these with a prefix from a table.
    beginnings |= {"audience.", "level.", "open_state.", "freshness."}
    beginnings |= {"women_only.", "childcare."}
    families = tuple(b for b in beginnings if "." in b)
    assert [key for key in SOURCE if key not in whole and not key.startswith(families)] == []
