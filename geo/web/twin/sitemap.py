"""What a search engine may read: one list of pages a language, and a list of these lists."""

from collections.abc import Iterable
from urllib.parse import quote
from xml.sax.saxutils import escape

from geo.directory.directory import Directory

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
MOST = 50_000
"""Addresses a list may hold by the protocol; those beyond it are reached from the others."""


def index_of_sitemaps(base: str, languages: Iterable[str]) -> str:
    """List the lists, one a language.

    Parameters
    ----------
    base
        Address of the twin, without a slash at its end.
    languages
        Codes of the languages.

    References
    ----------
    The protocol of sitemaps.org, version 0.9.
    """
    return _listed("sitemapindex", "sitemap", (f"{base}/{code}/sitemap.xml" for code in languages))


def sitemap(base: str, language: str, directory: Directory) -> str:
    """List the pages of a language; how they are called in others, the pages say themselves.

    Parameters
    ----------
    base
        Address of the twin, without a slash at its end.
    language
        Code of the language.
    directory
        As everybody may know it.
    """
    pages = ["", "about", "glossary"]
    pages += [f"district/{district.number}" for district in directory.districts.items]
    pages += [f"place/{quote(place.id, safe='')}" for place in directory.places]
    return _listed("urlset", "url", (f"{base}/{language}/{page}" for page in pages[:MOST]))


def _listed(outer: str, inner: str, addresses: Iterable[str]) -> str:
    items = "\n".join(f"<{inner}><loc>{escape(one)}</loc></{inner}>" for one in addresses)
    return f"{_HEAD}<{outer} {_SPACE}>\n{items}\n</{outer}>\n"
