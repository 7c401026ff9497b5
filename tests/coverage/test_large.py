"""The large run: in memory what the measures say, and on a cluster the same, come what may."""

import os
import signal
import sys
from contextlib import contextmanager

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from geo.coverage import by_area
from geo.coverage.area_files import Areas
from geo.coverage.covered import covered, share_covered
from geo.coverage.cumulative import services_within
from geo.coverage.decay import Steps
from geo.coverage.errors import CapacityError, EngineError, NoDemandError, NoSupplyError
from geo.coverage.files.points import PointFile
from geo.coverage.floating_catchment import enhanced
from geo.coverage.large import cluster, results
from geo.coverage.large.config import LargeRun
from geo.coverage.large.cutting import PartDemand, cut
from geo.coverage.large.plan import Plan
from geo.coverage.large.results import AreaSums
from geo.coverage.large.run import run_large
from geo.coverage.large.tasks import Job, measure, result_of, store_ratio, store_supply, weigh
from geo.coverage.large.two_passes import ratios
from geo.coverage.nearest import minutes
from geo.coverage.spread import Spread
from geo.coverage.travel import StraightLine
from geo.errors import CrsError
from tests.coverage.slow_line import SlowLine, next_to_begin, pids
from tests.coverage.squares import EAST, NORTH, people, services
from tests.coverage.towns import towns

SIDE_M = 12_000
ZONES = ((5.0, 10.0, 15.0), (1.0, 0.68, 0.22))
NAMES = ("Westfeld", "Ostfeld")


def nothing(_done, _total):
    """Have no bar to draw."""


def country(n=4_000, n_services=60):
    """Draw people and services in a square of some kilometres; two areas cover most of it."""
    random = np.random.default_rng(7)
    homes, sites = random.uniform(0, SIDE_M, (n, 2)), random.uniform(0, SIDE_M, (n_services, 2))
    area = np.where(homes[:, 0] < 5_000, 0, np.where(homes[:, 0] < 11_000, 1, -1))
    weight = random.integers(0, 50, n)
    return people(homes, weight, area), services(sites, random.integers(5, 50, n_services))


@pytest.fixture
def asked(tmp_path):
    """Write the country into files, and give the table of a run over them."""
    demand, supply = country()
    columns = {"x_m": demand.x_m, "y_m": demand.y_m, "people": demand.weight}
    pd.DataFrame(columns).to_parquet(tmp_path / "grid.parquet", row_group_size=1_000)
    pd.DataFrame(
        {"id": supply.ids, "x_m": supply.x_m, "y_m": supply.y_m, "capacity": supply.capacity}
    ).to_csv(tmp_path / "services.csv", index=False)
    borders = [(-1, 5_000), (5_000, 11_000)]
    shapes = [box(EAST + w, NORTH - 1, EAST + e, NORTH + SIDE_M + 1) for w, e in borders]
    gpd.GeoDataFrame({"name": NAMES}, geometry=shapes, crs=25832).to_file(tmp_path / "areas.gpkg")
    return {
        "out": "out/cover.parquet",
        "demand": {"path": "grid.parquet"},
        "supply": {"path": "services.csv"},
        "areas": {"path": "areas.gpkg"},
        "zones_minutes": list(ZONES[0]),
        "zone_weights": list(ZONES[1]),
    }


def test_each_point_has_what_the_measures_say_of_it(asked, tmp_path):
    result = run_large(LargeRun.of(asked, tmp_path))
    (demand, supply), travel = country(), StraightLine()
    found = pd.read_parquet(result.out)
    within = services_within(demand, supply, travel)
    assert found["row"].tolist() == list(range(demand.size))
    assert np.array_equal(found["minutes_to_nearest"], minutes(demand, supply, travel))
    assert np.array_equal(found["covered"], covered(demand, supply, travel, 15))
    assert np.array_equal(found["services_within_20"], within[:, 3])
    assert np.array_equal(found["access"], enhanced(demand, supply, travel, Steps(*ZONES)).access)
    area = [NAMES[position] if position >= 0 else None for position in demand.area]
    assert found["area"].astype(object).where(found["area"].notna(), None).tolist() == area


def test_areas_have_means_over_their_people(asked, tmp_path):
    result = run_large(LargeRun.of(asked, tmp_path))
    (demand, supply), travel = country(), StraightLine()
    means = by_area.mean(demand, minutes(demand, supply, travel))
    assert result.areas["minutes_to_nearest"].to_numpy() == pytest.approx(means, rel=1e-12)
    share = share_covered(demand, covered(demand, supply, travel, 15))
    assert result.areas["covered"]["city"] == pytest.approx(share, rel=1e-12)
    assert result.areas["people"].tolist() == by_area.people(demand).tolist()
    stored = pd.read_parquet(result.areas_out).set_index("area")
    assert stored["access"].tolist() == result.areas["access"].tolist()
    outside = int((demand.area < 0).sum())
    assert (result.points, result.points_outside) == (demand.size, outside)
    assert result.people == demand.total


def test_only_what_is_asked_for_is_measured(asked, tmp_path):
    run = LargeRun.of(asked | {"measures": ["nearest"], "areas": None}, tmp_path)
    result = run_large(run)
    columns = ["row", "x_m", "y_m", "weight", "area", "minutes_to_nearest"]
    assert pd.read_parquet(result.out).columns.tolist() == columns
    assert result.areas.index.tolist() == ["city"]


def test_progress_rises_to_the_end(asked, tmp_path):
    told = []
    run_large(LargeRun.of(asked, tmp_path), lambda done, total: told.append((done, total)))
    known = [(done, total) for done, total in told if total]
    assert [done for done, _ in known] == sorted(done for done, _ in known)
    assert known[-1] == (3 * 4_000, 3 * 4_000)


def test_a_run_that_fails_leaves_the_old_results_and_nothing_beside(asked, tmp_path, monkeypatch):
    out = run_large(LargeRun.of(asked, tmp_path)).out
    before = out.read_bytes()

    def full(*_args, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(results.pq, "write_table", full)
    with pytest.raises(OSError, match="No space left"):
        run_large(LargeRun.of(asked | {"limit_minutes": 5}, tmp_path))
    assert out.read_bytes() == before
    assert sorted(p.name for p in out.parent.iterdir()) == ["cover.areas.parquet", "cover.parquet"]


# In parts, without a cluster


def in_parts(town, folder, plan, rows_a_part):
    """Cut a town and do the tasks of both passes one after another."""
    demand, supply = town
    columns = {"x_m": demand.x_m, "y_m": demand.y_m, "people": demand.weight}
    pd.DataFrame(columns).to_parquet(folder / "grid.parquet")
    found = cut(PointFile(folder / "grid.parquet"), Areas(), folder, rows_a_part, nothing)
    job = Job(folder, plan, (), "people")
    store_supply(supply, folder)
    ratio = ratios(supply.amount, [weigh(part, job) for part in found.parts])
    store_ratio(ratio, folder)
    sums = AreaSums.together([measure(part, job) for part in found.parts])
    rows = pd.concat([pd.read_parquet(result_of(part)) for part in found.parts])
    return rows.sort_values("row"), ratio, sums, found


@settings(max_examples=25)
@given(towns(), st.integers(1, 30), st.sampled_from([1.0, 5.0, 15.0]))
def test_parts_give_what_the_whole_gives(tmp_path_factory, town, rows_a_part, limit):
    demand, supply = town
    plan = Plan(decay=Steps((limit / 2, limit), (1.0, 0.42)))
    folder = tmp_path_factory.mktemp("parts")
    rows, ratio, sums, found = in_parts(town, folder, plan, rows_a_part)
    whole = enhanced(demand, supply, plan.travel, plan.decay)
    assert ratio == pytest.approx(whole.ratio, rel=1e-12, nan_ok=True)
    assert rows["access"].to_numpy() == pytest.approx(whole.access, rel=1e-12, abs=1e-15)
    assert np.array_equal(rows["minutes_to_nearest"], minutes(demand, supply, plan.travel))
    assert np.array_equal(rows["weight"], demand.weight)
    mean = (whole.access * demand.weight).sum() / demand.total
    assert sums.table(())["access"]["city"] == pytest.approx(mean, rel=1e-9, abs=1e-15)
    assert found.points == demand.size


def test_a_part_is_a_run_of_neighbouring_cells(tmp_path):
    demand, supply = country()
    *_, found = in_parts((demand, supply), tmp_path, Plan(), 500)
    assert 6 <= len(found.parts) <= 9
    boxes = [pd.read_parquet(part)[["x_m", "y_m"]] for part in found.parts]
    assert sum(len(part) for part in boxes) == demand.size
    areas_m2 = [float(np.prod(part.max() - part.min())) for part in boxes]
    assert sum(areas_m2) < 2.5 * SIDE_M**2


def test_a_part_may_hold_nobody(tmp_path):
    far = 9 * SIDE_M
    town = people([(0, 0), (far, far)], weight=[4, 0]), services([(0, 0)], capacity=8)
    rows, *_ = in_parts(town, tmp_path, Plan(), 1)
    assert rows["access"].tolist() == [2, 0]
    assert PartDemand(*(np.ones(1) * 500,) * 2, np.zeros(1), np.zeros(1), (), "", Spread.GRID).size


# On a cluster


@contextmanager
def two_workers(folder):
    with cluster.local_cluster(2, "1GB", folder) as client:
        yield client


def same(one, other):
    """Compare the files of two runs, row by row of the demand."""
    ours, theirs = (
        pd.read_parquet(r.out).sort_values("row", ignore_index=True) for r in (one, other)
    )
    ours, theirs = (
        ours.assign(area=ours["area"].astype(str)),
        theirs.assign(area=theirs["area"].astype(str)),
    )
    pd.testing.assert_frame_equal(ours, theirs, rtol=1e-9, atol=0)
    pd.testing.assert_frame_equal(one.areas, other.areas, rtol=1e-9, atol=0)
    assert one.reaching_nobody == other.reaching_nobody
    return True


def test_two_workers_find_what_one_process_finds(asked, tmp_path):
    told = []
    usual = run_large(LargeRun.of(asked, tmp_path))
    parts = {"workers": 2, "rows_a_part": 500, "memory_limit": "1GB", "out": "parts.parquet"}
    run = LargeRun.of(asked | parts, tmp_path)
    result = run_large(run, lambda done, total: told.append((done, total)))
    assert same(result, usual)
    assert told[-1] == (3 * 4_000, 3 * 4_000)
    assert sorted(path.name for path in tmp_path.glob(".*")) == []


def test_a_worker_that_is_killed_at_its_work_changes_nothing(tmp_path):
    """One of two processes is ended by its id, once the first part is done and others run."""
    demand, supply = country()
    diary = tmp_path / "diary"
    diary.mkdir()
    columns = {"x_m": demand.x_m, "y_m": demand.y_m, "people": demand.weight}
    pd.DataFrame(columns).to_parquet(tmp_path / "grid.parquet")
    parts = cut(PointFile(tmp_path / "grid.parquet"), Areas(), tmp_path, 500, nothing)
    plan = Plan(travel=SlowLine(diary=str(diary)), decay=Steps(*ZONES))
    killed = []

    with two_workers(tmp_path) as client:

        def kill_one(done, _total):
            if not killed:
                pid = next_to_begin(diary)
                os.kill(pid, signal.SIGKILL)
                killed.append((pid, done))

        job = Job(tmp_path, plan, NAMES, "people")
        sums, nobody = cluster.measure_on(client, parts, supply, job, kill_one)

    [(pid, done)] = killed
    assert done < 2 * demand.size, "it died in the first of two passes"
    wrote = pids(diary)
    assert pid in wrote
    assert len(set(wrote)) >= 2
    assert len(wrote) > 3 * len(parts.parts), "what it was doing was done anew"
    whole = enhanced(demand, supply, StraightLine(), plan.decay)
    found = pd.concat([pd.read_parquet(result_of(part)) for part in parts.parts])
    access = found.sort_values("row")["access"].to_numpy()
    assert access == pytest.approx(whole.access, rel=1e-9, abs=0)
    assert nobody == whole.reaching_nobody
    mean = (whole.access * demand.weight).sum() / demand.total
    assert sums.table(NAMES)["access"]["city"] == pytest.approx(mean, rel=1e-9)


def test_without_dask_workers_are_refused(asked, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EngineError, match=r"needs the package distributed: pip install"):
        run_large(LargeRun.of(asked | {"workers": 2}, tmp_path))


# What cannot be


def written(path, **columns):
    pd.DataFrame(columns).to_parquet(path)


@pytest.mark.parametrize("workers", [0, 2])
@pytest.mark.parametrize(
    ("columns", "error", "told"),
    [
        ({"x_m": [], "y_m": [], "people": []}, NoDemandError, "no demand, it has no row"),
        ({"x_m": [EAST], "y_m": [NORTH], "people": [0]}, NoDemandError, "no demand"),
        ({"x_m": [EAST], "y_m": [NORTH], "people": [np.nan]}, ValueError, "row 1, column 'people'"),
        ({"x_m": [EAST], "y_m": [NORTH], "people": [-2]}, ValueError, "'people' is -2"),
        ({"x_m": [9.1], "y_m": [48.7], "people": [1]}, CrsError, "cannot be in EPSG:25832"),
        ({"x": [EAST], "y": [NORTH], "people": [1]}, CrsError, "has no CRS"),
        ({"x_m": [EAST], "y_m": [NORTH], "n": [1]}, ValueError, "it has x_m, y_m, n"),
    ],
)
def test_demand_that_cannot_be_is_told(asked, tmp_path, workers, columns, error, told):
    """With workers too, and before any is started."""
    written(tmp_path / "grid.parquet", **columns)
    run = LargeRun.of(asked | {"workers": workers}, tmp_path)
    with pytest.raises(error, match=told):
        run_large(run)
    assert not run.out.exists()


@pytest.mark.parametrize(
    ("rows", "error", "told"),
    [
        ("", NoSupplyError, "has no row; widen the choice"),
        (f"a,{EAST},{NORTH},0\n", CapacityError, "the capacity of all 1 services is zero"),
        (f"a,{EAST},{NORTH},\n", CapacityError, "capacity of 1 of 1 services is not known"),
        (f"a,{EAST + 5e5},{NORTH},4\n", NoSupplyError, "none of 1 services is within 15 minutes"),
    ],
)
def test_supply_that_serves_nobody_is_told(asked, tmp_path, rows, error, told):
    (tmp_path / "services.csv").write_text(f"id,x_m,y_m,capacity\n{rows}", encoding="utf-8")
    run = LargeRun.of(asked, tmp_path)
    with pytest.raises(error, match=told):
        run_large(run)
    assert not run.out.exists()


def test_parts_too_tell_that_nothing_is_in_reach():
    assert ratios(np.ones(2), [(np.array([1]), np.array([4.0]))]).tolist() == pytest.approx(
        [np.nan, 0.25], nan_ok=True
    )
    with pytest.raises(NoSupplyError, match="none of 2 services is within 5 minutes of anybody"):
        cluster.require_reach(np.full(2, np.nan), 5)


def test_a_capacity_that_is_assumed_is_shared_out(asked, tmp_path):
    (tmp_path / "services.csv").write_text(
        f"id,x_m,y_m,capacity\na,{EAST},{NORTH},\n", encoding="utf-8"
    )
    supply = {"path": "services.csv", "assumed_capacity": 20}
    result = run_large(LargeRun.of(asked | {"supply": supply}, tmp_path))
    shared_out = result.areas["access"]["city"] * result.people
    assert shared_out == pytest.approx(20, rel=1e-9)


def test_services_that_reach_nobody_are_named(asked, tmp_path):
    supply = services([(0, 0), (9 * SIDE_M, 0)])
    result = run_large(LargeRun.of(asked | {"supply": None}, tmp_path), supply=supply)
    assert result.reaching_nobody == ("s1",)


def test_without_supply_there_is_nothing_to_measure(asked, tmp_path):
    with pytest.raises(NoSupplyError, match=r"give a file in \[large.supply\]"):
        run_large(LargeRun.of(asked | {"supply": None}, tmp_path))


def test_withheld_numbers_of_a_census_are_counted(asked, tmp_path):
    (tmp_path / "zensus.csv").write_text(
        "GITTER_ID_100m;x_mp_100m;y_mp_100m;Einwohner\na;4268050;2851150;4\nb;4268150;2851150;\u2013\n",
        encoding="utf-8",
    )
    demand = {"path": "zensus.csv", "format": "zensus2022"}
    run = LargeRun.of(asked | {"demand": demand, "measures": ["nearest"], "areas": None}, tmp_path)
    result = run_large(run)
    assert (result.points, result.people, result.cells_withheld) == (1, 4, 1)


def test_a_scheduler_that_does_not_answer_is_named(asked, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "TIMEOUT", "1s")
    run = LargeRun.of(asked | {"scheduler": "tcp://127.0.0.1:9"}, tmp_path)
    with pytest.raises(EngineError, match=r"no Dask scheduler answers at 'tcp://127.0.0.1:9'"):
        run_large(run)
