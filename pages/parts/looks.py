"""Symbols and icons as the components take them: drawings from one definition."""

from functools import cache

from geo.directory.vocabulary import Vocabulary
from geo.maps.symbols import OTHER, icon_svg, symbol

icon = cache(icon_svg)


@cache
def looks(vocabulary: Vocabulary) -> dict[str, str]:
    """Draw the symbol of every category."""
    return {category.code: symbol(category).svg(size_px=28) for category in vocabulary.categories}


def look(vocabulary: Vocabulary, code: str) -> str:
    """Draw the symbol of one category, also of one that nobody knows any more."""
    return looks(vocabulary).get(code) or OTHER.svg(size_px=28)
