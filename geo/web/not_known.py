"""What the directory does not know of a place, in plain words."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from geo.directory.directory import Directory
from geo.directory.freshness import OLD_YEARS, Freshness, freshness, is_older
from geo.directory.history import Event, EventKind
from geo.directory.place import Place, Precision
from geo.language import formatting
from geo.language.catalogue import Catalogue

_WELCOME_SPACE: Final = "welcome_space"


def not_known(
    catalogue: Catalogue, directory: Directory, place: Place, today: date
) -> tuple[str, ...]:
    """List what nobody should take for granted, since no source says it.

    Parameters
    ----------
    catalogue
        The language.
    directory
        As the viewer may know it; ``place`` is one of its records.
    place
        The record.
    today
        The day in Stuttgart, from which the age of facts is counted.
    """
    events = directory.histories.get(place.id, ())
    keys = [*_missing(place), *_of_history(place, events, today)]
    told = [catalogue.t(f"unknown.{key}") for key in keys]
    if freshness(place, today) is not Freshness.CONFIRMED:
        told.append(_confirmation(catalogue, place))
    return tuple(told)


def _missing(place: Place) -> Iterator[str]:
    """Name the facts that are not there, the most wanted first."""
    facts: dict[str, object] = {
        "hours": place.opening_hours,
        "offers": place.offers,
        "operator": place.operators,
        "phone": place.contact.phone,
        "email": place.contact.email,
        "website": place.contact.website,
        "languages": place.languages,
        "audience": place.audience,
        "street": place.address.street,
        "house_number": place.address.house_number or not place.address.street,
        "point": place.precision is Precision.ADDRESS,
        "wheelchair": place.wheelchair,
    }
    yield from (name for name, fact in facts.items() if not fact)


def _of_history(place: Place, events: tuple[Event, ...], today: date) -> Iterator[str]:
    """Name what the history leaves open."""
    if events and all(event.kind is not EventKind.OPENED for event in events):
        yield "beginning"
    funding = [e.source_date for e in events if e.kind is EventKind.FUNDING and e.source_date]
    is_told = any(not is_older(when, OLD_YEARS, today) for when in funding)
    if place.category == _WELCOME_SPACE and not is_told:
        yield "funding"


def _confirmation(catalogue: Catalogue, place: Place) -> str:
    if not place.source_date:
        return catalogue.t("unknown.confirmed_ever")
    when = formatting.partial_date(catalogue, place.source_date)
    return catalogue.t("unknown.confirmed_since", date=when)
