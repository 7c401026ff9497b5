"""Friendly words where something could not be done as asked."""

import logging

import streamlit as st

from geo.language import formatting
from geo.language.catalogue import Catalogue
from pages.parts import cached, state

_log = logging.getLogger(__name__)


def notices(catalogue: Catalogue, refused: tuple[str, ...], *, needs_position: bool) -> None:
    """Say what was left out, by the names of our own parameters and never by what they held."""
    if refused:
        names = formatting.listing(catalogue, refused)
        st.info(catalogue.t("site.address_refused", names=names))
    if needs_position:
        st.info(catalogue.t("site.position_needed"))


def tell_error(error: Exception) -> bool:
    """Log what went wrong and tell the visitor in their language, without its inside."""
    _log.error("a page failed", exc_info=error)
    catalogue = state.catalogue(cached.loaded().catalogues)
    st.error(catalogue.t("site.error"))
    return True
