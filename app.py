"""The server: Streamlit's app with the routes that browsers fetch directly."""

import streamlit as st

from geo.settings import Settings
from geo.web.assets import asset_routes
from geo.web.language_header import LanguageOfPage
from geo.web.loaded import load
from geo.web.nearby import nearby_route
from geo.web.points import points_route
from pages.parts.notices import tell_error

loaded = load(Settings().data)

app = st.App(
    "pages/frame.py",
    routes=[
        *asset_routes(),
        points_route(lambda: loaded.public, loaded.catalogues),
        nearby_route(loaded.public),
    ],
    on_script_error=tell_error,
    middleware=[LanguageOfPage.middleware(loaded.catalogues)],
)
