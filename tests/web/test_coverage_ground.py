"""What the map draws of an answer, and what the legend says of it."""

from dataclasses import replace

import numpy as np
import pytest

from geo.coverage.scenario import DemandSource, Measure
from geo.directory.viewer import Role
from geo.maps.cover import UNKNOWN_SHADE
from geo.web.coverage_ground import ground, layers
from geo.web.coverage_view import NEW_SITE, CoverageView, Layer
from tests.coverage.plans import figure, planning
from tests.web.coverage_answers import ENGLISH, GERMAN, NEW, answer, change_of
from tests.worlds import WEST

DISTRICTS = CoverageView()


@pytest.fixture(scope="module")
def there():
    return planning()


def test_each_district_has_a_shade_and_a_figure(there):
    drawn = ground(GERMAN, there, answer(there, measure=Measure.MINUTES), DISTRICTS, None)
    assert drawn.cover.districts.shape == (3,)
    assert all(text.endswith(" min") for text in drawn.cover.texts)
    assert drawn.cover.cells is None


def test_the_worst_served_are_the_darkest(there):
    found = answer(there, measure=Measure.MINUTES)
    shades = ground(GERMAN, there, found, DISTRICTS, None).cover.districts
    order = np.argsort(found.values[:-1])
    assert list(shades[order]) == sorted(shades)


def test_what_nobody_knows_is_hatched_and_marked_in_the_legend():
    there = planning(figures=[figure(WEST, 30)])
    found = answer(there, demand=DemandSource.REFUGEES, figure="refugees_housed|2026")
    drawn = ground(ENGLISH, there, found, DISTRICTS, None)
    assert drawn.cover.texts[1] == "?"
    assert drawn.cover.districts[1] == UNKNOWN_SHADE
    assert [entry.count for entry in drawn.legend if entry.shade == UNKNOWN_SHADE] == ["2"]


def test_the_legend_counts_what_is_drawn(there):
    found = answer(there, measure=Measure.MINUTES)
    of_districts = ground(GERMAN, there, found, DISTRICTS, None)
    assert sum(int(entry.count) for entry in of_districts.legend) == 3
    coarse = ground(GERMAN, there, found, CoverageView(layer=Layer.COARSE), None)
    assert sum(int(entry.count) for entry in coarse.legend) == len(coarse.cover.cells)
    assert coarse.cover.size_m == 500


def test_no_grid_is_drawn_of_homes_or_of_what_districts_alone_have():
    assert layers(Measure.MINUTES, DemandSource.SHELTERS, changed=False) == (Layer.DISTRICTS,)
    assert layers(Measure.PER_THOUSAND, DemandSource.INHABITANTS, changed=True) == (
        Layer.DISTRICTS,
        Layer.CHANGE,
    )


def test_a_grid_asked_for_of_homes_is_drawn_as_districts():
    there = planning(Role.PLANNER)
    found = answer(there, demand=DemandSource.SHELTERS, measure=Measure.MINUTES)
    drawn = ground(GERMAN, there, found, CoverageView(layer=Layer.FINE), None)
    assert drawn.cover.cells is None


def test_changes_are_told_by_signs_and_not_by_colour_alone(there):
    change = change_of(there, added=(NEW,))
    view = CoverageView(layer=Layer.CHANGE)
    drawn = ground(GERMAN, there, change.after, view, change)
    assert drawn.cover.texts[2].startswith("+")
    assert drawn.cover.texts[0] == "±0"
    assert any("(+)" in entry.label for entry in drawn.legend)


def test_a_click_means_a_point_only_with_a_tool(there):
    found = answer(there)
    view = replace(DISTRICTS, tool=NEW_SITE)
    assert ground(GERMAN, there, found, view, None).cover.takes_point
    assert not ground(GERMAN, there, found, DISTRICTS, None).cover.takes_point
