"""List or map: on a phone one of them at a time, on wider windows both."""

from dataclasses import replace

import streamlit as st

from geo.directory.query import Query
from geo.language.catalogue import Catalogue
from pages.parts import state

_KEY = "view"
_VIEWS = ("list", "map")


def view_switch(catalogue: Catalogue, query: Query) -> None:
    """Draw the switch and hide the pane a phone does not show; a style sheet hides the rest."""
    shows_map = query.view == "map" and not query.place
    hidden = "pane-list" if shows_map else "pane-map"
    rule = f".stColumn:has(.st-key-{hidden}) {{ display: none }}"
    st.html(f"<style>@media (max-width: 767px) {{ {rule} }}</style>")
    if query.place:
        return
    st.session_state[_KEY] = query.view or "list"
    with st.container(key="view-switch"):
        st.segmented_control(
            catalogue.t("find.view"),
            options=_VIEWS,
            format_func=lambda view: catalogue.t(f"find.view.{view}"),
            key=_KEY,
            required=True,
            label_visibility="collapsed",
            on_change=lambda: state.ask(replace(query, view=st.session_state[_KEY])),
        )
