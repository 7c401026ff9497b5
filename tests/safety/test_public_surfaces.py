"""Nothing that leaves the server for everybody can give a shelter away."""

import json
from dataclasses import asdict, replace

import pytest

from geo.directory.place import Point
from geo.directory.query import Query, query_from_params
from geo.directory.search import Visit, search
from geo.directory.viewer import Role
from geo.maps.points import points_json
from geo.web.filters import chips, facets, nearby_names
from geo.web.listing import listing
from geo.web.sheet import sheet
from tests.worlds import (
    EAST,
    MIDDLE,
    MONDAY,
    WEST,
    catalogues,
    index_of,
    place,
    shelter,
    unlocated,
    world,
)

HIDDEN = {"street": "Quendelgasse", "house_number": "4711", "neighbourhood": "Quittenviertel"}
SHELTERS = [
    shelter(
        id="shelter-quendelhof",
        name="Unterkunft Quendelhof",
        operator="Verein Xylophon",
        lat="48.76377",
        lon="9.10688",
        capacity="70707",
        note="neben der Schwanenapotheke",
        phone="+49 711 404040",
        source_url="https://press.example/quendelgasse",
        **HIDDEN,
    ),
    shelter(id="shelter-rautenhof", name="Rautenhof", lat="48.76399", capacity="60606", **HIDDEN)
    | {"street": "Hintere Quendelgasse"},
    shelter(id="shelter-alone", name="Einzelhof", district=MIDDLE, lon="9.13333", **HIDDEN),
    *(
        shelter(id=f"shelter-planned-{n}", name="Zukunftshof", status="planned", **HIDDEN)
        | {"district": EAST, "lon": "9.14777"}
        for n in (1, 2)
    ),
]
SECRETS = [
    *("shelter-", "Quendel", "Rautenhof", "Einzelhof", "Zukunftshof", "Xylophon", "4711"),
    *("Quitten", "48.763", "9.106", "9.133", "9.147"),
    *("70707", "60606", "Schwanenapotheke", "404040", "quendelgasse"),
]
ROUNDED = ["48.764", "9.107", "9.148"]
PLACES = [
    place(id="words", offers="german_course", languages="de;fa", opening_hours="Mo-Fr 09:00-18:00"),
    place(id="corner", name="Ecke", geo_precision="stop", geo_accuracy_m="300"),
    unlocated(id="helpline", name="Helpline", phone="+49 711 505050"),
    unlocated(id="refuge", name="Schutzhaus", visibility="confidential", district=WEST)
    | {"geo_precision": "district", "phone": "+49 711 505151"},
]
PUBLIC = world(places=PLACES, shelters=SHELTERS)
INDEX = index_of(PUBLIC)
GERMAN = catalogues().get("de")
QUERIES = [
    Query(),
    Query(text="Quendelgasse"),
    Query(text="shelter-quendelhof"),
    Query(categories=("shelter",)),
    Query(districts=("01",), near="stop:de:0:1", within_m=500),
    Query(near="me", status=("planned", "closed")),
]


def visit(query):
    return Visit(query, MONDAY, Point(lat=48.76377, lon=9.10688, accuracy_m=10))


def text_of(value):
    """Write a value both as Python and as a browser would get it."""
    return repr(value) + json.dumps(value, default=str, ensure_ascii=False)


def whole_directory():
    yield repr(PUBLIC)
    yield text_of(asdict(replace(PUBLIC, districts=None)))
    yield from (found.model_dump_json() for found in PUBLIC.places)


def searches():
    for query in QUERIES:
        results = search(INDEX, visit(query))
        yield text_of([found.model_dump() for found in results.places(99)])
        yield text_of(results.counts)
        yield text_of([facet.label for facet in facets(GERMAN, INDEX, query, results)])
        yield text_of([asdict(facet) for facet in facets(GERMAN, INDEX, query, results)])


def lists():
    # A text is shown as it was typed, whatever it is; only what is found can give away more.
    for query in QUERIES:
        yield text_of(asdict(listing(GERMAN, INDEX, visit(query), search(INDEX, visit(query)))))
        yield text_of([asdict(chip) for chip in chips(GERMAN, PUBLIC, replace(query, text=""))])


def sheets():
    for found in PUBLIC.places:
        address = f"https://map.example/?place={found.id}"
        yield text_of(asdict(sheet(GERMAN, PUBLIC, found, MONDAY, address=address)))


def map_and_names():
    yield points_json(PUBLIC, GERMAN, MONDAY.date()).decode()
    yield text_of(nearby_names(PUBLIC))


@pytest.mark.parametrize("surface", [whole_directory, searches, lists, sheets, map_and_names])
def test_no_public_surface_tells_anything_of_a_shelter(surface):
    texts = list(surface())
    assert texts
    for text in texts:
        told = text.lower()
        assert [secret for secret in SECRETS + ROUNDED if secret.lower() in told] == []


def test_the_secrets_are_there_for_those_who_may_know():
    """The test above would also pass if the secrets stood nowhere."""
    full = repr(world(places=PLACES, shelters=SHELTERS, role=Role.EDITOR))
    assert [secret for secret in SECRETS if secret not in full] == []


def test_the_public_cannot_tell_that_more_exists():
    """With and without shelters the directory is the same but for the told districts."""
    without = world(places=PLACES)
    assert replace(PUBLIC, shelters=()) == without
    assert [(told.district, told.shelters) for told in PUBLIC.shelters] == [(WEST, 2)]


def test_the_map_fetches_the_same_with_and_without_shelters():
    assert points_json(PUBLIC, GERMAN, MONDAY.date()) == points_json(
        world(places=PLACES), GERMAN, MONDAY.date()
    )


@pytest.mark.parametrize("query", QUERIES)
def test_a_search_gives_the_same_with_and_without_shelters(query):
    bare = search(index_of(world(places=PLACES)), visit(query))
    results = search(INDEX, visit(query))
    assert list(results.order) == list(bare.order)
    assert results.counts == bare.counts
    assert results.closed_left_out == bare.closed_left_out
    assert results.unlocated_left_out == bare.unlocated_left_out


def test_asking_for_a_shelter_is_refused_like_asking_for_nothing():
    answers = [
        query_from_params({"place": [wanted]}, PUBLIC)
        for wanted in ("shelter-quendelhof", "shelter-planned-1", "no-such-thing")
    ]
    assert answers == [(Query(), ("place",))] * 3


def test_a_confidential_place_leads_nowhere():
    written = sheet(GERMAN, PUBLIC, PUBLIC.by_id["refuge"], MONDAY, address="https://map.example/")
    there = written.whereabouts
    assert (there.district, there.address, there.directions) == (WEST, (), ())
    assert (there.stop, there.lines, there.distance) == ("", "", "")
    assert there.precision == GERMAN.t("detail.confidential")
