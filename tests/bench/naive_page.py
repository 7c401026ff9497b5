"""The page most people would write first, after the first example of streamlit-folium.

A marker with popup and tooltip for each place, and the map made anew at every click. It is spared
what would make it slower still: it has no list, no counts, no texts, no coloured icons.
"""

import folium
import streamlit as st
from streamlit_folium import st_folium

from geo.maps.browser_files import script_links, style_links
from geo.settings import Settings
from geo.web.loaded import load

directory = load(Settings().data).public
used = {place.category for place in directory.places}

st.set_page_config(layout="wide")
chosen = st.pills("Need", sorted(used), selection_mode="multi")

drawn = folium.Map(location=(48.78, 9.18), zoom_start=12, tiles=None)
drawn.default_js = [script_links()[0], ("stand_in", "../../assets/naive.js")]
drawn.default_css = style_links()[:1]
for place in directory.places:
    if place.point and (not chosen or place.category in chosen):
        where = (place.point.lat, place.point.lon)
        folium.Marker(where, popup=place.name, tooltip=place.name).add_to(drawn)
st_folium(drawn, key="map", height=640, use_container_width=True, returned_objects=[])
