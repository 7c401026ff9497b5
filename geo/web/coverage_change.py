"""What a scenario would change, in words, and several scenarios side by side."""

import math
from collections.abc import Sequence

import numpy as np

from geo.coverage.assessment import Assessment
from geo.coverage.planning import Planning
from geo.coverage.scenario import Scenario, Site
from geo.coverage.what_if import Change
from geo.directory.directory import Directory
from geo.exchange.coverage_words import (
    change_text,
    measure_name,
    minutes_text,
    people_change_text,
    people_text,
    supply_text,
    travel_text,
    value_text,
)
from geo.exchange.people_words import city_text, demand_text
from geo.language import formatting
from geo.language.catalogue import Catalogue
from geo.maps.cover import SiteMark

_VISIBLE = 0.0005
"""A change of an index that is seen in three digits."""

_SOMEBODY = 0.5


def change_sentences(catalogue: Catalogue, change: Change) -> tuple[str, ...]:
    """Say what a change brings: who gains, who loses, and whether it is more equal then."""
    limit = formatting.number(catalogue, change.after.scenario.limit_minutes)
    gained, lost = float(change.gained[-1]), float(change.lost[-1])
    said = []
    if round(gained):
        people = people_text(catalogue, gained)
        said.append(catalogue.t("cover.change.gain", people=people, limit=limit))
    if round(lost):
        people = people_text(catalogue, lost)
        said.append(catalogue.t("cover.change.loss", people=people, limit=limit))
    if not said:
        said.append(catalogue.t("cover.change.nobody", limit=limit))
    said.append(
        catalogue.t(
            "cover.change.value",
            city=city_text(catalogue, change.after.demand),
            measure=measure_name(catalogue, change.after.scenario),
            before=_finely(catalogue, change.before),
            after=_finely(catalogue, change.after),
        )
    )
    if change.gini is not None:
        said.append(_gini(catalogue, change))
    return tuple(said)


def _finely(catalogue: Catalogue, answer: Assessment) -> str:
    """Write the value of the city so finely that one site more can be seen in it."""
    value = float(answer.values[-1])
    if answer.kind.unit == "minutes" and math.isfinite(value):
        return minutes_text(catalogue, formatting.rounded(catalogue, value, 1))
    if answer.kind.unit == "share" and math.isfinite(value):
        return f"{formatting.rounded(catalogue, 100 * value, 1)} %"
    return value_text(catalogue, answer.kind, value)


def _gini(catalogue: Catalogue, change: Change) -> str:
    before, after = change.before.inequality, change.after.inequality
    if before is None or after is None:
        return ""
    apart = after.gini - before.gini
    code = "same" if abs(apart) < _VISIBLE else "less" if apart < 0 else "more"
    return catalogue.t(
        f"cover.change.gini.{code}",
        before=formatting.rounded(catalogue, before.gini, 3),
        after=formatting.rounded(catalogue, after.gini, 3),
    )


def change_rows(catalogue: Catalogue, change: Change) -> list[dict[str, str]]:
    """List the districts in which something changes, the greatest change of people first."""
    kind, areas = change.after.kind, change.after.demand.areas
    people = (change.gained - change.lost)[:-1]
    heads = {code: catalogue.t(f"cover.change.column.{code}") for code in _HEADS}
    moved = np.abs(change.values[:-1]) > _VISIBLE
    known = np.flatnonzero((np.abs(people) >= _SOMEBODY) | moved)
    return [
        {
            heads["district"]: areas[row],
            heads["before"]: value_text(catalogue, kind, float(change.before.values[row])),
            heads["after"]: value_text(catalogue, kind, float(change.after.values[row])),
            heads["change"]: change_text(catalogue, kind, float(change.values[row])),
            heads["people"]: people_change_text(catalogue, float(people[row])),
        }
        for row in known[np.argsort(-np.abs(people[known]), kind="stable")]
    ]


_HEADS = ("district", "before", "after", "change", "people")


def site_name(catalogue: Catalogue, site: Site, position: int) -> str:
    """Name an added site: as the planner did, else by its kind and number."""
    kind = catalogue.t(f"category.{site.category}")
    number = formatting.number(catalogue, position + 1)
    return site.name or catalogue.t("cover.site.unnamed", kind=kind, number=number)


def site_marks(catalogue: Catalogue, public: Directory, scenario: Scenario) -> tuple[SiteMark, ...]:
    """Mark what a scenario adds and closes; the closed by their public points."""
    added = [
        SiteMark(
            site.lat,
            site.lon,
            "new",
            catalogue.t("cover.site.new", name=site_name(catalogue, site, position)),
            str(position),
        )
        for position, site in enumerate(scenario.added)
    ]
    places = [public.by_id[id_] for id_ in scenario.closed if id_ in public.by_id]
    closed = [
        SiteMark(
            place.point.lat,
            place.point.lon,
            "closed",
            catalogue.t("cover.site.closed", name=place.name),
        )
        for place in places
        if place.point
    ]
    return (*added, *closed)


def side_by_side(
    catalogue: Catalogue, planning: Planning, answers: Sequence[Assessment]
) -> list[dict[str, str]]:
    """Compare scenarios: a row a figure, a column a scenario."""
    heads = _names(catalogue, [answer.scenario for answer in answers])
    rows = {
        "demand": [demand_text(catalogue, answer.scenario) for answer in answers],
        "supply": [supply_text(catalogue, answer.scenario) for answer in answers],
        "changed": [_changed(catalogue, answer.scenario) for answer in answers],
        "measure": [measure_name(catalogue, answer.scenario) for answer in answers],
        "value": [value_text(catalogue, a.kind, float(a.values[-1])) for a in answers],
        "share": [
            catalogue.t(
                "cover.compare.within",
                share=formatting.percent(catalogue, float(a.share_covered[-1])),
                limit=formatting.number(catalogue, a.scenario.limit_minutes),
            )
            for a in answers
        ],
        "people": [people_text(catalogue, a.people_covered) for a in answers],
        "gini": [_index(catalogue, a) for a in answers],
        "worst": [_worst(catalogue, a) for a in answers],
        "travel": [travel_text(catalogue, planning, a.scenario) for a in answers],
    }
    figure = catalogue.t("cover.compare.figure")
    return [
        {figure: catalogue.t(f"cover.compare.{code}")} | dict(zip(heads, texts, strict=True))
        for code, texts in rows.items()
    ]


def scenario_name(catalogue: Catalogue, scenario: Scenario) -> str:
    """Name a scenario: as the planner did, else by what it is."""
    if scenario.name:
        return scenario.name
    return catalogue.t("cover.name.changed" if scenario.is_changed else "cover.name.today")


def _names(catalogue: Catalogue, scenarios: Sequence[Scenario]) -> list[str]:
    """Name each scenario, and number those that would have one name."""
    names = [scenario_name(catalogue, scenario) for scenario in scenarios]
    return [
        name if names.count(name) == 1 else f"{name} ({position + 1})"
        for position, name in enumerate(names)
    ]


def _changed(catalogue: Catalogue, scenario: Scenario) -> str:
    parts = []
    if scenario.added:
        parts.append(catalogue.n("cover.compare.added", len(scenario.added)))
    if scenario.closed:
        parts.append(catalogue.n("cover.compare.closed", len(scenario.closed)))
    return formatting.listing(catalogue, parts) if parts else catalogue.t("cover.compare.as_is")


def _index(catalogue: Catalogue, answer: Assessment) -> str:
    if answer.inequality is None:
        return catalogue.t("brief.unknown")
    return formatting.rounded(catalogue, answer.inequality.gini, 3)


def _worst(catalogue: Catalogue, answer: Assessment) -> str:
    values = np.where(np.isnan(answer.values[:-1]), -math.inf, answer.values[:-1])
    if not answer.kind.less_is_better:
        values = np.where(np.isnan(answer.values[:-1]), math.inf, answer.values[:-1])
    row = int(values.argmax() if answer.kind.less_is_better else values.argmin())
    value = value_text(catalogue, answer.kind, float(answer.values[row]))
    return f"{answer.demand.areas[row]}: {value}"
