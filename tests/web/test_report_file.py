"""The file of a report on the page: whom it is for, and what is on record of it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from geo.access.audit import entries
from geo.access.store import StoreError, open_store
from geo.access.viewer import PUBLIC, NotAllowedError, Viewer
from geo.coverage.planning import Planning
from geo.coverage.report import report
from geo.coverage.scenario import DemandSource, Measure, Scenario
from geo.directory.query import Query
from geo.directory.reading import read_directory
from geo.directory.viewer import Role
from geo.web.coverage_files import MIME
from geo.web.report_file import Desk, report_file
from tests.coverage.plans import TODAY
from tests.reports import GERMAN, SOURCES
from tests.safety.hidden_homes import hidden_homes
from tests.worlds import index_of

NOW = datetime(2026, 1, 5, 11, 0, tzinfo=UTC)
PLANNER = Viewer(Role.PLANNER, "0000bbbb")
EDITOR = Viewer(Role.EDITOR, "0000aaaa")
VOLUNTEER = Viewer(Role.VOLUNTEER, "0000cccc")
HOMES = Scenario(
    demand=DemandSource.SHELTERS, measure=Measure.COVERED, supply=Query(categories=("library",))
)


@pytest.fixture(scope="module")
def planning(tmp_path_factory):
    whole = read_directory(hidden_homes(tmp_path_factory.mktemp("homes") / "data")).directory
    return Planning(index_of(whole.visible_to(Role.PUBLIC)), whole.visible_to(Role.PLANNER))


@pytest.fixture(scope="module")
def fine(planning):
    return report(planning, HOMES, TODAY, draws=2)


@pytest.fixture
def store(tmp_path):
    return open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")


def make(store, made, viewer=PLANNER, kind="csv"):
    return report_file(Desk(store, viewer, NOW), kind, GERMAN, made, SOURCES)


@pytest.mark.parametrize("kind", MIME)
def test_a_report_of_homes_says_in_its_name_whom_it_is_for_and_is_on_record(store, fine, kind):
    file = make(store, fine, kind=kind)
    assert (file.name, file.media_type) == (f"coverage-planners-only.{kind}", MIME[kind])
    (entry,) = entries(store, EDITOR)
    assert (entry.who, entry.event, entry.detail) == ("0000bbbb", "exported", file.name)


def test_every_record_of_its_table_says_so_too(store, fine):
    lines = make(store, fine).content.decode("utf-8-sig").splitlines()
    notice = GERMAN.t("brief.planners_only")
    assert lines[0].endswith(",notice")
    assert all(line.endswith(f",{notice}") for line in lines[1:])


@pytest.mark.parametrize("viewer", [PUBLIC, VOLUNTEER])
def test_who_is_no_planner_any_more_gets_none(store, fine, viewer):
    with pytest.raises(NotAllowedError):
        make(store, fine, viewer)
    assert entries(store, EDITOR) == ()


def test_what_cannot_be_put_on_record_is_not_handed_over(store, fine):
    with store.writing() as session:
        session.execute(text("DROP TABLE audit"))
    with pytest.raises(StoreError):
        make(store, fine)


def test_the_report_a_planner_may_pass_on_is_the_one_everybody_gets(store, planning):
    public = Planning(planning.index, planning.public)
    everybodys = make(store, report(public, HOMES, TODAY, draws=2), PUBLIC)
    assert make(store, report(planning.for_everybody(), HOMES, TODAY, draws=2)) == everybodys
    assert everybodys.name == "coverage.csv"
    assert "notice" not in everybodys.content.decode()
    assert entries(store, EDITOR) == ()


def test_a_planners_question_about_others_than_homes_is_for_everybody(store, planning):
    asked = Scenario(supply=Query(categories=("library",)))
    assert make(store, report(planning, asked, TODAY, draws=2)).name == "coverage.csv"
    assert entries(store, EDITOR) == ()
