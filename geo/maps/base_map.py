"""The map that stands: made once a visit, the same text at every rerun.

streamlit-folium mounts the map anew as soon as its script changes, and the map would lose its view
and blink. So there is no data in it: the layer fetches the places, and each rerun sends only a
``MapState``.
"""

import html
from collections.abc import Iterable

import folium
import numpy as np
import shapely
from folium.template import Template
from numpy.typing import NDArray
from pydantic import Field

from geo.directory.directory import Directory
from geo.directory.place import Frozen, Place
from geo.language.catalogue import Catalogue
from geo.maps.browser_files import script_links, style_links
from geo.maps.map_state import script_json
from geo.maps.symbols import icon_svg

MIN_ZOOM = 10
MAX_ZOOM = 19
_MARGIN_DEGREES = 0.25
_WHOLE_WORLD = (-180.0, -85.0, 180.0, 85.0)

Box = tuple[float, float, float, float]
"""West, south, east, north in WGS84 degrees."""


class TileSource(Frozen):
    """A tile layer that the operator names; there is none by default."""

    url: str = Field(pattern=r"^https?://.*\{z\}.*$")
    attribution: str
    max_zoom: int = MAX_ZOOM


class BaseMap(folium.Map):
    """A folium map that loads nothing but Leaflet and our layer, from the app itself.

    folium's own lists name other hosts, and streamlit-folium hands them to the browser.
    """

    def __init__(self, **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        self.default_js = script_links()
        self.default_css = style_links()


class PlacesLayer(folium.MacroElement):
    """Start the layer of ``browser/places_layer.js`` on the map it is added to."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            {{ this._parent.get_name() }}.getContainer().classList
                .toggle("with-tiles", {{ this.with_tiles|tojson }});
            window.startPlacesLayer({{ this._parent.get_name() }}, {{ this.settings }});
        {% endmacro %}
        """
    )

    def __init__(
        self, bounds: Box, catalogue: Catalogue, *, with_tiles: bool, remembers_view: bool
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "PlacesLayer"
        self.with_tiles = with_tiles
        west, south, east, north = bounds
        self.settings = script_json(
            {
                "language": catalogue.language,
                "direction": catalogue.direction,
                "points": f"../../map/points/{catalogue.language}.json",
                "cells": "../../map/cells/",
                "bounds": [[south, west], [north, east]],
                "remembersView": remembers_view,
                "wholeCityIcon": icon_svg("maximize"),
                "texts": _texts(catalogue),
            }
        )


def base_map(
    directory: Directory,
    catalogue: Catalogue,
    *,
    tiles: TileSource | None = None,
    remembers_view: bool = False,
) -> BaseMap:
    """Make the map without its places.

    Parameters
    ----------
    directory
        For the extent of the city only.
    catalogue
        For the names of the controls.
    tiles
        The operator's tile layer.
    remembers_view
        Whether what is seen goes into the address of the page; never where protected points are
        drawn, since the middle of a map that shows one is its place.
    """
    west, south, east, north = bounds = city_bounds(directory)
    standing = BaseMap(
        location=((south + north) / 2, (west + east) / 2),
        zoom_start=MIN_ZOOM + 1,
        tiles=_tile_layer(tiles) if tiles else None,
        zoom_control=False,
        max_bounds=True,
        min_lat=south - _MARGIN_DEGREES,
        max_lat=north + _MARGIN_DEGREES,
        min_lon=west - _MARGIN_DEGREES,
        max_lon=east + _MARGIN_DEGREES,
        # Tiles are sharp at whole zoom levels only; outlines fit the window better with halves.
        zoom_snap=1 if tiles else 0.5,
        track_resize=False,
    )
    # folium takes these two for its own tile layer only.
    standing.options.update(minZoom=MIN_ZOOM, maxZoom=tiles.max_zoom if tiles else MAX_ZOOM)
    standing.add_child(
        PlacesLayer(bounds, catalogue, with_tiles=tiles is not None, remembers_view=remembers_view)
    )
    return standing


def city_bounds(directory: Directory) -> Box:
    """Find the extent of the city: of its districts, or else of what has a point."""
    polygons = [item.polygon for item in directory.districts.items]
    extent = shapely.total_bounds(polygons) if polygons else _extent(directory.places)
    if extent is None:
        return _WHOLE_WORLD
    west, south, east, north = (round(float(side), 4) for side in extent)
    return west, south, east, north


def _extent(places: Iterable[Place]) -> NDArray[np.float64] | None:
    points = [(place.point.lon, place.point.lat) for place in places if place.point]
    return np.concatenate([np.min(points, axis=0), np.max(points, axis=0)]) if points else None


def _tile_layer(tiles: TileSource) -> folium.TileLayer:
    """Leaflet inserts attributions as markup; the operator's is text."""
    return folium.TileLayer(
        tiles=tiles.url,
        attr=html.escape(tiles.attribution),
        max_zoom=tiles.max_zoom,
        control=False,
    )


def _texts(catalogue: Catalogue) -> dict[str, str]:
    return {
        "title": catalogue.t("map.title"),
        "attribution": catalogue.t("map.attribution"),
        "zoomIn": catalogue.t("map.zoom_in"),
        "zoomOut": catalogue.t("map.zoom_out"),
        "wholeCity": catalogue.t("map.whole_city"),
        "failed": catalogue.t("map.failed"),
    }
