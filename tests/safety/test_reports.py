"""Files of reports, read back: what they tell of homes, whoever asks."""

import json
import re

import pytest

from geo.coverage.planning import Planning
from geo.coverage.report import report
from geo.coverage.scenario import DemandSource, Measure, Scenario
from geo.directory.query import Query
from geo.directory.reading import read_directory
from geo.directory.viewer import Role
from geo.web.coverage_files import MIME, coverage_file
from tests.coverage.plans import TODAY
from tests.reports import GERMAN, SOURCES, layers, pdf_text, sheets
from tests.safety.betrayal import betrayals
from tests.safety.hidden_homes import HOMES, hidden_homes
from tests.worlds import index_of

SUM = re.compile(r"\d{3}[., ]?\d{3}(\.0)?")

READ = {
    "csv": lambda content: content.decode("utf-8-sig"),
    "xlsx": lambda content: str(sheets(content)),
    "gpkg": lambda content: str(layers(content)),
    "html": bytes.decode,
    "pdf": lambda content: "\n".join(pdf_text(content)),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return read_directory(hidden_homes(tmp_path_factory.mktemp("homes") / "data")).directory


@pytest.fixture(scope="module", params=[Role.PUBLIC, Role.VOLUNTEER, Role.PLANNER])
def made(whole, request):
    public = whole.visible_to(Role.PUBLIC)
    planning = Planning(index_of(public), whole.visible_to(request.param))
    scenario = Scenario(
        demand=DemandSource.SHELTERS,
        measure=Measure.COVERED,
        supply=Query(categories=("library",)),
    )
    return report(planning, scenario, TODAY, draws=2)


def test_every_format_is_read_back():
    assert set(READ) == set(MIME)


@pytest.mark.parametrize("kind", MIME)
def test_no_file_tells_anybody_of_a_home(made, kind):
    text = READ[kind](coverage_file(kind, GERMAN, made, SOURCES))
    assert "Vaihingen" in text
    found = betrayals(text, HOMES)
    if made.is_for_planners:
        # The sum of a district with one home is its number; the file says whom it is for.
        found = [what for what in found if not SUM.fullmatch(what)]
        assert GERMAN.t("brief.planners_only") in " ".join(text.split())
    assert found == []


def test_no_chart_of_a_brief_has_a_point_of_the_demand(made):
    """The columns of the demand are homes' own for a planner; they must not travel with figures."""
    text = READ["html"](coverage_file("html", GERMAN, made, SOURCES))
    for east in made.answer.demand.x_m[:50]:
        assert json.dumps(float(east)) not in text
