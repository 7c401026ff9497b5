"""What is told of a home wherever it is told, and the notice that goes with every export."""

import unicodedata
from datetime import date

from geo.directory.directory import Directory
from geo.directory.place import Place, Point, Precision, Visibility
from geo.language import formatting
from geo.language.catalogue import Catalogue

_KEPT_CONTROLS = "\n\t"

_TOLD_AS_POSITION = (Precision.ADDRESS, Precision.STREET)


def notice(catalogue: Catalogue, on: date) -> str:
    """Say how to treat what follows and of which day it is."""
    written = catalogue.t("volunteers.notice.date", date=formatting.day(catalogue, on))
    return f"{catalogue.t('volunteers.notice')} {written}"


def plain(text: str) -> str:
    """Drop what no file format can carry: control and private characters; lines end in LF."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in _KEPT_CONTROLS or _is_character(c))


def one_line(text: str) -> str:
    """Write a plain text without a break."""
    return " ".join(plain(text).split())


def _is_character(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cn", "Co", "Cs")


def position(place: Place) -> Point | None:
    """Give the point of a home known to the door or the street.

    The point of a home known to a stop or a neighbourhood is somewhere in an area; sent out as a
    position it would lead people to strangers.
    """
    return place.point if place.precision in _TOLD_AS_POSITION else None


def street_line(place: Place) -> str:
    """Write street and house number as they are known."""
    return " ".join(filter(None, (place.address.street, place.address.house_number)))


def precision_text(catalogue: Catalogue, place: Place) -> str:
    """Say how well it is known where a place is; a known street is not denied by a rough point."""
    if place.visibility is Visibility.CONFIDENTIAL:
        return catalogue.t("detail.confidential")
    if not place.point:
        return _undrawn(catalogue, place)
    radius = formatting.distance(catalogue, place.point.accuracy_m)
    if place.precision.is_area and place.address.house_number:
        return catalogue.t("detail.drawn_roughly", radius=radius)
    words = catalogue.t(f"precision.{place.precision}")
    if place.precision is Precision.ADDRESS:
        return words
    return catalogue.t("detail.precision", words=words, radius=radius)


def _undrawn(catalogue: Catalogue, place: Place) -> str:
    """Say what is known of a place without a point."""
    if place.address.house_number:
        return catalogue.t("detail.not_drawn")
    if place.address.street:
        return catalogue.t("detail.street_not_drawn")
    return catalogue.t(f"precision.{place.precision}")


def stop_name(directory: Directory, place: Place) -> str:
    """Name the nearest stop, where the place is known well enough to have one."""
    if not place.point or place.precision is Precision.NEIGHBOURHOOD:
        return ""
    nearest = directory.stops.nearest(place.point.lat, place.point.lon)
    return nearest[0].name if nearest else ""


def capacity_text(catalogue: Catalogue, place: Place) -> str:
    """Say for how many people a home is meant."""
    if place.capacity_places is None:
        return catalogue.t("volunteers.capacity.unknown")
    return catalogue.n("volunteers.capacity", place.capacity_places)


def date_text(catalogue: Catalogue, place: Place) -> str:
    """Say of when the facts are."""
    if not place.source_date:
        return catalogue.t("card.date_unknown")
    return catalogue.t("card.date", date=formatting.partial_date(catalogue, place.source_date))


def description(catalogue: Catalogue, directory: Directory, place: Place) -> str:
    """Tell of a home in a few lines: address, stop, operators, capacity, status, age of facts."""
    town = " ".join(filter(None, (place.address.postcode, place.address.city)))
    stop = stop_name(directory, place)
    lines = (
        ", ".join(filter(None, (street_line(place), town, place.district))),
        precision_text(catalogue, place),
        catalogue.t("detail.stop_near", stop=stop) if stop else "",
        formatting.listing(catalogue, place.operators) if place.operators else "",
        capacity_text(catalogue, place),
        catalogue.t(f"status.{place.status}"),
        date_text(catalogue, place),
    )
    return "\n".join(filter(None, lines))
