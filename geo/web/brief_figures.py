"""The pictures of a brief: the map of the districts and the Lorenz curve."""

from collections import Counter

import numpy as np

from geo.coverage.classes import UNKNOWN, Classes, classes_for
from geo.coverage.columns import Floats
from geo.coverage.report import Report
from geo.exchange import coverage_words as words
from geo.language import formatting
from geo.language.catalogue import Catalogue
from geo.web import coverage_charts as charts
from geo.web.brief_parts import Figure, Legend
from geo.web.coverage_charts import Shade

_MAP_PX = 330
_CURVE_PX = 125


def map_of(catalogue: Catalogue, report: Report) -> Figure:
    """Draw the districts by class, with number and letter in each."""
    answer = report.answer
    found, positions = _classes(report)
    districts = report.planning.public.districts
    shades = [
        Shade(
            f"{int(item.number)} {words.class_letter(position, found)}",
            _colour(found, position),
            words.value_text(catalogue, answer.kind, float(value)),
            known=position != UNKNOWN,
        )
        for item, position, value in zip(
            districts.items, positions, _drawn_values(report), strict=True
        )
    ]
    measure = words.measure_name(catalogue, answer.scenario)
    return Figure(
        "map",
        catalogue.t("brief.map.caption", measure=measure),
        catalogue.t("brief.map.alt", measure=measure),
        charts.choropleth(districts, shades, width=_MAP_PX),
    )


def legend(catalogue: Catalogue, report: Report) -> tuple[Legend, ...]:
    """List the classes from the best served to the worst, and unknown if there is any."""
    found, positions = _classes(report)
    counts = Counter(positions)
    order = sorted(range(found.count), key=found.severity)
    shown = [*order, UNKNOWN] if counts[UNKNOWN] else order
    kind = report.answer.kind
    return tuple(
        Legend(
            letter=words.class_letter(position, found),
            colour=_colour(found, position),
            ink=charts.text_colour(_colour(found, position)),
            text=words.class_text(catalogue, kind, found, position),
            districts=catalogue.n("brief.districts", counts[position]),
        )
        for position in shown
    )


def letters(report: Report) -> tuple[str, ...]:
    """Give the letter of the class of each district."""
    found, positions = _classes(report)
    return tuple(words.class_letter(position, found) for position in positions)


def lorenz_of(catalogue: Catalogue, report: Report) -> Figure | None:
    """Draw the Lorenz curve; None where there is no inequality to measure."""
    found = report.answer.inequality
    if not found:
        return None
    half = formatting.percent(catalogue, found.curve.at(0.5))
    what = catalogue.t(f"brief.lorenz.{_what(report)}")
    return Figure(
        "lorenz",
        catalogue.t("brief.lorenz.caption"),
        catalogue.t("brief.lorenz.alt", half=half, what=what),
        charts.lorenz(
            found.curve,
            people=catalogue.t("brief.lorenz.people"),
            values=what,
            equal=catalogue.t("brief.lorenz.equal"),
            served=catalogue.t("brief.lorenz.here"),
            size=_CURVE_PX,
        ),
    )


def _what(report: Report) -> str:
    return "burden" if report.answer.kind.less_is_better else "held"


def _classes(report: Report) -> tuple[Classes, list[int]]:
    values = _drawn_values(report)
    found = classes_for(report.scenario.measure, values)
    return found, [int(position) for position in found.of(values)]


def _drawn_values(report: Report) -> Floats:
    """Give the measure of the districts, NaN where nobody knows the people."""
    answer = report.answer
    return np.where(np.isnan(answer.people[:-1]), np.nan, answer.values[:-1])


def _colour(found: Classes, position: int) -> str:
    if position == UNKNOWN:
        return charts.UNKNOWN_COLOUR
    return charts.class_colour(found.severity(position), found.count)
