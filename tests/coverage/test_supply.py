"""What there is to be reached, and what never is."""

from datetime import date

import numpy as np
import pytest

from geo.coverage.errors import CapacityError, ColumnError, NoSupplyError
from geo.coverage.reliability import Reliability
from geo.coverage.supply import PLACES, supply_of
from geo.crs import to_metric
from geo.directory.place import Status
from geo.directory.viewer import Role
from geo.errors import CrsError
from tests.coverage.squares import services
from tests.worlds import EAST, MIDDLE, WEST, place, shelter, unlocated, world

TODAY = date(2026, 1, 5)


def supply_from(*rows, role=Role.PUBLIC, **options):
    directory = world(places=rows, role=role)
    return supply_of(directory, directory.places, **options)


def test_a_place_with_a_point_stands_there_with_its_accuracy():
    supply = supply_from(place(opening_hours="Mo 09:00-17:00"))
    x_m, y_m = to_metric(48.77, 9.13)
    assert (supply.x_m.tolist(), supply.y_m.tolist()) == ([x_m], [y_m])
    assert supply.accuracy_m.tolist() == [10]
    assert supply.ids == ("house-of-words",)
    assert [supply.areas[area] for area in supply.area] == [MIDDLE]
    assert supply.hours == ("Mo 09:00-17:00",)


def test_several_places_share_a_point():
    supply = supply_from(place(), place(id="upstairs", name="Upstairs"))
    assert (supply.size, len(set(supply.x_m.tolist()))) == (2, 1)


def test_a_place_known_by_district_has_no_point_and_one_without_is_city_wide():
    supply = supply_from(
        unlocated(id="east", district=EAST, geo_precision="district"), unlocated(id="phone")
    )
    assert supply.size == 0
    assert supply.unlocated.ids == ("east",)
    assert [supply.areas[area] for area in supply.unlocated.area] == [EAST]
    assert supply.city_wide == ("phone",)


def test_services_count_as_one_and_places_with_their_capacity():
    rows = [place(capacity="12"), place(id="b", name="B")]
    assert supply_from(*rows).capacity.tolist() == [1, 1]
    assert supply_from(*rows, unit=PLACES, assumed_places=5).capacity.tolist() == [12, 5]


def test_an_unknown_capacity_stays_unknown_until_one_is_assumed():
    supply = supply_from(place(), unit=PLACES)
    assert np.isnan(supply.capacity).tolist() == [True]
    with pytest.raises(CapacityError, match="capacity of 1 of 1 services is not known"):
        _ = supply.amount


def test_capacities_that_are_all_zero_are_refused():
    with pytest.raises(CapacityError, match="capacity of all 2 services is zero"):
        _ = services([(0, 0), (1, 1)], capacity=0).amount


def test_a_status_and_an_age_are_believed_as_far_as_the_planner_says():
    rows = [
        place(status="open", source_date="2025"),
        place(id="old", name="Old", status="unverified", source_date="2021-01-05"),
        place(id="undated", name="Undated", status="unverified", source_date=""),
    ]
    reliability = Reliability({Status.UNVERIFIED: 0.8}, half_life_years=5, undated_years=10)
    supply = supply_from(*rows, reliability=reliability, today=TODAY)
    half_year = (date(2026, 1, 5) - date(2025, 7, 1)).days / 365.25
    assert supply.weight == pytest.approx([0.5 ** (half_year / 5), 0.8 * 0.5, 0.8 / 4], rel=1e-3)


def test_what_is_not_believed_at_all_is_left_out():
    rows = [place(), place(id="shut", name="Shut", status="closed")]
    supply = supply_from(*rows, reliability=Reliability({Status.CLOSED: 0.0}))
    assert supply.ids == ("house-of-words",)


def test_ages_need_a_day_to_be_counted_from():
    with pytest.raises(ValueError, match="give today"):
        supply_from(place(), reliability=Reliability(half_life_years=5))


def test_a_fact_dated_ahead_is_new():
    weight = Reliability(half_life_years=5)
    supply = supply_from(place(source_date="2030"), reliability=weight, today=TODAY)
    assert supply.weight.tolist() == [1]


@pytest.mark.parametrize("role", list(Role))
def test_a_protected_home_is_never_supply_not_even_by_its_district(role):
    homes = [
        unlocated(
            id="refuge",
            category="shelter",
            district=WEST,
            geo_precision="district",
            visibility="confidential",
            website="https://front.example/",
        )
    ]
    directory = world(places=[place()], shelters=homes, role=role)
    supply = supply_of(directory, directory.places)
    assert supply.ids == ("house-of-words",)
    assert supply.unlocated.ids == supply.city_wide == ()


def test_records_of_a_higher_tier_are_refused_without_their_name():
    whole = world(places=[place()], shelters=[shelter()], role=Role.PLANNER)
    public = whole.visible_to(Role.PUBLIC)
    with pytest.raises(ValueError, match=r"take places from directory\.places") as refused:
        supply_of(public, whole.places)
    assert "shelter-gray" not in str(refused.value)


def test_the_same_record_as_somebody_else_may_know_it_is_refused_too():
    whole = world(places=[place(note="for editors")], role=Role.EDITOR)
    with pytest.raises(ValueError, match=r"take places from directory\.places"):
        supply_of(whole.visible_to(Role.PUBLIC), whole.places)


def test_another_unit_is_refused():
    with pytest.raises(ValueError, match="unit 'beds' is not known"):
        supply_from(place(), unit="beds")


def test_nothing_is_counted_where_there_is_nothing():
    with pytest.raises(NoSupplyError, match=r"no service with a point \(1 without one\)"):
        _ = supply_from(unlocated()).amount


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"weight": 0}, "weight must be over 0"),
        ({"weight": 1.2}, "weight must be over 0 and up to 1"),
        ({"capacity": -1}, "s0 .row 0. has -1.0: capacity must not be negative"),
        ({"capacity": np.inf}, "capacity must be a number"),
        ({"accuracy_m": np.nan}, "accuracy_m of the supply of row 0 is nan"),
        ({"ids": ("a", "b")}, "columns of one length"),
    ],
)
def test_columns_that_make_no_sense_are_refused(wrong, told):
    with pytest.raises(ColumnError, match=told):
        services([(0, 0)], **wrong)


def test_degrees_are_refused():
    with pytest.raises(CrsError, match="are degrees"):
        services([(9.18 - 500_000, 48.77 - 5_400_000)])
