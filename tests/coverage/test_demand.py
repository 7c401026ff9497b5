"""Who is to be served, and what is said of those nobody counted."""

import numpy as np
import pytest

from geo.coverage.columns import OUTSIDE
from geo.coverage.demand import Demand, inhabitants, refugees_housed, shelter_places
from geo.coverage.errors import ColumnError, NoDemandError
from geo.coverage.figures import Figure
from geo.coverage.spread import Spread
from geo.errors import CrsError, GeoError
from tests.coverage.squares import people
from tests.worlds import EAST, MIDDLE, WEST, place, shelter, world


def figure(area, value, unit="persons"):
    return Figure(
        area=area,
        period="2024",
        metric="refugees_housed",
        value=value,
        unit=unit,
        source_url="https://source.example/",
    )


def people_by_area(demand):
    return np.bincount(demand.area, demand.weight, len(demand.areas)).tolist()


@pytest.mark.parametrize("spread", [Spread.STOPS, Spread.UNIFORM])
def test_every_inhabitant_is_somewhere_in_the_own_district(spread):
    demand = inhabitants(world(), spread)
    assert people_by_area(demand) == pytest.approx([1000, 2000, 3000])
    assert (demand.unit, demand.assumption, demand.unknown) == ("inhabitants", spread, ())


def test_the_stops_of_a_district_share_its_people_equally():
    demand = inhabitants(world())
    assert demand.weight.tolist() == [1000, 2000, 3000]
    assert demand.size == 3


def test_a_district_without_a_figure_is_unknown_and_has_no_points():
    demand = refugees_housed({MIDDLE: figure(MIDDLE, 40)}, world())
    assert demand.unknown == (WEST, EAST)
    assert people_by_area(demand) == [0, 40, 0]
    assert set(demand.area.tolist()) == {1}


def test_a_figure_of_zero_is_known():
    figures = {WEST: figure(WEST, 0), EAST: figure(EAST, 5)}
    assert refugees_housed(figures, world()).unknown == (MIDDLE,)


def test_a_rate_becomes_people_by_the_population():
    rate = figure(EAST, 40, "per 1000 inhabitants")
    demand = refugees_housed({EAST: rate}, world())
    assert demand.total == pytest.approx(120)
    assert demand.figures == (rate,)


def test_places_in_shelters_are_those_everybody_may_know_of():
    homes = [shelter(id=f"s{n}", capacity="50") for n in range(2)]
    alone = shelter(id="alone", district=EAST, lon="9.15", capacity="70")
    demand = shelter_places(world(shelters=[*homes, alone]))
    assert people_by_area(demand) == [100, 0, 0]
    assert demand.unknown == (MIDDLE, EAST)


def test_a_shelter_without_a_known_capacity_leaves_its_district_unknown():
    homes = [shelter(id="a", capacity="30"), shelter(id="b", capacity="")]
    with pytest.raises(NoDemandError, match=f"no figure is known of {WEST}"):
        shelter_places(world(places=[place()], shelters=homes))


@pytest.mark.parametrize("weight", [[np.nan, 1], [1, -2], [np.inf, 1]])
def test_a_weight_that_is_no_number_of_people_is_refused_by_its_row(weight):
    row = 1 if weight[1] == -2 else 0
    with pytest.raises(ColumnError, match=f"weight of the demand of row {row} is {weight[row]}"):
        people([(0, 0), (1, 1)], weight)


@pytest.mark.parametrize("points", [[], [(0, 0)]])
def test_nobody_is_no_demand(points):
    with pytest.raises(NoDemandError, match="choose another source of demand"):
        people(points, 0)
    assert issubclass(NoDemandError, GeoError)
    assert issubclass(NoDemandError, ValueError)


def columns(**changed):
    usual = {"x_m": [5e5], "y_m": [54e5], "weight": [1], "area": [OUTSIDE]}
    arrays = {name: np.array(values) for name, values in (usual | changed).items()}
    return Demand(**arrays, areas=(), unit="people", assumption=Spread.GRID)


def test_degrees_are_refused():
    with pytest.raises(CrsError, match=r"are degrees, metres are needed"):
        columns(x_m=[9.18], y_m=[48.77])


def test_columns_of_different_lengths_are_refused():
    with pytest.raises(ColumnError, match="columns of one length"):
        columns(weight=[1, 2])


def test_nobody_can_write_to_the_columns_and_the_callers_own_stay_theirs():
    own = np.array([5.0])
    demand = columns(weight=own)
    with pytest.raises(ValueError, match="read-only"):
        demand.weight[0] = 7
    own[0] = 6
    assert own[0] == 6
