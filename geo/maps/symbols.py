"""The one definition of how a category looks: a shape in its colour with an icon inside.

Everything here is made of a fixed table, checked vocabulary and the icon package, so its markup
may be inserted as it is, on the map as in cards and legends.
"""

import logging
from dataclasses import dataclass
from functools import cache

from lucide import IconDoesNotExist
from lucide.jinja import lucide

from geo.directory.vocabulary import Category

_log = logging.getLogger(__name__)

FALLBACK_ICON = "map-pin"

_DIAMOND = (
    "M13.9 1.9a3 3 0 0 1 4.2 0l12 12a3 3 0 0 1 0 4.2l-12 12a3 3 0 0 1-4.2 0l-12-12a3 3 0 0 1 0-4.2z"
)
_HOUSE = (
    "M14.1 2.4a3 3 0 0 1 3.8 0l10 8.2a3 3 0 0 1 1.1 2.3V26a3.5 3.5 0 0 1-3.5 3.5h-19"
    "A3.5 3.5 0 0 1 3 26V12.9a3 3 0 0 1 1.1-2.3z"
)
_SQUARE = "M8 3h16a5 5 0 0 1 5 5v16a5 5 0 0 1-5 5H8a5 5 0 0 1-5-5V8a5 5 0 0 1 5-5z"
_CIRCLE = "M16 2.5a13.5 13.5 0 1 0 0 27a13.5 13.5 0 1 0 0-27z"

_SHAPES: dict[str, tuple[str, tuple[float, float, int]]] = {
    # the outline in a box of 32, and where the icon sits in it: x, y, size
    "circle": (_CIRCLE, (8, 8, 16)),
    "square": (_SQUARE, (7.5, 7.5, 17)),
    "diamond": (_DIAMOND, (9, 9, 14)),
    "house": (_HOUSE, (8.5, 10.5, 15)),
}


@dataclass(frozen=True)
class Symbol:
    """Looks of a category: ``colour`` is ``#rrggbb``, ``shape`` a key of the shape table."""

    colour: str
    shape: str
    icon: str

    def svg(self, *, approximate: bool = False, size_px: int = 32) -> str:
        """Draw the symbol as inline SVG, hidden from screen readers: a text must stand beside it.

        Parameters
        ----------
        approximate
            Pale with a dashed outline, for a place whose door is not known.
        size_px
            Width and height in pixels.
        """
        outline, (x, y, icon_size_px) = _SHAPES[self.shape]
        if approximate:
            # A dark page lightens the colour and darkens the paper through these two variables.
            ink = f"color-mix(in srgb, {self.colour} var(--symbol-strength, 100%), white)"
            paint = f"fill:var(--symbol-paper, #fffaf2);stroke:{ink};stroke-dasharray:3.4 2.2"
        else:
            ink = "#ffffff"
            paint = f"fill:{self.colour};stroke:{ink}"
        icon = _icon(self.icon, size=icon_size_px, x=x, y=y, style=f"stroke:{ink}")
        return (
            f'<svg width="{size_px}" height="{size_px}" viewBox="0 0 32 32" aria-hidden="true">'
            f'<path d="{outline}" stroke-width="2" style="{paint}"/>{icon}</svg>'
        )


OTHER = Symbol("#44403c", "circle", FALLBACK_ICON)
"""For a place whose category the vocabulary does not (or no longer) know."""


def symbol(category: Category) -> Symbol:
    """Tell how a category looks."""
    return Symbol(category.colour, category.shape, category.icon)


def icon_svg(name: str, *, size_px: int = 20) -> str:
    """Draw an icon of the Lucide set in the colour of the text around it.

    Parameters
    ----------
    name
        For example ``"door-open"``; an unknown name gives a map pin and a line in the log.
    size_px
        Width and height in pixels.
    """
    return _icon(name, size=size_px, aria_hidden="true")


@cache
def _icon(name: str, *, size: int, **attributes: str | float) -> str:
    try:
        return " ".join(str(lucide(name, size=size, **attributes)).split())
    except IconDoesNotExist:
        _log.warning("icon '%s' is not in the Lucide set; see https://lucide.dev/icons", name)
        return _icon(FALLBACK_ICON, size=size, **attributes)
