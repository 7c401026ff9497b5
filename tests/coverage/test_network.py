"""Walking along streets: with a pencil, and against the slow plain way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.coverage import network
from geo.coverage.errors import ColumnError, NetworkError, NoSupplyError
from geo.coverage.floating_catchment import two_step
from geo.coverage.network import of_edges
from geo.errors import CrsError
from tests.coverage.squares import EAST, NORTH, all_pairs, people, services

ISLAND = (9000, 9000)


def streets(nodes, edges, **options):
    """Make a network from the corner; an edge is two nodes and, if not straight, its metres."""
    points = np.array(nodes, float)
    straight = [float(np.hypot(*(points[a] - points[b]))) for a, b, *_ in edges]
    metres = [edge[2] if len(edge) > 2 else way for edge, way in zip(edges, straight, strict=True)]
    begin, end = [edge[0] for edge in edges], [edge[1] for edge in edges]
    usual = {"speed_m_per_minute": 1}
    return of_edges(
        EAST + points[:, 0], NORTH + points[:, 1], begin, end, metres, **(usual | options)
    )


ROAD = streets([(0, 0), (100, 0), (200, 0), (200, 300)], [(0, 1), (1, 2), (2, 3)])
"""Two hundred metres east, then three hundred north."""


def test_a_walk_follows_the_street_round_the_corner():
    demand, supply = people([(0, 0), (200, 300)]), services([(200, 300)])
    assert ROAD.minutes_to_nearest(demand, supply).tolist() == [500, 0]


def test_the_way_to_the_street_is_walked_too_on_both_ends():
    demand, supply = people([(0, 30)]), services([(200, -40)])
    assert ROAD.minutes_to_nearest(demand, supply).tolist() == [30 + 200 + 40]
    assert all_pairs(ROAD, demand, supply, 270) == {(0, 0): 270}
    assert all_pairs(ROAD, demand, supply, 269.9) == {}


def test_a_farther_node_may_be_the_nearer_service():
    """The one at the next corner stands far from its street."""
    demand, supply = people([(100, 0)]), services([(200, -240), (0, 0)])
    assert ROAD.minutes_to_nearest(demand, supply).tolist() == [100]


def test_of_two_ways_between_the_same_corners_the_shorter_counts():
    twice = streets([(0, 0), (100, 0)], [(0, 1, 400), (1, 0, 150), (0, 1, 250), (0, 0, 1)])
    demand, supply = people([(0, 0)]), services([(100, 0)])
    assert twice.minutes_to_nearest(demand, supply).tolist() == [150]


def test_a_street_of_no_length_joins():
    joined = streets([(0, 0), (0, 0), (50, 0)], [(0, 1, 0), (1, 2)])
    pairs = all_pairs(joined, people([(50, 0)]), services([(0, 0)]), 60)
    assert pairs == {(0, 0): 50}


def test_an_island_is_out_of_reach_and_not_at_zero():
    two = streets([(0, 0), (100, 0), ISLAND, (9100, 9000)], [(0, 1), (2, 3)])
    demand, supply = people([(0, 0), ISLAND]), services([(100, 0)])
    assert two.minutes_to_nearest(demand, supply).tolist() == [100, np.inf]
    assert all_pairs(two, demand, supply, 1e6).keys() == {(0, 0)}


def test_who_is_too_far_from_every_street_is_out_of_reach():
    demand, supply = people([(-250, 0), (-250.1, 0)]), services([(0, 0)])
    assert ROAD.minutes_to_nearest(demand, supply).tolist() == [250, np.inf]
    assert all_pairs(ROAD, demand, supply, 1e6).keys() == {(0, 0)}


def test_a_network_of_another_city_is_refused():
    with pytest.raises(NetworkError, match=r"no point of the demand is within 250 m of a street"):
        ROAD.minutes_to_nearest(people([ISLAND]), services([(0, 0)]))
    with pytest.raises(NetworkError, match=r"no service is within 250 m of a street: the network"):
        all_pairs(ROAD, people([(0, 0)]), services([ISLAND]), 5)


def test_the_way_to_nothing_is_refused():
    with pytest.raises(NoSupplyError):
        ROAD.minutes_to_nearest(people([(0, 0)]), services([]))


@pytest.mark.parametrize(
    ("edges", "error", "told"),
    [
        ([], NetworkError, "has 2 nodes and no edge"),
        ([(0, 5, 1)], NetworkError, "node 0 or 5 of 2"),
        ([(-1, 1, 1)], NetworkError, "node -1 or 1 of 2"),
        ([(0, 1, -7)], ColumnError, r"length_m of the edges of row 0 is -7\.0"),
        ([(0, 1, np.nan)], ColumnError, "length_m of the edges of row 0 is nan"),
    ],
)
def test_streets_that_make_no_sense_are_refused(edges, error, told):
    begin, end, metres = np.array(edges, float).reshape(-1, 3).T
    with pytest.raises(error, match=told):
        of_edges([EAST, EAST + 1], [NORTH, NORTH], begin.astype(int), end.astype(int), metres)


def test_degrees_are_refused():
    with pytest.raises(CrsError, match="are degrees"):
        of_edges([9.1, 9.2], [48.7, 48.7], [0], [1], [100])


def test_measures_take_the_network_as_they_take_straight_lines():
    demand = people([(0, 0), (200, 300)], weight=[3, 1])
    catchment = two_step(demand, services([(100, 0)], capacity=8), ROAD, 400)
    assert catchment.access.tolist() == [2, 2]
    assert two_step(demand, services([(100, 0)], capacity=8), ROAD, 150).access.tolist() == [
        8 / 3,
        0,
    ]


@st.composite
def cities(draw):
    """Draw a network on a lattice with people and services, some of them off every street."""
    corners = draw(
        st.lists(
            st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=12, unique=True
        )
    )
    node = st.integers(0, len(corners) - 1)
    edges = draw(st.lists(st.tuples(node, node, st.integers(0, 300)), min_size=1, max_size=30))
    at = st.tuples(st.integers(0, 1300), st.integers(0, 900))
    near = [(100.0 * x, 100.0 * y) for x, y in corners]
    homes = draw(st.lists(at | st.sampled_from(near), max_size=8))
    sites = draw(st.lists(at | st.sampled_from(near), max_size=8))
    return near, edges, [near[0], *homes], [near[1], *sites]


def plain_minutes(nodes, edges, homes, sites):
    """Compute every shortest way by Floyd and Warshall, shape ``(n_homes, n_sites)``."""
    way = np.full((len(nodes), len(nodes)), np.inf)
    np.fill_diagonal(way, 0)
    for a, b, metres in edges:
        way[a, b] = way[b, a] = min(way[a, b], metres)
    for middle in range(len(nodes)):
        way = np.minimum(way, way[:, middle, None] + way[None, middle])
    node, metres = zip(*(snapped(nodes, point) for point in [*homes, *sites]), strict=True)
    n = len(homes)
    return (
        way[np.ix_(node[:n], node[n:])] + np.array(metres[:n])[:, None] + np.array(metres[n:])[None]
    )


def snapped(nodes, point):
    metres = np.hypot(*(np.array(nodes) - point).T)
    nearest = int(metres.argmin())
    return nearest, metres[nearest] if metres[nearest] <= network.SNAP_LIMIT_M else np.inf


def has_a_tie(nodes, points):
    """Tell whether two nodes are equally near, so that either may be taken."""
    table = np.sort([np.hypot(*(np.array(nodes) - point).T) for point in points], axis=1)
    return bool((table[:, 1] - table[:, 0] < 1e-6).any())


@given(cities(), st.sampled_from([100.0, 250.0, 500.0, 3000.0]), st.integers(1, 40))
def test_ways_are_those_of_floyd_and_warshall(city, limit, table_size):
    nodes, edges, homes, sites = city
    if has_a_tie(nodes, homes + sites):
        return
    demand, supply = people(homes), services(sites)
    plain = plain_minutes(*city)
    made = streets(nodes, edges)
    assert made.minutes_to_nearest(demand, supply) == pytest.approx(plain.min(axis=1), abs=1e-9)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network, "_TABLE_VALUES", table_size)
        found = all_pairs(made, demand, supply, limit)
    # A way that is as long as the limit but for rounding may be in or out.
    clear = np.abs(plain - limit) > 1e-6
    wanted = {
        (int(i), int(j)): plain[i, j]
        for i, j in zip(*np.nonzero((plain <= limit) & clear), strict=True)
    }
    assert {key: found[key] for key in found if clear[key]} == pytest.approx(wanted, abs=1e-9)
