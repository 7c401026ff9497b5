"""The figures of a report as CSV, Excel and GeoPackage."""

import csv
import io
from dataclasses import replace

import numpy as np
import pytest

from geo.coverage.assessment import assess
from geo.coverage.report import report
from geo.coverage.scenario import DemandSource, Measure
from geo.coverage.scenario_file import scenario_from_toml
from geo.directory.viewer import Role
from geo.exchange.coverage_csv import coverage_csv
from geo.exchange.coverage_gpkg import coverage_gpkg
from geo.exchange.coverage_tables import coverage_tables
from geo.exchange.coverage_xlsx import coverage_xlsx
from tests.coverage.plans import HOMES, TODAY, figure, planning
from tests.reports import (
    ADVICE,
    CHANGED,
    ENGLISH,
    GERMAN,
    HOSTILE,
    HOUSED,
    SOURCES,
    layers,
    report_of,
    sheets,
)
from tests.worlds import EAST, MIDDLE, WEST

FIGURES = (figure(value=30),)


def tables_of(scenario=ADVICE, catalogue=ENGLISH, **parts):
    return coverage_tables(catalogue, report_of(scenario, **parts), SOURCES)


def read_csv(scenario=ADVICE, **parts):
    text = coverage_csv(tables_of(scenario, **parts)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_every_figure_is_that_of_the_assessment():
    answer = assess(planning(), ADVICE, TODAY)
    rows = read_csv()
    assert [row["district"] for row in rows] == [WEST, MIDDLE, EAST, "Whole city"]
    assert [float(row["value"]) for row in rows] == answer.values.tolist()
    assert [float(row["people"]) for row in rows] == [1000, 2000, 3000, 6000]
    assert [float(row["people_covered"]) for row in rows] == [1000, 0, 0, 1000]
    assert [row["rank"] for row in rows] == ["3", "2", "1", ""]


def test_the_interval_and_the_other_spread_stand_beside_the_value():
    made = report_of()
    rows = read_csv()
    assert [float(row["value_high"]) for row in rows] == made.interval.high.tolist()
    for code in ("rank", "gap", "priority"):
        ends = [float(row[f"{code}_high"]) for row in rows[:-1]]
        assert ends == getattr(made.sure, code).high.tolist()
        assert rows[-1][f"{code}_high"] == ""
    assert [float(row["value_other"]) for row in rows] == made.other.values.tolist()


def test_what_changes_is_told_by_district():
    rows = {row["district"]: row for row in read_csv(CHANGED)}
    assert (rows[EAST]["value_before"], rows[EAST]["value"]) == ("0", "1")
    assert (rows[EAST]["gained"], rows[WEST]["gained"]) == ("3000", "0")
    closed = replace(ADVICE, closed=("advice-west",), added=CHANGED.added)
    rows = {row["district"]: row for row in read_csv(closed)}
    # A number below zero is a number and no formula.
    assert (rows[WEST]["value_change"], rows[WEST]["lost"]) == ("-1", "1000")


def test_without_a_change_there_are_no_columns_of_one():
    assert not {"value_before", "gained"} & set(read_csv()[0])


def test_unknown_is_empty_and_never_zero():
    rows = {row["district"]: row for row in read_csv(HOUSED, figures=FIGURES)}
    assert float(rows[WEST]["people"]) == 30
    assert (rows[EAST]["people"], rows[EAST]["value"], rows[EAST]["rank"]) == ("", "", "")
    (sheet, *_) = sheets(coverage_xlsx(tables_of(HOUSED, figures=FIGURES)))
    east = next(row for row in sheet if row[1][0] == EAST)
    assert [value for value, _ in east[2:]] == [None] * (len(east) - 2)


def test_no_way_is_said_in_words():
    tables = tables_of()
    (value,) = (column for column in tables.columns if column.code == "value")
    value = replace(value, figures=np.array([np.inf, 1.5, np.nan, np.inf]))
    tables = replace(tables, columns=(value,))
    cells = [row["value"] for row in csv.DictReader(io.StringIO(coverage_csv(tables).decode()))]
    assert cells == ["no way", "1.5", "", "no way"]
    (sheet, *_) = sheets(coverage_xlsx(tables))
    assert [row[2][0] for row in sheet[2:]] == ["no way", 1.5, None, "no way"]
    rows = layers(coverage_gpkg(tables))["districts"]
    assert [(row["value"], row["no_way"]) for row in rows] == [(None, 1), (1.5, 0), (None, 0)]


def test_the_workbook_has_numbers_headings_and_codes():
    sheet, method, scenario = sheets(coverage_xlsx(tables_of(catalogue=GERMAN)))
    assert [value for value, _ in sheet[0][:3]] == ["Nummer", "Stadtbezirk", "Rang"]
    codes = [value for value, _ in sheet[1]]
    assert codes[:6] == ["number", "district", "rank", "rank_low", "rank_high", "people"]
    assert {kind for row in sheet[2:] for value, kind in row[3:] if value is not None} == {"n"}
    told = {row[0][0]: row[1][0] for row in method}
    assert told["Wege"] == "zu Fuß: Luftlinie mal 1,3 (Umweg), 4,5 km/h"
    assert told["Quelle"] == "Bezirke (Stadt, 2023, CC BY 4.0)"
    assert scenario[0][0] == ('measure = "covered"', "s")


def test_the_scenario_in_the_tables_is_the_scenario():
    assert scenario_from_toml("\n".join(tables_of(CHANGED).scenario), planning()) == CHANGED


def test_hostile_names_stay_text_in_every_table():
    tables = tables_of(CHANGED)
    hostile = replace(tables, names=(HOSTILE, *tables.names[1:]))
    first = coverage_csv(hostile).decode("utf-8-sig").splitlines()[1]
    assert first.startswith("01,\"'=1+1")
    (sheet, method, _) = sheets(coverage_xlsx(hostile))
    assert sheet[2][1] == (HOSTILE, "s")
    assert method[0][1] == (HOSTILE, "s")
    assert HOSTILE in {row["text"] for row in layers(coverage_gpkg(hostile))["method"]}


def test_the_geopackage_has_districts_and_cells_in_metres():
    content = coverage_gpkg(tables_of())
    rows = layers(content)
    assert [row["district"] for row in rows["districts"]] == [WEST, MIDDLE, EAST]
    assert [row["people"] for row in rows["districts"]] == [1000, 2000, 3000]
    cells = report_of().cells
    assert [row["value"] for row in rows["hexagons"]] == cells.values.tolist()
    assert set(rows) == {"districts", "hexagons", "method"}


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.PLANNER])
def test_places_in_homes_are_told_by_district_alone(role):
    scenario = replace(ADVICE, demand=DemandSource.SHELTERS)
    known = [home for home in HOMES if home["capacity"]]
    made = report(planning(role, homes=known), scenario, TODAY, draws=2)
    tables = coverage_tables(ENGLISH, made, SOURCES)
    assert "hexagons" not in layers(coverage_gpkg(tables))
    told = dict(tables.method)
    assert ("Notice" in told) == (role is Role.PLANNER)


def test_a_home_without_a_number_is_counted_and_not_named():
    scenario = replace(ADVICE, demand=DemandSource.SHELTERS)
    made = report(planning(Role.PLANNER), scenario, TODAY, draws=2)
    assert "Ohne Zahl" not in str(coverage_tables(ENGLISH, made, SOURCES))
    assert made.answer.demand.unknown == ("Ohne Zahl",)
    assert made.unknown_homes == 1


def test_a_measure_of_districts_alone_has_no_cells():
    scenario = replace(ADVICE, measure=Measure.PER_THOUSAND)
    assert set(layers(coverage_gpkg(tables_of(scenario)))) == {"districts", "method"}


@pytest.mark.parametrize("write", [coverage_csv, coverage_xlsx])
def test_the_same_report_gives_the_same_file(write):
    again = report_of.__wrapped__(CHANGED)
    assert write(tables_of(CHANGED)) == write(coverage_tables(ENGLISH, again, SOURCES))


def test_the_same_report_gives_the_same_rows_of_a_geopackage():
    assert layers(coverage_gpkg(tables_of())) == layers(coverage_gpkg(tables_of()))
