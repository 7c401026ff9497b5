"""Hexagons over the city."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from geo.coverage.assessment import assess
from geo.coverage.hexagons import hexagons, values_of
from geo.coverage.measures import KINDS
from geo.coverage.scenario import Measure, Scenario
from geo.coverage.spread import Spread
from tests.coverage.plans import TODAY, planning


@pytest.fixture(scope="module")
def there():
    return planning()


@pytest.fixture(scope="module")
def cells(there):
    return hexagons(there.public.districts, 250)


def polygons(cells):
    return shapely.polygons(cells.corners)


def test_a_cell_is_as_wide_as_it_says(cells):
    first = cells.corners[0]
    assert np.ptp(first[:, 0]) == pytest.approx(250)
    assert shapely.area(polygons(cells)[0]) == pytest.approx(np.sqrt(3) / 2 * 250**2)


def test_cells_cover_the_city_without_gap_or_overlap(there, cells):
    city = there.public.districts.metric.union_all()
    whole = shapely.union_all(polygons(cells), grid_size=0.001)
    assert whole.area == pytest.approx(shapely.area(polygons(cells)).sum(), rel=1e-5)
    assert whole.area == pytest.approx(city.area, rel=0.05)
    inside = city.buffer(-150)  # a cell belongs to the city if its centre does
    assert inside.difference(whole).area < 1


def test_a_cell_is_in_the_district_of_its_centre(there, cells):
    at = there.public.districts.metric.geometry
    assert all(
        shapely.intersects_xy(at.iloc[area], x, y)
        for x, y, area in zip(cells.x_m, cells.y_m, cells.area, strict=True)
    )


def test_two_cities_share_one_lattice(there, cells):
    west = replace(there.public.districts, items=there.public.districts.items[:1])
    alone = set(zip(*(getattr(hexagons(west, 250), axis) for axis in ("x_m", "y_m")), strict=True))
    both = set(zip(cells.x_m, cells.y_m, strict=True))
    assert alone < both


def test_a_size_is_over_zero(there):
    with pytest.raises(ValueError, match="hexagons of 0 m"):
        hexagons(there.public.districts, 0)


@pytest.mark.parametrize("measure", [Measure.MINUTES, Measure.COVERED, Measure.WITHIN])
def test_a_cell_has_what_somebody_at_its_centre_has(there, cells, measure):
    scenario = Scenario(measure=measure, spread=Spread.UNIFORM)
    answer, travel = assess(there, scenario, TODAY), there.travel(scenario)
    values = values_of(cells, answer, travel)
    at = KINDS[measure].at_points
    near = np.hypot(
        cells.x_m[:, None] - answer.supply.x_m, cells.y_m[:, None] - answer.supply.y_m
    ) * (1.3 / 75)
    plain = {
        Measure.MINUTES: near.min(axis=1),
        Measure.COVERED: (near.min(axis=1) <= 15).astype(float),
        Measure.WITHIN: (near <= 15).sum(axis=1),
    }
    assert at is not None
    assert values == pytest.approx(plain[measure])


@pytest.mark.parametrize("measure", [Measure.ACCESS, Measure.ACCESS_DECAY])
def test_access_of_a_cell_is_that_of_people_who_live_there(there, measure):
    scenario = Scenario(measure=measure, spread=Spread.UNIFORM)
    answer, travel = assess(there, scenario, TODAY), there.travel(scenario)
    people = answer.demand
    cells = replace(hexagons(there.public.districts, 500), x_m=people.x_m, y_m=people.y_m)
    at_points = KINDS[measure].at_points(people, answer.supply, travel, 15)
    in_cells = values_of(replace(cells, area=people.area), answer, travel)
    assert in_cells == pytest.approx(at_points)


def test_what_districts_alone_have_no_cell_has(there, cells):
    scenario = Scenario(measure=Measure.PER_THOUSAND)
    answer = assess(there, scenario, TODAY)
    assert np.isnan(values_of(cells, answer, there.travel(scenario))).all()
