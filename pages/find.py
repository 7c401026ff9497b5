"""Find an offer: filters and list beside the map, one place in detail."""

from dataclasses import replace

import streamlit as st

from geo.directory.search import search
from pages.parts import cached, state
from pages.parts.age_legend import age_legend
from pages.parts.district_notes import district_notes
from pages.parts.filter_bar import filter_bar, needs_position
from pages.parts.find_map import find_map
from pages.parts.kept_places import kept_places
from pages.parts.notices import notices
from pages.parts.place_detail import place_detail
from pages.parts.place_list import place_list
from pages.parts.view_switch import view_switch

loaded = cached.loaded()
catalogue = state.catalogue(loaded.catalogues)
index = loaded.public_index
directory = index.directory
visit, refused = state.visit(directory)
results = search(index, visit)
place = directory.by_id.get(visit.query.place)

left, right = st.columns([5, 7], gap="medium")
# What was asked for is sent first: the place that was opened, or else the map that was filtered.
if place:
    with left, st.container(key="pane-list"):
        notices(catalogue, refused, needs_position=needs_position(visit))
        kept_places(catalogue, visit.query)
        place_detail(catalogue, directory, place, visit, results)
with right, st.container(key="pane-map"):
    find_map(catalogue, index, visit, results)
    st.caption(catalogue.t("find.legend"))
    age_legend(catalogue)
if not place:
    with left, st.container(key="pane-list"):
        notices(catalogue, refused, needs_position=needs_position(visit))
        kept_places(catalogue, visit.query)
        filter_bar(catalogue, index, visit, results)
        place_list(catalogue, index, visit, results)
        district_notes(catalogue, directory, visit.query)
view_switch(
    catalogue,
    visit.query.view,
    lambda view: state.ask(replace(visit.query, view=view)),
    is_open=place is not None,
)
