"""How old facts are, as a small sign: four drawings that can be told apart without colour."""

from typing import Final

from geo.directory.freshness import Freshness

_STROKE: Final = 'fill="none" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"'
_PAPER: Final = "var(--sign-paper, #fffdf9)"
_INSIDE: Final = {
    # A tick on a filled disc; the hands of a clock, an hourglass, a question mark on a pale one.
    Freshness.CONFIRMED: f'<path d="M4.8 8.3l2.2 2.3 4.2-4.8" {_STROKE} stroke="{_PAPER}"/>',
    Freshness.OLDER: f'<path d="M8 4.2V8l2.5 1.7" {_STROKE} stroke="currentColor"/>',
    Freshness.OLD: '<path d="M4.7 3.8h6.6L8.8 8l2.5 4.2H4.7L7.2 8z" fill="currentColor"/>',
    Freshness.UNVERIFIED: (
        f'<path d="M6.1 6.2a2 2 0 1 1 2.9 1.7c-.7.4-1 .7-1 1.5M8 11.7v.05" {_STROKE}'
        ' stroke="currentColor"/>'
    ),
}


def age_sign(freshness: Freshness, *, size_px: int = 16) -> str:
    """Draw the sign as inline SVG, hidden from screen readers: a text must stand beside it.

    Parameters
    ----------
    freshness
        How far the facts can be relied on.
    size_px
        Width and height in pixels. The ink is the colour of the text around it; the paper is the
        variable ``--sign-paper``, so that a dark page can set its own.
    """
    is_filled = freshness is Freshness.CONFIRMED
    paper = "currentColor" if is_filled else _PAPER
    return (
        f'<svg width="{size_px}" height="{size_px}" viewBox="0 0 16 16" aria-hidden="true">'
        f'<circle cx="8" cy="8" r="7" stroke="currentColor" stroke-width="1.4" fill="{paper}"/>'
        f"{_INSIDE[freshness]}</svg>"
    )
