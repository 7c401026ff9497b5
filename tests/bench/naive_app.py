"""The naive page as a server, with Leaflet from the same place as ours."""

import streamlit as st

from geo.web.assets import asset_routes

app = st.App("naive_page.py", routes=asset_routes())
