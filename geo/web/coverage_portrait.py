"""A district as planners see it: who lives there, what is there, and what is missing."""

import math
from dataclasses import dataclass
from urllib.parse import urlencode

from geo.coverage.assessment import Assessment
from geo.coverage.portrait import Kindwise, Portrait
from geo.coverage.scenario import DemandSource, Scenario
from geo.directory.districts import District
from geo.exchange.coverage_words import people_text
from geo.exchange.people_words import city_text, people_heading
from geo.language import formatting
from geo.language.catalogue import Catalogue


@dataclass(frozen=True)
class KindCard:
    """A kind of service in a district, in words; ``href`` leads to the offers found there.

    ``doubt`` says why nobody knows whether it is missing, and is empty where that is known.
    """

    code: str
    label: str
    here: str
    share: str
    compared: str
    nearest: str
    href: str
    is_missing: bool
    doubt: str


@dataclass(frozen=True)
class DistrictSheet:
    """The portrait of a district."""

    name: str
    people: str
    summary: str
    kinds: tuple[KindCard, ...]


def district_sheet(
    catalogue: Catalogue, found: Portrait, district: District, answer: Assessment
) -> DistrictSheet:
    """Write a portrait, what is missing first.

    Parameters
    ----------
    catalogue
        The language.
    found
        The district.
    district
        The same, for its number.
    answer
        For the limit, whose needs are meant, and the districts of which they are known.
    """
    scenario, city = answer.scenario, city_text(catalogue, answer.demand)
    limit = formatting.number(catalogue, scenario.limit_minutes)
    order = sorted(found.kinds, key=lambda kind: (math.isnan(kind.share), kind.share))
    people = math.nan if found.people is None else found.people
    return DistrictSheet(
        name=found.district,
        people=_people(catalogue, scenario, people_text(catalogue, people)),
        summary=_summary(catalogue, found, order, limit),
        kinds=tuple(_card(catalogue, kind, district, limit, city) for kind in order),
    )


def _summary(catalogue: Catalogue, found: Portrait, order: list[Kindwise], limit: str) -> str:
    """Say what is missing, and of what nobody knows whether it is."""
    if found.people is None:
        return catalogue.t("cover.portrait.unknown")
    missing = [kind for kind in order if kind.is_missing]
    in_doubt = [kind for kind in order if kind.is_in_doubt]
    said = [
        catalogue.t(key, kinds=_listed(catalogue, kinds), limit=limit)
        for key, kinds in (
            ("cover.portrait.missing", missing),
            ("cover.portrait.in_doubt", in_doubt),
        )
        if kinds
    ]
    return " ".join(said) or catalogue.t("cover.portrait.nothing_missing", limit=limit)


def _listed(catalogue: Catalogue, kinds: list[Kindwise]) -> str:
    return formatting.listing(catalogue, [catalogue.t(f"category.{k.category}") for k in kinds])


def _people(catalogue: Catalogue, scenario: Scenario, people: str) -> str:
    """Say how many there are; a published figure with its period."""
    if scenario.demand is DemandSource.REFUGEES:
        what = people_heading(catalogue, scenario)
        return catalogue.t("cover.portrait.counted", what=what, people=people)
    return catalogue.t(f"cover.portrait.people.{scenario.demand}", people=people)


def _card(
    catalogue: Catalogue, kind: Kindwise, district: District, limit: str, city: str
) -> KindCard:
    here = catalogue.n("cover.portrait.here", kind.here)
    if kind.unlocated:
        here += " " + catalogue.n("cover.portrait.unlocated", kind.unlocated)
    where = {"lang": catalogue.language, "category": kind.category, "district": district.number}
    return KindCard(
        code=kind.category,
        label=catalogue.t(f"category.{kind.category}"),
        here=here,
        share=_share(catalogue, kind, limit),
        compared=_compared(catalogue, kind, city),
        nearest=_nearest(catalogue, kind),
        href=f"./?{urlencode(where)}",
        is_missing=kind.is_missing,
        doubt=catalogue.n("cover.portrait.doubt", kind.unlocated) if kind.is_in_doubt else "",
    )


def _share(catalogue: Catalogue, kind: Kindwise, limit: str) -> str:
    if math.isnan(kind.share):
        return catalogue.t("brief.unknown")
    share = formatting.percent(catalogue, kind.share)
    key = "cover.portrait.share_at_least" if kind.is_in_doubt else "cover.portrait.share"
    return catalogue.t(key, share=share, limit=limit)


def _compared(catalogue: Catalogue, kind: Kindwise, city: str) -> str:
    if math.isnan(kind.city_share):
        return ""
    share = formatting.percent(catalogue, kind.city_share)
    return catalogue.t("cover.portrait.city", city=city, share=share)


def _nearest(catalogue: Catalogue, kind: Kindwise) -> str:
    if kind.nearest is None:
        return ""
    if not math.isfinite(kind.minutes):
        return catalogue.t("cover.portrait.nearest", name=kind.nearest.name)
    return catalogue.t(
        "cover.portrait.nearest_walk",
        name=kind.nearest.name,
        walk=formatting.walk(catalogue, kind.minutes),
    )
