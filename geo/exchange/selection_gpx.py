"""Chosen homes as waypoints for a device that shows the way."""

from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from geo.directory.place import Place, Point
from geo.directory.round_trip import RoundTrip
from geo.exchange.site import description, notice, one_line, plain, position
from geo.language.catalogue import Catalogue

NAMESPACE = "http://www.topografix.com/GPX/1/1"


def selection_gpx(catalogue: Catalogue, trip: RoundTrip, on: date) -> bytes:
    """Write homes as GPX 1.1, in the order of a round trip.

    Parameters
    ----------
    catalogue
        The language.
    trip
        The homes in the order of the visit.
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
    for place in (*trip.shelters, *trip.unlocated):
        if point := position(place):
            _waypoint(root, catalogue, place, point)
        else:
            described.append(_unplaced(catalogue, place))
    SubElement(metadata, "desc").text = plain("\n\n".join(described))
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _waypoint(root: Element, catalogue: Catalogue, place: Place, point: Point) -> None:
    waypoint = SubElement(root, "wpt", {"lat": str(point.lat), "lon": str(point.lon)})
    SubElement(waypoint, "name").text = one_line(place.name)
    SubElement(waypoint, "desc").text = plain(description(catalogue, place))


def _unplaced(catalogue: Catalogue, place: Place) -> str:
    heading = catalogue.t("volunteers.gpx.unplaced", name=one_line(place.name))
    return f"{heading}\n{description(catalogue, place)}"
