"""The map of the homes. Their points travel inside the session, never through an address."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np

from geo.access.help_query import HelpQuery
from geo.directory.hours import BERLIN
from geo.directory.place import Place
from geo.maps.base_map import base_map
from geo.maps.map_state import MapState
from geo.maps.points import columns, points_version
from geo.settings import Settings
from pages.parts.guest import Guest
from pages.parts.home_list import open_home
from pages.parts.map_view import draw_map, tiles

_HEIGHT_PX = 640


def home_map(
    guest: Guest, homes: Sequence[Place], selected: Place | None, query: HelpQuery
) -> None:
    """Draw the homes on the ground that everybody sees.

    Parameters
    ----------
    guest
        Who looks.
    homes
        The homes of the list.
    selected
        The one that is open.
    query
        For the districts that are chosen.
    """
    public = guest.public
    numbers = {item.name: item.number for item in public.districts.items}
    located = [home for home in homes if home.point]
    unlocated = Counter(numbers.get(home.district or "", "") for home in homes if not home.point)
    draw_map(
        base_map(public, guest.catalogue, tiles=tiles(Settings())),
        MapState(
            version=points_version(public),
            shown=np.ones(len(located), dtype=np.bool_),
            unlocated={number: count for number, count in unlocated.items() if number},
            selected_place=selected.id if selected else None,
            selected_districts=query.districts,
            own=columns(replace(public, places=tuple(located)), datetime.now(BERLIN).date()),
        ),
        height=_HEIGHT_PX,
        on_pick=lambda picked: _pick(guest, picked),
    )


def _pick(guest: Guest, picked: str) -> None:
    kind, _, key = picked.partition(":")
    if kind == "place":
        open_home(key)
    elif kind == "district":
        open_home("")
        guest.ask(lambda now: now.toggled("districts", key))
