"""The answer in a few sentences: where cover is missing, how it was measured, what went wrong."""

import numpy as np

from geo.coverage.assessment import Assessment
from geo.coverage.counted import Counted
from geo.coverage.errors import CapacityError, EngineError, NoDemandError, NoSupplyError
from geo.coverage.planning import Planning
from geo.coverage.scenario import Measure, Scenario
from geo.coverage.supply import PLACES
from geo.coverage.sureness import INDICES, Sureness
from geo.errors import GeoError
from geo.exchange.coverage_words import (
    change_text,
    hour_text,
    index_range,
    index_text,
    people_text,
    spread_text,
    travel_text,
    value_text,
)
from geo.exchange.people_words import demand_text, period_text, where_text, whom_text
from geo.language import formatting
from geo.language.catalogue import Catalogue

_NAMED = 3
"""Districts that a sentence names."""

_TROUBLE = (
    (NoDemandError, "no_demand"),
    (NoSupplyError, "no_supply"),
    (CapacityError, "no_capacity"),
    (EngineError, "no_engine"),
)


def headline(catalogue: Catalogue, answer: Assessment) -> str:
    """Say where most is missing."""
    if answer.priority is None:
        return catalogue.t("cover.headline.unknown")
    missing = answer.priority.priority
    ranked = [int(row) for row in answer.priority.ranking if round(missing[row]) > 0]
    if not ranked:
        return catalogue.t("cover.headline.nothing")
    first = ranked[:_NAMED]
    names = formatting.listing(catalogue, [answer.demand.areas[row] for row in first])
    by_share = answer.kind.less_is_better or answer.scenario.measure is Measure.COVERED
    code = "share" if by_share else "gap"
    counted = whom_text(catalogue, answer.scenario)
    return catalogue.t(
        f"cover.headline.{code}.counted" if counted else f"cover.headline.{code}",
        names=names,
        people=people_text(catalogue, float(missing[first].sum())),
        total=people_text(catalogue, float(np.nansum(missing))),
        limit=formatting.number(catalogue, answer.scenario.limit_minutes),
        counted=counted,
    )


def city_sentence(catalogue: Catalogue, answer: Assessment) -> str:
    """Say what the whole city has, or those districts of it that have a figure."""
    share = float(answer.share_covered[-1])
    counted = whom_text(catalogue, answer.scenario)
    return catalogue.t(
        "cover.city.counted" if counted else "cover.city.sentence",
        where=where_text(catalogue, answer.demand),
        counted=counted,
        share=formatting.percent(catalogue, share),
        people=people_text(catalogue, answer.people_covered),
        total=people_text(catalogue, answer.demand.total),
        limit=formatting.number(catalogue, answer.scenario.limit_minutes),
    )


def counted_text(catalogue: Catalogue, found: Counted) -> str:
    """Say how many services were found, and which of them count."""
    parts = {
        "located": found.located,
        "by_district": found.by_district,
        "city_wide": found.city_wide,
        "others": found.others,
    }
    told = [
        catalogue.t(f"cover.found.{code}", count=formatting.number(catalogue, count))
        for code, count in parts.items()
        if count
    ]
    total = catalogue.t("cover.found", count=formatting.number(catalogue, found.found))
    return f"{total}: {'; '.join(told)}." if told else f"{total}."


def method(catalogue: Catalogue, planning: Planning, answer: Assessment) -> tuple[str, ...]:
    """Say how the figures were made: whose needs, which ways, what counts."""
    scenario, supply = answer.scenario, answer.supply
    said = [
        demand_text(catalogue, scenario) + "; " + spread_text(catalogue, answer.demand.assumption),
        travel_text(catalogue, planning, scenario),
        catalogue.t(
            "cover.method.counted",
            count=formatting.number(catalogue, supply.size),
            unlocated=formatting.number(catalogue, len(supply.unlocated.ids)),
        ),
    ]
    if supply.city_wide:
        said.append(catalogue.n("cover.method.city_wide", len(supply.city_wide)))
    if scenario.unit == PLACES and scenario.assumed_places:
        said.append(catalogue.n("cover.method.assumed", int(scenario.assumed_places)))
    if unknown := answer.demand.unknown_areas:
        listed = formatting.listing(catalogue, unknown)
        said.append(catalogue.n("cover.method.unknown", len(unknown), names=listed))
    return tuple(said)


def sources(catalogue: Catalogue, answer: Assessment) -> tuple[tuple[str, str], ...]:
    """Name the published figures with their periods, each with the address of its source."""
    found = {
        (figure.source_url, figure.period): catalogue.t(
            "cover.figure.source", period=period_text(catalogue, figure.period)
        )
        for figure in answer.demand.figures
    }
    return tuple((label, address) for (address, _), label in found.items())


def hour_sentence(catalogue: Catalogue, answer: Assessment, surely: Assessment | None) -> str:
    """Say what an hour does: what is surely open, and what may be."""
    scenario = answer.scenario
    if scenario.hour is None:
        return ""
    low = 0.0 if surely is None else float(surely.share_covered[-1])
    return catalogue.t(
        "cover.hour.sentence",
        hour=hour_text(catalogue, scenario.hour),
        low=formatting.percent(catalogue, low),
        high=formatting.percent(catalogue, float(answer.share_covered[-1])),
    )


def spread_sentence(catalogue: Catalogue, answer: Assessment, other: Assessment | None) -> str:
    """Say how much the result depends on how people were spread."""
    if other is None:
        return catalogue.t("cover.spread.none")
    both = np.isfinite(answer.values[:-1]) & np.isfinite(other.values[:-1])
    apart = np.where(both, other.values[:-1] - answer.values[:-1], 0)
    most = int(np.abs(apart).argmax())
    return catalogue.t(
        "cover.spread.sentence",
        other=spread_text(catalogue, other.scenario.spread),
        value=value_text(catalogue, answer.kind, float(other.values[-1])),
        now=value_text(catalogue, answer.kind, float(answer.values[-1])),
        district=answer.demand.areas[most],
        most=change_text(catalogue, answer.kind, float(apart[most])),
    )


def trouble(catalogue: Catalogue, error: GeoError, scenario: Scenario) -> str:
    """Say what to change where nothing could be measured; never what the error itself says.

    Parameters
    ----------
    catalogue
        The language.
    error
        Raised by ``assess``.
    scenario
        That was asked: at an hour, other hours help.
    """
    for kind, code in _TROUBLE:
        if isinstance(error, kind):
            is_closed = code == "no_supply" and scenario.hour is not None
            return catalogue.t(
                "cover.trouble.nothing_open" if is_closed else f"cover.trouble.{code}"
            )
    return catalogue.t("cover.trouble.other")


def index_sentences(
    catalogue: Catalogue, answer: Assessment, sure: Sureness | None = None
) -> tuple[tuple[str, str, str], ...]:
    """Write Gini, Theil and Palma: name, figure with its range, and what it means.

    Parameters
    ----------
    catalogue
        The language.
    answer
        Without an inequality nothing is written.
    sure
        How sure the figures are, as soon as that is known.
    """
    found = answer.inequality
    if found is None:
        return ()
    burden = answer.kind.less_is_better
    return tuple(
        (
            catalogue.t(f"cover.index.{code}"),
            _index(catalogue, value, sure, position),
            catalogue.t(f"cover.index.{code}.burden" if burden else f"cover.index.{code}.help"),
        )
        for position, (code, value) in enumerate((name, getattr(found, name)) for name in INDICES)
    )


def _index(catalogue: Catalogue, value: float, sure: Sureness | None, position: int) -> str:
    written = index_text(catalogue, value)
    if sure is None:
        return written
    return f"{written} ({index_range(catalogue, sure.indices, position)})"


def lorenz_sentence(catalogue: Catalogue, answer: Assessment) -> str:
    """Say what the Lorenz curve shows at its half."""
    found = answer.inequality
    if found is None:
        return catalogue.t("cover.lorenz.none")
    key = "cover.lorenz.burden" if answer.kind.less_is_better else "cover.lorenz.sentence"
    return catalogue.t(key, share=formatting.percent(catalogue, found.curve.at(0.5)))


def lorenz_rows(catalogue: Catalogue, answer: Assessment) -> list[dict[str, str]]:
    """Write the Lorenz curve as a table, in tenths of the people."""
    found = answer.inequality
    if found is None:
        return []
    held = "burden" if answer.kind.less_is_better else "held"
    people, value = (catalogue.t(f"cover.lorenz.{axis}") for axis in ("people", f"value.{held}"))
    return [
        {
            people: formatting.percent(catalogue, tenth / 10),
            value: formatting.percent(catalogue, found.curve.at(tenth / 10)),
        }
        for tenth in range(11)
    ]
