"""What a scenario asks and what its figures say, in words and numbers of a language."""

import math
from typing import Final

from geo.coverage.classes import UNKNOWN, Classes
from geo.coverage.measures import KINDS, Kind
from geo.coverage.next_sites import NextSites
from geo.coverage.planning import Planning
from geo.coverage.scenario import Measure, Scenario, Site
from geo.coverage.siting.siting import Model
from geo.coverage.spread import Spread
from geo.coverage.supply import PLACES
from geo.coverage.travel import StraightLine
from geo.coverage.uncertainty import Interval
from geo.exchange.people_words import counts_places
from geo.exchange.site import one_line
from geo.language import formatting
from geo.language.catalogue import Catalogue

_DAY_HOURS: Final = 24
_KM_H: Final = 60 / 1000
_LETTERS: Final = "ABCDEFGH"


def number_text(catalogue: Catalogue, kind: Kind, value: float) -> str:
    """Write a figure without its unit; what nobody knows and what has no way are words."""
    if math.isnan(value):
        return catalogue.t("brief.unknown")
    if math.isinf(value):
        return catalogue.t("brief.no_way")
    if kind.unit == "share":
        return formatting.percent(catalogue, value)
    if kind.unit == "minutes":
        return formatting.rounded(catalogue, value)
    return formatting.significant(catalogue, value)


def value_text(catalogue: Catalogue, kind: Kind, value: float) -> str:
    """Write a figure with its unit."""
    number = number_text(catalogue, kind, value)
    is_word = not math.isfinite(value)
    return number if is_word or kind.unit != "minutes" else minutes_text(catalogue, number)


def minutes_text(catalogue: Catalogue, number: str) -> str:
    """Write minutes with the sign that the language has for them."""
    return catalogue.t("brief.minutes", number=number)


def range_text(catalogue: Catalogue, kind: Kind, low: float, high: float) -> str:
    """Write an interval from its low to its high end."""
    return _from_to(*(number_text(catalogue, kind, end) for end in (low, high)))


def change_text(catalogue: Catalogue, kind: Kind, change: float) -> str:
    """Write a difference with its sign; shares differ in percentage points."""
    if not math.isfinite(change):
        return number_text(catalogue, kind, change if math.isnan(change) else math.inf)
    if kind.unit == "share":
        points = formatting.rounded(catalogue, abs(change) * 100, 1)
        return f"{_sign(change)}{catalogue.t('brief.points', points=points)}"
    return f"{_sign(change)}{value_text(catalogue, kind, abs(change))}"


def share_text(catalogue: Catalogue, share: float) -> str:
    """Write a share of the people."""
    if math.isnan(share):
        return catalogue.t("brief.unknown")
    return formatting.percent(catalogue, share)


def people_text(catalogue: Catalogue, people: float) -> str:
    """Write a number of people in whole people."""
    if math.isnan(people):
        return catalogue.t("brief.unknown")
    return formatting.rounded(catalogue, people)


def people_change_text(catalogue: Catalogue, change: float) -> str:
    """Write how many people more or fewer."""
    sign = "" if math.isnan(change) else _sign(change if round(change) else 0)
    return f"{sign}{people_text(catalogue, abs(change))}"


def index_text(catalogue: Catalogue, value: float) -> str:
    """Write a measure of inequality; infinite where the worst served have nothing."""
    if math.isnan(value):
        return catalogue.t("brief.no_number")
    return "∞" if math.isinf(value) else formatting.rounded(catalogue, value, 2)


def index_range(catalogue: Catalogue, indices: Interval, position: int) -> str:
    """Write between which ends a measure of inequality lies."""
    return _from_to(*(index_text(catalogue, end) for end in _ends(indices, position)))


def people_range(catalogue: Catalogue, people: Interval, position: int) -> str:
    """Write between which ends a number of people lies."""
    return _from_to(*(people_text(catalogue, end) for end in _ends(people, position)))


def rank_range(catalogue: Catalogue, ranks: Interval, position: int) -> str:
    """Write between which ranks a district moves."""
    ends = _ends(ranks, position)
    if math.isnan(ends[0]):
        return ""
    # Where some worlds have no rank at all, the last is not known.
    return _from_to(*(people_text(catalogue, end) for end in ends))


def _ends(interval: Interval, position: int) -> tuple[float, float]:
    return float(interval.low[position]), float(interval.high[position])


def _from_to(low: str, high: str) -> str:
    return low if low == high else f"{low}–{high}"  # noqa: RUF001 (from to)


def class_letter(position: int, classes: Classes) -> str:
    """Name a class by a letter, A for the best served, so that a map is read without colour."""
    return "?" if position == UNKNOWN else _LETTERS[classes.severity(position)]


def class_text(catalogue: Catalogue, kind: Kind, classes: Classes, position: int) -> str:
    """Say what a class holds: "over 5 to 10 min"."""
    if position == UNKNOWN:
        return catalogue.t("brief.class.unknown")
    if not classes.bounds:
        return catalogue.t("brief.class.all")
    if not position:
        return catalogue.t("brief.class.to", high=value_text(catalogue, kind, classes.bounds[0]))
    low = classes.bounds[position - 1]
    if position == classes.count - 1:
        return catalogue.t("brief.class.over", low=value_text(catalogue, kind, low))
    return catalogue.t(
        "brief.class.between",
        low=number_text(catalogue, kind, low),
        high=value_text(catalogue, kind, classes.bounds[position]),
    )


def objective_text(catalogue: Catalogue, model: Model, value: float) -> str:
    """Write what new sites are best at: people, or minutes."""
    if model is Model.MAXIMAL_COVER:
        return people_text(catalogue, value)
    if not math.isfinite(value):
        return number_text(catalogue, KINDS[Measure.MINUTES], value)
    return minutes_text(catalogue, formatting.rounded(catalogue, value, 1))


def proof_text(catalogue: Catalogue, found: NextSites) -> str:
    """Say how sure it is that no sites are better, and under which conditions."""
    siting = found.siting
    if not siting.proven:
        return catalogue.t("brief.next.gap", gap=formatting.percent(catalogue, siting.gap))
    key = "cover.next.nothing" if siting.nothing_to_gain else "brief.next.proven"
    spread = spread_text(catalogue, found.assumption)
    return catalogue.n(key, found.candidates.size, spread=spread)


def measure_name(catalogue: Catalogue, scenario: Scenario, measure: Measure | None = None) -> str:
    """Name the measure of a scenario, or another one for its people or places."""
    code = measure or scenario.measure
    of_places = KINDS[code].unit == "per_1000" and counts_places(scenario)
    return catalogue.t(f"brief.measure.{code}.of_places" if of_places else f"brief.measure.{code}")


def measure_unit(catalogue: Catalogue, scenario: Scenario) -> str:
    """Name the unit of a measure, for headings."""
    unit = KINDS[scenario.measure].unit
    if unit == "per_1000":
        unit = "places_per_1000" if scenario.unit == PLACES else unit
        unit += ".of_places" if counts_places(scenario) else ""
    return catalogue.t(f"brief.unit.{unit}")


def spread_text(catalogue: Catalogue, spread: Spread) -> str:
    """Say how people were put on points."""
    return catalogue.t(f"brief.spread.{spread}")


def supply_text(catalogue: Catalogue, scenario: Scenario) -> str:
    """Say which services are looked at, as the filters of the map call them."""
    query = scenario.supply
    parts = [
        _listed(catalogue, [catalogue.t(f"category.{code}") for code in query.categories]),
        _listed(catalogue, [catalogue.t(f"offer.{code}") for code in query.offers]),
        _listed(catalogue, [formatting.language_name(catalogue, c) for c in query.languages]),
        _listed(catalogue, [catalogue.t(f"audience.{code}") for code in query.audience]),
        _listed(catalogue, [catalogue.t(f"level.{code}") for code in query.level]),
        _listed(catalogue, [catalogue.t(f"status.{code}") for code in query.status]),
        catalogue.t("brief.supply.text", text=one_line(query.text)) if query.text else "",
    ]
    return "; ".join(filter(None, parts)) or catalogue.t("brief.supply.all")


def travel_text(catalogue: Catalogue, planning: Planning, scenario: Scenario) -> str:
    """Say which engine made the ways; a straight line with its detour and speed."""
    engine = planning.travel(scenario)
    if isinstance(engine, StraightLine):
        detour = formatting.number(catalogue, engine.detour)
        speed = formatting.number(catalogue, round(engine.speed_m_per_minute * _KM_H, 2))
        return catalogue.t("brief.travel.straight_line", detour=detour, speed=speed)
    return catalogue.t(f"brief.travel.{engine.name}")


def hour_text(catalogue: Catalogue, hour: int) -> str:
    """Name an hour of the week, "Montag, 18:00"."""
    names = catalogue.locale.days["stand-alone"]["wide"]
    clock = formatting.clock(catalogue, hour % _DAY_HOURS * 60)
    return f"{names[hour // _DAY_HOURS]}, {clock}"


def site_text(catalogue: Catalogue, site: Site, district: str) -> str:
    """Tell of a site that would be new: its name, kind, district and places."""
    places = (
        ""
        if site.capacity_places is None
        else catalogue.n("brief.places", int(site.capacity_places))
    )
    kind = catalogue.t(f"category.{site.category}")
    return ", ".join(filter(None, (one_line(site.name), kind, district, places)))


def _listed(catalogue: Catalogue, words: list[str]) -> str:
    return formatting.listing(catalogue, words) if words else ""


def _sign(change: float) -> str:
    return "+" if change > 0 else "−" if change < 0 else "±"  # noqa: RUF001 (a true minus)
