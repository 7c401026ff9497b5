"""The map of the find page: what the list shows, as far as it has a point."""

from dataclasses import replace
from urllib.parse import urlencode

from geo.directory.place import Point
from geo.directory.query import query_to_params
from geo.directory.search import Results, Visit, reference_point
from geo.directory.search_index import SearchIndex
from geo.language.catalogue import Catalogue
from geo.maps.base_map import base_map
from geo.maps.map_state import MapState
from geo.maps.points import points_version
from geo.settings import Settings
from pages.parts import state
from pages.parts.map_view import draw_map, tiles

_HEIGHT_PX = 640


def find_map(catalogue: Catalogue, index: SearchIndex, visit: Visit, results: Results) -> None:
    """Draw the map; a pick on it opens a place or chooses a district."""
    draw_map(
        base_map(index.directory, catalogue, tiles=tiles(Settings()), remembers_view=True),
        _map_state(index, visit, results),
        height=_HEIGHT_PX,
        on_pick=lambda picked: _pick(visit, picked),
    )


def _map_state(index: SearchIndex, visit: Visit, results: Results) -> MapState:
    here = reference_point(index.directory, visit)
    at = visit.query.at
    return MapState(
        version=points_version(index.directory),
        shown=results.mask[index.located],
        unlocated=index.count_by_district(results.mask & ~index.located),
        selected_place=visit.query.place or None,
        selected_districts=visit.query.districts,
        here=_circle(here) if here else None,
        view=(at.lat, at.lon, at.zoom) if at else None,
        question=urlencode(query_to_params(visit.query), doseq=True),
    )


def _circle(here: Point) -> tuple[float, float, float]:
    return here.lat, here.lon, here.accuracy_m


def _pick(visit: Visit, picked: str) -> None:
    kind, _, key = picked.partition(":")
    if kind == "place":
        state.ask(replace(visit.query, place=key))
    elif kind == "district":
        state.ask(replace(visit.query.toggled("districts", key), place=""))
