"""The map of the planners' page: shades, the services that count, the sites of a scenario."""

from dataclasses import replace
from urllib.parse import urlencode

import numpy as np

from geo.coverage.scenario import Site
from geo.errors import GeoError
from geo.maps.base_map import base_map
from geo.maps.cover import UNKNOWN_SHADE, Cover
from geo.maps.map_state import MapState
from geo.maps.points import points_version
from geo.settings import Settings
from geo.web.coverage_change import site_marks
from geo.web.coverage_ground import Ground, ground, layers
from geo.web.coverage_sites import (
    checked_site,
    read_point,
    usual_category,
    with_moved_place,
    with_moved_site,
)
from geo.web.coverage_view import NEW_SITE, Panel
from pages.parts.cover_legend import cover_legend
from pages.parts.map_view import draw_map, tiles
from pages.parts.next_panel import proposed_marks
from pages.parts.planner import Planner

_HEIGHT_PX = 560


def coverage_map(planner: Planner) -> None:
    """Draw the map with its legend; a click chooses a district, or puts and moves a site."""
    drawn = _ground(planner)
    scenario = planner.scenario
    there = layers(scenario.measure, scenario.demand, changed=planner.change is not None)
    draw_map(
        base_map(
            planner.planning.public,
            planner.catalogue,
            tiles=tiles(Settings()),
            remembers_view=True,
        ),
        _map_state(planner, drawn.cover),
        height=_HEIGHT_PX,
        on_pick=lambda picked: _pick(planner, picked),
    )
    cover_legend(planner, drawn.legend, there)


def _ground(planner: Planner) -> Ground:
    sites = site_marks(planner.catalogue, planner.planning.public, planner.scenario)
    if planner.view.panel is Panel.NEXT:
        sites = (*sites, *proposed_marks(planner))
    if isinstance(planner.found, GeoError):
        count = len(planner.planning.public.districts.items)
        shades = np.full(count, UNKNOWN_SHADE, dtype=np.uint8)
        texts = ("",) * count
        return Ground(Cover(shades, texts, sites=sites, takes_point=bool(planner.view.tool)), ())
    return ground(
        planner.catalogue,
        planner.planning,
        planner.found,
        planner.view,
        planner.change,
        sites,
        interval=planner.interval,
    )


def _map_state(planner: Planner, cover: Cover) -> MapState:
    public, view = planner.planning.public, planner.view
    return MapState(
        version=points_version(public),
        shown=_shown(planner),
        selected_place=view.place or None,
        selected_districts=(view.district,) if view.district else (),
        view=(view.at.lat, view.at.lon, view.at.zoom) if view.at else None,
        question=urlencode(planner.params, doseq=True),
        cover=cover,
    )


def _shown(planner: Planner) -> np.ndarray:
    """Show the services that count, and those that would be closed no more."""
    places = [place for place in planner.planning.public.places if place.point]
    if isinstance(planner.found, GeoError):
        return np.zeros(len(places), dtype=np.bool_)
    counted = set(planner.found.supply.ids)
    return np.array([place.id in counted for place in places], dtype=np.bool_)


def _pick(planner: Planner, picked: str) -> None:
    kind, _, key = picked.partition(":")
    if kind == "district":
        planner.look(lambda view: replace(view, district="" if view.district == key else key))
    elif kind == "place":
        planner.look(lambda view: replace(view, place=key, panel=Panel.WHAT_IF))
    elif kind == "site":
        planner.look(lambda view: replace(view, panel=Panel.WHAT_IF, place="", site=key))
    elif kind == "at":
        _put(planner, key)


def _put(planner: Planner, written: str) -> None:
    """Put a new site where the map was clicked, or move the one that was taken up."""
    point, view, scenario = read_point(written), planner.view, planner.scenario
    if point is None or not view.tool:
        return
    category = usual_category(planner.planning, scenario)
    if checked_site(planner.planning, Site(*point, category)) is None:
        planner.say("cover.site.outside")
        return
    if view.tool == NEW_SITE:
        planner.ask(lambda now: now.with_site(Site(*point, category)))
        return
    place = planner.planning.public.by_id.get(view.moved_place)
    if place:
        planner.ask(lambda now: with_moved_place(now, place, *point))
    elif view.moved_site is not None:
        position = view.moved_site
        planner.ask(lambda now: with_moved_site(now, position, *point))
    planner.look(lambda now: replace(now, tool="", place=""))
