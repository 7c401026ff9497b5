"""The visitor's own list: how much is on it, and the way to the handout."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from geo.directory.query import Query, query_to_params
from geo.language.catalogue import Catalogue
from geo.web.twin.address import twin_page


def kept_places(catalogue: Catalogue, query: Query) -> None:
    """Tell what is kept; nothing where nothing is, in a container that is always there."""
    with st.container(key="kept"):
        if query.kept:
            params = urlencode(query_to_params(Query(kept=query.kept)), doseq=True)
            href = escape(f"{twin_page(catalogue.language, 'handout')}?{params}")
            count = escape(catalogue.n("handout.count", len(query.kept)))
            text = escape(catalogue.t("handout.open_one"))
            st.html(f'<p class="wk-kept" role="status">{count} · <a href="{href}">{text}</a></p>')
