"""A district on one page: who lives there, what there is, and what nobody knows of there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geo.directory.directory import Directory
from geo.directory.districts import District
from geo.directory.place import Place, Status
from geo.language import formatting
from geo.language.catalogue import Catalogue
from geo.web.account import shelters

_NAMED: Final = 12
"""So many offers of a kind are named; the others are counted, so that the page stays small."""


@dataclass(frozen=True)
class Named:
    """An offer by its name, with the id that leads to it."""

    id: str
    name: str


@dataclass(frozen=True)
class KindHere:
    """The offers of one kind, the first by name; ``more`` counts the others, if there are any."""

    code: str
    label: str
    offers: tuple[Named, ...]
    more: str


@dataclass(frozen=True)
class DistrictPage:
    """What is told of a district; texts only.

    ``missing`` are the kinds of which nobody knows an offer here. ``homes`` are the homes as
    everybody may know them: a heading with its value; empty where they are not told.
    """

    number: str
    name: str
    people: str
    kinds: tuple[KindHere, ...]
    missing: str
    homes: tuple[tuple[str, str], ...]


def district_page(catalogue: Catalogue, directory: Directory, district: District) -> DistrictPage:
    """Tell of a district what everybody may know.

    Parameters
    ----------
    catalogue
        The language.
    directory
        As everybody may know it.
    district
        One of its districts.
    """
    here = [
        place
        for place in directory.places
        if place.district == district.name and place.status is not Status.CLOSED
    ]
    codes = [kind.code for kind in directory.vocabulary.categories if kind.code != "shelter"]
    by_kind = {code: [place for place in here if place.category == code] for code in codes}
    missing = [catalogue.t(f"category.{code}") for code, places in by_kind.items() if not places]
    return DistrictPage(
        number=district.number,
        name=district.name,
        people=catalogue.t(
            "twin.district.people",
            people=formatting.number(catalogue, district.population),
            year=district.population_year,
        ),
        kinds=tuple(_kind(catalogue, code, places) for code, places in by_kind.items() if places),
        missing=_missing(catalogue, missing),
        homes=_homes(catalogue, directory, district),
    )


def _kind(catalogue: Catalogue, code: str, places: Sequence[Place]) -> KindHere:
    ordered = sorted(places, key=lambda place: place.name.casefold())
    rest = len(ordered) - _NAMED
    return KindHere(
        code=code,
        label=catalogue.t(f"category.{code}"),
        offers=tuple(Named(place.id, place.name) for place in ordered[:_NAMED]),
        more=catalogue.n("twin.district.more", rest) if rest > 0 else "",
    )


def _missing(catalogue: Catalogue, kinds: Sequence[str]) -> str:
    if not kinds:
        return ""
    return catalogue.t("twin.district.missing", kinds=formatting.listing(catalogue, kinds))


def _homes(
    catalogue: Catalogue, directory: Directory, district: District
) -> tuple[tuple[str, str], ...]:
    told = [item for item in directory.shelters if item.district == district.name]
    rows = shelters(catalogue, told)
    return tuple(list(rows[0].items())[1:]) if rows else ()
