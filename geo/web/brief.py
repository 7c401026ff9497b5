"""The brief of a scenario: two pages of words and rows for people who decide.

A ``Brief`` is finished text in one language. It holds no record and no point, so that what is made
of it (``brief_html``, ``brief_pdf``) can tell no more than stands here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from geo.coverage.report import Report
from geo.coverage.scenario import Scenario
from geo.directory.sources import Source
from geo.exchange import coverage_words as words
from geo.exchange.coverage_tables import source_text
from geo.exchange.people_words import demand_text
from geo.exchange.site import one_line
from geo.language import formatting
from geo.language.catalogue import Catalogue
from geo.web import brief_facts, brief_figures, brief_tables
from geo.web.brief_parts import Fact, Figure, Legend, Table


@dataclass(frozen=True)
class Part:
    """A heading of the second page with sentences, facts or a table under it."""

    heading: str
    sentences: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    table: Table | None = None
    figure: Figure | None = None


@dataclass(frozen=True)
class Brief:
    """Words and rows of a report.

    ``subtitle`` names services and people. ``key_figures`` are large numbers with what they count.
    ``left`` and ``right`` are the columns of the second page. ``notice`` stands on every page, or
    is empty.
    """

    language: str
    direction: str
    site: str
    title: str
    heading: str
    subtitle: str
    day: str
    notice: str
    question_heading: str
    question: tuple[Fact, ...]
    key_figures: tuple[Fact, ...]
    findings: tuple[str, ...]
    map: Figure
    legend: tuple[Legend, ...]
    ranking: Table
    left: tuple[Part, ...]
    right: tuple[Part, ...]
    page: str

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All pictures, in the order of the pages."""
        parts = (*self.left, *self.right)
        return (self.map, *(part.figure for part in parts if part.figure))

    @property
    def data(self) -> dict[str, Any]:
        """The brief as plain values, without the specifications of the pictures."""
        return {name: brief_facts.plain(getattr(self, name)) for name in self.__dataclass_fields__}


def brief(catalogue: Catalogue, report: Report, sources: Sequence[Source]) -> Brief:
    """Write the brief of a report.

    Parameters
    ----------
    catalogue
        The language.
    report
        The scenario answered.
    sources
        Where the facts come from.
    """
    t = catalogue.t
    name = one_line(report.scenario.name)
    return Brief(
        language=catalogue.language,
        direction=catalogue.direction,
        site=t("site.name"),
        title=t("brief.title"),
        heading=name or words.measure_name(catalogue, report.scenario),
        subtitle=_subtitle(catalogue, report.scenario),
        day=formatting.day(catalogue, report.today),
        notice=t("brief.planners_only") if report.is_for_planners else "",
        question_heading=t("brief.question"),
        question=brief_facts.question(catalogue, report),
        key_figures=brief_facts.key_figures(catalogue, report),
        findings=brief_facts.findings(catalogue, report),
        map=brief_figures.map_of(catalogue, report),
        legend=brief_figures.legend(catalogue, report),
        ranking=brief_tables.ranking(catalogue, report),
        left=tuple(_left(catalogue, report)),
        right=tuple(_right(catalogue, report, sources)),
        page=t("brief.page"),
    )


def _subtitle(catalogue: Catalogue, scenario: Scenario) -> str:
    """Say what the report is about: which services, and for whom."""
    services = words.supply_text(catalogue, scenario)
    return f"{services} · {demand_text(catalogue, scenario)}"


def _left(catalogue: Catalogue, report: Report) -> list[Part]:
    t = catalogue.t
    parts = []
    if report.scenario.is_changed:
        sentences = brief_facts.changes(catalogue, report)
        table = brief_tables.before_and_after(catalogue, report)
        parts.append(Part(t("brief.what_if"), sentences, table=table))
    parts.append(
        Part(
            t("brief.inequality"),
            brief_facts.inequality(catalogue, report),
            table=brief_tables.inequality(catalogue, report),
            figure=brief_figures.lorenz_of(catalogue, report),
        )
    )
    if report.next_sites:
        sentences = brief_facts.where_next(catalogue, report.next_sites)
        table = brief_tables.next_sites(catalogue, report.next_sites)
        parts.append(Part(t("brief.next"), sentences, table=table))
    parts.append(Part(t("brief.uncertainty"), brief_facts.uncertainty(catalogue, report)))
    return parts


def _right(catalogue: Catalogue, report: Report, sources: Sequence[Source]) -> list[Part]:
    t = catalogue.t
    return [
        Part(t("brief.how"), facts=brief_facts.method(catalogue, report)),
        Part(t("brief.quality"), facts=brief_facts.quality(catalogue, report)),
        Part(t("brief.sources"), tuple(source_text(catalogue, source) for source in sources)),
        Part(t("brief.again"), (t("brief.again.text"),)),
    ]
