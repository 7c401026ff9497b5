"""The state of the whole directory, drawn and as tables."""

from datetime import datetime

import streamlit as st

from geo.directory.directory import Directory
from geo.directory.hours import BERLIN
from geo.language.catalogue import Catalogue
from geo.web.directory_state import Tally, state_sentence, tallies
from pages.parts.chart import chart, twin

_BESIDE = 2


def directory_state(catalogue: Catalogue, directory: Directory) -> None:
    """Draw what everybody may know of the directory, counted in four ways."""
    today = datetime.now(BERLIN).date()
    st.text(state_sentence(catalogue, directory, today))
    drawn = tallies(catalogue, directory, today)
    # Row by row, so that a narrow screen and a screen reader keep the order.
    for first in range(0, len(drawn), _BESIDE):
        beside = drawn[first : first + _BESIDE]
        for column, tally in zip(st.columns(_BESIDE, gap="medium"), beside, strict=False):
            with column:
                _draw(catalogue, tally)


def _draw(catalogue: Catalogue, tally: Tally) -> None:
    st.markdown(f"#### {tally.title}")
    chart(f"state.{tally.name}", tally.chart)
    twin(catalogue.t("about.state.as_table", title=tally.title), tally.rows)
