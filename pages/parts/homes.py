"""The homes for those who may know them: list and map, a home in detail, a visit to several."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from geo.access.help_query import HelpQuery
from geo.access.needs import Need
from geo.web.board import need_cards
from geo.web.help_filters import homes_that_fit
from pages.parts import state
from pages.parts.age_legend import age_legend
from pages.parts.guest import Guest
from pages.parts.home_list import home_list
from pages.parts.home_map import home_map
from pages.parts.home_sheet import home_sheet
from pages.parts.view_switch import view_switch
from pages.parts.visit_plan import visit_plan


def homes(
    guest: Guest, query: HelpQuery, needs: Sequence[Need], draw_filter: Callable[[], None]
) -> None:
    """Draw the homes that fit the filters, and those chosen for a visit."""
    catalogue, around = guest.catalogue, guest.around
    by_id = {home.id: home for home in around.shelters}
    fitting = homes_that_fit(around, query, needs)
    desk = state.desk()
    opened = by_id.get(desk.open)
    chosen = [by_id[id_] for id_ in desk.chosen if id_ in by_id]
    left, right = st.columns([5, 7], gap="medium")
    with left, st.container(key="pane-list"):
        if opened:
            own = [need for need in needs if need.site_id == opened.id]
            cards = need_cards(catalogue, guest.directory, guest.viewer, own)
            home_sheet(catalogue, around, opened, cards)
        else:
            draw_filter()
            visit_plan(guest, chosen)
            home_list(catalogue, around, fitting, needs)
    with right, st.container(key="pane-map"):
        shown = fitting if not opened or opened in fitting else (*fitting, opened)
        home_map(guest, shown, opened, query)
        age_legend(catalogue)
    view_switch(
        catalogue,
        query.view,
        lambda view: guest.ask(lambda now: replace(now, view=view)),
        is_open=opened is not None,
    )
