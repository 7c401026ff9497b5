"""Everything that can be written of the hidden homes for somebody, by whatever function."""

from dataclasses import replace

import pytest

from geo.directory.query import Query
from geo.directory.reading import read_directory
from geo.directory.viewer import Role
from tests.safety.betrayal import betrayals
from tests.safety.hidden_homes import (
    DOUBTFUL,
    HOMES,
    PLANNED,
    SHELTERED,
    SINGLE,
    TOLD,
    hidden_homes,
    with_programmes,
)
from tests.safety.outputs import everything
from tests.safety.supply import supply_of

UNKNOWN_TO = {
    Role.PUBLIC: HOMES,
    Role.VOLUNTEER: (*PLANNED, *DOUBTFUL, SHELTERED),
    Role.PLANNER: (*DOUBTFUL, SHELTERED),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Give the hidden homes among the few open records nearest to them in the table."""
    folder = with_programmes(hidden_homes(tmp_path_factory.mktemp("homes") / "data"))
    directory = read_directory(folder).directory
    homes = [place for place in directory.places if place.category == "shelter"]
    others = [place for place in directory.places if place.category != "shelter"]
    return replace(directory, places=(*others[:6], *homes))


def written_for(whole, role, language):
    return everything(supply_of(whole.visible_to(role), Query(), language=language))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("role", UNKNOWN_TO)
def test_no_output_tells_a_role_of_homes_it_may_not_know(whole, role, language):
    texts = written_for(whole, role, language)
    found = {name: betrayals(text, UNKNOWN_TO[role]) for name, text in texts.items()}
    assert {name: told for name, told in found.items() if told} == {}


@pytest.mark.parametrize(
    "name", ["selection_csv", "selection_gpx", "selection_vcard", "export", "shelter_sheet"]
)
def test_the_outputs_do_tell_volunteers_of_homes(whole, name):
    """The test above would also hold of outputs that tell nobody anything."""
    texts = written_for(whole, Role.VOLUNTEER, "de")
    (text,) = [text for output, text in texts.items() if output.endswith(f".{name}")]
    assert betrayals(text, TOLD)
    assert betrayals(text, SINGLE)
