"""Folium maps from places and districts; what runs in the browser lies in ``browser/``."""
