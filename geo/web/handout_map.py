"""A small map of a district with one place in it, as a drawing for paper."""

from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.crs import to_metric
from geo.directory.directory import Directory
from geo.directory.place import Place

_SIDE: Final = 160
_MARGIN: Final = 8
_SIMPLER_M: Final = 40
_INK, _LAND, _LINE = "#0b6b61", "#f4efe6", "#8c7f70"


def district_map(directory: Directory, place: Place) -> str:
    """Draw the outline of the district of a place, and the place as far as it is known.

    A dot stands at the door, a dashed circle is where the place is expected, as on the map; a
    place known only by its district has the outline alone.

    Parameters
    ----------
    directory
        As everybody may know it.
    place
        One of its places.

    Returns
    -------
    SVG of numbers alone, no word of the data in it; empty where the district is not known.
    """
    district = directory.districts.named(place.district)
    if district is None:
        return ""
    position = directory.districts.items.index(district)
    outline = directory.districts.metric.geometry.iloc[position].simplify(_SIMPLER_M)
    west, south, east, north = outline.bounds
    scale = (_SIDE - 2 * _MARGIN) / max(east - west, north - south)
    origin = np.array([(west + east) / 2, (south + north) / 2])

    def drawn(metres: NDArray[np.float64]) -> NDArray[np.float64]:
        """Turn metres into the drawing, whose second axis points down."""
        moved: NDArray[np.float64] = (metres - origin) * (scale, -scale) + _SIDE / 2
        return moved.round(1)

    parts = [_area(drawn(shapely.get_coordinates(part))) for part in _parts(outline)]
    if place.point:
        at = drawn(to_metric(place.point.lat, place.point.lon))
        parts.append(
            _mark(at, 0.0 if not place.precision.is_area else place.point.accuracy_m * scale)
        )
    size = f'width="{_SIDE}" height="{_SIDE}" viewBox="0 0 {_SIDE} {_SIDE}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>'


def _parts(outline: shapely.Geometry) -> list[shapely.Geometry]:
    return [part.exterior for part in shapely.get_parts(outline)]


def _area(points: NDArray[np.float64]) -> str:
    listed = " ".join(f"{x:g},{y:g}" for x, y in points.tolist())
    return f'<polygon points="{listed}" fill="{_LAND}" stroke="{_LINE}"/>'


def _mark(at: NDArray[np.float64], radius: float) -> str:
    x, y = at.tolist()
    where = f'cx="{x:g}" cy="{y:g}"'
    if not radius:
        return f'<circle {where} r="4" fill="{_INK}"/>'
    line = f'fill="none" stroke="{_INK}" stroke-width="1.5" stroke-dasharray="4 3"'
    return f'<circle {where} r="{max(radius, 4):.1f}" {line}/>'
