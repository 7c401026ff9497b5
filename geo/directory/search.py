"""Answering a query: which places, in which order, and what each further choice would give."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from geo.crs import to_metric
from geo.directory.directory import Directory
from geo.directory.hours import BERLIN
from geo.directory.place import Place, Point
from geo.directory.programme_index import asks_for_items
from geo.directory.query import FACETS, ME, PROGRAMME_FACETS, Query
from geo.directory.search_index import SearchIndex

Mask = NDArray[np.bool_]

_PROGRAMME = "programme"
"""Name of the one mask of all filters that have to hold for one item of a programme."""

_OF_ITEMS = (*PROGRAMME_FACETS, "offers")
"""Filters that have to hold for one item, where any of ``PROGRAMME_FACETS`` is in use."""

_EXACT_M = 1.0
"""Radius of a reference point that is what it is: a stop, the middle of a district."""


@dataclass(frozen=True)
class Visit:
    """What a visitor asks, when, and from where.

    ``moment`` is timezone-aware and decides what is open; ``position`` is the visitor's own, used
    where ``query.near`` is ``"me"``, and it is never stored.
    """

    query: Query
    moment: datetime
    position: Point | None = None

    @property
    def day(self) -> date:
        """The day in Stuttgart."""
        return self.moment.astimezone(BERLIN).date()


@dataclass(frozen=True)
class Results:
    """What a query found.

    ``mask`` is over ``directory.places``, shape ``(n,)``; ``order`` are positions of the matches
    as they are shown; ``distance_m`` is over all places, ``inf`` where there is no point, and
    None without a reference point. ``counts`` tells for each option of each facet how many
    results choosing it alone in its facet would give. ``closed_left_out`` and
    ``unlocated_left_out`` tell what a default or a radius withheld.
    """

    directory: Directory
    mask: Mask
    order: NDArray[np.intp]
    distance_m: NDArray[np.float64] | None
    counts: Mapping[str, Mapping[str, int]]
    closed_left_out: int = 0
    unlocated_left_out: int = 0

    @property
    def total(self) -> int:
        """Number of matches."""
        return len(self.order)

    def places(self, first: int) -> list[Place]:
        """Return the first matches in order."""
        return [self.directory.places[position] for position in self.order[:first]]

    def distance_of(self, place: Place) -> float | None:
        """Tell the straight-line distance in metres to a place with a point, if one is asked."""
        if self.distance_m is None or not place.point:
            return None
        return float(self.distance_m[self.directory.positions[place.id]])


def reference_point(directory: Directory, visit: Visit) -> Point | None:
    """Find the point distances are counted from: the visitor's own, a stop or a district."""
    kind, _, key = visit.query.near.partition(":")
    if visit.query.near == ME:
        return visit.position
    if kind == "stop" and (stop := directory.stops.identified(key)):
        return Point(lat=stop.lat, lon=stop.lon, accuracy_m=_EXACT_M)
    if kind == "district" and (district := directory.districts.numbered(key)):
        return Point(lat=district.label[0], lon=district.label[1], accuracy_m=_EXACT_M)
    return None


def search(index: SearchIndex, visit: Visit) -> Results:
    """Answer a query.

    Parameters
    ----------
    index
        Of the directory as the viewer may know it.
    visit
        Values of one filter are alternatives, different filters narrow each other down. Without
        a status, places known to be closed for good are left out.
    """
    query = visit.query
    distance_m = _distances(index, visit)
    masks, scores = _masks(index, visit, distance_m)
    found = _all(masks, index.size)
    closed = ~found & _all({**masks, "status": index.everything}, index.size)
    unlocated = ~index.located & _all({**masks, "within_m": index.everything}, index.size)
    return Results(
        directory=index.directory,
        mask=found,
        order=_order(index, query, found, distance_m, scores),
        distance_m=distance_m,
        counts=_counts(index, masks, visit),
        closed_left_out=0 if query.status else int(closed.sum()),
        unlocated_left_out=int(unlocated.sum()) if "within_m" in masks else 0,
    )


def wider(index: SearchIndex, visit: Visit) -> list[tuple[str, Query, int]]:
    """Offer wider searches where nothing was found, the nearest first.

    Returns
    -------
    Name of the filter to drop, the query without it and how many results that gives; where no
    single filter is to blame, the query without any filter, under an empty name.
    """
    query = visit.query
    distance_m = _distances(index, visit)
    masks, _ = _masks(index, visit, distance_m)
    offers = []
    for name in query.filters:
        others = {other: mask for other, mask in masks.items() if other != name}
        if name == "status":
            others["status"] = index.running
        if name in _OF_ITEMS:
            less = replace(visit, query=query.without(name))
            others, _ = _masks(index, less, distance_m)
        if count := int(_all(others, index.size).sum()):
            offers.append((name, query.without(name), count))
    if not offers:
        empty = reduce(lambda rest, name: rest.without(name), query.filters, query)
        count = int(index.running.sum())
        return [("", replace(empty, near=query.near), count)] if count else []
    return sorted(offers, key=lambda offer: offer[2])


def _masks(
    index: SearchIndex, visit: Visit, distance_m: NDArray[np.float64] | None
) -> tuple[dict[str, Mask], NDArray[np.float64] | None]:
    """Make one mask a filter in use; the default of the status counts as in use."""
    query = visit.query
    masks: dict[str, Mask] = {}
    asks_items = asks_for_items(query)
    for name in FACETS:
        chosen = getattr(query, name)
        if chosen and not (asks_items and name in _OF_ITEMS):
            masks[name] = index.matches(name, chosen, visit.moment)
    if asks_items:
        masks[_PROGRAMME] = index.programme.places(query, visit.day)
    masks.setdefault("status", index.running)
    scores = None
    if query.text:
        scores = index.text_on(visit.day).find(query.text)
        masks["text"] = scores > 0
    if query.within_m and distance_m is not None:
        masks["within_m"] = distance_m <= query.within_m
    return masks, scores


def _all(masks: Mapping[str, Mask], size: int) -> Mask:
    return reduce(np.logical_and, masks.values(), np.ones(size, dtype=bool))


def _counts(
    index: SearchIndex, masks: Mapping[str, Mask], visit: Visit
) -> dict[str, dict[str, int]]:
    counts = {}
    asks_items = asks_for_items(visit.query)
    for name in FACETS:
        is_of_items = name in PROGRAMME_FACETS or (asks_items and name in _OF_ITEMS)
        # Whoever chooses a weekday beside an offer asks for an item with that offer from then on.
        own = (_PROGRAMME, "offers") if is_of_items else (name,)
        others = _all({key: mask for key, mask in masks.items() if key not in own}, index.size)
        if is_of_items:
            counts[name] = index.programme.count(visit.query, name, others, visit.day)
        else:
            counts[name] = index.count(name, others, visit.moment)
    return counts


def _distances(index: SearchIndex, visit: Visit) -> NDArray[np.float64] | None:
    here = reference_point(index.directory, visit)
    if not here:
        return None
    offsets = index.metres - to_metric(here.lat, here.lon)
    return np.where(index.located, np.hypot(offsets[:, 0], offsets[:, 1]), np.inf)


def _order(
    index: SearchIndex,
    query: Query,
    found: Mask,
    distance_m: NDArray[np.float64] | None,
    scores: NDArray[np.float64] | None,
) -> NDArray[np.intp]:
    """Sort by distance, or by how well the text fits, and always by name in the end."""
    positions = np.flatnonzero(found)
    keys: list[NDArray[np.intp] | NDArray[np.float64]] = [index.name_rank[positions]]
    if distance_m is not None and query.sort != "name":
        keys.append(distance_m[positions])
    elif scores is not None and query.sort != "name":
        keys.append(-scores[positions])
    return positions[np.lexsort(keys)]
