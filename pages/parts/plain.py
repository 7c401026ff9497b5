"""Fields of data in places where Streamlit would read Markdown."""

import re

_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")


def plain(text: str) -> str:
    """Escape every sign that Markdown could read, so that a text shows as it is."""
    return _SIGNS.sub(r"\\\1", text)
