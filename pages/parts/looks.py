"""Symbols and icons as the components take them: drawings from one definition."""

from functools import cache

from geo.directory.freshness import Freshness
from geo.directory.vocabulary import Vocabulary
from geo.maps.age_signs import age_sign
from geo.maps.symbols import OTHER, icon_svg, symbol

icon = cache(icon_svg)


@cache
def looks(vocabulary: Vocabulary) -> dict[str, str]:
    """Draw the symbol of every category."""
    return {category.code: symbol(category).svg(size_px=28) for category in vocabulary.categories}


@cache
def age_signs() -> dict[str, str]:
    """Draw the sign of each age of facts."""
    return {item: age_sign(item) for item in Freshness}


def look(vocabulary: Vocabulary, code: str) -> str:
    """Draw the symbol of one category, also of one that nobody knows any more."""
    return looks(vocabulary).get(code) or OTHER.svg(size_px=28)
