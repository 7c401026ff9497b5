"""What is left of a service for each: with a pencil, by invariants, and against two others."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.coverage import rows
from geo.coverage.decay import Gaussian, Linear, Steps
from geo.coverage.errors import CapacityError, NoSupplyError
from geo.coverage.floating_catchment import enhanced, two_step
from tests.coverage.squares import (
    CRAWL,
    five_by_five,
    minutes_between,
    people,
    plain_catchment,
    services,
)
from tests.coverage.towns import LIMITS_MINUTES, towns

DECAYS = st.one_of(
    LIMITS_MINUTES.map(lambda limit: Steps((limit,), (1.0,))),
    LIMITS_MINUTES.map(lambda limit: Steps((limit / 2, limit), (1.0, 0.42))),
    LIMITS_MINUTES.map(lambda limit: Gaussian(limit / 2, limit)),
)


def test_26_places_in_the_middle_are_two_for_each_of_13_people():
    catchment = two_step(people(five_by_five()), services([(2, 2)], capacity=26), CRAWL, 2)
    access = catchment.access.reshape(5, 5)
    assert access[2].tolist() == [2, 2, 2, 2, 2]
    assert access[0].tolist() == [0, 0, 2, 0, 0]
    assert catchment.ratio.tolist() == [2]


def test_who_reaches_two_services_has_a_share_of_both():
    demand = people([(0, 0), (1, 0), (2, 0)], weight=[10, 20, 10])
    supply = services([(0, 0), (2, 0)], capacity=[30, 60])
    assert two_step(demand, supply, CRAWL, 1).access == pytest.approx([1, 3, 2])


def test_who_is_nearer_has_more_with_a_decay():
    demand = people([(0, 0), (5, 0)], weight=[1, 1])
    access = enhanced(demand, services([(0, 0)], capacity=3), CRAWL, Steps((1, 5), (1, 0.5))).access
    assert access.tolist() == pytest.approx([2, 1])


def test_a_service_nobody_reaches_is_named_and_counted_for_nobody():
    catchment = two_step(people([(0, 0)]), services([(0, 0), (99, 0)]), CRAWL, 5)
    assert catchment.access.tolist() == [1]
    assert catchment.reaching_nobody == ("s1",)
    assert np.isnan(catchment.ratio).tolist() == [False, True]


def test_a_service_reached_with_no_weight_reaches_nobody():
    """At its very end a slope has come down to zero."""
    catchment = enhanced(people([(5, 0)]), services([(0, 0)]), CRAWL, Linear(5))
    assert catchment.reaching_nobody == ("s0",)
    assert catchment.access.tolist() == [0]


@pytest.mark.parametrize(
    ("supply", "error"),
    [
        (services([]), NoSupplyError),
        (services([(0, 0)], capacity=0), CapacityError),
        (services([(0, 0), (1, 1)], capacity=[np.nan, 1]), CapacityError),
    ],
)
def test_nothing_to_share_out_is_no_zero(supply, error):
    with pytest.raises(error):
        two_step(people([(0, 0)]), supply, CRAWL, 5)


@given(towns(), DECAYS)
def test_what_is_handed_out_is_what_is_reached(town, decay):
    demand, supply = town
    catchment = enhanced(demand, supply, CRAWL, decay)
    reached = supply.amount[np.isfinite(catchment.ratio)].sum()
    assert demand.weight @ catchment.access == pytest.approx(reached, rel=1e-9)


@given(towns(), DECAYS)
def test_it_is_what_loops_compute(town, decay):
    plain = plain_catchment(*town, decay, minutes_between(*town))
    assert enhanced(*town, CRAWL, decay).access == pytest.approx(plain, rel=1e-9, abs=1e-12)


@given(towns(), DECAYS, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(town, decay, random):
    demand, supply = town
    usual = enhanced(demand, supply, CRAWL, decay).access
    points = random.sample(range(demand.size), demand.size)
    sites = random.sample(range(supply.size), supply.size)
    mixed_demand = people(at(demand, points), demand.weight[points])
    mixed_supply = services(at(supply, sites), supply.capacity[sites], supply.weight[sites])
    mixed = enhanced(mixed_demand, mixed_supply, CRAWL, decay).access
    assert mixed == pytest.approx(usual[points], rel=1e-9, abs=1e-12)


def at(columns, order):
    return np.column_stack([columns.x_m - 500_000, columns.y_m - 5_400_000])[order]


@given(towns(), DECAYS)
def test_small_blocks_give_what_one_gives(town, decay):
    usual = enhanced(*town, CRAWL, decay).access
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "BLOCK_PAIRS", 3)
        assert enhanced(*town, CRAWL, decay).access == pytest.approx(usual, rel=1e-12)


@settings(max_examples=25)
@given(towns(), DECAYS)
def test_it_is_what_pysal_computes(town, decay):
    demand, supply = town
    pysal = by_pysal(demand, supply, decay, minutes_between(demand, supply))
    ours = enhanced(demand, supply, CRAWL, decay).access
    assert ours == pytest.approx(pysal, rel=1e-9, abs=1e-12)


def by_pysal(demand, supply, decay, table):
    from access.fca import two_stage_fca  # noqa: PLC0415 (it takes long, and only this test needs it)

    points, sites = np.nonzero(table <= decay.limit_minutes)
    if not len(points):
        return np.zeros(demand.size)
    found = two_stage_fca(
        demand_df=pd.DataFrame({"demand": demand.weight}),
        supply_df=pd.DataFrame({"supply": supply.amount}),
        cost_df=pd.DataFrame({"origin": points, "dest": sites, "cost": table[points, sites]}),
        demand_index=True,
        weight_fn=lambda minutes: float(decay(np.array([minutes]))[0]),
    )
    return found.reindex(range(demand.size), fill_value=0).to_numpy()
