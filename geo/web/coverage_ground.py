"""How an answer is drawn: the shade and figure of each district or cell, and the legend."""

from dataclasses import dataclass

import numpy as np

from geo.coverage.assessment import Assessment
from geo.coverage.classes import UNKNOWN, Classes, classes_for
from geo.coverage.columns import Floats
from geo.coverage.errors import CapacityError
from geo.coverage.hexagons import hexagons, values_of
from geo.coverage.planning import Planning
from geo.coverage.scenario import DemandSource, Measure
from geo.coverage.uncertainty import Interval
from geo.coverage.what_if import Change
from geo.exchange.coverage_words import (
    class_text,
    number_text,
    people_change_text,
    value_text,
)
from geo.language import formatting
from geo.language.catalogue import Catalogue
from geo.maps.cover import (
    GAIN,
    LOSS,
    SAME,
    UNKNOWN_SHADE,
    Cover,
    SiteMark,
    change_shades,
    shade,
    shades,
)
from geo.web.coverage_outside import outside_notes
from geo.web.coverage_view import CoverageView, Layer


@dataclass(frozen=True)
class LegendEntry:
    """A class: its shade, what it holds, and how many districts or cells are in it."""

    shade: int
    label: str
    count: str


@dataclass(frozen=True, eq=False)
class Ground:
    """What the map draws, and what it means."""

    cover: Cover
    legend: tuple[LegendEntry, ...]


def layers(scenario_measure: Measure, demand: DemandSource, *, changed: bool) -> tuple[Layer, ...]:
    """List what can be drawn: cells only where a point has a value and leads to no home."""
    cells: tuple[Layer, ...] = (Layer.COARSE, Layer.FINE)
    if scenario_measure is Measure.PER_THOUSAND or demand is DemandSource.SHELTERS:
        cells = ()
    return (Layer.DISTRICTS, *cells, *((Layer.CHANGE,) if changed else ()))


def ground(  # noqa: PLR0913 (a drawing is made of all of them)
    catalogue: Catalogue,
    planning: Planning,
    answer: Assessment,
    view: CoverageView,
    change: Change | None,
    sites: tuple[SiteMark, ...] = (),
    *,
    interval: Interval | None = None,
) -> Ground:
    """Draw an answer.

    Parameters
    ----------
    catalogue
        The language.
    planning
        What the answer was made from.
    answer
        What is drawn.
    view
        Which drawing; one that cannot be is drawn as districts.
    change
        What a changed scenario brings, for the drawing of changes.
    sites
        To be marked.
    interval
        How sure the values are, as soon as that is known.
    """
    scenario = answer.scenario
    there = layers(scenario.measure, scenario.demand, changed=change is not None)
    layer = view.layer if view.layer in there else Layer.DISTRICTS
    takes_point = bool(view.tool)
    if layer is Layer.CHANGE and change is not None:
        return _changes(catalogue, change, sites, takes_point=takes_point)
    values = answer.values[:-1]
    cells = _cells(planning, answer, layer.size_m) if layer.size_m else None
    classes = classes_for(scenario.measure, values if cells is None else cells)
    drawn = classes.of(values if cells is None else cells)
    unit = "" if scenario.measure in (Measure.MINUTES, Measure.COVERED) else " "
    cover = Cover(
        districts=shades(classes, classes.of(values)),
        texts=tuple(_text(catalogue, answer, value).strip(unit) for value in values),
        cells=None if cells is None else shades(classes, drawn),
        size_m=layer.size_m,
        sites=sites,
        takes_point=takes_point,
        notes=() if interval is None else outside_notes(catalogue, answer, interval),
    )
    return Ground(cover, _legend(catalogue, answer, classes, drawn))


def _text(catalogue: Catalogue, answer: Assessment, value: float) -> str:
    if np.isnan(value):
        return "?"
    if np.isinf(value):
        return number_text(catalogue, answer.kind, value)
    return value_text(catalogue, answer.kind, value)


def _cells(planning: Planning, answer: Assessment, size_m: int) -> Floats | None:
    try:
        cells = hexagons(planning.public.districts, size_m)
        return values_of(cells, answer, planning.travel(answer.scenario))
    except CapacityError:
        return None


def _legend(
    catalogue: Catalogue, answer: Assessment, classes: Classes, drawn: np.ndarray
) -> tuple[LegendEntry, ...]:
    """List the classes from the best served to the worst, and what nobody knows if there is any."""
    order = sorted(range(classes.count), key=classes.severity)
    counts = {position: int((drawn == position).sum()) for position in (*order, UNKNOWN)}
    shown = [*order, *([UNKNOWN] if counts[UNKNOWN] else [])]
    return tuple(
        LegendEntry(
            shade(classes, position),
            class_text(catalogue, answer.kind, classes, position),
            formatting.number(catalogue, counts[position]),
        )
        for position in shown
    )


def _changes(
    catalogue: Catalogue, change: Change, sites: tuple[SiteMark, ...], *, takes_point: bool
) -> Ground:
    people = (change.gained - change.lost)[:-1]
    drawn = change_shades(people)
    texts = tuple(
        "?" if np.isnan(value) else people_change_text(catalogue, value) for value in people
    )
    names = {
        LOSS[1]: "much_lost",
        LOSS[0]: "lost",
        SAME: "same",
        GAIN[0]: "gained",
        GAIN[1]: "much_gained",
        UNKNOWN_SHADE: "unknown",
    }
    legend = tuple(
        LegendEntry(
            code,
            catalogue.t(f"cover.change.{name}"),
            formatting.number(catalogue, int((drawn == code).sum())),
        )
        for code, name in names.items()
        if name != "unknown" or (drawn == code).any()
    )
    return Ground(Cover(drawn, texts, sites=sites, takes_point=takes_point), legend)
