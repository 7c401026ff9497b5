"""The tables of a brief."""

import numpy as np

from geo.coverage.assessment import Assessment
from geo.coverage.next_sites import NextSites
from geo.coverage.report import Report
from geo.coverage.scenario import Measure
from geo.coverage.sureness import INDICES
from geo.coverage.what_if import Change
from geo.exchange import coverage_words as words
from geo.exchange.people_words import city_text, people_heading
from geo.exchange.site import one_line
from geo.language.catalogue import Catalogue
from geo.web import brief_figures
from geo.web.brief_parts import Table

MOST_CHANGED = 6
"""Districts listed under a change; the tables have all."""


def ranking(catalogue: Catalogue, report: Report) -> Table:
    """List all districts, the most urgent first, and the city last."""
    t = catalogue.t
    number = report.planning.public.districts.items
    letters = brief_figures.letters(report)
    names = report.answer.demand.areas
    rows = [
        (
            _rank(catalogue, report, rank, position) if letters[position] != "?" else "",
            str(int(number[position].number)),
            names[position],
            letters[position],
            *_figures(catalogue, report, position),
        )
        for rank, position in enumerate(report.ranking, start=1)
    ]
    city = city_text(catalogue, report.answer.demand)
    rows.append(("", "", city, "", *_figures(catalogue, report, -1)))
    columns = ["rank", "number", "district", "class", "people", "value", "range", "other"]
    columns += ["without"] if report.scenario.measure is Measure.COVERED else ["share", "without"]
    keep = [position for position, code in enumerate(columns) if code != "other" or report.other]
    counted = people_heading(catalogue, report.scenario)
    headings = tuple(
        counted if columns[position] == "people" else t(f"brief.table.{columns[position]}")
        for position in keep
    )
    is_number = tuple(columns[p] not in ("district", "class") for p in keep)
    return Table(
        caption=t("brief.ranking"),
        headings=headings,
        rows=tuple(tuple(row[position] for position in keep) for row in rows),
        header=2,
        numeric=is_number,
        note=t("brief.ranking.note", unit=words.measure_unit(catalogue, report.scenario)),
        total=True,
    )


def _rank(catalogue: Catalogue, report: Report, rank: int, position: int) -> str:
    """Write a rank with those the district may have."""
    span = words.rank_range(catalogue, report.sure.rank, position) if report.sure else ""
    return str(rank) if span in ("", str(rank)) else f"{rank} ({span})"


def _figures(catalogue: Catalogue, report: Report, position: int) -> tuple[str, ...]:
    answer, interval, other = report.answer, report.interval, report.other
    kind, people = answer.kind, float(answer.people[position])
    known, nothing = people > 0, "–"  # noqa: RUF001 (a cell with nothing to tell)

    def value(values: np.ndarray) -> str:
        return words.value_text(catalogue, kind, float(values[position])) if known else nothing

    ends = (float(interval.low[position]), float(interval.high[position])) if interval else None
    spread = words.range_text(catalogue, kind, *ends) if ends and known else nothing
    share = float(answer.share_covered[position])
    covered = words.share_text(catalogue, share) if known else nothing
    without = words.people_text(catalogue, people * (1 - share)) if known else nothing
    cells = (
        words.people_text(catalogue, people),
        value(answer.values),
        spread,
        value(other.values) if other else "",
    )
    if report.scenario.measure is Measure.COVERED:
        return (*cells, without)
    return (*cells, covered, without)


def before_and_after(catalogue: Catalogue, report: Report) -> Table | None:
    """Compare the city and the districts that change most; None where nothing was before."""
    change = report.change
    if not change:
        return None
    t, names = catalogue.t, report.answer.demand.areas
    moved = np.nan_to_num(change.gained + change.lost)[:-1]
    order = [int(p) for p in np.argsort(-moved, kind="stable")[:MOST_CHANGED] if moved[p] > 0]
    rows = [_changed(catalogue, change, position, names[position]) for position in order]
    city = city_text(catalogue, report.answer.demand)
    rows.append(_changed(catalogue, change, -1, city))
    codes = ("district", "before", "after", "change", "gained", "lost")
    return Table(
        caption=t("brief.what_if.caption", unit=words.measure_unit(catalogue, report.scenario)),
        headings=tuple(t(f"brief.table.{code}") for code in codes),
        rows=tuple(rows),
        numeric=(False, *(True,) * 5),
        total=True,
    )


def _changed(catalogue: Catalogue, change: Change, position: int, name: str) -> tuple[str, ...]:
    kind = change.after.kind
    ends = (float(a.values[position]) for a in (change.before, change.after))
    return (
        name,
        *(words.value_text(catalogue, kind, end) for end in ends),
        words.change_text(catalogue, kind, float(change.values[position])),
        words.people_text(catalogue, float(change.gained[position])),
        words.people_text(catalogue, float(change.lost[position])),
    )


def next_sites(catalogue: Catalogue, found: NextSites) -> Table | None:
    """List the chosen sites by district; None where no site would help."""
    if not found.names:
        return None
    t = catalogue.t
    rows = sorted(zip(found.districts, map(one_line, found.names), strict=True))
    shown = rows[:MOST_CHANGED]
    more = len(rows) - len(shown)
    return Table(
        caption=t("brief.next.caption"),
        headings=(t("brief.table.district"), t("brief.table.site")),
        rows=tuple(shown),
        numeric=(False, False),
        note=catalogue.n("brief.more", more) if more else "",
    )


def inequality(catalogue: Catalogue, report: Report) -> Table | None:
    """List the measures of inequality, before and after where something changes."""
    t = catalogue.t
    if not report.answer.inequality:
        return None
    answers = [report.answer] if not report.change else [report.change.before, report.answer]
    columns = ("now",) if not report.change else ("before", "after")
    sure = report.sure
    if sure:
        columns = (*columns, "range")
    rows = tuple(
        (
            t(f"brief.index.{name}"),
            *(_index(catalogue, answer, name) for answer in answers),
            *([words.index_range(catalogue, sure.indices, position)] if sure else []),
        )
        for position, name in enumerate(INDICES)
    )
    return Table(
        caption=t("brief.inequality.caption"),
        headings=(t("brief.table.index"), *(t(f"brief.table.{code}") for code in columns)),
        rows=rows,
        numeric=(False, *(True for _ in columns)),
        note=t("brief.inequality.note"),
    )


def _index(catalogue: Catalogue, answer: Assessment, name: str) -> str:
    found = answer.inequality
    value = float(getattr(found, name)) if found else float("nan")
    return words.index_text(catalogue, value)
