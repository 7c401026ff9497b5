"""The sentences and facts of a brief."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, Final

import numpy as np

from geo.coverage.counted import counted
from geo.coverage.next_sites import NextSites
from geo.coverage.report import AGES_YEARS, Report
from geo.coverage.scenario import DemandSource, Measure
from geo.coverage.supply import PLACES
from geo.directory.place import Precision, Status
from geo.exchange import coverage_words as words
from geo.exchange.people_words import city_text, demand_text, old_text, period_text
from geo.exchange.site import one_line
from geo.language import formatting
from geo.language.catalogue import Catalogue
from geo.web.brief_parts import Fact, Figure
from geo.web.coverage_summary import counted_text

FORMULAS: Final[Mapping[Measure, str]] = {
    Measure.MINUTES: "M = Σ pᵢ · min tᵢⱼ / Σ pᵢ",
    Measure.COVERED: "C = Σ pᵢ · [min tᵢⱼ ≤ T] / Σ pᵢ",
    Measure.WITHIN: "N = Σ pᵢ · #{j : tᵢⱼ ≤ T} / Σ pᵢ",
    Measure.ACCESS: "Rⱼ = Sⱼ / Σ [tᵢⱼ ≤ T] · pᵢ,   Aᵢ = Σ [tᵢⱼ ≤ T] · Rⱼ",
    Measure.ACCESS_DECAY: "Rⱼ = Sⱼ / Σ w(tᵢⱼ) · pᵢ,   Aᵢ = Σ w(tᵢⱼ) · Rⱼ",
    Measure.PER_THOUSAND: "Q = 1000 · Σ Sⱼ / Σ pᵢ",
}
"""Points i with people p, services j with the supply S, minutes t between them, the limit T."""

LITERATURE: Final[Mapping[Measure, str]] = {
    Measure.ACCESS: "W. Luo, F. Wang (2003), Environment and Planning B 30, 865–884",  # noqa: RUF001
    Measure.ACCESS_DECAY: "W. Luo, Y. Qi (2009), Health & Place 15, 1100–1107",  # noqa: RUF001
}

_WORST: Final = 3
_MOST_SITES: Final = 6


def question(catalogue: Catalogue, report: Report) -> tuple[Fact, ...]:
    """Say what is asked, in words."""
    t, scenario = catalogue.t, report.scenario
    services = t(
        "brief.services.counted",
        services=words.supply_text(catalogue, scenario),
        counted=counted_text(catalogue, counted(report.planning, report.answer, report.today)),
    )
    told = {
        "demand": demand_text(catalogue, scenario),
        "supply": services,
        "measure": words.measure_name(catalogue, scenario),
        "limit": t("brief.limit", minutes=scenario.limit_minutes),
        "travel": words.travel_text(catalogue, report.planning, scenario),
        "spread": words.spread_text(catalogue, report.answer.demand.assumption),
        **_choices(catalogue, report),
    }
    return tuple(Fact(t(f"brief.method.{key}"), text) for key, text in told.items())


def _choices(catalogue: Catalogue, report: Report) -> dict[str, str]:
    """Say what was chosen beyond the usual."""
    t, scenario = catalogue.t, report.scenario
    told = {}
    if scenario.unit == PLACES:
        assumed = scenario.assumed_places
        told["counted"] = (
            t("brief.counted.places")
            if assumed is None
            else t("brief.counted.assumed", places=formatting.number(catalogue, assumed))
        )
    if scenario.half_life_years is not None:
        years = formatting.number(catalogue, scenario.half_life_years)
        told["half_life"] = t("brief.half_life", years=years)
    if scenario.unverified < 1:
        share = formatting.percent(catalogue, scenario.unverified)
        told["unverified"] = t("brief.unverified", share=share)
    if scenario.hour is not None:
        told["hour"] = words.hour_text(catalogue, scenario.hour)
    return told


def key_figures(catalogue: Catalogue, report: Report) -> tuple[Fact, ...]:
    """Give the figures that stand in large print."""
    t, answer = catalogue.t, report.answer
    covered = words.people_text(catalogue, answer.people_covered)
    minutes = answer.scenario.limit_minutes
    city = city_text(catalogue, answer.demand)
    shown = [
        Fact(
            t("brief.key.share", minutes=minutes, people=covered, city=city),
            words.share_text(catalogue, float(answer.share_covered[-1])),
        )
    ]
    if answer.scenario.measure is not Measure.COVERED:
        value = words.value_text(catalogue, answer.kind, float(answer.values[-1]))
        # Minutes stand beside the number: the label tells what takes them.
        key = "brief.key.way" if answer.kind.unit == "minutes" else "brief.key.value"
        unit = words.measure_unit(catalogue, answer.scenario)
        shown.append(Fact(t(key, unit=unit, city=city), value))
    else:
        left = words.people_text(catalogue, answer.demand.total - answer.people_covered)
        shown.append(Fact(t("brief.key.without", minutes=minutes, city=city), left))
    if answer.inequality:
        gini = words.index_text(catalogue, answer.inequality.gini)
        shown.append(Fact(t("brief.key.gini"), gini))
    return tuple(shown)


def findings(catalogue: Catalogue, report: Report) -> tuple[str, ...]:
    """Say in a few sentences what follows."""
    answer, t = report.answer, catalogue.t
    told = []
    if old := old_text(catalogue, answer.demand.figures, report.today):
        told.append(old)
    if answer.priority:
        urgent = [
            answer.demand.areas[position]
            for position in report.ranking[:_WORST]
            if np.nan_to_num(answer.priority.priority[position]) > 0
        ]
        if urgent:
            told.append(t("brief.finding.urgent", names=formatting.listing(catalogue, urgent)))
    if report.interval:
        low, high = float(report.interval.low[-1]), float(report.interval.high[-1])
        span = words.range_text(catalogue, answer.kind, low, high)
        value = words.value_text(catalogue, answer.kind, float(answer.values[-1]))
        # Per 1,000 people services need no point: the value counts them all.
        needs_points = answer.kind.at_points is not None
        counts_more = needs_points and len(answer.supply.unlocated.ids) > 0  # than the value does
        key = "brief.finding.sure_with_unlocated" if counts_more else "brief.finding.sure"
        city = city_text(catalogue, answer.demand)
        told.append(t(key, value=value, span=span, city=city))
    if report.unknown_districts:
        names = formatting.listing(catalogue, report.unknown_districts)
        figure = demand_text(catalogue, report.scenario)
        told.append(t("brief.finding.unknown", names=names, figure=figure))
    return tuple(told)


def changes(catalogue: Catalogue, report: Report) -> tuple[str, ...]:
    """Say what would be new and gone, and what that brings."""
    scenario, t = report.scenario, catalogue.t
    directory = report.planning.public
    found = directory.districts.assign(
        np.array([site.lat for site in scenario.added], float),
        np.array([site.lon for site in scenario.added], float),
    )
    new = [
        words.site_text(catalogue, site, district.name if district else "")
        for site, district in zip(scenario.added, found, strict=True)
    ]
    gone = [one_line(directory.by_id[id_].name) for id_ in scenario.closed]
    told = [
        t(f"brief.what_if.{kind}", sites=_some(catalogue, sites))
        for kind, sites in (("new", new), ("gone", gone))
        if sites
    ]
    if not report.change:
        return (*told, t("brief.what_if.nothing_before"))
    people = words.people_change_text(catalogue, report.change.people_covered)
    minutes = scenario.limit_minutes
    return (*told, t("brief.what_if.people", people=people, minutes=minutes))


def _some(catalogue: Catalogue, sites: Sequence[str]) -> str:
    """List the first few; a page has an end."""
    more = len(sites) - _MOST_SITES
    shown = "; ".join(sites[:_MOST_SITES])
    return f"{shown}; {catalogue.n('brief.more', more)}" if more > 0 else shown


def where_next(catalogue: Catalogue, found: NextSites) -> tuple[str, ...]:
    """Say what was asked for, what it brings, and how sure it is that nothing is better."""
    t, siting = catalogue.t, found.siting
    told = [
        t(
            f"brief.next.{siting.model}",
            k=formatting.number(catalogue, siting.k),
            minutes=formatting.number(catalogue, siting.limit_minutes),
            before=words.objective_text(catalogue, siting.model, siting.before),
            after=words.objective_text(catalogue, siting.model, siting.objective),
        )
    ]
    told.append(words.proof_text(catalogue, found))
    greedy = words.objective_text(catalogue, siting.model, siting.greedy.objective)
    told.append(t("brief.next.greedy", after=greedy))
    if siting.never_reached > 0:
        people = words.people_text(catalogue, siting.never_reached)
        told.append(t("brief.next.never", people=people))
    return (" ".join(told),)


def inequality(catalogue: Catalogue, report: Report) -> tuple[str, ...]:
    """Say how to read the measures of inequality."""
    if not report.answer.inequality:
        return (catalogue.t("brief.inequality.none"),)
    less = report.answer.kind.less_is_better
    return (catalogue.t("brief.inequality.burden" if less else "brief.inequality.held"),)


def uncertainty(catalogue: Catalogue, report: Report) -> tuple[str, ...]:
    """Say in plain words how sure the figures are."""
    t, answer = catalogue.t, report.answer
    told = []
    if report.interval:
        draws = formatting.number(catalogue, report.interval.draws)
        told.append(t("brief.sure.interval", draws=draws, seed=report.interval.seed))
    if len(answer.supply.unlocated.ids):
        count = len(answer.supply.unlocated.ids)
        told.append(catalogue.n("brief.sure.unlocated", count))
    if report.other:
        ends = (answer.values[-1], report.other.values[-1])
        here, other = (words.value_text(catalogue, answer.kind, float(end)) for end in ends)
        spread = words.spread_text(catalogue, report.other.demand.assumption)
        told.append(t("brief.sure.spread", here=here, other=other, spread=spread))
    return (*told, t("brief.sure.not"))


def method(catalogue: Catalogue, report: Report) -> tuple[Fact, ...]:
    """Say how the measure is computed, with formula and source."""
    t, measure = catalogue.t, report.scenario.measure
    told = [
        Fact(words.measure_name(catalogue, report.scenario), t(f"brief.definition.{measure}")),
        Fact(t("brief.method.formula"), f"{FORMULAS[measure]}   ({t('brief.symbols')})"),
        Fact(t("brief.method.priority"), t(_priority_key(report))),
    ]
    if measure in LITERATURE:
        told.append(Fact(t("brief.method.literature"), LITERATURE[measure]))
    return tuple(told)


def _priority_key(report: Report) -> str:
    answer = report.answer
    by_share = answer.kind.less_is_better or answer.scenario.measure is Measure.COVERED
    return "brief.priority.share" if by_share else "brief.priority.average"


def quality(catalogue: Catalogue, report: Report) -> tuple[Fact, ...]:
    """Say how old the facts are, how well places are located and what nobody knows."""
    t = catalogue.t
    places = report.places
    unconfirmed = sum(place.status is Status.UNVERIFIED for place in places)
    told = {
        "ages": _counted(catalogue, _age_words(catalogue), report.ages),
        "located": _counted(
            catalogue,
            [t(f"brief.located.{precision}") for precision in Precision],
            list(report.precisions.values()),
        ),
        "confirmed": t("brief.of", count=unconfirmed, total=len(places)),
        "unknown": _unknown(catalogue, report),
        "figures": _figures(catalogue, report),
    }
    if report.scenario.hour is not None:
        count = sum(place.opening_hours is None for place in places)
        told["hours"] = t("brief.of", count=count, total=len(places))
    return tuple(Fact(t(f"brief.quality.{key}"), text) for key, text in told.items() if text)


def _age_words(catalogue: Catalogue) -> list[str]:
    spans = [catalogue.t("brief.age.to", years=years) for years in AGES_YEARS]
    last = AGES_YEARS[-1]
    return [*spans, catalogue.t("brief.age.over", years=last), catalogue.t("brief.age.none")]


def _counted(catalogue: Catalogue, labels: Sequence[str], counts: Sequence[int]) -> str:
    told = [
        f"{label}: {formatting.number(catalogue, count)}"
        for label, count in zip(labels, counts, strict=True)
        if count
    ]
    return "; ".join(told) or catalogue.t("brief.no_places")


def _unknown(catalogue: Catalogue, report: Report) -> str:
    told = []
    if report.unknown_districts:
        told.append(formatting.listing(catalogue, report.unknown_districts))
    if report.unknown_homes:
        told.append(catalogue.n("brief.unknown_homes", report.unknown_homes))
    return "; ".join(told)


def _figures(catalogue: Catalogue, report: Report) -> str:
    """Name the day of the population, or the sources of published figures; nothing of others."""
    figures = report.answer.demand.figures
    hosts = dict.fromkeys(one_line(figure.source_url.split("/")[2]) for figure in figures)
    if figures:
        period = one_line(period_text(catalogue, figures[0].period))
        return f"{period}; {formatting.listing(catalogue, hosts)}"
    if report.scenario.demand is not DemandSource.INHABITANTS:
        return ""
    items = report.planning.public.districts.items
    years = sorted({str(item.population_year) for item in items})
    return catalogue.t("brief.population", years=formatting.listing(catalogue, years))


def plain(value: Any) -> Any:  # noqa: ANN401 (whatever a brief consists of)
    """Turn the parts of a brief into what JSON knows; a picture is its name and words."""
    if isinstance(value, Figure):
        return {"name": value.name, "caption": value.caption, "alt": value.alt}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return [plain(item) for item in value] if isinstance(value, tuple) else value
