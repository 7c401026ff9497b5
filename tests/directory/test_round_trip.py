"""Several homes in one visit, in an order that saves steps."""

from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.directory.place import Point
from geo.directory.round_trip import (
    LONGEST_EXACT,
    held_karp,
    length_m,
    nearest_neighbour,
    round_trip,
    two_opt,
)
from geo.directory.stops import Stop
from geo.directory.walking import walk_minutes
from tests.homes import home

METRES = st.tuples(st.integers(0, 5000), st.integers(0, 5000))
STEPS = st.tuples(st.integers(0, 900), st.integers(0, 900))
CORNERS = {"a": (48.76, 9.10), "b": (48.77, 9.12), "c": (48.76, 9.12), "d": (48.77, 9.10)}
STOP = Stop(dhid="de:0:9", name="Halt", district="Westfeld", lat=48.75, lon=9.09)


def distances(points):
    offsets = np.array(points, float)[:, None] - np.array(points, float)
    return np.hypot(offsets[..., 0], offsets[..., 1])


def homes(positions):
    return [home(f"h{n:02}", at=at) for n, at in enumerate(positions)]


def scattered(steps):
    return homes([(48.7 + north / 10_000, 9.1 + east / 10_000) for north, east in steps])


def ids(places):
    return [place.id for place in places]


def shortest_m(metres):
    """Try every order."""
    rest = range(1, len(metres))
    return min(length_m(metres, [0, *order]) for order in permutations(rest))


class TestMethods:
    @given(st.lists(METRES, min_size=1, max_size=7))
    def test_held_karp_finds_what_trying_every_order_finds(self, points):
        metres = distances(points)
        tour = held_karp(metres)
        assert sorted(tour) == list(range(len(points)))
        assert length_m(metres, tour) == pytest.approx(shortest_m(metres))

    @given(st.lists(METRES, min_size=1, max_size=25))
    def test_two_opt_is_never_worse_than_the_nearest_neighbour(self, points):
        metres = distances(points)
        first = nearest_neighbour(metres)
        better = two_opt(metres, first)
        assert sorted(first) == sorted(better) == list(range(len(points)))
        assert length_m(metres, better) <= length_m(metres, first) + 1e-6

    @given(st.lists(METRES, min_size=4, max_size=9))
    def test_two_opt_is_never_better_than_the_shortest_tour(self, points):
        metres = distances(points)
        good = two_opt(metres, nearest_neighbour(metres))
        assert length_m(metres, good) >= length_m(metres, held_karp(metres)) - 1e-6

    def test_two_opt_takes_out_a_crossing(self):
        metres = distances([(0, 0), (10, 10), (10, 0), (0, 10)])
        assert length_m(metres, two_opt(metres, [0, 1, 2, 3])) == pytest.approx(40)

    def test_the_nearest_neighbour_goes_to_the_nearest(self):
        assert nearest_neighbour(distances([(0, 0), (9, 0), (4, 0), (-5, 0)])) == [0, 2, 1, 3]


class TestTrip:
    def test_the_corners_of_a_rectangle_are_walked_round(self):
        trip = round_trip(home(name, at=at) for name, at in CORNERS.items())
        assert ids(trip.shelters) == ["a", "c", "b", "d"]
        assert trip.is_shortest

    def test_legs_lead_from_home_to_home_and_back(self):
        trip = round_trip(home(name, at=at) for name, at in CORNERS.items())
        assert [leg.origin.id for leg in trip.legs] == ["a", "c", "b", "d"]
        assert [leg.target.id for leg in trip.legs] == ["c", "b", "d", "a"]
        assert trip.distance_m == pytest.approx(sum(leg.distance_m for leg in trip.legs))
        assert trip.walk_minutes == sum(walk_minutes(leg.distance_m) for leg in trip.legs)
        assert trip.distance_m == pytest.approx(2 * (1112 + 1470), rel=0.005)

    @pytest.mark.parametrize("start", [STOP, Point(lat=48.75, lon=9.09, accuracy_m=50)])
    def test_a_start_is_where_the_first_leg_begins_and_the_last_one_ends(self, start):
        trip = round_trip([home(name, at=at) for name, at in CORNERS.items()], start)
        assert (trip.legs[0].origin, trip.legs[-1].target) == (None, None)
        assert ids(trip.shelters) == ["a", "d", "b", "c"]
        assert len(trip.legs) == 5

    def test_homes_without_a_point_stand_apart(self):
        trip = round_trip([home("z"), home("a", at=CORNERS["a"]), home("y")])
        assert (ids(trip.shelters), ids(trip.unlocated)) == (["a"], ["y", "z"])

    def test_a_single_home_is_no_way_unless_one_comes_from_somewhere(self):
        alone = [home("a", at=CORNERS["a"])]
        assert round_trip(alone).legs == ()
        there, back = round_trip(alone, STOP).legs
        assert there.distance_m == back.distance_m > 1000

    def test_no_home_is_no_trip(self):
        for start in (None, STOP):
            trip = round_trip([], start)
            assert (trip.shelters, trip.legs, trip.distance_m) == ((), (), 0)

    def test_a_home_chosen_twice_is_visited_once(self):
        once = home("a", at=CORNERS["a"])
        assert ids(round_trip([once, once]).shelters) == ["a"]

    def test_homes_at_one_door_are_a_minute_apart_at_least(self):
        trip = round_trip(homes([CORNERS["a"], CORNERS["a"]]))
        assert [leg.walk_minutes for leg in trip.legs] == [1, 1]

    @pytest.mark.parametrize(("count", "exact"), [(LONGEST_EXACT, True), (12, False)])
    def test_the_trip_tells_whether_it_is_the_shortest(self, count, exact):
        positions = [(48.7 + n % 4 / 100, 9.1 + n // 4 / 100) for n in range(count)]
        trip = round_trip(homes(positions), STOP)
        assert trip.is_shortest is exact
        assert len(trip.shelters) == count

    @given(st.lists(STEPS, min_size=2, max_size=12), st.booleans(), st.randoms())
    def test_the_order_in_which_homes_are_chosen_does_not_matter(self, steps, starts, random):
        chosen = scattered(steps)
        shuffled = random.sample(chosen, len(chosen))
        start = STOP if starts else None
        assert round_trip(shuffled, start) == round_trip(chosen, start)

    @given(st.lists(STEPS, max_size=14), st.booleans())
    def test_every_home_is_visited_once_and_legs_join(self, steps, starts):
        chosen = scattered(steps)
        trip = round_trip(chosen, STOP if starts else None)
        assert sorted(ids(trip.shelters)) == ids(chosen)
        assert all(one.target == following.origin for one, following in pairwise(trip.legs))
