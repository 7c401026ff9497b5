"""Charts of cover as Vega-Lite specifications, for the page and for what is printed.

Each function takes figures and finished words and gives a plain dictionary: Streamlit draws it
with ``st.vega_lite_chart``, ``svg`` turns it into a picture without a browser. Names and words
travel as data or titles, never inside an expression.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.coverage.columns import Floats
from geo.coverage.equity import Lorenz
from geo.coverage.over_the_week import WeekCover
from geo.coverage.sureness import WeekSureness
from geo.directory.districts import Districts

Spec = dict[str, Any]
Shapes = NDArray[np.object_]
"""Polygons in EPSG:25832, shape ``(n,)``."""

PALETTE: Final = ("#e4f1ee", "#b7dcd5", "#7fbdb3", "#47988f", "#1c6b66", "#0a3d40")
"""Classes from the best served to the worst, of falling lightness: read without colour too."""

UNKNOWN_COLOUR: Final = "#ffffff"
INK: Final = "#2a2420"
PAPER: Final = "#ffffff"
ACCENT: Final = "#9a3412"
_QUIET: Final = "#78716c"
_GRID: Final = "#e7e2d9"
_DARK_FROM: Final = 3
_SIMPLER_M: Final = 25
_SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"
_FONT: Final = "system-ui, Noto Sans, Liberation Sans, DejaVu Sans, sans-serif"
_UNDER: Final = 9
"""How far a bar stands below the middle of its row, and its name above it, in pixels."""

_DAY_HOURS: Final = 24
_WEEK_HOURS: Final = 7 * _DAY_HOURS
_WEEK_PX: Final = 560
_WEEK: Final[Mapping[str, Any]] = {
    "field": "hour",
    "type": "quantitative",
    "scale": {"domain": [0, _WEEK_HOURS]},
}


@dataclass(frozen=True)
class Bar:
    """A bar: its name, length, what is written at its end, and its colour."""

    name: str
    value: float
    text: str
    colour: str = PALETTE[3]


@dataclass(frozen=True)
class Shade:
    """How a district is drawn: what is written in it, its colour, and what is told of it."""

    text: str
    colour: str
    told: str = ""
    known: bool = True


def class_colour(severity: int, count: int) -> str:
    """Give the colour of a class.

    Parameters
    ----------
    severity
        From 0, the best served, to ``count - 1``; see ``Classes.severity``.
    count
        Number of classes.
    """
    return PALETTE[round(severity * (len(PALETTE) - 1) / max(1, count - 1))]


def text_colour(colour: str) -> str:
    """Give the colour that can be read on a colour of the palette."""
    return PAPER if colour in PALETTE[_DARK_FROM:] else INK


def choropleth(districts: Districts, shades: Sequence[Shade], *, width: int = 400) -> Spec:
    """Draw the districts with a text in each.

    Parameters
    ----------
    districts
        Drawn in EPSG:25832, with their borders simplified together.
    shades
        One a district, in the same order.
    width
        In pixels; the height follows.
    """
    frame = districts.metric
    simple = shapely.coverage_simplify(frame.geometry.to_numpy(), _SIMPLER_M)
    west, south, east, north = shapely.total_bounds(simple)
    height = round(width * (north - south) / (east - west))
    layers = [_areas(simple, frame["name"], shades), _written_in(simple, shades)]
    projection = {"type": "identity", "reflectY": True}
    return _chart({"width": width, "height": height, "projection": projection, "layer": layers})


def _areas(shapes: Shapes, names: Iterable[str], shades: Sequence[Shade]) -> Spec:
    features = [
        {
            "type": "Feature",
            "geometry": shapely.geometry.mapping(shape),
            "properties": {"name": name, "colour": shade.colour, "told": shade.told}
            | {"dash": [1, 0] if shade.known else [3, 2]},
        }
        for shape, name, shade in zip(shapes, names, shades, strict=True)
    ]
    return {
        "data": {"values": features},
        "mark": {"type": "geoshape", "stroke": _QUIET, "strokeWidth": 0.8},
        "encoding": {
            "color": {"field": "properties.colour", "type": "nominal", "scale": None},
            "tooltip": [
                {"field": "properties.name", "type": "nominal", "title": " "},
                {"field": "properties.told", "type": "nominal", "title": "  "},
            ],
        },
    }


def _written_in(shapes: Shapes, shades: Sequence[Shade]) -> Spec:
    middles = [shapely.maximum_inscribed_circle(shape).coords[0] for shape in shapes]
    labels = [
        {"x": x, "y": y, "text": shade.text, "ink": text_colour(shade.colour)}
        for (x, y), shade in zip(middles, shades, strict=True)
    ]
    return {
        "data": {"values": labels},
        "mark": {"type": "text", "fontSize": 10, "fontWeight": "bold"},
        "encoding": {
            "longitude": {"field": "x", "type": "quantitative"},
            "latitude": {"field": "y", "type": "quantitative"},
            "text": {"field": "text", "type": "nominal"},
            "color": {"field": "ink", "type": "nominal", "scale": None},
        },
    }


def bars(rows: Sequence[Bar], *, title: str, width: int = 300, step: int = 16) -> Spec:
    """Draw horizontal bars in the order given, each with its figure at the end.

    Parameters
    ----------
    rows
        Finite values; leave out what is unknown and say so.
    title
        Of the axis.
    width, step
        Of the drawing and of a bar, in pixels.
    """
    return _bars(rows, title, width, step, [_bar(), _figure()])


def bars_under_names(rows: Sequence[Bar], *, title: str, width: int = 300) -> Spec:
    """Draw horizontal bars, each below its name: a long name is whole on a narrow screen too.

    Parameters
    ----------
    rows, title, width
        As for ``bars``.
    """
    bar = _bar()
    bar["mark"] |= {"height": 12, "yOffset": _UNDER}
    figure = _figure()
    figure["mark"] |= {"dy": _UNDER}
    name = {
        "mark": {"type": "text", "align": "left", "dy": -_UNDER, "fontSize": 12},
        "encoding": {"text": {"field": "name", "type": "nominal"}, "x": {"datum": 0}},
    }
    spec = _bars(rows, title, width, 4 * _UNDER, [bar, figure, name])
    spec["encoding"]["y"]["axis"] = None
    return spec


def _bars(rows: Sequence[Bar], title: str, width: int, step: int, layers: list[Spec]) -> Spec:
    values = [
        {"name": row.name, "value": row.value, "text": row.text, "colour": row.colour}
        for row in rows
    ]
    place = {"field": "name", "type": "nominal", "sort": None, "title": None}
    length = {"field": "value", "type": "quantitative", "title": title, "axis": _quiet_axis()}
    return _chart(
        {
            "width": width,
            "height": {"step": step},
            "data": {"values": values},
            "encoding": {"y": place, "x": length},
            "layer": layers,
        }
    )


def _bar() -> Spec:
    return {
        "mark": {"type": "bar", "stroke": _QUIET, "strokeWidth": 0.5},
        "encoding": {"color": {"field": "colour", "type": "nominal", "scale": None}},
    }


def _figure() -> Spec:
    return {
        "mark": {"type": "text", "align": "left", "dx": 4},
        "encoding": {"text": {"field": "text", "type": "nominal"}},
    }


def lorenz(
    curve: Lorenz, *, people: str, values: str, equal: str, served: str, size: int = 200
) -> Spec:
    """Draw a Lorenz curve over the line on which all would have the same.

    Parameters
    ----------
    curve
        See ``equity.lorenz``.
    people, values
        Titles of the axes, in per cent.
    equal, served
        What the straight line and the curve are called.
    size
        In pixels.
    """
    steps = zip(100 * curve.people_share, 100 * curve.value_share, strict=True)
    points = [{"people": x, "value": y, "line": served} for x, y in steps]
    points += [{"people": end, "value": end, "line": equal} for end in (0, 100)]
    axis = {"values": [0, 25, 50, 75, 100], "tickSize": 3}
    lines = [equal, served]
    look = {"domain": lines, "range": [_QUIET, PALETTE[4]]}
    dash = {"domain": lines, "range": [[4, 3], [1, 0]]}
    legend = {"orient": "top-left", "title": None, "symbolType": "stroke"}
    return _chart(
        {
            "width": size,
            "height": size,
            "data": {"values": points},
            "mark": {"type": "line", "strokeWidth": 2},
            "encoding": {
                "x": {"field": "people", "type": "quantitative", "title": people, "axis": axis},
                "y": {"field": "value", "type": "quantitative", "title": values, "axis": axis},
                "color": {"field": "line", "type": "nominal", "scale": look, "legend": legend},
                "strokeDash": {"field": "line", "type": "nominal", "scale": dash, "legend": legend},
            },
        }
    )


def week_band(
    week: WeekCover,
    area: int,
    *,
    days: Sequence[str],
    title: str,
    hour: int | None = None,
    sure: WeekSureness | None = None,
) -> Spec:
    """Draw what share is covered over the week: a band from what is surely open to what may be.

    A lighter band behind it tells how far that can reach.

    Parameters
    ----------
    week
        See ``over_the_week``.
    area
        Position of the district, -1 for the city.
    days
        Names of the seven days, Monday first.
    title
        Of the axis, in per cent.
    hour
        Hour of the week to be marked.
    sure
        How sure that is, as soon as it is known.
    """
    layers = [_band(week.low[area], week.high[area], title, PALETTE[2]), _day_names(days)]
    if sure is not None:
        layers.insert(0, _band(sure.low.low[area], sure.high.high[area], title, PALETTE[0]))
    if hour is not None:
        mark = {"type": "rule", "color": ACCENT, "strokeWidth": 2}
        rule: Spec = {"data": {"values": [{"hour": hour}]}, "mark": mark, "encoding": {"x": _WEEK}}
        layers.append(rule)
    return _chart({"width": _WEEK_PX, "height": 120, "layer": layers})


def _band(least: Floats, most: Floats, title: str, colour: str) -> Spec:
    low, high = (100 * np.asarray(part).ravel() for part in (least, most))
    hours = np.arange(len(low)) * _WEEK_HOURS / len(low)
    columns = zip(hours.tolist(), low.tolist(), high.tolist(), strict=True)
    values = [{"hour": at, "low": bottom, "high": top} for at, bottom, top in columns]
    # The last slot lasts until the end of the week.
    values.append(values[-1] | {"hour": _WEEK_HOURS})
    midnights = {"values": list(range(0, _WEEK_HOURS + 1, _DAY_HOURS)), "labels": False}
    share: Spec = {"type": "quantitative", "title": title, "scale": {"domain": [0, 100]}}
    return {
        "data": {"values": values},
        "mark": {"type": "area", "interpolate": "step-after", "color": colour}
        | {"line": {"color": PALETTE[5], "strokeWidth": 1}},
        "encoding": {
            "x": {**_WEEK, "axis": {**midnights, "title": None}},
            "y": share | {"field": "low"},
            "y2": {"field": "high"},
        },
    }


def _day_names(days: Sequence[str]) -> Spec:
    names = [{"hour": day * _DAY_HOURS + 12, "name": name} for day, name in enumerate(days)]
    return {
        "data": {"values": names},
        "mark": {"type": "text", "dy": 12, "baseline": "top"},
        "encoding": {
            "x": _WEEK,
            "y": {"value": {"expr": "height"}},
            "text": {"field": "name", "type": "nominal"},
        },
    }


def svg(spec: Mapping[str, Any], font: str = "") -> str:
    """Turn a specification into a picture, without a browser and without a network.

    Parameters
    ----------
    spec
        Made by one of the functions above.
    font
        Another family than the page's.
    """
    import vl_convert  # noqa: PLC0415 (brings an engine of JavaScript, for what is printed only)

    config = spec["config"] | ({"font": font} if font else {})
    return str(vl_convert.vegalite_to_svg({**spec, "config": config}, allowed_base_urls=[]))


def _chart(parts: Spec) -> Spec:
    config = {
        "aria": False,
        "background": None,
        "font": _FONT,
        "text": {"color": INK, "fontSize": 11},
        "view": {"stroke": None},
        "axis": {
            "labelColor": INK,
            "titleColor": INK,
            "labelFontSize": 10,
            "titleFontSize": 10,
            "titleFontWeight": "normal",
            "gridColor": _GRID,
            "domainColor": _QUIET,
            "tickColor": _QUIET,
            "labelLimit": 200,
        },
        "legend": {"labelColor": INK, "labelFontSize": 10, "labelLimit": 0},
    }
    return {"$schema": _SCHEMA, "config": config, **parts}


def _quiet_axis() -> Spec:
    """Leave out what the figures at the bars say better."""
    return {"labels": False, "ticks": False, "grid": False, "domain": False}
