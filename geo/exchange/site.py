"""What an export tells of a home, in words, and the notice that goes with every export."""

import unicodedata
from datetime import date

from geo.directory.place import Place, Point, Precision
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
    """Say what the position rests on."""
    return catalogue.t(f"precision.{place.precision}")


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


def description(catalogue: Catalogue, place: Place) -> str:
    """Tell of a home in a few lines: address, operators, capacity, status, age of the facts."""
    town = " ".join(filter(None, (place.address.postcode, place.address.city)))
    lines = (
        ", ".join(filter(None, (street_line(place), town, place.district))),
        precision_text(catalogue, place),
        formatting.listing(catalogue, place.operators) if place.operators else "",
        capacity_text(catalogue, place),
        catalogue.t(f"status.{place.status}"),
        date_text(catalogue, place),
    )
    return "\n".join(filter(None, lines))
