"""A large run as the operator writes it down."""

import re
import tomllib
from pathlib import Path

import pytest

from geo.coverage.decay import Steps
from geo.coverage.large import config
from geo.coverage.large.config import LargeRun, read_large_run
from geo.coverage.large.plan import Measure
from geo.errors import DataError

SMALL = '[large]\nout = "o.parquet"\n[large.demand]\npath = "grid.csv"\n'


@pytest.fixture
def toml(tmp_path):
    def write(text):
        path = tmp_path / "run.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def example():
    """Take the example out of the documentation of the module."""
    return re.sub(r"(?m)^    ", "", config.__doc__.partition("::\n")[2].partition("Paths are")[0])


def test_the_example_of_the_documentation_can_be_read(toml, tmp_path):
    run = read_large_run(toml(example()))
    assert run.out == tmp_path / "cover.parquet"
    assert run.areas_out == tmp_path / "cover.areas.parquet"
    assert run.demand.points.path == tmp_path / "grid.parquet"
    assert run.plan.decay == Steps((5, 10, 15), (1, 0.68, 0.22))
    assert run.measures == tuple(Measure)


def test_the_example_names_every_key():
    table = tomllib.loads(example())["large"]
    parts = {"demand": config.DemandFile, "supply": config.SupplyFile, "areas": config.AreasFile}
    assert set(table) == set(LargeRun.model_fields)
    usual = {"x", "y", "crs", "layer"}
    for name, model in parts.items():
        assert set(model.model_fields) - usual == set(table[name]) - usual


def test_little_is_needed(toml, tmp_path):
    run = read_large_run(toml(SMALL))
    assert (run.workers, run.supply, run.areas) == (0, None, None)
    assert run.plan.decay == Steps((15,), (1,))
    assert run.demand.path == tmp_path / "grid.csv"


def test_a_path_from_the_root_stays(toml):
    text = SMALL.replace("grid.csv", "/somewhere/grid.csv")
    assert read_large_run(toml(text)).demand.path == Path("/somewhere/grid.csv")


def test_the_zensus_grid_is_a_format(toml):
    points = read_large_run(toml(SMALL + 'format = "zensus2022"\n')).demand.points
    assert (points.x, points.number, points.crs) == ("x_mp_100m", "Einwohner", 3035)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("", r"has no table \[large\]"),
        ("[large", "cannot be read as TOML"),
        ("[large]\n", "large.out: Field required; large.demand: Field required"),
        (SMALL + "wieght = 'n'\n", "large.demand.wieght: Extra inputs"),
        (SMALL.replace("out", "limit_minutes = 0\nout"), "large.limit_minutes: .*greater than 0"),
        (SMALL.replace("out", "limit_minutes = nan\nout"), "large.limit_minutes"),
        (SMALL.replace("out", "workers = -1\nout"), "large.workers"),
        (SMALL.replace("out", "measures = ['far']\nout"), "large.measures.0: .*'nearest'"),
        (SMALL.replace("out", "measures = []\nout"), "large.measures"),
        (SMALL.replace("out", "limits_minutes = [9, 5]\nout"), "give ascending minutes"),
        (SMALL.replace("out", "memory_limit = 'much'\nout"), "large.memory_limit"),
        (SMALL.replace("out", "zones_minutes = [5]\nout"), "belong together: give both or none"),
        (
            SMALL.replace("out", "zones_minutes = [5, 4]\nzone_weights = [1, 1]\nout"),
            "give ascending minutes over 0",
        ),
        (SMALL.replace('"grid.csv"', "7"), "large.demand.path"),
    ],
)
def test_what_cannot_be_is_named(toml, wrong, told):
    with pytest.raises(DataError, match=told):
        read_large_run(toml(wrong))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DataError, match=r"no.toml: cannot be read as TOML"):
        read_large_run(tmp_path / "no.toml")
