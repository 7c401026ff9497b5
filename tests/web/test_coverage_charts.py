"""Charts as specifications: what they draw, and that names stay data."""

import json
from datetime import date

import numpy as np
import pytest

from geo.coverage.equity import lorenz as curve_of
from geo.coverage.over_the_week import WeekCover
from geo.coverage.sureness import WeekSureness
from geo.coverage.uncertainty import Interval
from geo.web import coverage_charts as charts
from geo.web.coverage_charts import Bar, Shade
from tests.coverage.plans import planning

HOSTILE = "</svg><script>alert(1)</script> datum.x ${y}"


def luminance(colour):
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2


def test_classes_fall_in_lightness_and_their_text_can_be_read():
    light = [luminance(colour) for colour in charts.PALETTE]
    assert light == sorted(light, reverse=True)
    for colour in charts.PALETTE:
        pair = sorted((luminance(colour), luminance(charts.text_colour(colour))))
        assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 3


@pytest.mark.parametrize("count", range(1, 7))
def test_the_best_and_the_worst_class_have_the_ends_of_the_palette(count):
    colours = [charts.class_colour(severity, count) for severity in range(count)]
    assert len(set(colours)) == count
    assert colours[0] == charts.PALETTE[0]
    assert count == 1 or colours[-1] == charts.PALETTE[-1]


def test_the_map_draws_every_district_with_its_text():
    shades = [
        Shade("1 A", charts.PALETTE[0]),
        Shade("2 B", charts.PALETTE[5]),
        Shade("3 ?", "#fff"),
    ]
    areas, texts = charts.choropleth(planning().public.districts, shades)["layer"]
    assert [f["properties"]["colour"] for f in areas["data"]["values"]] == [
        s.colour for s in shades
    ]
    assert [(t["text"], t["ink"]) for t in texts["data"]["values"]] == [
        ("1 A", charts.INK),
        ("2 B", charts.PAPER),
        ("3 ?", charts.INK),
    ]


def test_the_curve_runs_from_nothing_to_all_beside_the_straight_line():
    words = {"people": "p", "values": "v", "equal": "same", "served": "here"}
    points = charts.lorenz(curve_of([1, 3], [1, 1]), **words)["data"]["values"]
    assert [(p["people"], p["value"]) for p in points if p["line"] == "here"] == [
        (0, 0),
        (50, 25),
        (100, 100),
    ]
    assert [(p["people"], p["value"]) for p in points if p["line"] == "same"] == [
        (0, 0),
        (100, 100),
    ]


def test_the_week_is_a_band_to_the_end_of_sunday():
    low, high = np.zeros((2, 7, 24)), np.ones((2, 7, 24))
    week = WeekCover(date(2026, 1, 5), 60, low, high, services=1, unknown_hours=1)
    band, _, mark = charts.week_band(week, -1, days="MTWTFSS", title="%", hour=30)["layer"]
    rows = band["data"]["values"]
    assert (rows[0], rows[-1]["hour"]) == ({"hour": 0, "low": 0, "high": 100}, 168)
    assert mark["data"]["values"] == [{"hour": 30}]


def test_how_far_the_week_can_reach_is_a_lighter_band_behind_it():
    part = np.zeros((2, 7, 24))
    week = WeekCover(date(2026, 1, 5), 60, part, part + 0.5, services=1, unknown_hours=1)
    ends = (Interval(part + low, part, part + high, 9, 1) for low, high in ((0, 0.1), (0.4, 0.9)))
    behind, band, _ = charts.week_band(
        week, -1, days="MTWTFSS", title="%", sure=WeekSureness(*ends)
    )["layer"]
    assert behind["data"]["values"][0] == {"hour": 0, "low": 0, "high": pytest.approx(90)}
    assert band["data"]["values"][0]["high"] == 50
    assert behind["mark"]["color"] != band["mark"]["color"]


def test_a_long_name_stands_whole_above_its_bar():
    name = "known only to the district, and to nobody any better than that" * 2
    picture = charts.svg(charts.bars_under_names([Bar(name, 1, "1")], title="t", width=200))
    assert f">{name}</text>" in picture


@pytest.mark.parametrize("drawn", [charts.bars, charts.bars_under_names])
def test_names_in_a_picture_are_text(drawn):
    picture = charts.svg(drawn([Bar(HOSTILE, 1, HOSTILE)], title=HOSTILE))
    assert "<script" not in picture
    assert picture.count("&lt;script") == 3


def test_a_picture_loads_nothing():
    spec = charts.bars([Bar("a", 1, "1")], title="t")
    assert "url" not in json.dumps(spec).replace("$schema", "")
    assert "href=" not in charts.svg(spec)
