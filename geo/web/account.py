"""The directory gives account of itself: its sources, what it may say of shelters."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from geo.directory.directory import DistrictShelters
from geo.directory.sources import Source
from geo.language import formatting
from geo.language.catalogue import Catalogue, Catalogues

Rows = list[dict[str, str]]
"""A table for people: each row under the headings of their language."""


def sources(catalogue: Catalogue, listed: Sequence[Source]) -> Rows:
    """List the sources with publisher, licence and date."""
    unknown = catalogue.t("about.not_stated")
    return [
        {
            catalogue.t("about.source"): source.name,
            catalogue.t("about.publisher"): source.publisher,
            catalogue.t("about.licence"): source.licence or unknown,
            catalogue.t("about.date"): source.date or unknown,
        }
        for source in listed
    ]


def shelters(catalogue: Catalogue, counted: Sequence[DistrictShelters]) -> Rows:
    """List the districts with the number and capacity of their homes, as everybody may know it."""
    return [
        {
            catalogue.t("find.district"): item.district,
            catalogue.t("find.shelters"): catalogue.n("find.shelters.count", item.shelters),
            catalogue.t("find.shelters.places"): _capacity(catalogue, item.capacity_places),
        }
        for item in counted
    ]


def _capacity(catalogue: Catalogue, places: int | None) -> str:
    if places is None:
        return catalogue.t("fact.unknown")
    return catalogue.t("find.shelters.about", count=formatting.number(catalogue, places))


def privacy(catalogue: Catalogue, tiles_url: str) -> str:
    """Say whom a visitor's browser talks to: nobody else, or the operator's provider of tiles."""
    if not tiles_url:
        return f"{catalogue.t('about.privacy.alone')} {catalogue.t('about.privacy.text')}"
    tiles = catalogue.t("about.privacy.tiles", host=urlsplit(tiles_url).netloc)
    return f"{tiles} {catalogue.t('about.privacy.text')}"


def unreviewed(catalogue: Catalogue, catalogues: Catalogues) -> str:
    """Name the languages that no speaker has checked, each by its own name; empty without any."""
    names = [other.own_name for other in catalogues if not other.is_reviewed]
    if not names:
        return ""
    return catalogue.t("about.languages.unreviewed", languages=formatting.listing(catalogue, names))
