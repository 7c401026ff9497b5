"""The audit log, for editors."""

from dataclasses import replace

import streamlit as st

from geo.access.audit import entries
from geo.access.store import StoreError
from geo.web.log import log_rows
from pages.parts import state
from pages.parts.guest import Guest
from pages.parts.table import table

_PAGE = 100


def audit_log(guest: Guest) -> None:
    """Draw a page of the log, the newest first."""
    catalogue = guest.catalogue
    desk = state.desk()
    st.subheader(catalogue.t("log.title"), anchor=False)
    try:
        found = entries(guest.entrance.store, guest.viewer, _PAGE, desk.older_than)
    except StoreError:
        st.warning(catalogue.t("log.unavailable"))
        return
    st.text(catalogue.t("log.text"))
    table(catalogue.t("log.title"), log_rows(catalogue, found))
    with st.container(horizontal=True):
        if desk.older_than:
            st.button(catalogue.t("log.newest"), on_click=lambda: _turn_to(None))
        if len(found) == _PAGE:
            st.button(catalogue.t("log.older"), on_click=lambda: _turn_to(found[-1].id))


def _turn_to(older_than: int | None) -> None:
    state.lay(replace(state.desk(), older_than=older_than))
