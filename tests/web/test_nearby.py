"""The names of districts and stops over the wire."""

import pytest

from geo.directory.viewer import Role
from geo.web.filters import nearby_names
from geo.web.nearby import PATH, nearby_route
from tests.worlds import place, shelter, world


@pytest.mark.parametrize("role", Role)
def test_everybody_gets_the_same_names(client_of, role):
    directory = world(places=[place()], shelters=[shelter()], role=role)
    answer = client_of([nearby_route(directory)]).get(PATH)
    assert answer.headers["content-type"].startswith("application/json")
    assert [tuple(pair) for pair in answer.json()] == nearby_names(world())
