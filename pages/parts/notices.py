"""Friendly words where the address could not be taken at its word."""

import streamlit as st

from geo.language import formatting
from geo.language.catalogue import Catalogue


def notices(catalogue: Catalogue, refused: tuple[str, ...], *, needs_position: bool) -> None:
    """Say what was left out, by the names of our own parameters and never by what they held."""
    if refused:
        names = formatting.listing(catalogue, refused)
        st.info(catalogue.t("site.address_refused", names=names))
    if needs_position:
        st.info(catalogue.t("site.position_needed"))
