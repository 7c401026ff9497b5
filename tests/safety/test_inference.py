"""What can be worked out from answers, not read in them: no home better than its district."""

from dataclasses import replace

import pytest

from geo.directory.nearest import NearestOffers
from geo.directory.place import Point, Status
from geo.directory.query import WITHIN_M, Query
from geo.directory.search import Visit, search
from geo.directory.viewer import Role
from geo.language import matching
from geo.maps.base_map import city_bounds
from geo.maps.points import columns
from geo.web.account import shelters
from geo.web.filters import facets, nearby_names
from geo.web.helping import helping
from geo.web.listing import listing
from tests.safety.guessing import guess, whole_district, world_of
from tests.worlds import BORDERS, MONDAY, WEST, catalogues, index_of, shelter

GERMAN = catalogues().get("de")
HOMES = whole_district()[3::14]
CORNERS = [(48.7601, BORDERS[WEST][0]), (48.7799, BORDERS[WEST][1]), (48.7634, 9.1034)]
"""Points an attacker asks from."""


def public(directory):
    return directory.visible_to(Role.PUBLIC)


def answers(directory, queries):
    index = index_of(directory)
    for query, (lat, lon) in ((query, corner) for query in queries for corner in CORNERS):
        visit = Visit(query, MONDAY, Point(lat=lat, lon=lon, accuracy_m=5))
        yield index, visit, search(index, visit)


def orders(directory):
    """Sorted by distance from chosen points."""
    asked = [Query(near="me"), Query(near="me", categories=("shelter",), status=tuple(Status))]
    return [list(found.order) for _, _, found in answers(directory, asked)]


def distances(directory):
    return [found.distance_m.tolist() for _, _, found in answers(directory, [Query(near="me")])]


def circles_drawn_around(directory):
    """How many are found within each radius, and how many were left out."""
    asked = [Query(near="me", within_m=radius_m) for radius_m in WITHIN_M]
    return [(f.total, f.unlocated_left_out) for _, _, f in answers(directory, asked)]


def counts_with_and_without(directory):
    """Differences of counts between questions that differ in one filter."""
    asked = [Query(), Query(districts=("01",)), Query(status=tuple(Status), districts=("01",))]
    asked += [replace(query, near="me", within_m=500) for query in asked]
    return [(f.total, f.counts, f.closed_left_out) for _, _, f in answers(directory, asked)]


def options(directory):
    """Which options there are, and what each would give."""
    return [
        facets(GERMAN, index, visit.query, found)
        for index, visit, found in answers(directory, [Query(), Query(near="me", within_m=500)])
    ]


def ways_out(directory):
    """What is offered where nothing is found."""
    asked = [Query(text="Gesuchte"), Query(text="Gasse", near="me", within_m=500)]
    return [listing(GERMAN, *answer) for answer in answers(directory, asked)]


def bounds_and_points(directory):
    flat = replace(directory, districts=type(directory.districts)())
    return city_bounds(directory), city_bounds(flat), columns(directory, MONDAY.date())


def names_to_be_near(directory):
    return nearby_names(directory)


def homes_by_district(directory):
    return shelters(GERMAN, directory.shelters), helping(GERMAN, directory)


def nearest_stops_and_offers(directory):
    """What is near a home, where one is seen."""
    homes = [place for place in directory.places if place.category == "shelter"]
    stops = [directory.stops.nearest(home.point.lat, home.point.lon) for home in homes]
    return stops, NearestOffers(directory).of(homes)


ATTACKS = [
    orders,
    distances,
    circles_drawn_around,
    counts_with_and_without,
    options,
    ways_out,
    bounds_and_points,
    names_to_be_near,
    homes_by_district,
    nearest_stops_and_offers,
]


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("attack", ATTACKS)
def test_the_best_guess_is_the_whole_district(attack, home):
    assert guess(home, lambda directory: attack(public(directory))) == whole_district()


@pytest.mark.parametrize("attack", [orders, distances, circles_drawn_around, bounds_and_points])
def test_the_same_attack_finds_a_home_of_which_more_is_known(attack):
    """The guess above would also be the whole district if the attack could find nothing."""
    found = guess(HOMES[1], lambda directory: attack(directory.visible_to(Role.VOLUNTEER)))
    assert HOMES[1] in found
    assert len(found) < len(whole_district()) / 2


@pytest.mark.parametrize(
    "opened",
    [shelter(id="new", street="Neue Gasse"), shelter(id="new", street="Neue Gasse", lat="48.7601")],
)
def test_a_home_that_opens_moves_a_number_of_its_district_and_nothing_else(opened):
    """What changes from one export to the next is the row of the district."""
    home = HOMES[0]
    before, after = (public(world_of(home, others)) for others in ((), (opened,)))
    (told,), (told_after,) = before.shelters, after.shelters
    assert (told.district, told_after.shelters - told.shelters) == (WEST, 1)
    assert replace(before, shelters=()) == replace(after, shelters=())


class Work:
    """Counts the comparisons a search makes, so that no clock is needed."""

    def __init__(self, monkeypatch):
        self.steps = []
        for name in ("_beginning_with", "_holding", "_resembling"):
            self._count(monkeypatch, matching.TokenIndex, name)
        compare = matching.process.extract

        def counted(form, words, **options):
            self.steps.append(("compared", len(form), len(words)))
            return compare(form, words, **options)

        monkeypatch.setattr(matching.process, "extract", counted)

    def _count(self, monkeypatch, owner, name):
        original = getattr(owner, name)

        def counted(index, form):
            found = list(original(index, form))
            self.steps.append((name, len(form), len(index.vocabulary), len(found)))
            return iter(found)

        monkeypatch.setattr(owner, name, counted)

    def of(self, index, text):
        self.steps.clear()
        search(index, Visit(Query(text=text), MONDAY))
        return list(self.steps)


@pytest.mark.parametrize("asked", ["Gesuchte Gasse", "Bekannte", "wanted", "gesuhcte", "Graue"])
def test_looking_for_a_home_finds_nothing_and_costs_what_nothing_costs(asked, monkeypatch):
    work = Work(monkeypatch)
    with_homes, without = (
        index_of(public(world))
        for world in (world_of(HOMES[0]), replace(world_of(HOMES[0]), places=public_places()))
    )
    assert work.of(with_homes, asked) == work.of(without, asked) != []


def public_places():
    return public(world_of(HOMES[0])).places


def test_the_work_of_a_search_would_tell_a_home_that_is_in_the_index(monkeypatch):
    work = Work(monkeypatch)
    seen = index_of(world_of(HOMES[0]).visible_to(Role.VOLUNTEER))
    assert work.of(seen, "Gesuchte") != work.of(index_of(public(world_of(HOMES[0]))), "Gesuchte")
