"""Chosen homes as waypoints for a device that shows the way."""

from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from geo.directory.directory import Directory
from geo.directory.place import Place, Point
from geo.directory.round_trip import RoundTrip
from geo.exchange.site import description, notice, one_line, plain, position
from geo.language.catalogue import Catalogue

NAMESPACE = "http://www.topografix.com/GPX/1/1"


def selection_gpx(
    catalogue: Catalogue,
    directory: Directory,
    trip: RoundTrip,
    start: Point | None,
    start_name: str,
    on: date,
) -> bytes:
    """Write homes as GPX 1.1, in the order of a round trip and numbered by it.

    Parameters
    ----------
    catalogue
        The language.
    directory
        As the viewer may know it.
    trip
        Homes of that directory in the order of the visit.
    start
        Where the visit begins, the first waypoint, under the name ``start_name``; None begins at
        a home.
    on
        The day of the export.

    Returns
    -------
    A file with the notice in its description. Only homes known to the door or the street are
    waypoints. There is no waypoint "near" a home of which only the stop, the neighbourhood or the
    district is known: a device would lead to it as if it were the door. Such homes are listed by
    name and address in the description.
    """
    root = Element("gpx", {"xmlns": NAMESPACE, "version": "1.1", "creator": "Willkommenskarte"})
    metadata = SubElement(root, "metadata")
    SubElement(metadata, "name").text = one_line(catalogue.t("volunteers.gpx.title"))
    described = [notice(catalogue, on)]
    if start:
        _waypoint(root, start, catalogue.t("volunteers.gpx.start", name=start_name))
    for name, place in _named(trip):
        told = description(catalogue, directory, place)
        if point := position(place):
            _waypoint(root, point, name, told)
        else:
            heading = catalogue.t("volunteers.gpx.unplaced", name=one_line(name))
            described.append(f"{heading}\n{told}")
    SubElement(metadata, "desc").text = plain("\n\n".join(described))
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _named(trip: RoundTrip) -> Iterator[tuple[str, Place]]:
    """Give the homes under their names, those of the visit with their number in it."""
    for number, place in enumerate(trip.shelters, start=1):
        yield f"{number}. {place.name}", place
    for place in trip.unlocated:
        yield place.name, place


def _waypoint(root: Element, point: Point, name: str, told: str = "") -> None:
    waypoint = SubElement(root, "wpt", {"lat": str(point.lat), "lon": str(point.lon)})
    SubElement(waypoint, "name").text = one_line(name)
    if told:
        SubElement(waypoint, "desc").text = plain(told)
