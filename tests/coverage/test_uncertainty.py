"""How sure a figure is, by drawing worlds that fit what is known."""

import numpy as np
import pytest
import shapely

from geo.coverage import by_area, nearest
from geo.coverage.covered import covered
from geo.coverage.demand import inhabitants
from geo.coverage.errors import NoSupplyError
from geo.coverage.supply import Unlocated, supply_of
from geo.coverage.uncertainty import drawn, interval_by_area, simulated
from tests.coverage.squares import AREAS, CRAWL, EAST, NORTH, people, services
from tests.worlds import EAST as OSTFELD
from tests.worlds import place, unlocated, world

DISTRICTS = world().districts
TOWN = people([(0, 0), (100, 0)], area=[0, 1])


def minutes(demand, supply):
    return nearest.minutes(demand, supply, CRAWL)


def interval(supply, measure=minutes, without_supply=np.inf, **options):
    return interval_by_area(
        measure, TOWN, supply, DISTRICTS, without_supply=without_supply, **options
    )


def test_what_is_known_exactly_has_an_interval_of_nothing():
    found = interval(services([(0, 0)]), draws=20)
    assert found.low.tolist() == found.median.tolist() == found.high.tolist() == [0, 100, 50]


def test_a_place_stands_evenly_in_the_circle_of_its_accuracy():
    supply = services([(0, 0)] * 4000, accuracy_m=100.0)
    world_drawn = drawn(supply, DISTRICTS, np.random.default_rng(1))
    distance_m = np.hypot(world_drawn.x_m - EAST, world_drawn.y_m - NORTH)
    assert distance_m.max() <= 100
    assert (distance_m <= 50).mean() == pytest.approx(0.25, abs=0.03)
    assert (world_drawn.x_m > EAST).mean() == pytest.approx(0.5, abs=0.03)


def test_a_rough_place_makes_a_wide_interval_around_the_truth():
    found = interval(services([(0, 0)], accuracy_m=30.0))
    assert 70 < found.low[1] < 85
    assert 115 < found.high[1] < 130
    assert found.median[1] == pytest.approx(100, abs=10)


def test_a_doubtful_place_is_there_as_often_as_it_is_believed():
    supply = services([(0, 0)] * 2000, weight=0.3)
    world_drawn = drawn(supply, DISTRICTS, np.random.default_rng(1))
    assert world_drawn.size == pytest.approx(600, abs=70)
    assert set(world_drawn.weight.tolist()) == {1}


def test_a_world_without_any_service_has_the_value_that_was_said():
    found = interval(services([(0, 0)], weight=0.5))
    assert found.low.tolist() == [0, 100, 50]
    assert found.high.tolist() == [np.inf] * 3


def test_cover_without_any_service_is_none():
    found = interval(
        services([(0, 0)], weight=0.5), lambda d, s: covered(d, s, CRAWL, 5), without_supply=0
    )
    assert (found.low[0], found.high[0]) == (0, 1)


def test_a_place_known_by_its_district_stands_somewhere_inside():
    rows = [
        unlocated(id=f"o{n}", name=f"O{n}", district=OSTFELD, geo_precision="district")
        for n in range(50)
    ]
    directory = world(places=[place(), *rows])
    supply = supply_of(directory, directory.places)
    found = drawn(supply, directory.districts, np.random.default_rng(1))
    polygon = directory.districts.metric.geometry.iloc[2]
    assert found.ids == (*supply.ids, *supply.unlocated.ids)
    assert shapely.contains_xy(polygon, found.x_m[1:], found.y_m[1:]).all()
    assert len(set(found.x_m.tolist())) == 51
    assert found.unlocated.ids == ()
    assert found.hours == (None,) * 51


def test_a_service_known_only_by_district_gives_an_interval_and_no_error():
    directory = world(places=[unlocated(district=OSTFELD, geo_precision="district")])
    supply = supply_of(directory, directory.places)
    found = interval_by_area(
        minutes,
        inhabitants(directory),
        supply,
        directory.districts,
        without_supply=np.inf,
        draws=50,
    )
    assert (found.low < found.high).all()


def test_the_same_seed_gives_the_same_and_another_does_not():
    supply = services([(0, 0)], accuracy_m=30.0)
    first, again, other = (interval(supply, draws=30, seed=seed) for seed in (5, 5, 6))
    assert first.median.tolist() == again.median.tolist()
    assert first.median.tolist() != other.median.tolist()
    assert (first.draws, first.seed) == (30, 5)


def test_whether_one_place_is_there_moves_no_other():
    sites = [(0, 0), (500, 0)]
    sure, doubtful = (
        drawn(services(sites, weight=weight, accuracy_m=9.0), DISTRICTS, np.random.default_rng(3))
        for weight in ([1, 1], [1e-9, 1])
    )
    assert doubtful.ids == ("s1",)
    assert doubtful.x_m[0] == sure.x_m[1]


def test_quantiles_are_values_some_draw_gave():
    numbers = iter(range(100))
    found = simulated(
        lambda _: np.array([float(next(numbers))]), services([(0, 0)]), DISTRICTS, draws=100
    )
    assert (found.low[0], found.median[0], found.high[0]) == (4, 49, 94)


def test_a_district_nobody_lives_in_stays_unknown():
    demand = people([(0, 0)])
    found = interval_by_area(
        minutes, demand, services([(0, 0)]), DISTRICTS, without_supply=np.inf, draws=3
    )
    assert np.isnan(found.median).tolist() == [False, True, False]
    assert len(found.median) == len(AREAS) + 1


def test_other_aggregates_can_be_asked():
    found = interval(services([(0, 0)]), aggregate=by_area.median, draws=3)
    assert found.median.tolist() == [0, 100, 0]


def test_no_draws_and_no_supply_are_refused():
    with pytest.raises(ValueError, match="0 draws give no interval"):
        interval(services([(0, 0)]), draws=0)
    with pytest.raises(NoSupplyError, match="widen the choice"):
        interval(services([], unlocated=Unlocated()))
