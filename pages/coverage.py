"""Coverage: for planners, where cover is missing and what would close the gap."""

import streamlit as st

from geo.coverage.counted import counted
from geo.errors import GeoError
from geo.exchange.people_words import old_text
from geo.web.coverage_outside import outside_sentences
from geo.web.coverage_summary import city_sentence, counted_text, headline, hour_sentence, trouble
from geo.web.coverage_view import Panel
from pages.parts import cached, state
from pages.parts.coverage_map import coverage_map
from pages.parts.coverage_panels import PANELS, panel_switch
from pages.parts.notices import notices
from pages.parts.plain import plain
from pages.parts.planner import Planner
from pages.parts.question_bar import question_bar

loaded = cached.loaded()
catalogue = state.catalogue(loaded.catalogues)
viewer = state.viewer(cached.entrance(), cached.claim_rules())
planning = cached.planning(viewer.role)
scenario, view, refused = state.scenario(planning)
planner = Planner(catalogue, viewer.role, planning, scenario, view)

with st.container(key="cover-head"):
    st.header(catalogue.t("cover.title"), anchor=False)
    if not isinstance(planner.found, GeoError):
        st.markdown(plain(headline(catalogue, planner.found)))
question_bar(planner)
notices(catalogue, refused)
# One element whatever is said: where their number changes, Streamlit makes the map below anew.
with st.container(key="cover-said"):
    if isinstance(planner.found, GeoError):
        st.warning(trouble(catalogue, planner.found, scenario))
    else:
        surely = planner.surely
        sentences = (
            city_sentence(catalogue, planner.found),
            hour_sentence(catalogue, planner.found, surely),
        )
        with st.container(key="cover-city"):
            st.markdown(plain(" ".join(filter(None, sentences))))
            found = counted(planning, planner.found, planner.today)
            old = old_text(catalogue, planner.found.demand.figures, planner.today)
            st.caption(plain(" ".join(filter(None, (old, counted_text(catalogue, found))))))
        if planner.interval is not None:
            beside = outside_sentences(catalogue, planner.found, planner.interval)
            if beside:
                with st.container(key="cover-beside"):
                    st.markdown(plain(" ".join(beside)))

panel_switch(planner)
left, right = st.columns([1, 1], gap="medium")
with right, st.container(key="pane-map"):
    coverage_map(planner)
with left, st.container(key="pane-list"):
    if isinstance(planner.found, GeoError) and view.panel not in (Panel.WHAT_IF, Panel.NEXT):
        st.markdown(catalogue.t("cover.trouble.panel"))
    else:
        PANELS[view.panel](planner)
