"""What the map fetches once: located places as columns, their looks, the districts, the water."""

import json
from datetime import date
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.directory.directory import Directory
from geo.directory.freshness import Freshness, freshness
from geo.directory.place import Precision
from geo.language.catalogue import Catalogue
from geo.maps.age_signs import age_sign
from geo.maps.symbols import OTHER, Symbol, symbol

_DIGITS = 5
"""Of a degree: one metre."""


def located_positions(directory: Directory) -> NDArray[np.intp]:
    """Tell which places have a point.

    Returns
    -------
    Positions in ``directory.places``, shape ``(n_located,)``, in the order in which the map knows
    the places; a mask over all places becomes ``MapState.shown`` by indexing with it.
    """
    return np.array(
        [i for i, place in enumerate(directory.places) if place.point is not None], dtype=np.intp
    )


def points_version(directory: Directory) -> str:
    """Name the list of points that a directory gives: its files, and the tier it is reduced to.

    A ``MapState`` numbers places in this list. The map draws no place of a state whose version is
    another one, rather than the wrong ones.
    """
    return f"{directory.version}.{directory.role.name.lower()}"


def points_json(directory: Directory, catalogue: Catalogue, today: date) -> bytes:
    """Write everything the map draws, for one language, as JSON.

    Parameters
    ----------
    directory
        Made by ``visible_to``: all that it holds about located places leaves the server.
    catalogue
        For the names of categories and the few texts of the map.
    today
        The day in Stuttgart, from which the age of facts is counted.
    """
    content = {
        "version": points_version(directory),
        "language": catalogue.language,
        **columns(directory, today),
        "categories": _categories(directory, catalogue),
        "ages": [_age(item, catalogue) for item in Freshness],
        "districts": _districts(directory),
        "water": directory.water or {"type": "FeatureCollection", "features": []},
        "stops": [[stop.name, stop.lat, stop.lon] for stop in directory.stops.items],
        "texts": _texts(catalogue),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def columns(directory: Directory, today: date) -> dict[str, list[Any]]:
    """Write the located places of a directory as columns, in its order.

    Parameters
    ----------
    directory
        Made by ``visible_to``.
    today
        The day in Stuttgart; ``age`` counts in the order of ``Freshness``.
    """
    ages = {item: i for i, item in enumerate(Freshness)}
    places = [place for place in directory.places if place.point]
    points = [place.point for place in places if place.point]
    numbers = {category.code: i for i, category in enumerate(directory.vocabulary.categories)}
    return {
        "ids": [place.id for place in places],
        "names": [place.name for place in places],
        "lat": [round(point.lat, _DIGITS) for point in points],
        "lon": [round(point.lon, _DIGITS) for point in points],
        "accuracy_m": [round(point.accuracy_m) for point in points],
        "precise": [int(place.precision is Precision.ADDRESS) for place in places],
        "category": [numbers.get(place.category, len(numbers)) for place in places],
        "age": [ages[freshness(place, today)] for place in places],
    }


def _age(item: Freshness, catalogue: Catalogue) -> dict[str, str]:
    """Write how facts of an age are called and marked."""
    label = catalogue.t("map.age", age=catalogue.t(f"freshness.{item}"))
    return {"label": label, "sign": age_sign(item)}


def _categories(directory: Directory, catalogue: Catalogue) -> list[dict[str, str]]:
    """List the looks of all categories, and last those of an unknown one."""
    known = [
        _look(symbol(category), catalogue.t(f"category.{category.code}"))
        for category in directory.vocabulary.categories
    ]
    return [*known, _look(OTHER, catalogue.t("map.other_category"))]


def _look(looks: Symbol, label: str) -> dict[str, str]:
    return {
        "label": label,
        "colour": looks.colour,
        "solid": looks.svg(),
        "approximate": looks.svg(approximate=True),
    }


def _districts(directory: Directory) -> list[dict[str, Any]]:
    polygons = [item.polygon for item in directory.districts.items]
    rounded = shapely.transform(polygons, lambda degrees: degrees.round(_DIGITS))
    return [
        {
            "number": item.number,
            "name": item.name,
            "label": item.label,
            "outline": shapely.geometry.mapping(polygon),
        }
        for item, polygon in zip(directory.districts.items, rounded, strict=True)
    ]


def _texts(catalogue: Catalogue) -> dict[str, str]:
    return {
        "approximate": catalogue.t("map.approximate"),
        "unlocated": catalogue.t("map.unlocated"),
        "groupZoom": catalogue.t("map.group_zoom"),
        "groupFan": catalogue.t("map.group_fan"),
        "here": catalogue.t("map.here"),
    }
