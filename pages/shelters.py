"""Help: for everybody what is wanted and whom to ask; for those signed in the homes."""

from functools import partial

import streamlit as st

from geo.access.help_query import Part, help_options
from pages.parts import cached, state
from pages.parts.account_strip import account_strip
from pages.parts.audit_log import audit_log
from pages.parts.guest import Guest
from pages.parts.help_filter import help_filter
from pages.parts.helping import helping
from pages.parts.homes import homes
from pages.parts.needs import read_needs, with_sites, without_sites
from pages.parts.needs_board import needs_board
from pages.parts.notices import notices
from pages.parts.part_switch import part_switch

loaded = cached.loaded()
catalogue = state.catalogue(loaded.catalogues)
entrance = cached.entrance()
viewer = state.viewer(entrance, cached.claim_rules())
needs = read_needs(entrance, viewer, loaded)
options = help_options(loaded.public, needs or ())
query, refused = state.help_query(options)

guest = Guest(catalogue, entrance, viewer, loaded.surroundings(viewer.role), loaded.public, options)

with st.container(key="help-head", horizontal=True, vertical_alignment="center"):
    st.header(catalogue.t("help.title"), anchor=False)
    account_strip(guest)
part = part_switch(guest, query)
notices(catalogue, refused)
draw_filter = partial(help_filter, catalogue, loaded.public, options, query, needs or ())
if needs is None:
    st.warning(catalogue.t("board.unavailable"))
if part is Part.HELP:
    draw_filter()
    helping(catalogue, loaded.public, query, without_sites(needs))
elif part is Part.HOMES:
    homes(guest, query, with_sites(needs), draw_filter)
elif part is Part.NEEDS:
    draw_filter()
    needs_board(guest, query, with_sites(needs))
else:
    audit_log(guest)
