"""Friendly words where something could not be done as asked."""

import logging
import traceback

import streamlit as st

from geo.language import formatting
from geo.language.catalogue import Catalogue
from pages.parts import cached, state

_log = logging.getLogger(__name__)


def notices(
    catalogue: Catalogue, refused: tuple[str, ...], *, needs_position: bool = False
) -> None:
    """Say what was left out, by the names of our own parameters and never by what they held.

    One element however many there are: Streamlit makes anew what comes behind a changed number of
    them, and a map would lose its view.
    """
    with st.container():
        if refused:
            names = formatting.listing(catalogue, refused)
            st.info(catalogue.t("site.address_refused", names=names))
        if needs_position:
            st.info(catalogue.t("site.position_needed"))


def keep_values_out_of_logs() -> None:
    """Silence Streamlit's own report of an error: it has the message, and that may hold values."""
    logging.getLogger("streamlit.error_util").addFilter(lambda _: False)


def tell_error(error: Exception) -> bool:
    """Log where it went wrong, and tell the visitor in their language that it did.

    The message of the error stays out of the log: it may hold what a visitor or a home's row said.
    """
    where = "".join(traceback.format_tb(error.__traceback__))
    _log.error("a page failed with %s\n%s", type(error).__name__, where)
    catalogue = state.catalogue(cached.loaded().catalogues)
    st.error(catalogue.t("site.error"))
    return True
