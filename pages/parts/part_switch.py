"""What a signed-in visitor looks at: homes, needs, help for everybody, the log."""

from dataclasses import replace

import streamlit as st

from geo.access.help_query import HelpQuery, Part, part_of, parts_for
from pages.parts import state
from pages.parts.guest import Guest

_KEY = "part"


def part_switch(guest: Guest, query: HelpQuery) -> Part:
    """Draw the switch where there is a choice, and give what is chosen."""
    catalogue, role = guest.catalogue, guest.viewer.role
    parts = parts_for(role)
    chosen = part_of(query, role)
    if len(parts) > 1:
        st.session_state[_KEY] = chosen
        st.segmented_control(
            catalogue.t("help.part"),
            options=parts,
            format_func=lambda part: catalogue.t(f"help.part.{part}"),
            key=_KEY,
            required=True,
            label_visibility="collapsed",
            on_change=lambda: _turn_to(guest, st.session_state[_KEY]),
        )
    return chosen


def _turn_to(guest: Guest, part: Part) -> None:
    state.lay(replace(state.desk(), said=""))
    guest.ask(lambda now: replace(now, part=part))
