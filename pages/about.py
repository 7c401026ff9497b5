"""Where the facts come from, how old they are, and what happens with data of visitors."""

import streamlit as st

from geo.settings import Settings
from geo.web.account import privacy, sources, unreviewed
from pages.parts import cached, state
from pages.parts.directory_state import directory_state
from pages.parts.district_notes import shelters_by_district
from pages.parts.table import table

loaded = cached.loaded()
catalogue = state.catalogue(loaded.catalogues)

st.header(catalogue.t("site.about"), anchor=False)
st.write(catalogue.t("about.purpose"))
st.write(catalogue.t("about.careful"))

st.subheader(catalogue.t("about.state"), anchor=False)
directory_state(catalogue, loaded.public)

st.subheader(catalogue.t("about.shelters"), anchor=False)
shelters_by_district(catalogue, loaded.public.shelters)

st.subheader(catalogue.t("about.privacy"), anchor=False)
st.write(privacy(catalogue, Settings().tiles_url))

if told := unreviewed(catalogue, loaded.catalogues):
    st.subheader(catalogue.t("about.languages"), anchor=False)
    st.text(told)

st.subheader(catalogue.t("about.sources"), anchor=False)
table(catalogue.t("about.sources"), sources(catalogue, loaded.reading.sources))
