"""``python -m geo coverage`` as a planner types it: files, figures, and what cannot be."""

import csv
import json
import os
from datetime import date

import pytest
from typer.testing import CliRunner

from geo.__main__ import app
from geo.coverage.assessment import assess
from geo.coverage.scenario_file import read_scenario
from geo.directory.viewer import Role
from geo.settings import Settings
from geo.web.coverage_files import MIME, write_all
from geo.web.loaded import load
from geo.web.planned import planning_for
from tests.coverage.plans import HOMES, SERVICES
from tests.reports import HOSTILE, pdf_text
from tests.worlds import EAST, WEST, write_world

DAY = "2026-01-05"
SCENARIO = f"""
name = {json.dumps(HOSTILE)}
measure = "covered"

[supply]
category = ["counselling"]

[[added]]
lat = 48.77
lon = 9.15
category = "counselling"
name = "=Neu"
"""


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    return write_world(folder, places=SERVICES, shelters=HOMES)


@pytest.fixture
def run(data, tmp_path):
    def typed(*words, scenario=None):
        if scenario is not None:
            (tmp_path / "scenario.toml").write_text(scenario, encoding="utf-8")
            words = ("--config", str(tmp_path / "scenario.toml"), *words)
        unset = dict.fromkeys(name for name in os.environ if name.startswith("WILLKOMMEN_"))
        env = unset | {"WILLKOMMEN_DATA": str(data), "COLUMNS": "200"}
        return CliRunner().invoke(app, ["coverage", "--date", DAY, *words], env=env)

    return typed


def rows_of(folder, name="coverage.csv"):
    text = (folder / name).read_text(encoding="utf-8-sig")
    return {row["district"]: row for row in csv.DictReader(text.splitlines())}


def test_it_writes_every_format_and_prints_the_ranking(run, tmp_path):
    result = run("--out", str(tmp_path / "out"), "--language", "en", scenario=SCENARIO)
    assert (result.exit_code, result.stderr) == (0, "")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {f"coverage.{k}" for k in MIME}
    assert "The districts, the most urgent first" in result.stdout
    assert "Whole city" in result.stdout
    assert len(pdf_text((tmp_path / "out" / "coverage.pdf").read_bytes())) == 2


def test_the_figures_are_those_of_the_page_for_the_same_scenario(run, data, tmp_path):
    run("--out", str(tmp_path), "--formats", "csv", scenario=SCENARIO)
    planning = planning_for(load(data), Settings(data=data), Role.PUBLIC)
    scenario = read_scenario(tmp_path / "scenario.toml", planning)
    answer = assess(planning, scenario, date.fromisoformat(DAY))
    rows = rows_of(tmp_path)
    assert [float(row["value"]) for row in rows.values()] == answer.values.tolist()
    assert rows[EAST]["gained"] == "3000"


def test_without_a_file_it_asks_the_usual_question(run, tmp_path):
    result = run("--out", str(tmp_path), "--formats", "csv")
    assert result.exit_code == 0
    assert float(rows_of(tmp_path)[EAST]["value"]) > 15


def test_a_second_run_gives_the_same_files(run, tmp_path):
    for name in ("one", "two"):
        run("--out", str(tmp_path / name), "--formats", "csv,xlsx,html", scenario=SCENARIO)
    for kind in ("csv", "xlsx", "html"):
        files = [(tmp_path / name / f"coverage.{kind}").read_bytes() for name in ("one", "two")]
        assert files[0] == files[1]


def test_where_next_is_answered_in_the_brief(run, tmp_path):
    asked = '[where_next]\nmodel = "p_median"\nk = 1\ncandidates = "stops"\n'
    result = run("--out", str(tmp_path), "--formats", "html", scenario=SCENARIO + asked)
    assert result.exit_code == 0
    assert "Mitte Nacht" in (tmp_path / "coverage.html").read_text(encoding="utf-8")


LARGE = """
[large]
out = "cover.parquet"
measures = ["covered"]

[large.demand]
path = "grid.csv"
crs = 4326
"""


def test_a_large_table_is_run_with_the_services_of_the_scenario(run, tmp_path):
    grid = "x,y,weight\n9.11,48.77,10\n9.15,48.77,30\n"
    (tmp_path / "grid.csv").write_text(grid, encoding="utf-8")
    few = '[supply]\ncategory = ["counselling"]\n'
    result = run(scenario=few + LARGE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "0.250" in result.stdout
    assert "2 points, 40 people, 1 services" in result.stdout
    assert (tmp_path / "cover.parquet").exists()


@pytest.mark.parametrize(
    ("words", "scenario", "told"),
    [
        ([], 'measure = "luck"', "not understood: measure"),
        ([], "colour = 1", "nobody knows colour"),
        ([], "measure =", "no TOML"),
        ([], '[supply]\nq = "Nirgends"', "no service with a point"),
        ([], "[where_next]\nk = 0", "where_next.k"),
        ([], '[where_next]\ncandidates = "moon"', "one of stops, counselling"),
        ([], '[large]\nout = "x.parquet"', "large.demand"),
        (["--config", "nowhere.toml"], None, "nowhere.toml: cannot be read"),
        (
            ["--role", "planner"],
            'demand = "shelters"\n[where_next]\nk = 1',
            "would show where they are",
        ),
    ],
)
def test_what_cannot_be_is_one_sentence_and_exit_code_1(run, tmp_path, words, scenario, told):
    result = run("--out", str(tmp_path / "out"), *words, scenario=scenario)
    assert result.exit_code == 1
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["--formats", "docx"],
        ["--formats", ""],
        ["--role", "admiral"],
        ["--language", "xx"],
        ["--date", "tomorrow"],
    ],
)
def test_a_choice_that_is_none_is_exit_code_2(run, tmp_path, words):
    assert run("--out", str(tmp_path / "out"), *words).exit_code == 2


def test_the_folder_has_to_be_named(run):
    result = run()
    assert result.exit_code == 2
    assert "--out" in result.stderr


def test_files_are_put_in_their_places_only_when_all_are_written(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"old")
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(IsADirectoryError, match="is a folder"):
        write_all(tmp_path, {"a.csv": b"new", "b.csv": b"new"})
    assert (tmp_path / "a.csv").read_bytes() == b"old"
    assert {path.name for path in tmp_path.iterdir()} == {"a.csv", "b.csv"}


def test_a_role_that_knows_more_is_given_by_district_and_marked(run, tmp_path):
    demand = 'demand = "shelters"\nmeasure = "covered"\n[supply]\ncategory = ["counselling"]'
    chosen = ("--out", str(tmp_path), "--formats", "html,csv", "--role", "planner")
    assert run(*chosen, scenario=demand).exit_code == 0
    page = (tmp_path / "coverage-planners-only.html").read_text(encoding="utf-8")
    assert "Nur für die Planung" in page
    row = rows_of(tmp_path, "coverage-planners-only.csv")[WEST]
    assert float(row["people"]) == 100
    assert row["notice"].startswith("Nur für die Planung")
