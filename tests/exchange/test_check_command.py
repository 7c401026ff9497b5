"""``python -m geo check``: findings for people, programs and logs."""

import json

import pytest
from typer.testing import CliRunner

from geo.__main__ import app
from geo.directory.finding import Finding, Severity
from geo.exchange.finding_formats import as_lines
from tests.worlds import place, shelter, write_world

FRESH = {"geo_basis": "register", "source_date": "2026"}
HOME = shelter(street="Grüne Gasse", house_number="5", source_date="2026", geo_basis="x")


def list_nothing(_folder):
    return []


@pytest.fixture
def check(tmp_path):
    def run(*options, places=(), shelters=()):
        write_world(tmp_path, places=places, shelters=shelters)
        (tmp_path / "text").mkdir(exist_ok=True)
        (tmp_path / "text" / "languages.csv").write_text("code,own_name,direction,locale\n")
        words = ["check", "--folder", str(tmp_path), *options]
        return CliRunner().invoke(app, words, env={"COLUMNS": "220"})

    return run


@pytest.fixture(autouse=True)
def texts_in_order(monkeypatch):
    """Let the small worlds have no texts: these are checked elsewhere."""
    monkeypatch.setattr("geo.exchange.check_command._language_findings", list_nothing)


GOOD = place(**FRESH)
HINTED = place(**(FRESH | {"source_date": ""}))
WARNED = place(**(FRESH | {"phone": "+49 7112"}))
WRONG = place(**(FRESH | {"status": "maybe"}))


@pytest.mark.parametrize(
    ("row", "options", "code"),
    [
        (GOOD, [], 0),
        (HINTED, [], 0),
        (HINTED, ["--strict"], 0),
        (WARNED, [], 0),
        (WARNED, ["--strict"], 1),
        (WARNED, ["--strict", "--least", "error"], 1),
        (WRONG, [], 1),
    ],
)
@pytest.mark.parametrize("form", ["table", "lines", "json"])
def test_the_exit_code_is_by_severity_whatever_is_printed(check, row, options, code, form):
    assert check(*options, "--format", form, places=[row]).exit_code == code


def test_lines_are_one_a_finding_with_all_an_editor_needs(check):
    result = check("--format", "lines", places=[WARNED])
    (line,) = result.stdout.splitlines()
    assert line.startswith("warning places.csv:2 phone '+49 7112': no such area code")
    assert line.endswith("; compare it with the source")
    assert "1 places read, 0 errors, 1 warnings, 0 hints" in result.stderr


def test_json_is_one_object_with_every_finding(check):
    content = json.loads(check("--format", "json", places=[WRONG, HINTED]).stdout)
    assert (content["places"], content["held_back"]) == (1, 0)
    assert content["counts"] == {"error": 1, "warning": 0, "hint": 1}
    assert content["findings"][1] == {
        "severity": "hint",
        "file": "places.csv",
        "line": 3,
        "column": "source_date",
        "value": "",
        "problem": "nobody can tell how old this is",
        "remedy": "find the date of the source, or ask again",
    }


def test_the_table_names_what_to_do(check):
    result = check(places=[WARNED])
    assert "what to do" in result.stdout
    assert "compare it with the source" in result.stdout
    assert "1 places read, 0 errors, 1 warnings, 0 hints" in result.stdout


def test_what_matters_less_can_be_left_out(check):
    rows = [WRONG, WARNED | {"id": "b"}, HINTED | {"id": "c", "name": "Bakery"}]
    told = check("--format", "lines", "--least", "warning", places=rows).stdout
    assert {line.split()[0] for line in told.splitlines()} == {"error", "warning"}


@pytest.mark.parametrize("form", ["table", "lines", "json"])
def test_a_hint_at_a_home_is_counted_and_told_only_where_nobody_reads_along(check, form):
    row = place(**(FRESH | {"name": "Kiosk Grüne Gasse"}))
    before = check("--format", form, places=[row], shelters=[HOME])
    assert "protected home" not in before.stdout.replace("hint at protected homes", "")
    assert "Grüne" not in before.output
    after = check("--format", form, "--protected", places=[row], shelters=[HOME])
    assert "the street of a protected home" in after.stdout
    if form == "json":
        assert json.loads(before.stdout)["held_back"] == 1
    else:
        assert "1 more hint at protected homes: add --protected" in before.output


@pytest.mark.parametrize("form", ["table", "lines", "json"])
def test_of_the_table_of_homes_it_is_told_where_and_not_what(check, form):
    homes = [HOME | {"phone": "+49 7112"}]
    before = check("--format", form, places=[GOOD], shelters=homes).stdout
    assert "shelters.csv" in before
    assert "+49 7112" not in before
    assert "+49 7112" in check("--format", form, "--protected", shelters=homes).stdout


def test_a_value_of_several_lines_stays_in_one():
    finding = Finding(Severity.HINT, "a.csv", 1, "x", "one\ntwo", "said 'one\ntwo'")
    assert as_lines([finding]).count("\n") == 1


@pytest.mark.parametrize(
    ("words", "column"), [([], "visibility"), (["history"], "kind"), (["offers"], "women_only")]
)
def test_the_dictionary_is_of_the_table_asked_for(words, column):
    result = CliRunner().invoke(app, ["dictionary", *words])
    assert result.exit_code == 0
    assert f"| `{column}` |" in result.stdout


def test_a_dictionary_of_no_table_is_refused():
    assert CliRunner().invoke(app, ["dictionary", "water"]).exit_code == 2
