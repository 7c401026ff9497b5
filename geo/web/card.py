"""A place in a few lines, as lists show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from geo.directory.freshness import freshness
from geo.directory.hours import BERLIN, OpenState, state_at
from geo.directory.place import Place, Status
from geo.directory.walking import walk_minutes
from geo.language import formatting
from geo.language.catalogue import Catalogue

OFFERS_SHOWN = 4
"""More offers than these are counted, so that a card stays a card."""

LONGEST_WALK_MINUTES = 60
"""Beyond, nobody walks, and the time would only look odd."""


@dataclass(frozen=True)
class Card:
    """What a list tells of a place; every field is text to be shown as text.

    ``programme`` names the items of its programme that were asked for, where any were.
    """

    id: str
    name: str
    category: str
    category_code: str
    offers: str
    where: str
    open_state: str
    open_label: str
    status: str
    distance: str
    date: str
    age: str
    age_label: str
    programme: tuple[str, ...] = ()


def cards(
    catalogue: Catalogue,
    places: Sequence[Place],
    moment: datetime,
    distances_m: Sequence[float | None],
) -> list[Card]:
    """Write the cards of some places in the language of a catalogue."""
    return [
        _card(catalogue, place, moment, distance_m)
        for place, distance_m in zip(places, distances_m, strict=True)
    ]


def _card(catalogue: Catalogue, place: Place, moment: datetime, distance_m: float | None) -> Card:
    state = state_at(place.opening_hours, moment)
    age = freshness(place, moment.astimezone(BERLIN).date())
    return Card(
        id=place.id,
        name=place.name,
        category=catalogue.t(f"category.{place.category}"),
        category_code=place.category,
        offers=_offers(catalogue, place),
        where=where(catalogue, place),
        open_state="" if state is OpenState.UNKNOWN else state,
        open_label="" if state is OpenState.UNKNOWN else catalogue.t(f"open_state.{state}"),
        status="" if place.status is Status.OPEN else catalogue.t(f"status.{place.status}"),
        distance=distance_text(catalogue, place, distance_m),
        date=source_date(catalogue, place),
        age=age,
        age_label=catalogue.t(f"freshness.{age}"),
    )


def where(catalogue: Catalogue, place: Place) -> str:
    """Say in which part of the city a place is."""
    if not place.district:
        return catalogue.t("card.city_wide")
    neighbourhood = place.address.neighbourhood
    if neighbourhood and neighbourhood != place.district:
        return f"{place.district} · {neighbourhood}"
    return place.district


def distance_text(catalogue: Catalogue, place: Place, distance_m: float | None) -> str:
    """Say how far a place is and how long the walk takes, as roughly as it is known."""
    if distance_m is None:
        return ""
    far = formatting.distance(catalogue, distance_m)
    if place.precision.is_area:
        far = catalogue.t("card.about", distance=far)
    minutes = walk_minutes(distance_m)
    if minutes > LONGEST_WALK_MINUTES:
        return far
    return f"{far} · {formatting.walk(catalogue, minutes)}"


def source_date(catalogue: Catalogue, place: Place) -> str:
    """Say of when the facts are."""
    if not place.source_date:
        return catalogue.t("card.date_unknown")
    return catalogue.t("card.date", date=formatting.partial_date(catalogue, place.source_date))


def _offers(catalogue: Catalogue, place: Place) -> str:
    labels = [catalogue.t(f"offer.{code}") for code in place.offers]
    shown, rest = labels[:OFFERS_SHOWN], len(labels) - OFFERS_SHOWN
    more = [catalogue.n("card.more_offers", rest)] if rest > 0 else []
    return " · ".join(shown + more)
