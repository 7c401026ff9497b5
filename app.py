"""The server: Streamlit's app with the routes that browsers fetch directly."""

import streamlit as st
from starlette.middleware import Middleware

from geo.settings import Settings
from geo.web.assets import asset_routes
from geo.web.cells import cells_route
from geo.web.fonts import font_routes
from geo.web.headers import SafetyHeaders
from geo.web.language_header import LanguageOfPage
from geo.web.loaded import load
from geo.web.nearby import nearby_route
from geo.web.own_origin import OwnOrigin
from geo.web.points import points_route
from geo.web.sign_in import BackToHelp, sign_in_routes
from geo.web.twin.pages import twin_routes
from pages.parts import cached
from pages.parts.notices import keep_values_out_of_logs, tell_error

loaded = load(Settings().data)
keep_values_out_of_logs()
cached.claim_rules()  # an operator learns of a mistake at the start and not from a visitor
allowed_origins = (
    st.get_option("browser.serverAddress"),
    *st.get_option("server.corsAllowedOrigins"),
)

app = st.App(
    "pages/frame.py",
    routes=[
        *asset_routes(),
        *font_routes(Settings().state / "fonts"),
        points_route(lambda: loaded.public, loaded.catalogues),
        nearby_route(loaded.public),
        cells_route(lambda: loaded.public),
        *sign_in_routes(cached.entrance, loaded.catalogues),
        *twin_routes(
            lambda: loaded.public_index,
            loaded.catalogues,
            sources=loaded.reading.sources,
            tiles_url=Settings().tiles_url,
        ),
    ],
    on_script_error=tell_error,
    middleware=[
        Middleware(OwnOrigin, allowed=allowed_origins),
        Middleware(SafetyHeaders),
        LanguageOfPage.middleware(loaded.catalogues),
        Middleware(BackToHelp),
    ],
)
