"""Registers the components of the page: our own scripts, drawn from data alone."""

from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

_HERE = Path(__file__).parent


def component(name: str, *shared: str) -> ComponentRenderer:
    """Register ``<name>.js`` beside this file, after what it shares with other components.

    Its styles are the page's own.
    """
    scripts = [(_HERE / f"{part}.js").read_text("utf-8") for part in ("dom", *shared, name)]
    return st.components.v2.component(name, js="".join(scripts), isolate_styles=False)
