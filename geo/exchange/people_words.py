"""Whom figures are about: people or places, of which time, and for which part of the city."""

import re
from datetime import date
from typing import Final

from babel import Locale

from geo.coverage.demand import Demand
from geo.coverage.figures import OLD_YEARS, PLACES, Figure, is_old
from geo.coverage.scenario import DemandSource, Scenario
from geo.exchange.site import one_line
from geo.language import formatting
from geo.language.catalogue import Catalogue

_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")
_YEARS = re.compile(r"(\d{4})-(\d{4})")
_ABOUT = re.compile(r"undated, about (\d{4}(?:-\d{4})?)")
_MONTH = re.compile(r"(\w+), year not stated")
_ENGLISH_MONTHS: Final = {
    name: number for number, name in Locale("en").months["stand-alone"]["wide"].items()
}
_WITH_OWN_WORDS: Final = (DemandSource.REFUGEES, DemandSource.SHELTERS)
"""Sources that may count places; the others count who lives there."""


def period_text(catalogue: Catalogue, period: str) -> str:
    """Write the period of a published figure; what follows no rule stays as the source has it.

    Parameters
    ----------
    catalogue
        The language.
    period
        As it stands in the table: a date of which only the year or month may be known, two years
        ("2022-2024"), "undated, about 2016" or "October, year not stated".
    """
    if found := _ABOUT.fullmatch(period):
        return catalogue.t("period.about", years=period_text(catalogue, found[1]))
    if found := _YEARS.fullmatch(period):
        return f"{found[1]}–{found[2]}"  # noqa: RUF001 (from to)
    if (found := _MONTH.fullmatch(period)) and found[1] in _ENGLISH_MONTHS:
        month = catalogue.locale.months["stand-alone"]["wide"][_ENGLISH_MONTHS[found[1]]]
        return catalogue.t("period.month", month=month)
    try:
        return formatting.partial_date(catalogue, period) if _DATE.fullmatch(period) else period
    except ValueError:  # looks like a date and is none
        return period


def figure_text(catalogue: Catalogue, name: str) -> str:
    """Name a published figure by ``"<metric>|<period>"``: its period, then what it counts."""
    metric, _, period = name.partition("|")
    when = one_line(period_text(catalogue, period))
    return f"{when}: {catalogue.t(f'brief.metric.{metric}')}"


def demand_text(catalogue: Catalogue, scenario: Scenario) -> str:
    """Say whose needs are looked at; a published figure by its period and what it counts."""
    if scenario.demand is DemandSource.REFUGEES:
        return figure_text(catalogue, scenario.figure)
    return catalogue.t(f"brief.demand.{scenario.demand}")


def whom_text(catalogue: Catalogue, scenario: Scenario) -> str:
    """Name what is counted after a number of it; empty where that is who lives there."""
    if scenario.demand not in _WITH_OWN_WORDS:
        return ""
    code, when = _code_and_period(catalogue, scenario)
    words = catalogue.t(f"cover.counted.{code}")
    return f"{words} ({when})" if when else words


def counts_places(scenario: Scenario) -> bool:
    """Tell whether the needs are counted in places and not in people."""
    is_figure = scenario.demand is DemandSource.REFUGEES
    of_places = is_figure and scenario.figure.partition("|")[0] == PLACES
    return of_places or scenario.demand is DemandSource.SHELTERS


def people_heading(catalogue: Catalogue, scenario: Scenario) -> str:
    """Head a column of what is counted; that of a published figure with its period."""
    code, when = _code_and_period(catalogue, scenario)
    heading = catalogue.t(f"cover.column.people.{code}")
    return f"{heading} ({when})" if when else heading


def people_help(catalogue: Catalogue, scenario: Scenario) -> str:
    """Explain that column."""
    code, _ = _code_and_period(catalogue, scenario)
    return catalogue.t(f"cover.column.people.{code}.help")


def _code_and_period(catalogue: Catalogue, scenario: Scenario) -> tuple[str, str]:
    """Give the code of what is counted, and the period of a published figure in words."""
    if scenario.demand is not DemandSource.REFUGEES:
        return scenario.demand, ""
    metric, _, period = scenario.figure.partition("|")
    return metric, one_line(period_text(catalogue, period))


def city_text(catalogue: Catalogue, demand: Demand) -> str:
    """Name what the city's figures speak for: all of it, or the districts with a figure."""
    known = len(demand.areas) - len(demand.unknown_areas)
    if known == len(demand.areas):
        return catalogue.t("brief.city")
    return catalogue.n("brief.city.known", known)


def where_text(catalogue: Catalogue, demand: Demand) -> str:
    """Begin a sentence with what the city's figures speak for."""
    known = len(demand.areas) - len(demand.unknown_areas)
    if known == len(demand.areas):
        return catalogue.t("cover.where.city")
    return catalogue.n("cover.where.known", known)


def old_text(catalogue: Catalogue, figures: tuple[Figure, ...], today: date) -> str:
    """Warn of a published figure that is old or of a year nobody tells; else say nothing."""
    if not figures:
        return ""
    period = one_line(period_text(catalogue, figures[0].period))
    old = is_old(figures[0].period, today)
    if old is None:
        return catalogue.t("cover.figure.no_year", period=period)
    return catalogue.n("cover.figure.old", OLD_YEARS, period=period) if old else ""
