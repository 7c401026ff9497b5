"""A made-up town to plan in: the three squares of ``tests.worlds`` with some services."""

from geo.coverage.figures import Figure
from geo.coverage.planning import Planning
from geo.directory.viewer import Role
from tests.worlds import EAST, MONDAY, WEST, index_of, place, shelter, unlocated, world

TODAY = MONDAY.date()

SERVICES = [
    place(id="advice-west", name="Rat West", district=WEST, lon="9.11", lat="48.77"),
    place(
        id="course-middle",
        category="course",
        name="Kurs Mitte",
        offers="german_course",
        opening_hours="Mo-Fr 09:00-12:00",
    ),
    unlocated(id="advice-east", name="Rat Ost", district=EAST) | {"geo_precision": "district"},
    unlocated(id="helpline", name="Helpline", phone="+49 711 505050"),
]
HOMES = [
    shelter(id="home-one", street="Eins", capacity="40"),
    shelter(id="home-two", street="Zwei", capacity="60"),
    shelter(id="home-east", street="Drei", district=EAST, lon="9.15", capacity="30"),
    shelter(id="home-full", street="Vier", name="Ohne Zahl", capacity=""),
    shelter(id="home-planned", street="Fünf", status="planned", capacity="500"),
]


def figure(area=WEST, value=30, **fields):
    """Publish a figure of refugees housed."""
    usual = {"period": "2026", "metric": "refugees_housed", "unit": "persons"}
    return Figure(area=area, value=value, source_url="https://source.example/", **(usual | fields))


def planning(role=Role.PUBLIC, *, places=SERVICES, homes=HOMES, figures=(), **parts):
    """Set up the planning of a role."""
    whole = world(places=places, shelters=homes, role=Role.EDITOR)
    public = whole.visible_to(Role.PUBLIC)
    return Planning(index_of(public), whole.visible_to(role), tuple(figures), **parts)
