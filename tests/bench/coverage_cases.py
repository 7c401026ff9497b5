"""One case of the coverage benchmark in this process, as JSON: ``... coverage_cases CASE``."""

import json
import resource
import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import perf_counter

import numpy as np

from geo.coverage.decay import Steps
from geo.coverage.demand import Demand, inhabitants
from geo.coverage.floating_catchment import enhanced, two_step
from geo.coverage.nearest import distance_m
from geo.coverage.network import of_edges
from geo.coverage.over_the_week import cover_over_the_week
from geo.coverage.spread import Spread
from geo.coverage.supply import Supply, supply_of
from geo.coverage.travel import StraightLine
from geo.directory.reading import read_directory
from geo.directory.viewer import Role

EAST, NORTH = 500_000.0, 5_400_000.0
SIDE_M = 30_600
PEOPLE, NODES_A_SIDE = 3_000_000, 447
TRAVEL = StraightLine(detour=1)
DECAY = Steps((1250 / 225, 2500 / 225, 1250 / 75), (1.0, 0.68, 0.22))
"""Three zones, the last of which ends after 1,250 m."""

SITES, SITING_LIMIT = 20, 12.0
"""New sites, and the minutes within which people are covered: more cannot be proven in time."""


@contextmanager
def clock(times, name="seconds"):
    """Write down how long the block took."""
    begun = perf_counter()
    yield
    times[name] = perf_counter() - begun


def people(n=PEOPLE):
    """Draw people in a square."""
    random = np.random.default_rng(1)
    return Demand(
        x_m=EAST + random.uniform(0, SIDE_M, n),
        y_m=NORTH + random.uniform(0, SIDE_M, n),
        weight=random.uniform(1, 50, n),
        area=np.broadcast_to(-1, n),
        areas=(),
        unit="people",
        assumption=Spread.GRID,
    )


def services(n):
    """Draw services in the same square."""
    random = np.random.default_rng(2)
    return Supply(
        x_m=EAST + random.uniform(0, SIDE_M, n),
        y_m=NORTH + random.uniform(0, SIDE_M, n),
        accuracy_m=np.zeros(n),
        capacity=random.uniform(5, 50, n),
        weight=np.ones(n),
        ids=tuple(map(str, range(n))),
        area=np.full(n, -1),
        areas=(),
    )


def nearest():
    """Ours: the nearest of 100,000."""
    demand, supply, times = people(), services(100_000), {}
    with clock(times):
        found = distance_m(demand, supply)
    return times | {"found": float(found.sum())}


def sjoin_nearest():
    """Theirs: the same by GeoPandas."""
    import geopandas as gpd  # noqa: PLC0415 (ours shall not carry a peer's memory)

    demand, supply, times = people(), services(100_000), {}
    points, sites = (
        gpd.GeoDataFrame(geometry=gpd.points_from_xy(c.x_m, c.y_m, crs=25832))
        for c in (demand, supply)
    )
    with clock(times):
        found = points.sjoin_nearest(sites, distance_col="metres")
    return times | {"found": float(found["metres"].sum())}


def catchment():
    """Ours: E2SFCA."""
    demand, supply, times = people(), services(1_000), {}
    with clock(times):
        found = enhanced(demand, supply, TRAVEL, DECAY)
    return times | {"found": float(found.access.sum())}


def pysal():
    """Theirs: the same by PySAL's access, pairs given."""
    import pandas as pd  # noqa: PLC0415
    from access.fca import two_stage_fca  # noqa: PLC0415
    from access.weights import step_fn  # noqa: PLC0415

    demand, supply, times = people(), services(1_000), {}
    blocks = list(TRAVEL.pairs_within(demand, supply, DECAY.limit_minutes))
    columns = [np.concatenate(column) for column in zip(*blocks, strict=True)]
    pairs = pd.DataFrame(dict(zip(("origin", "dest", "cost"), columns, strict=True)))
    del blocks, columns
    homes = pd.DataFrame({"demand": demand.weight})
    sites = pd.DataFrame({"supply": supply.capacity})
    decay = step_fn(dict(zip(DECAY.ends_minutes, DECAY.weights, strict=True)))
    with clock(times):
        found = two_stage_fca(homes, sites, pairs, demand_index=True, weight_fn=decay)
    return times | {"found": float(found.sum())}


def locate():
    """Ours: the district of a million points."""
    (districts, x_m, y_m), times = _million(), {}
    with clock(times):
        found = districts.locate(x_m, y_m)
    return times | {"found": float((found + 1).sum())}


def sjoin():
    """Theirs: the same by a spatial join."""
    import geopandas as gpd  # noqa: PLC0415

    (districts, x_m, y_m), times = _million(), {}
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(x_m, y_m, crs=25832))
    frame = districts.metric
    with clock(times):
        found = points.sjoin(frame, how="left", predicate="intersects")
    return times | {"found": float((found["index_right"].fillna(-1) + 1).sum())}


def _million():
    districts = read_directory().directory.districts
    west, south, east, north = districts.metric.total_bounds
    random = np.random.default_rng(3)
    x_m, y_m = random.uniform(west, east, 1_000_000), random.uniform(south, north, 1_000_000)
    districts.locate(x_m[:1], y_m[:1])
    return districts, x_m, y_m


def siting():
    """Ours: maximal covering to a proven optimum, from the pairs on."""
    from geo.coverage.siting.maximal_cover import maximal_cover  # noqa: PLC0415 (see nearest)
    from geo.coverage.siting.reach import Reach  # noqa: PLC0415

    (minutes, weight), times = _sites_to_choose(), {}
    with clock(times):
        point, candidate = np.nonzero(minutes <= SITING_LIMIT)
        reach = Reach(
            weight=weight,
            before_minutes=np.full(len(weight), np.inf),
            point=point,
            candidate=candidate,
            minutes=minutes[point, candidate],
            n_candidates=minutes.shape[1],
            limit_minutes=SITING_LIMIT,
        )
        found = maximal_cover(reach, SITES)
    assert found.proven
    greedy = found.greedy_short_percent
    return times | {"found": found.objective, "greedy_short_percent": greedy}


def spopt():
    """Theirs: the same by spopt with HiGHS, asked for the optimum itself."""
    import pulp  # noqa: PLC0415
    from spopt.locate import MCLP  # noqa: PLC0415

    (minutes, weight), times = _sites_to_choose(), {}
    with clock(times):
        model = MCLP.from_cost_matrix(minutes, weight, SITING_LIMIT, p_facilities=SITES)
        solved = model.solve(pulp.HiGHS(msg=False, gapRel=0))
    return times | {"found": float(pulp.value(solved.problem.objective))}


def _sites_to_choose():
    """Draw 5,000 points with people and 500 candidates in a town of 10 km; minutes on foot."""
    random = np.random.default_rng(5)
    homes, sites = random.uniform(0, 10_000, (5_000, 2)), random.uniform(0, 10_000, (500, 2))
    metres = np.hypot(*(homes[:, None] - sites[None]).transpose(2, 0, 1))
    return metres / 75, random.integers(1, 200, 5_000).astype(float)


def network():
    """Ours: a lattice of 200,000 crossings, some of its streets missing, people at each."""
    random, times = np.random.default_rng(4), {}
    side = NODES_A_SIDE
    column, row = (axis.ravel() for axis in np.meshgrid(np.arange(side), np.arange(side)))
    x_m = EAST + column * 80 + random.uniform(-20, 20, side**2)
    y_m = NORTH + row * 80 + random.uniform(-20, 20, side**2)
    node = np.arange(side**2)
    begin = np.concatenate([node[column < side - 1], node[row < side - 1]])
    end = np.concatenate([node[column < side - 1] + 1, node[row < side - 1] + side])
    kept = random.random(len(begin)) < 0.8
    begin, end = begin[kept], end[kept]
    length_m = np.hypot(x_m[begin] - x_m[end], y_m[begin] - y_m[end])
    demand = Demand(x_m, y_m, np.ones(side**2), np.full(side**2, -1), (), "people", Spread.GRID)
    supply = services(1_000)
    with clock(times, "ready"):
        streets = of_edges(x_m, y_m, begin, end, length_m)
        streets.minutes_to_nearest(demand, services(1))
    with clock(times, "nearest"):
        streets.minutes_to_nearest(demand, supply)
    with clock(times, "pairs"):
        found = sum(len(block.minutes) for block in streets.pairs_within(demand, supply, 1250 / 75))
    return times | {"found": found}


def city():
    """Ours: the project's own directory, people spread evenly, every public place."""
    directory, times = read_directory().directory.visible_to(Role.PUBLIC), {}
    demand = inhabitants(directory, Spread.UNIFORM)
    supply = supply_of(directory, directory.places)
    travel = StraightLine()
    with clock(times, "nearest"):
        travel.minutes_to_nearest(demand, supply)
    with clock(times, "catchment"):
        two_step(demand, supply, travel, 20)
    with clock(times, "week"):
        cover_over_the_week(demand, supply, travel, 20, monday=date(2026, 1, 12))
    return times


def large_files(folder):
    """Write people, services and areas into files."""
    import geopandas as gpd  # noqa: PLC0415 (the runs shall not carry its memory)
    import pandas as pd  # noqa: PLC0415
    from shapely import box  # noqa: PLC0415

    demand, supply, folder = people(), services(1_000), Path(folder)
    columns = {"x_m": demand.x_m, "y_m": demand.y_m, "people": demand.weight}
    pd.DataFrame(columns).to_parquet(folder / "people.parquet", row_group_size=250_000)
    columns = {"x_m": supply.x_m, "y_m": supply.y_m, "capacity": supply.capacity}
    pd.DataFrame(columns).to_parquet(folder / "services.parquet")
    step_m, names = SIDE_M / 20, [(east, north) for east in range(20) for north in range(20)]
    corners = [(EAST + east * step_m, NORTH + north * step_m) for east, north in names]
    squares = [box(x_m, y_m, x_m + step_m, y_m + step_m) for x_m, y_m in corners]
    frame = gpd.GeoDataFrame({"name": list(map(str, names))}, geometry=squares, crs=25832)
    frame.to_file(folder / "areas.gpkg")
    return {}


def large(folder, **more):
    """Ours: from file to file."""
    from geo.coverage.large.config import LargeRun  # noqa: PLC0415 (Arrow is of this case alone)
    from geo.coverage.large.run import run_large  # noqa: PLC0415

    run, times = LargeRun.of(_large_run() | more, Path(folder)), {}
    with clock(times):
        result = run_large(run)
    return times | {"found": float(result.areas.to_numpy().sum())}


def large_on_two(folder):
    """Ours: the same on a local cluster."""
    found = large(folder, workers=2, out="parts.parquet")
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return found | {"worker_mb": children.ru_maxrss / 1024}


def _large_run():
    return {
        "out": "cover.parquet",
        "demand": {"path": "people.parquet"},
        "supply": {"path": "services.parquet"},
        "areas": {"path": "areas.gpkg"},
        "measures": ["nearest", "access"],
        "zones_minutes": DECAY.ends_minutes,
        "zone_weights": DECAY.weights,
        "detour": 1,
    }


if __name__ == "__main__":
    result = globals()[sys.argv[1]](*sys.argv[2:])
    result["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(result))
