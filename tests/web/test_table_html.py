"""Tables as HTML: text stays text, and who hears a table is told what it shows."""

from xml.etree import ElementTree as ET

import pytest

from geo.web.table_html import table_html

TAGS = {"div", "table", "thead", "tbody", "tr", "th", "td"}
HOSTILE = ["<b>bold</b>", '"><script>alert(1)</script>', "{{ 7 * 7 }}", "![x](y)", "a & b", "&lt;"]


@pytest.mark.parametrize("text", HOSTILE)
def test_every_field_is_text(text):
    root = ET.fromstring(table_html(text, [{text: text, "n": text}]))  # noqa: S314 (our own)
    assert root.get("aria-label") == text
    assert [cell.text for cell in root.iter("th")] == [text, "n", text]
    assert [cell.text for cell in root.iter("td")] == [text]
    assert {element.tag for element in root.iter()} <= TAGS


def test_the_first_column_names_the_rows():
    root = ET.fromstring(table_html("x", [{"district": "A", "homes": "2"}]))  # noqa: S314
    assert [cell.get("scope") for cell in root.iter("th")] == ["col", "col", "row"]


def test_the_keyboard_reaches_it():
    assert ET.fromstring(table_html("x", [{"a": "1"}])).get("tabindex") == "0"  # noqa: S314


def test_nothing_is_drawn_without_rows():
    assert not table_html("x", [])
