"""The question of a planner as people see it: every choice with its words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from geo.coverage.planning import Planning
from geo.coverage.scenario import (
    LIMITS_MINUTES,
    SUPPLY_FILTERS,
    DemandSource,
    Measure,
    Scenario,
)
from geo.coverage.scenario_address import (
    BELIEFS,
    HALF_LIVES_YEARS,
    scenario_from_params,
    scenario_to_params,
)
from geo.coverage.spread import Spread
from geo.coverage.supply import PLACES, SERVICES
from geo.directory.query import PARAMETERS, Query
from geo.directory.search import Visit, search
from geo.exchange.coverage_words import hour_text, measure_name
from geo.exchange.people_words import figure_text
from geo.language import formatting
from geo.language.catalogue import Catalogue
from geo.web.filters import Chip, Facet, chips, facets

ASSUMED_PLACES: Final = (10, 20, 40, 80)
"""Numbers of places a planner can assume for a service that tells none."""

HOUR: Final = "hour"
_COUNTS_PLACES: Final = (Measure.ACCESS, Measure.ACCESS_DECAY, Measure.PER_THOUSAND)
_PARAMETER_OF: Final = {field: name for name, field in PARAMETERS.items()}


@dataclass(frozen=True)
class Choice:
    """One value of a field; ``note`` is a line below the field while it is chosen."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class Field:
    """A field with its choices; those that are ``folded`` stand among the assumptions."""

    name: str
    label: str
    value: str
    choices: tuple[Choice, ...]
    folded: bool = False


@dataclass(frozen=True)
class Question:
    """Everything that can be asked."""

    fields: tuple[Field, ...]
    services: tuple[Facet, ...]
    services_label: str
    chips: tuple[Chip, ...]


def question(
    catalogue: Catalogue, planning: Planning, scenario: Scenario, visit: Visit
) -> Question:
    """Write the question.

    Parameters
    ----------
    catalogue
        The language.
    planning
        What can be chosen.
    scenario
        What is chosen.
    visit
        Of the services of the scenario, for the numbers beside each choice.
    """
    results = search(planning.index, visit)
    written = facets(catalogue, planning.index, visit.query, results)
    return Question(
        fields=tuple(field for field in _fields(catalogue, planning, scenario) if field),
        services=tuple(facet for facet in written if facet.name in SUPPLY_FILTERS),
        services_label=_services_label(catalogue, visit.query),
        chips=tuple(_chips(catalogue, planning, scenario)),
    )


def answered(form: Mapping[str, Any], scenario: Scenario, planning: Planning) -> Scenario:
    """Take over a form as the browser sent it; the address bar's reader checks every value.

    Parameters
    ----------
    form
        ``fields`` and ``facets`` by name; ``remove`` is a chip to be taken back, ``clear`` takes
        back the choice of services.
    scenario
        What was asked before: what the form does not name stays.
    planning
        What can be chosen.
    """
    params = scenario_to_params(scenario)
    for name in ("demand", *_NAMES):
        if name in form.get("fields", {}):
            params[name] = [str(form["fields"][name])]
    for name, values in form.get("facets", {}).items():
        if name in SUPPLY_FILTERS:
            params[_PARAMETER_OF[name]] = [str(value) for value in values]
    changed = scenario_from_params(params, planning)[0]
    if form.get("clear"):
        return replace(changed, supply=Query(), hour=None)
    chip = form.get("remove")
    if not isinstance(chip, dict):
        return changed
    if chip.get("name") == HOUR:
        return replace(changed, hour=None)
    if chip.get("name") not in SUPPLY_FILTERS:
        return changed
    kept = changed.supply.without(str(chip["name"]), str(chip.get("value", "")))
    return replace(changed, supply=kept)


_NAMES: Final = (
    "figure",
    "measure",
    "limit",
    "unit",
    "assume",
    "spread",
    "believe",
    "unverified",
    "travel",
)


def _fields(catalogue: Catalogue, planning: Planning, scenario: Scenario) -> Sequence[Field | None]:
    t = catalogue.t
    minutes = [Choice(str(m), formatting.walk(catalogue, m)) for m in LIMITS_MINUTES]
    years = [
        Choice(str(y), catalogue.n("cover.believe.years", y), t("cover.believe.note"))
        for y in HALF_LIVES_YEARS
    ]
    beliefs = [
        Choice("" if b == 1 else str(b), formatting.percent(catalogue, b))
        for b in reversed(BELIEFS)
    ]
    return (
        _field(catalogue, "demand", scenario.demand, _demands(catalogue, planning)),
        _figures(catalogue, planning, scenario),
        _field(catalogue, "measure", scenario.measure, _measures(catalogue, scenario)),
        _field(catalogue, "limit", str(scenario.limit_minutes), minutes),
        *_counted(catalogue, scenario),
        _field(catalogue, "spread", scenario.spread, _spreads(catalogue), folded=True)
        if scenario.demand is not DemandSource.GRID
        else None,
        _field(
            catalogue,
            "believe",
            _whole(scenario.half_life_years),
            [Choice("", t("cover.believe.all")), *years],
            folded=True,
        ),
        _field(
            catalogue,
            "unverified",
            "" if scenario.unverified == 1 else str(scenario.unverified),
            beliefs,
            folded=True,
        ),
        _engines(catalogue, planning, scenario),
    )


def _field(
    catalogue: Catalogue,
    name: str,
    value: str,
    choices: Sequence[Choice],
    *,
    folded: bool = False,
) -> Field:
    return Field(name, catalogue.t(f"cover.field.{name}"), str(value), tuple(choices), folded)


def _demands(catalogue: Catalogue, planning: Planning) -> list[Choice]:
    return [
        Choice(
            source,
            catalogue.t(f"brief.demand.{source}"),
            catalogue.t(f"cover.demand.{source}.note"),
        )
        for source in planning.sources_of_demand
    ]


def _figures(catalogue: Catalogue, planning: Planning, scenario: Scenario) -> Field | None:
    """Choose among the published figures, the period first: a narrow field cuts the end."""
    if scenario.demand is not DemandSource.REFUGEES:
        return None
    choices = []
    for name, districts in planning.housed_figures.items():
        note = catalogue.n("cover.figure.districts", districts)
        choices.append(Choice(name, figure_text(catalogue, name), note))
    return _field(catalogue, "figure", scenario.figure, choices)


def _measures(catalogue: Catalogue, scenario: Scenario) -> list[Choice]:
    return [
        Choice(
            measure,
            measure_name(catalogue, scenario, measure),
            catalogue.t(f"brief.definition.{measure}"),
        )
        for measure in Measure
    ]


def _counted(catalogue: Catalogue, scenario: Scenario) -> list[Field]:
    """Choose what is counted, where the measure shares it out."""
    if scenario.measure not in _COUNTS_PLACES:
        return []
    units = [Choice(unit, catalogue.t(f"cover.unit.{unit}")) for unit in (SERVICES, PLACES)]
    fields = [_field(catalogue, "unit", scenario.unit, units)]
    if scenario.unit == PLACES:
        known = {
            *ASSUMED_PLACES,
            *([int(scenario.assumed_places)] if scenario.assumed_places else []),
        }
        assumed = [Choice(str(n), formatting.number(catalogue, n)) for n in sorted(known)]
        none = Choice("", catalogue.t("cover.assume.none"))
        fields.append(
            _field(catalogue, "assume", _whole(scenario.assumed_places), [none, *assumed])
        )
    return fields


def _spreads(catalogue: Catalogue) -> list[Choice]:
    return [
        Choice(
            spread,
            catalogue.t(f"brief.spread.{spread}"),
            catalogue.t(f"cover.spread.{spread}.note"),
        )
        for spread in (Spread.STOPS, Spread.UNIFORM)
    ]


def _engines(catalogue: Catalogue, planning: Planning, scenario: Scenario) -> Field | None:
    """Choose among the travel engines, where there are several."""
    if len(planning.engines) == 1:
        return None
    choices = [
        Choice(name, catalogue.t(f"brief.travel.{name}", detour="", speed=""))
        for name in planning.engines
    ]
    return _field(catalogue, "travel", scenario.travel, choices, folded=True)


def _services_label(catalogue: Catalogue, query: Query) -> str:
    labels = [catalogue.t(f"category.{code}") for code in query.categories]
    if not labels:
        return catalogue.t("cover.services.all")
    if len(labels) > 1:
        return catalogue.n("cover.services.kinds", len(labels))
    return labels[0]


def _chips(catalogue: Catalogue, planning: Planning, scenario: Scenario) -> list[Chip]:
    written = chips(catalogue, planning.public, scenario.supply)
    if scenario.hour is not None:
        label = catalogue.t("cover.open_at", hour=hour_text(catalogue, scenario.hour))
        written.append(Chip(HOUR, "", label))
    return written


def _whole(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}"
