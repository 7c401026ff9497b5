"""What Nominatim and Photon answer, in the words of this project."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from geo.directory.locating import Candidate

_STREETS: Final = ("road", "square", "pedestrian", "footway", "path", "place")
_CITIES: Final = ("city", "town", "village", "municipality")
_IS_STREET: Final = ("road", "square", "pedestrian")
_OSM_TYPES: Final = {"N": "node", "W": "way", "R": "relation"}


def candidate_of(kind: str, answer: Mapping[str, Any], day: date) -> Candidate:
    """Read one answer.

    Parameters
    ----------
    kind
        ``nominatim`` or ``photon``.
    answer
        One place of Nominatim's JSON with its address, or one feature of Photon's GeoJSON.
    day
        When it was given.

    Raises
    ------
    LookupError, TypeError, ValueError, AttributeError
        If it is no such answer.
    """
    read = _photon if kind == "photon" else _nominatim
    return read(answer, f"by {kind.title()}, {day}")


def _nominatim(answer: Mapping[str, Any], by: str) -> Candidate:
    address = answer["address"]
    box = tuple(float(degree) for degree in answer.get("boundingbox") or ())
    return Candidate(
        lat=float(answer["lat"]),
        lon=float(answer["lon"]),
        label=_label(answer.get("osm_type"), answer.get("osm_id"), by),
        streets=_texts(address, _STREETS),
        house_number=str(address.get("house_number") or ""),
        cities=_texts(address, _CITIES),
        is_street=answer.get("class") == "highway" or answer.get("addresstype") in _IS_STREET,
        box=_box(box) if box else None,
    )


def _photon(answer: Mapping[str, Any], by: str) -> Candidate:
    lon, lat = answer["geometry"]["coordinates"]
    told = answer["properties"]
    is_street = told.get("type") == "street"
    west, north, east, south = told.get("extent") or (lon, lat, lon, lat)
    osm_type = _OSM_TYPES.get(told.get("osm_type"), "")
    return Candidate(
        lat=float(lat),
        lon=float(lon),
        label=_label(osm_type, told.get("osm_id"), by),
        streets=_texts(told, ("name",) if is_street else ("street",)),
        house_number=str(told.get("housenumber") or ""),
        cities=_texts(told, ("city",)),
        is_street=is_street,
        box=_box((float(south), float(north), float(west), float(east))),
    )


def _label(osm_type: str | None, osm_id: int | None, by: str) -> str:
    return f"OpenStreetMap {osm_type} {osm_id} {by}" if osm_type and osm_id else by


def _texts(told: Mapping[str, Any], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(told[name]) for name in names if told.get(name))


def _box(degrees: tuple[float, ...]) -> tuple[float, float, float, float]:
    south, north, west, east = degrees
    return south, north, west, east
