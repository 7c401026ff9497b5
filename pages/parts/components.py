"""Registers the components of the page: our own scripts, drawn from data alone."""

from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

_HERE = Path(__file__).parent
_SHARED = (_HERE / "dom.js").read_text(encoding="utf-8")


def component(name: str) -> ComponentRenderer:
    """Register ``<name>.js`` beside this file; its styles are the page's own."""
    script = (_HERE / f"{name}.js").read_text(encoding="utf-8")
    return st.components.v2.component(name, js=_SHARED + script, isolate_styles=False)
