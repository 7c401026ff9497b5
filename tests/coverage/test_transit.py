"""Public transport through r5py: what is asked of it, and what is made of its answer.

r5py itself needs Java and fetches R5; a stand-in that computes Pythagoras answers here.
"""

import sys
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from geo.coverage import transit
from geo.coverage.errors import EngineError, NoSupplyError
from geo.coverage.floating_catchment import two_step
from geo.coverage.transit import Transit
from tests.coverage.squares import all_pairs, five_by_five, people, services

MORNING = datetime(2026, 1, 12, 8, 0)  # noqa: DTZ001 (a time on the wall, as in timetables)
ENGINE = Transit(Path("city.osm.pbf"), (Path("gtfs.zip"),), MORNING, max_minutes=60)


class StandIn:
    """Answers like r5py: a minute for each metre, NaN beyond the limit, ids as text."""

    TransportMode = SimpleNamespace(TRANSIT="TRANSIT", WALK="WALK")

    def __init__(self, trouble=None):
        self.trouble = trouble
        self.networks, self.asked = [], []

    def TransportNetwork(self, streets, timetables):  # noqa: N802 (r5py's own name)
        if self.trouble == "network":
            msg = "no such file"
            raise FileNotFoundError(msg)
        self.networks.append((streets, timetables))
        return "network"

    def TravelTimeMatrix(self, network, **asked):  # noqa: N802 (r5py's own name)
        if self.trouble == "matrix":
            msg = "no valid origin points remain"
            raise ValueError(msg)
        assert network == "network"
        self.asked.append(asked)
        pairs = asked["origins"].merge(asked["destinations"], how="cross", suffixes=("", "_to"))
        metres = np.hypot(
            pairs.geometry.x - pairs.geometry_to.x, pairs.geometry.y - pairs.geometry_to.y
        )
        limit = asked["max_time"] / timedelta(minutes=1)
        return pd.DataFrame(
            {
                "from_id": pairs["id"].astype(str),
                "to_id": pairs["id_to"].astype(str),
                "travel_time": metres.where(metres <= limit),
            }
        )


@pytest.fixture
def r5py(monkeypatch):
    stand_in = StandIn()
    monkeypatch.setitem(sys.modules, "r5py", stand_in)
    return stand_in


@pytest.fixture
def engine():
    return Transit(ENGINE.streets, ENGINE.timetables, MORNING, max_minutes=60)


@pytest.mark.usefixtures("r5py")
def test_the_nearest_is_the_quickest_to_reach(engine):
    demand, supply = people([(0, 0), (9, 0), (500, 0)]), services([(3, 0), (10, 0)])
    assert engine.minutes_to_nearest(demand, supply).tolist() == [3, 1, np.inf]


@pytest.mark.usefixtures("r5py")
def test_pairs_are_those_within_the_limit(engine):
    demand, supply = people([(0, 0), (9, 0)]), services([(3, 0), (10, 0)])
    assert all_pairs(engine, demand, supply, 6) == {(0, 0): 3, (1, 0): 6, (1, 1): 1}


def test_all_people_of_a_service_are_in_one_block_however_many_are_asked_at_once(
    r5py, engine, monkeypatch
):
    monkeypatch.setattr(transit, "_ORIGINS", 4)
    demand, supply = people(five_by_five()), services([(2, 2)], capacity=26)
    assert two_step(demand, supply, engine, 2).access.sum() == pytest.approx(26)
    assert len(r5py.asked) == 7
    assert sorted(row for asked in r5py.asked for row in asked["origins"]["id"]) == list(range(25))


def test_r5_is_asked_for_transit_and_walking_at_the_departure(r5py, engine):
    engine.minutes_to_nearest(people([(0, 0)]), services([(3, 0)]))
    (asked,) = r5py.asked
    assert asked["transport_modes"] == ["TRANSIT", "WALK"]
    assert asked["departure"] == MORNING
    assert asked["departure_time_window"] == timedelta(minutes=60)
    assert asked["max_time"] == timedelta(minutes=60)
    assert asked["speed_walking"] == 4.5
    assert asked["origins"].crs.to_epsg() == asked["destinations"].crs.to_epsg() == 25832


def test_the_network_is_read_once(r5py, engine):
    for _ in range(2):
        engine.minutes_to_nearest(people([(0, 0)]), services([(3, 0)]))
    assert r5py.networks == [(Path("city.osm.pbf"), [Path("gtfs.zip")])]


@pytest.mark.usefixtures("r5py")
def test_a_limit_over_what_is_searched_is_refused(engine):
    with pytest.raises(EngineError, match="61 minutes asked, 60 searched"):
        all_pairs(engine, people([(0, 0)]), services([(3, 0)]), 61)


@pytest.mark.usefixtures("r5py")
def test_the_way_to_nothing_is_refused(engine):
    with pytest.raises(NoSupplyError):
        engine.minutes_to_nearest(people([(0, 0)]), services([]))


@pytest.mark.parametrize(
    ("trouble", "told"),
    [("network", r"R5 cannot use city\.osm\.pbf"), ("matrix", "R5 gave no travel times")],
)
def test_what_r5_refuses_is_told(monkeypatch, engine, trouble, told):
    monkeypatch.setitem(sys.modules, "r5py", StandIn(trouble))
    with pytest.raises(EngineError, match=told):
        engine.minutes_to_nearest(people([(0, 0)]), services([(3, 0)]))


def test_without_r5py_the_way_out_is_told(monkeypatch, engine):
    monkeypatch.setitem(sys.modules, "r5py", None)
    with pytest.raises(EngineError, match="needs the package r5py and a Java runtime"):
        engine.minutes_to_nearest(people([(0, 0)]), services([(3, 0)]))
