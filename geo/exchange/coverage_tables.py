"""The figures of a report as columns: the same for CSV, Excel and GeoPackage.

Every column has a code that stays the same in every language and version:

=================  ===========================================================================
number, district   of the district; the last row is the whole city
rank               1 for the most urgent; empty where nobody knows
rank_low           5 % and 95 % quantiles of the rank over the same worlds as those of the value
rank_high
people             in the unit of the demand
value              the measure, in its unit: minutes, a share from 0 to 1, services, or services
                   (places) per 1,000 people
value_low          5 %, 50 % and 95 % quantiles over worlds that fit what is known of the places;
value_median       these also hold the places that are known only by their district
value_high
value_other        the measure if people were put on points the other way
share_covered      share of the people with a service within the limit
people_covered     and their number
gap, priority      share of the standard that is missing; people times gap
gap_low, gap_high  5 % and 95 % quantiles of both
priority_low
priority_high
value_before       of a scenario that changes something
value_change
gained, lost       people who would newly have a service within the limit, or no longer
=================  ===========================================================================

Unknown is NaN here and an empty cell in files; no way is infinite here and words in files.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from geo.coverage.columns import Floats
from geo.coverage.report import Cells, Report
from geo.coverage.scenario_file import scenario_to_toml
from geo.coverage.sureness import INDICES
from geo.coverage.uncertainty import Interval
from geo.directory.districts import Districts
from geo.directory.sources import Source
from geo.exchange import coverage_words as words
from geo.exchange.people_words import city_text, demand_text, people_heading
from geo.exchange.site import one_line
from geo.language import formatting
from geo.language.catalogue import Catalogue

TEXTS: Final = ("number", "district")
"""Codes of the columns that hold text."""


@dataclass(frozen=True, eq=False)
class Column:
    """A column of numbers by district, the city last; ``heading`` is for people."""

    code: str
    heading: str
    figures: Floats


@dataclass(frozen=True, eq=False)
class CoverageTables:
    """What files are written from.

    ``numbers`` and ``names`` are of the districts with the city last, ``headings`` of these two
    columns. ``method`` are rows of a name and a text, ``scenario`` the lines of a scenario file.
    ``notice`` says that the figures are not for everybody; empty where they are.
    """

    language: str
    day: date
    headings: tuple[str, ...]
    numbers: tuple[str, ...]
    names: tuple[str, ...]
    columns: tuple[Column, ...]
    method: tuple[tuple[str, str], ...]
    scenario: tuple[str, ...]
    notice: str
    no_way: str
    sheets: tuple[str, ...]
    districts: Districts
    cells: Cells | None


def coverage_tables(
    catalogue: Catalogue, report: Report, sources: Sequence[Source]
) -> CoverageTables:
    """Put the figures of a report into columns.

    Parameters
    ----------
    catalogue
        The language of headings and words.
    report
        The scenario answered.
    sources
        Where the facts come from.
    """
    districts = report.planning.public.districts
    figures = {**_figures(report), **_changes(report)}
    return CoverageTables(
        language=catalogue.language,
        day=report.today,
        headings=tuple(catalogue.t(f"brief.column.{code}") for code in TEXTS),
        numbers=(*(item.number for item in districts.items), ""),
        names=(
            *(item.name for item in districts.items),
            city_text(catalogue, report.answer.demand),
        ),
        columns=tuple(
            Column(code, _heading(catalogue, report, code), values)
            for code, values in figures.items()
        ),
        method=_method(catalogue, report, sources),
        scenario=tuple(scenario_to_toml(report.scenario).splitlines()),
        notice=catalogue.t("brief.planners_only") if report.is_for_planners else "",
        no_way=catalogue.t("brief.no_way"),
        sheets=tuple(catalogue.t(f"brief.sheet.{n}") for n in ("districts", "method", "scenario")),
        districts=districts,
        cells=report.cells,
    )


def _figures(report: Report) -> dict[str, Floats]:
    answer, interval, sure = report.answer, report.interval, report.sure
    unknown = np.full(len(answer.values), np.nan)
    rank = unknown.copy()
    known = [p for p in report.ranking if not np.isnan(answer.values[p])]
    rank[known] = np.arange(1, len(known) + 1)
    priority = answer.priority
    return {
        "rank": rank,
        **_ends("rank", sure.rank if sure else None, len(rank)),
        "people": answer.people,
        "value": answer.values,
        "value_low": interval.low if interval else unknown,
        "value_median": interval.median if interval else unknown,
        "value_high": interval.high if interval else unknown,
        "value_other": report.other.values if report.other else unknown,
        "share_covered": answer.share_covered,
        "people_covered": answer.share_covered * answer.people,
        "gap": np.append(priority.gap, np.nan) if priority else unknown,
        **_ends("gap", sure.gap if sure else None, len(rank)),
        "priority": np.append(priority.priority, np.nan) if priority else unknown,
        **_ends("priority", sure.priority if sure else None, len(rank)),
    }


def _ends(code: str, interval: Interval | None, rows: int) -> dict[str, Floats]:
    """Give the ends of a range of districts; the city has none."""
    unknown = np.full(rows, np.nan)
    low = np.append(interval.low, np.nan) if interval else unknown
    high = np.append(interval.high, np.nan) if interval else unknown
    return {f"{code}_low": low, f"{code}_high": high}


def _changes(report: Report) -> dict[str, Floats]:
    change = report.change
    if not change:
        return {}
    return {
        "value_before": change.before.values,
        "value_change": change.values,
        "gained": change.gained,
        "lost": change.lost,
    }


def _heading(catalogue: Catalogue, report: Report, code: str) -> str:
    if code == "people":
        return people_heading(catalogue, report.scenario)
    heading = catalogue.t(f"brief.column.{code}")
    if not code.startswith("value"):
        return heading
    return f"{heading} ({words.measure_unit(catalogue, report.scenario)})"


def _method(
    catalogue: Catalogue, report: Report, sources: Sequence[Source]
) -> tuple[tuple[str, str], ...]:
    scenario, answer = report.scenario, report.answer
    rows = [
        ("name", one_line(scenario.name)),
        ("date", formatting.day(catalogue, report.today)),
        ("measure", words.measure_name(catalogue, scenario)),
        ("unit", words.measure_unit(catalogue, scenario)),
        ("definition", catalogue.t(f"brief.definition.{scenario.measure}")),
        ("demand", demand_text(catalogue, scenario)),
        ("spread", words.spread_text(catalogue, answer.demand.assumption)),
        ("supply", words.supply_text(catalogue, scenario)),
        ("services", str(answer.supply.size)),
        ("by_district_only", str(len(answer.supply.unlocated.ids))),
        ("limit", words.minutes_text(catalogue, str(scenario.limit_minutes))),
        ("travel", words.travel_text(catalogue, report.planning, scenario)),
        ("unknown", ", ".join(report.unknown_districts)),
        *_inequality(catalogue, report),
    ]
    if report.interval:
        drawn = {"draws": report.interval.draws, "seed": report.interval.seed}
        rows.append(("draws", catalogue.t("brief.drawn", **drawn)))
    if report.is_for_planners:
        rows.append(("notice", catalogue.t("brief.planners_only")))
    rows += _next_sites(catalogue, report)
    named = [(catalogue.t(f"brief.method.{key}"), text) for key, text in rows if text]
    heading = catalogue.t("brief.method.source")
    return (*named, *((heading, source_text(catalogue, source)) for source in sources))


def _inequality(catalogue: Catalogue, report: Report) -> list[tuple[str, str]]:
    found = report.answer.inequality
    if not found:
        return []
    rows = [(name, words.index_text(catalogue, getattr(found, name))) for name in INDICES]
    if not report.sure:
        return rows
    ranges = (words.index_range(catalogue, report.sure.indices, row) for row in range(len(rows)))
    return [(name, f"{text} ({span})") for (name, text), span in zip(rows, ranges, strict=True)]


def _next_sites(catalogue: Catalogue, report: Report) -> list[tuple[str, str]]:
    found = report.next_sites
    if not found:
        return []
    siting = found.siting
    ends = (siting.before, siting.objective, siting.bound, siting.greedy.objective)
    codes = ("next_before", "next_after", "next_bound", "next_greedy")
    rows = [
        (code, words.objective_text(catalogue, siting.model, end))
        for code, end in zip(codes, ends, strict=True)
    ]
    sites = zip(found.districts, found.names, strict=True)
    rows += [("next_site", f"{one_line(name)} ({district})") for district, name in sites]
    return [("next_model", catalogue.t(f"brief.model.{siting.model}")), *rows]


def source_text(catalogue: Catalogue, source: Source) -> str:
    """Name a source with its publisher, date and licence."""
    told = (
        source.publisher,
        formatting.partial_date(catalogue, source.date) if source.date else "",
        source.licence or "",
    )
    return one_line(f"{source.name} ({', '.join(filter(None, told))})")
