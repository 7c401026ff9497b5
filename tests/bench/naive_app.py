"""The naive page as a server: Leaflet comes from the same place as ours, and nothing from outside.

A folium popup asks jQuery for one thing, to make an element of a text. That one thing stands in
for jQuery here; it is faster than jQuery, which favours the naive page.
"""

import streamlit as st
from starlette.responses import Response
from starlette.routing import Route

from geo.web.assets import asset_routes

_STAND_IN = """
window.$ = (markup) => {
  const holder = document.createElement("template");
  holder.innerHTML = markup;
  return holder.content.children;
};
L.Icon.Default.imagePath = "../../assets/leaflet/images/";
"""


async def stand_in(_request):
    return Response(_STAND_IN, media_type="text/javascript")


app = st.App("naive_page.py", routes=[*asset_routes(), Route("/assets/naive.js", stand_in)])
