"""The nearest stop, and the walk to it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.crs import to_metric
from geo.directory.reading import read_directory
from geo.directory.stops import Stop, Stops
from geo.directory.walking import walk_minutes
from tests.worlds import table, world, write_world


def stop(dhid, lat, lon, *modes):
    return Stop(dhid=dhid, name=dhid, district="", modes=modes, lat=lat, lon=lon)


def test_the_nearest_stop_comes_with_its_distance_in_metres():
    stops = Stops((stop("far", 48.78, 9.11, "Bus"), stop("near", 48.771, 9.11, "Bus")))
    found, distance_m = stops.nearest(48.77, 9.11)
    assert found.dhid == "near"
    assert distance_m == pytest.approx(111, abs=1)


@pytest.mark.parametrize(
    "modes", [["Nachtbus"], ["Ruftaxi"], ["Linientaxi"], ["SEV-Bus"], ["Nachtbus", "Ruftaxi"], []]
)
def test_nobody_is_sent_to_a_stop_without_a_daily_service(modes):
    stops = Stops((stop("rare", 48.77, 9.11, *modes), stop("daily", 48.78, 9.11, "Bus")))
    assert stops.nearest(48.77, 9.11)[0].dhid == "daily"
    assert Stops(stops.items[:1]).nearest(48.77, 9.11) is None


def test_a_stop_of_night_and_day_buses_counts():
    stops = Stops((stop("both", 48.77, 9.11, "Nachtbus", "Bus"), stop("bus", 48.78, 9.11, "Bus")))
    assert stops.nearest(48.77, 9.11)[0].dhid == "both"


def test_modes_may_be_written_with_blanks(tmp_path):
    write_world(tmp_path)
    row = {"dhid": "x", "name": "X", "district": "", "modes": "Nachtbus; Ruftaxi", "lines": "; 1"}
    (tmp_path / "stops.csv").write_text(table([{**row, "lat": "48.77", "lon": "9.11"}]))
    stops = read_directory(tmp_path).directory.stops
    assert (stops.items[0].modes, stops.items[0].lines) == (("Nachtbus", "Ruftaxi"), ("1",))
    assert stops.nearest(48.77, 9.11) is None


def test_stops_are_found_by_their_id():
    stops = world().stops
    assert stops.identified("de:0:3").name == "Ostmarkt"
    assert stops.identified("de:0:4") is None


def test_no_stops_are_no_error():
    assert Stops().nearest(48.77, 9.11) is None
    assert Stops().identified("x") is None
    assert Stops().metres.shape == (0, 2)


POSITIONS = st.tuples(st.floats(48.7, 48.86), st.floats(9.04, 9.31))


@given(st.lists(POSITIONS, min_size=1, max_size=12), POSITIONS)
def test_the_nearest_stop_is_what_measuring_all_of_them_gives(positions, here):
    stops = Stops(tuple(stop(str(i), *p, "Bus") for i, p in enumerate(positions)))
    _, distance_m = stops.nearest(*here)
    everywhere = [np.hypot(*(to_metric(*p) - to_metric(*here))) for p in positions]
    assert distance_m == pytest.approx(min(everywhere))


@pytest.mark.parametrize(
    ("distance_m", "minutes"),
    [(0, 1), (20, 1), (75, 1), (577, 10), (1000, 17), (5000, 87)],
)
def test_a_walk_takes_1_3_times_the_line_at_4_5_km_an_hour(distance_m, minutes):
    assert walk_minutes(distance_m) == minutes
