"""The state of the directory: how much there is of what, how well located and how old."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from geo.directory.condition import Condition, condition
from geo.directory.directory import Directory
from geo.directory.freshness import Freshness
from geo.language import formatting
from geo.language.catalogue import Catalogue
from geo.web.account import Rows
from geo.web.coverage_charts import Bar, Spec, bars_under_names

_WITHHELD: Final = "shelter"
"""Homes are told by district elsewhere: no count of them is not the same as none."""


@dataclass(frozen=True)
class Tally:
    """One way of counting: a drawing with a figure at each bar, and the same as a table."""

    name: str
    title: str
    chart: Spec
    rows: Rows


def state_sentence(catalogue: Catalogue, directory: Directory, today: date) -> str:
    """Say what was counted, on which day, and of when the newest source is.

    Parameters
    ----------
    catalogue
        The language.
    directory
        As the viewer may know it: what was withheld is not counted.
    today
        The day in Stuttgart.
    """
    dates = [place.source_date for place in directory.places if place.source_date]
    newest = max(dates, default="")
    counted = catalogue.n(
        "about.state.counted", len(directory.places), day=formatting.day(catalogue, today)
    )
    if not newest:
        return counted
    return f"{counted} " + catalogue.t(
        "about.state.newest", date=formatting.partial_date(catalogue, newest)
    )


def tallies(catalogue: Catalogue, directory: Directory, today: date) -> tuple[Tally, ...]:
    """Count the records by age, kind, district and how well they are located.

    Parameters
    ----------
    catalogue
        The language.
    directory
        As the viewer may know it: what was withheld is not counted.
    today
        The day in Stuttgart, from which ages are counted.
    """
    counted = condition(directory, today)
    ages = {catalogue.t(f"freshness.{age}"): n for age, n in counted.by_freshness.items()}
    told = [code for code in counted.by_category if code != _WITHHELD or counted.by_category[code]]
    kinds = {catalogue.t(f"category.{code}"): counted.by_category[code] for code in told}
    nowhere = catalogue.t("card.city_wide")
    districts = {name or nowhere: n for name, n in counted.by_district.items()}
    tiers = {catalogue.t(f"precision.{tier}"): n for tier, n in counted.by_precision.items()}
    return (
        _tally(catalogue, "freshness", ages),
        _tally(catalogue, "categories", kinds, _ages_of_kinds(catalogue, counted, told)),
        _tally(catalogue, "districts", districts),
        _tally(catalogue, "precision", tiers),
    )


def _tally(
    catalogue: Catalogue,
    name: str,
    counts: Mapping[str, int],
    more: Sequence[Mapping[str, str]] = (),
) -> Tally:
    title = catalogue.t(f"about.state.{name}")
    places = catalogue.t("about.places")
    texts = {label: formatting.number(catalogue, count) for label, count in counts.items()}
    drawn = [Bar(label, count, texts[label]) for label, count in counts.items()]
    rows = [{title: label, places: text} for label, text in texts.items()]
    wider = [row | dict(extra) for row, extra in zip(rows, more, strict=True)] if more else rows
    return Tally(name, title, bars_under_names(drawn, title=places), wider)


def _ages_of_kinds(
    catalogue: Catalogue, counted: Condition, told: Sequence[str]
) -> list[dict[str, str]]:
    """Write for each category how many of its facts are of which age."""
    return [
        {
            catalogue.t(f"freshness.{age}"): formatting.number(
                catalogue, counted.freshness_of_category[code][age]
            )
            for age in Freshness
        }
        for code in told
    ]
