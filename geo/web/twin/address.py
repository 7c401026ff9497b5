"""Where the twin shows what the map shows."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlencode

from geo.directory.query import PARAMETERS

ACCESS_KEY = "l"
"""Leads to the menu of languages from everywhere, with the keys that a browser joins it with."""

_NOT_THERE = ("place", "view", "at", "cards")


def twin_page(language: str, page: str = "") -> str:
    """Give the address of a page of the twin, relative to the map's pages."""
    return f"t/{language}/{page}"


def twin_address(language: str, params: Mapping[str, Sequence[str]]) -> str:
    """Give the address of the twin for that of the map, relative to the map's pages.

    Parameters
    ----------
    language
        Code of the language.
    params
        All values of each parameter in the map's address, whatever they are.
    """
    if place := next(iter(params.get("place", ())), ""):
        return f"t/{language}/place/{quote(place, safe='')}"
    kept = {
        name: list(params[name]) for name in PARAMETERS if name in params and name not in _NOT_THERE
    }
    return f"t/{language}/find?{urlencode(kept, doseq=True)}" if kept else f"t/{language}/"
