"""The page most people would write first: a marker each, and the map made anew at every click.

It is spared what would make it slower still: it has no popups, no list, no counts, no texts.
"""

import folium
import streamlit as st
from streamlit_folium import st_folium

from geo.maps.browser_files import script_links, style_links
from geo.settings import Settings
from geo.web.loaded import load

directory = load(Settings().data).public
codes = [category.code for category in directory.vocabulary.categories]
used = {place.category for place in directory.places}

st.set_page_config(layout="wide")
chosen = st.pills("Need", [code for code in codes if code in used], selection_mode="multi")

drawn = folium.Map(location=(48.78, 9.18), zoom_start=12, tiles=None)
drawn.default_js, drawn.default_css = script_links()[:1], style_links()[:1]
for place in directory.places:
    if place.point and (not chosen or place.category in chosen):
        where = (place.point.lat, place.point.lon)
        folium.Marker(where, tooltip=folium.Tooltip(place.name)).add_to(drawn)
st_folium(drawn, key="map", height=640, use_container_width=True, returned_objects=[])
