"""The map on a page: draws a state, and tells what was picked on it."""

from collections.abc import Callable

import streamlit as st
from streamlit_folium import st_folium

from geo.maps.base_map import BaseMap, TileSource
from geo.maps.map_state import MapState, filter_group
from geo.settings import Settings

KEY = "map"
"""The session key under which streamlit-folium leaves what the map sent."""


def draw_map(
    standing: BaseMap, state: MapState, *, height: int, on_pick: Callable[[str], None]
) -> None:
    """Draw the map.

    Parameters
    ----------
    standing
        A fresh ``base_map(...)``: streamlit-folium changes it, so it must not be kept.
    state
        What is shown and selected.
    height
        In pixels; a style sheet of the page may make the frame taller, the map follows.
    on_pick
        Called before the rerun with ``"place:<id>"`` or ``"district:<number>"``, once a click.
    """
    st_folium(
        standing,
        key=KEY,
        height=height,
        width=None,
        returned_objects=[],  # a pan or zoom needs no rerun
        feature_group_to_add=filter_group(state),
        on_change=lambda: _tell(on_pick),
        render=False,  # st_folium renders the map once more anyway
    )


def _tell(on_pick: Callable[[str], None]) -> None:
    """Hand on a pick. Each carries its time, so Streamlit sees every click as a change."""
    sent = st.session_state.get(KEY) or {}
    picked = sent.get("picked")
    if isinstance(picked, str):
        on_pick(picked)


def tiles(settings: Settings) -> TileSource | None:
    """Give the operator's tiles, if there are any."""
    if not settings.tiles_url:
        return None
    return TileSource(
        url=settings.tiles_url,
        attribution=settings.tiles_attribution,
        max_zoom=settings.tiles_max_zoom,
    )
