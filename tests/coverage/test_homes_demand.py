"""Where homes are is demand for planners alone; everybody else plans by district."""

import numpy as np
import pytest

from geo.coverage.assessment import assess
from geo.coverage.by_area import people
from geo.coverage.demand import homes, shelter_places
from geo.coverage.errors import NoDemandError, PlannersOnlyError
from geo.coverage.scenario import DemandSource, Scenario
from geo.crs import to_metric
from geo.directory.viewer import Role
from tests.coverage.plans import HOMES, TODAY, planning
from tests.worlds import EAST, WEST, shelter

BY_HOMES = Scenario(demand=DemandSource.SHELTERS)


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.VOLUNTEER])
def test_nobody_below_a_planner_gets_the_points_of_homes(role):
    with pytest.raises(PlannersOnlyError):
        homes(planning(role).known)


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.VOLUNTEER])
def test_everybody_else_plans_with_the_sums_of_districts(role):
    there = planning(role, homes=HOMES[:2])
    demand = there.demand(BY_HOMES)
    plain = shelter_places(there.public)
    assert np.array_equal(demand.x_m, plain.x_m)
    assert np.array_equal(demand.weight, plain.weight)
    assert demand.total == 100


def test_a_planner_plans_with_each_home_at_its_point():
    found = planning(Role.PLANNER).demand(BY_HOMES)
    row = HOMES[2]
    at = to_metric(float(row["lat"]), float(row["lon"]))
    (position,) = np.flatnonzero(found.weight == 30)
    assert (found.x_m[position], found.y_m[position]) == pytest.approx(tuple(at))
    assert dict(zip([*found.areas, "city"], people(found), strict=True)) == {
        WEST: 100,
        "Mittfeld": 0,
        EAST: 30,
        "city": 130,
    }


def test_a_home_without_a_capacity_is_named_and_a_planned_one_not_counted():
    found = planning(Role.PLANNER).demand(BY_HOMES)
    assert found.unknown == ("Ohne Zahl",)
    assert 500 not in found.weight


def test_a_home_known_only_by_its_district_is_spread_over_it():
    nowhere = {"lat": "", "lon": "", "geo_accuracy_m": "", "geo_precision": "district"}
    there = planning(Role.PLANNER, homes=[shelter(id="rough", capacity="50", **nowhere)])
    found = there.demand(BY_HOMES)
    assert found.total == 50
    assert set(found.area) == {0}


def test_homes_of_unknown_capacity_alone_are_no_demand():
    with pytest.raises(NoDemandError, match="Ohne Zahl"):
        planning(Role.PLANNER, homes=[HOMES[3]]).demand(BY_HOMES)


def test_an_unknown_home_makes_no_district_unknown():
    """``Demand.unknown`` names homes here, and districts elsewhere."""
    assessment = assess(planning(Role.PLANNER), BY_HOMES, TODAY)
    assert not np.isnan(assessment.people).any()
