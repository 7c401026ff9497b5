"""Tables of texts on a page.

Streamlit's own table scrolls on a phone in a box that the keyboard cannot reach, and reads each
cell as Markdown.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from geo.web.table_html import table_html


def table(label: str, rows: Sequence[Mapping[str, str]]) -> None:
    """Draw rows of text by column, nothing where there are none."""
    if rows:
        st.html(table_html(label, rows))
