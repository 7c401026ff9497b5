"""Shades of the ground, and the outlines of cells."""

import base64
import json

import numpy as np
import pytest

from geo.coverage.classes import UNKNOWN, Classes
from geo.coverage.hexagons import hexagons
from geo.crs import to_degrees, to_metric
from geo.maps.cells import cells_json
from geo.maps.cover import GAIN, LOSS, SAME, UNKNOWN_SHADE, Cover, SiteMark, change_shades, shades
from geo.maps.map_state import MapState
from tests.coverage.plans import planning
from tests.maps.conftest import HOSTILE

LESS_IS_BETTER = Classes((5.0, 10.0, 15.0, 20.0, 30.0), less_is_better=True)


def test_the_best_class_is_the_lightest_and_the_worst_the_darkest():
    assert list(shades(LESS_IS_BETTER, np.array([0, 5], np.uint8))) == [0, 5]
    more = Classes((0.2, 0.4, 0.6, 0.8), less_is_better=False)
    assert list(shades(more, np.array([0, 4], np.uint8))) == [5, 0]


def test_few_classes_take_steps_that_are_far_apart():
    two = Classes((1.0,), less_is_better=True)
    assert list(shades(two, np.array([0, 1], np.uint8))) == [0, 5]


def test_what_nobody_knows_is_no_step():
    assert list(shades(LESS_IS_BETTER, np.array([UNKNOWN], np.uint8))) == [UNKNOWN_SHADE]


def test_gains_and_losses_are_told_apart_and_from_the_unknown():
    shaded = change_shades([100, 20, 0.2, -30, -90, np.nan])
    assert list(shaded) == [GAIN[1], GAIN[0], SAME, LOSS[0], LOSS[1], UNKNOWN_SHADE]


def test_no_change_at_all_is_the_same_everywhere():
    assert set(change_shades([0.0, 0.0])) == {SAME}


def test_a_state_carries_a_byte_a_district_and_cell():
    districts, cells = np.array([1, 2], np.uint8), np.arange(5, dtype=np.uint8)
    site = SiteMark(48.7, 9.1, "new", HOSTILE, "0")
    cover = Cover(districts, ("a", "b"), cells, 500, (site,), takes_point=True)
    sent = MapState("v", np.zeros(0, dtype=np.bool_), cover=cover).as_json()["cover"]
    assert base64.b64decode(sent["districts"]) == bytes([1, 2])
    assert base64.b64decode(sent["cells"]) == bytes(range(5))
    assert sent["sites"] == [[48.7, 9.1, "new", HOSTILE, "0"]]
    assert sent["takesPoint"]


@pytest.fixture(scope="module")
def public():
    return planning().public


def test_cells_have_the_corners_of_the_hexagons(public):
    sent = json.loads(cells_json(public, 500))
    steps = np.array(sent["points"]).reshape(-1, 2) / sent["steps_a_degree"] + sent["origin"]
    corners = steps[np.array(sent["corners"])].reshape(-1, 6, 2)
    wanted = hexagons(public.districts, 500).corners
    found = to_metric(corners[..., 0].ravel(), corners[..., 1].ravel()).reshape(-1, 6, 2)
    assert np.abs(found - wanted).max() < 1.5


def test_neighbours_share_their_corners(public):
    sent = json.loads(cells_json(public, 500))
    assert len(sent["points"]) / 2 < len(sent["corners"]) / 2


def test_degrees_and_metres_are_inverse():
    metres = to_metric(48.77, 9.15)
    assert to_degrees(metres[0], metres[1]) == pytest.approx([48.77, 9.15], abs=1e-9)
