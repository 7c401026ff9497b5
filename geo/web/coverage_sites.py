"""Sites of a scenario: where they can be put by name, and places that move."""

from dataclasses import replace
from typing import Final

from geo.coverage.next_sites import NextSites
from geo.coverage.planning import Planning
from geo.coverage.scenario import LONGEST_NAME, Scenario, Site
from geo.coverage.scenario_address import site_from, site_to
from geo.coverage.supply import Supply
from geo.crs import to_degrees
from geo.directory.directory import Directory
from geo.directory.place import Place
from geo.web.filters import nearby_names

_STOP: Final = "stop"
_DISTRICT: Final = "district"
_PLACE: Final = "place"
_USUAL_CATEGORY: Final = "counselling"


def spots(public: Directory) -> dict[str, str]:
    """Name every point that a site can be put at without the map: districts, stops, places."""
    found = dict(nearby_names(public))
    found |= {
        f"{_PLACE}:{place.id}": place.name
        for place in sorted(public.places, key=lambda place: place.name)
        if place.point
    }
    return found


def point_of(public: Directory, spot: str) -> tuple[float, float] | None:
    """Find a spot, latitude and longitude in WGS84 degrees; None if nobody knows it."""
    kind, _, key = spot.partition(":")
    if kind == _STOP:
        stop = public.stops.identified(key)
        return (stop.lat, stop.lon) if stop else None
    if kind == _DISTRICT:
        district = public.districts.numbered(key)
        return district.label if district else None
    place = public.by_id.get(key)
    return (place.point.lat, place.point.lon) if place and place.point else None


def read_point(text: str) -> tuple[float, float] | None:
    """Read ``lat,lon`` as the map sends it; whether it is near the city is checked later."""
    lat, _, lon = text.partition(",")
    try:
        return float(lat), float(lon)
    except ValueError:
        return None


def checked_site(planning: Planning, site: Site) -> Site | None:
    """Give a site as the address bar would give it back; None if it would not take it."""
    return site_from(site_to(site), planning)


def usual_category(planning: Planning, scenario: Scenario) -> str:
    """Choose the kind of a new site: the first that is looked at, else advice."""
    codes = [item.code for item in planning.public.vocabulary.categories]
    wanted = (*scenario.supply.categories, _USUAL_CATEGORY, *codes)
    return next(code for code in wanted if code in codes)


def with_moved_place(scenario: Scenario, place: Place, lat: float, lon: float) -> Scenario:
    """Close a place, and open the same at another point."""
    closed = scenario if place.id in scenario.closed else scenario.toggled_place(place.id)
    return closed.with_site(
        Site(
            lat=lat,
            lon=lon,
            category=place.category,
            name=place.name[:LONGEST_NAME],
            capacity_places=None if place.capacity_places is None else float(place.capacity_places),
            hours=place.opening_hours,
        )
    )


def with_moved_site(scenario: Scenario, position: int, lat: float, lon: float) -> Scenario:
    """Put an added site at another point; one that is not there changes nothing."""
    if position >= len(scenario.added):
        return scenario
    return with_changed_site(
        scenario, position, replace(scenario.added[position], lat=lat, lon=lon)
    )


def with_changed_site(scenario: Scenario, position: int, site: Site) -> Scenario:
    """Put another site in the place of an added one; one that is gone changes nothing."""
    sites = (site if row == position else kept for row, kept in enumerate(scenario.added))
    return replace(scenario, added=tuple(sites))


def with_chosen_sites(scenario: Scenario, found: NextSites, category: str) -> Scenario:
    """Add the sites that were found best, each named as its candidate."""
    rows = list(found.siting.chosen)
    points = to_degrees(found.candidates.x_m[rows], found.candidates.y_m[rows])
    for (lat, lon), name in zip(points.tolist(), found.names, strict=True):
        scenario = scenario.with_site(Site(lat, lon, category, name[:LONGEST_NAME]))
    return scenario


def counted_places(public: Directory, supply: Supply) -> tuple[Place, ...]:
    """List the places of the directory that count and have a point, by name."""
    found = (public.by_id[id_] for id_ in supply.ids if id_ in public.by_id)
    return tuple(sorted(found, key=lambda place: (place.name, place.id)))
