"""The brief as HTML and as PDF: two pages, tagged, and every name stays text."""

import io
from dataclasses import replace
from html.parser import HTMLParser

import pypdf
import pytest

from geo.web.brief import brief
from geo.web.brief_html import brief_html
from geo.web.brief_pdf import brief_pdf
from tests.reports import CHANGED, ENGLISH, GERMAN, HOSTILE, SOURCES, pdf_text, report_of


class Page(HTMLParser):
    """Counts the elements of a page and collects what its attributes and texts say."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.told = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, *pair) for pair in attrs]

    def handle_data(self, data):
        self.told.append(data)


@pytest.fixture(scope="module")
def made():
    return brief(ENGLISH, report_of(CHANGED), SOURCES)


@pytest.fixture(scope="module")
def page(made):
    return Page(brief_html(made).decode())


@pytest.fixture(scope="module")
def pdf(made):
    return brief_pdf(made)


def test_a_hostile_name_is_text_on_the_page(page):
    assert "script" not in page.tags
    assert HOSTILE in "".join(page.told)


def test_the_page_asks_no_host_for_anything(page):
    asked = {"src", "href", "data", "action", "xlink:href", "srcset"}
    assert [a for a in page.attributes if a[1] in asked] == []
    assert "link" not in page.tags


def test_the_page_names_its_language_tables_and_pictures(page):
    assert {("html", "lang", "en"), ("html", "dir", "ltr")} <= set(page.attributes)
    assert page.tags.count("caption") == page.tags.count("table") == 3
    assert ("th", "scope", "row") in page.attributes
    named = [value for tag, name, value in page.attributes if (tag, name) == ("div", "aria-label")]
    assert len([name for name in named if "Map of the districts" in name]) == 1
    assert page.tags.count("svg") == 2


def test_the_pdf_has_two_pages_with_a_title_and_a_language(pdf):
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) == 2
    assert reader.metadata.title.startswith(HOSTILE)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in pdf


def test_a_hostile_name_is_text_in_the_pdf(pdf):
    first, second = pdf_text(pdf)
    assert '#panic("x") <script>alert(1)</script> [bold]$x$' in " ".join(first.split())
    assert "=Neu" in second
    assert "Page 2 / 2" in second


def test_the_same_brief_is_the_same_pdf(made, pdf):
    assert brief_pdf(made) == pdf


def test_a_name_that_no_font_can_draw_still_makes_a_pdf(made):
    content = brief_pdf(replace(made, heading="Rat \U000f0000 مرحبا"))
    assert len(pdf_text(content)) == 2
    assert b"pdfuaid" not in content


def test_much_text_still_fits_two_pages():
    long = replace(CHANGED, name="Wörter " * 11, added=CHANGED.added * 20)
    told = brief(GERMAN, report_of(long), SOURCES * 30)
    assert len(pdf_text(brief_pdf(told))) == 2
