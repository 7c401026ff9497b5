"""What surrounds every page: language, navigation, header, footer."""

import html
from base64 import b64encode
from pathlib import Path

import streamlit as st

from geo.web.fonts import font_css
from geo.web.twin.address import twin_address
from pages.parts import cached, state
from pages.parts.language_menu import language_menu

_STYLE = (Path(__file__).parent / "parts" / "style.css").read_text(encoding="utf-8")
_LOGO = Path(__file__).parent / "parts" / "logo.svg"

_LOGO_DATA = b64encode(_LOGO.read_bytes()).decode()

loaded = cached.loaded()
catalogue = state.catalogue(loaded.catalogues)

st.set_page_config(
    page_title=catalogue.t("site.name"),
    page_icon=str(_LOGO),
    layout="wide",
    initial_sidebar_state="collapsed",
)

find = st.Page("find.py", title=catalogue.t("site.find"), default=True)
help_page = st.Page("shelters.py", title=catalogue.t("site.help"), url_path="shelters")
cover = st.Page("coverage.py", title=catalogue.t("site.coverage"), url_path="coverage")
about = st.Page("about.py", title=catalogue.t("site.about"), url_path="about")
page = st.navigation([find, help_page, cover, about], position="hidden")

with st.container(key="header", horizontal=True, vertical_alignment="center", gap="small"):
    with st.container(key="brand", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<img alt="" src="data:image/svg+xml;base64,{_LOGO_DATA}">', width="content")
        st.title(catalogue.t("site.name"), anchor=False)
    for target in (find, help_page, cover, about):
        st.page_link(target, query_params={"lang": catalogue.language})
    language_menu(catalogue, loaded.catalogues)

if loaded.missing_files:
    st.warning(catalogue.t("site.part_missing"))

page.run()

st.caption(catalogue.t("site.footer"))
if not catalogue.is_reviewed:
    st.caption(catalogue.t("site.unreviewed"))
asked = state.address_bar() if page is find else {}
twin = html.escape(twin_address(catalogue.language, asked))
st.html(f'<p class="wk-twin"><a href="{twin}">{html.escape(catalogue.t("twin.link"))}</a></p>')
st.html(f"<style>{_STYLE}{font_css(catalogue.language, 'assets/fonts/')}</style>")
