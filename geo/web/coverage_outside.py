"""Values that lie outside their own ranges: which, how that is written, and why it is so.

Places of which only the district is known are drawn somewhere in it for the range, and have no
point that the value could use. Many of them can push a range away from its value.
"""

import numpy as np

from geo.coverage.assessment import Assessment
from geo.coverage.columns import Flags
from geo.coverage.uncertainty import Interval
from geo.exchange.coverage_words import number_text, range_text, value_text
from geo.language.catalogue import Catalogue


def outside(catalogue: Catalogue, answer: Assessment, interval: Interval) -> Flags:
    """Tell which values lie outside their ranges as they are written, ``(n_areas + 1,)``.

    Parameters
    ----------
    catalogue
        The language: what differs only behind the last digit written does not differ.
    answer
        With the values.
    interval
        Their ranges.
    """
    columns = zip(answer.values, interval.low, interval.high, strict=True)
    return np.array([_is_outside(catalogue, answer, *map(float, row)) for row in columns], np.bool_)


def _is_outside(
    catalogue: Catalogue, answer: Assessment, value: float, low: float, high: float
) -> bool:
    beyond = low if value < low else high if value > high else None
    if beyond is None:
        return False
    written = [number_text(catalogue, answer.kind, number) for number in (value, beyond)]
    return written[0] != written[1]


def range_notes(catalogue: Catalogue, answer: Assessment, interval: Interval) -> tuple[str, ...]:
    """Write the range of each district and of the city, marked where the value lies outside."""
    marked = outside(catalogue, answer, interval)
    spans = [_span(catalogue, answer, interval, position) for position in range(len(marked))]
    return tuple(
        catalogue.t("cover.outside.mark", span=span) if is_outside else span
        for span, is_outside in zip(spans, marked, strict=True)
    )


def outside_notes(catalogue: Catalogue, answer: Assessment, interval: Interval) -> tuple[str, ...]:
    """Write the ranges of the districts whose value lies outside; empty for the others."""
    marked = outside(catalogue, answer, interval)[:-1]
    notes = range_notes(catalogue, answer, interval)[:-1]
    return tuple(note if is_outside else "" for note, is_outside in zip(notes, marked, strict=True))


def outside_sentences(
    catalogue: Catalogue, answer: Assessment, interval: Interval
) -> tuple[str, ...]:
    """Say which values lie outside their ranges, and why; nothing where none does."""
    *districts, city = outside(catalogue, answer, interval).tolist()
    if not city and not any(districts):
        return ()
    span = _span(catalogue, answer, interval, -1)
    said = []
    if city:
        value = value_text(catalogue, answer.kind, float(answer.values[-1]))
        said.append(catalogue.t("cover.outside.city", value=value, span=span))
    if any(districts):
        said.append(catalogue.n("cover.outside.districts", sum(districts)))
    unlocated = len(answer.supply.unlocated.ids)
    said.append(
        catalogue.n("cover.outside.unlocated", unlocated, span=span)
        if unlocated
        else catalogue.t("cover.outside.other")
    )
    return tuple(said)


def _span(catalogue: Catalogue, answer: Assessment, interval: Interval, position: int) -> str:
    ends = float(interval.low[position]), float(interval.high[position])
    return range_text(catalogue, answer.kind, *ends)
