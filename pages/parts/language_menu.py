"""The menu of languages, each by its own name."""

import streamlit as st

from geo.language.catalogue import Catalogue, Catalogues
from geo.web.twin.address import ACCESS_KEY
from pages.parts import state
from pages.parts.components import component

_KEY = "language_menu"
_set_page_language = component("page_language")


def language_menu(catalogue: Catalogue, catalogues: Catalogues) -> None:
    """Draw the menu; a choice goes into the address bar, and the page says what it is in."""
    _set_page_language(
        key="page_language",
        data={
            "language": catalogue.language,
            "direction": catalogue.direction,
            "key": ACCESS_KEY,
        },
    )
    names = {choice.language: choice.own_name for choice in catalogues}
    st.selectbox(
        catalogue.t("site.language"),
        options=list(names),
        index=list(names).index(catalogue.language),
        format_func=names.__getitem__,
        label_visibility="collapsed",
        placeholder="–",  # noqa: RUF001 (a dash; Streamlit's own words are English)
        key=f"{_KEY}.{catalogue.language}",
        on_change=lambda: state.choose_language(st.session_state[f"{_KEY}.{catalogue.language}"]),
        width=150,
    )
