"""List or map: on a phone one of them at a time, on wider windows both."""

from collections.abc import Callable

import streamlit as st

from geo.language.catalogue import Catalogue

_KEY = "view"
_VIEWS = ("list", "map")


def view_switch(
    catalogue: Catalogue, view: str, on_choose: Callable[[str], None], *, is_open: bool
) -> None:
    """Draw the switch and hide the pane a phone does not show; a style sheet hides the rest.

    Parameters
    ----------
    catalogue
        The language.
    view
        What is shown: ``"map"``, else the list.
    on_choose
        Takes the other choice, before the rerun.
    is_open
        Whether a sheet takes the place of the list: then there is nothing to switch.
    """
    shows_map = view == "map" and not is_open
    hidden = "pane-list" if shows_map else "pane-map"
    rule = f".stColumn:has(.st-key-{hidden}) {{ display: none }}"
    st.html(f"<style>@media (max-width: 767px) {{ {rule} }}</style>")
    if is_open:
        return
    st.session_state[_KEY] = view or "list"
    with st.container(key="view-switch"):
        st.segmented_control(
            catalogue.t("find.view"),
            options=_VIEWS,
            format_func=lambda view: catalogue.t(f"find.view.{view}"),
            key=_KEY,
            required=True,
            label_visibility="collapsed",
            on_change=lambda: on_choose(st.session_state[_KEY]),
        )
