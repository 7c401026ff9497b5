"""Search against the plainest possible reading of what it promises, over random queries."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.crs import to_metric
from geo.directory.freshness import freshness
from geo.directory.hours import state_at
from geo.directory.place import Point
from geo.directory.query import FACETS, PROGRAMME_FACETS, Query
from geo.directory.search import Visit, reference_point, search, wider
from tests.worlds import (
    AUDIENCES,
    BORDERS,
    HOLIDAY,
    MONDAY,
    OFFERS,
    index_of,
    item,
    place,
    unlocated,
    world,
)

ANIMALS = ["Zebra", "Quokka", "Flamingo", "Jaguar"]
HOURS = ["", "24/7", "Mo-Fr 09:00-18:00; PH off", "Su 10:00-11:00", '"nach Vereinbarung"']


def random_row(number, rng):
    """Make up a row; names hold one animal each, so that a word is easy to look for."""
    district, (west, east) = rng.choice(list(BORDERS.items()))
    made = {
        "id": f"p{number}",
        "name": f"{rng.choice(ANIMALS)} {number}",
        "category": rng.choice(["counselling", "course", "library"]),
        "offers": ";".join(rng.sample(sorted(OFFERS), rng.randint(0, 3))),
        "target_groups": ";".join(rng.sample(AUDIENCES, rng.randint(0, 2))),
        "languages": ";".join(rng.sample(["de", "en", "fa"], rng.randint(0, 2))),
        "level": ";".join(rng.sample(["Alpha", "A1", "B1"], rng.randint(0, 2))),
        "status": rng.choice(["open", "closed", "planned", "unverified"]),
        "opening_hours": rng.choice(HOURS),
        "source_date": rng.choice(["", "2019", "2023-01-05", "2024", "2025-01-05", "2025-12"]),
    }
    if rng.random() < 0.3:
        return unlocated(**made, district=rng.choice(["", district]), geo_precision="none")
    lon, lat = rng.uniform(west, east), rng.uniform(48.76, 48.78)
    return place(**made, district=district, lat=f"{lat:.5f}", lon=f"{lon:.5f}")


def random_item(number, rng):
    """Make up an item of a programme; some are over, of some nobody knows the day."""
    return item(
        place=f"p{rng.randint(0, 39)}",
        title=f"Treff {number}",
        offer=rng.choice(sorted(OFFERS)),
        opening_hours=rng.choice(["", *ITEM_HOURS]),
        women_only=rng.choice(["", "yes", "no"]),
        childcare=rng.choice(["", "yes", "no"]),
        cost=rng.choice(["", "free", "2 Euro"]),
        valid_until=rng.choice(["", "", "2025", "2026-01-05", "2027-03"]),
    )


RNG = random.Random(11)  # noqa: S311, a world to search in
ITEM_HOURS = {
    "Mo 10:00-12:00": {"mo"},
    "Tu[1] 10:00-12:00": {"tu"},
    "Tu,Th 15:00-17:00": {"tu", "th"},
    "Fr 20:00-02:00": {"fr"},
    "Mo-Su 10:00-11:00; We off": {"mo", "tu", "th", "fr", "sa", "su"},
}
DIRECTORY = world(
    places=[random_row(number, RNG) for number in range(40)],
    items=[random_item(number, RNG) for number in range(60)],
)
INDEX = index_of(DIRECTORY)
NUMBERS = {district.name: district.number for district in DIRECTORY.districts.items}


def choice(options):
    """Choose nothing as often as something."""
    return st.just(()) | st.lists(st.sampled_from(options), unique=True, max_size=3).map(tuple)


QUERIES = st.builds(
    Query,
    text=st.sampled_from(["", "", *ANIMALS]),
    **{name: choice(INDEX.options[name]) for name in FACETS},
    near=st.sampled_from(["", "me", "stop:de:0:1", "district:03"]),
    within_m=st.sampled_from([0, 0, 500, 2000]),
    sort=st.sampled_from(["", "name", "distance"]),
)
VISITS = st.builds(
    Visit,
    QUERIES,
    st.sampled_from([MONDAY, HOLIDAY]),
    st.none() | st.just(Point(lat=48.771, lon=9.121, accuracy_m=30)),
)


def values(found, name, moment):
    """Tell what a place has of a facet."""
    return {
        "categories": (found.category,),
        "offers": found.offers,
        "districts": (NUMBERS.get(found.district),),
        "languages": found.languages,
        "audience": found.audience,
        "level": found.level,
        "status": (found.status,),
        "open": (state_at(found.opening_hours, moment),),
        "freshness": (freshness(found, moment.date()),),
    }[name]


def values_of_item(one, name):
    """Tell what an item of a programme has of a facet."""
    return {
        "weekday": ITEM_HOURS.get(one.opening_hours, set()),
        "women_only": {one.women_only},
        "childcare": {one.childcare},
        "cost": {one.cost},
        "offers": {one.offer},
    }.get(name, set())


def is_of_items(name, query):
    """Tell whether a facet asks for an item: offers do where any other one does."""
    asked = any(getattr(query, facet) for facet in PROGRAMME_FACETS)
    return name in PROGRAMME_FACETS or (name == "offers" and asked)


def fitting_items(found, visit, *, but=""):
    """List the items of a place that are all that is asked for at once."""
    chosen = {n: getattr(visit.query, n) for n in (*PROGRAMME_FACETS, "offers")}
    return [
        one
        for one in DIRECTORY.programme.of(found.id)
        if not one.is_over(visit.day)
        and all(
            set(wanted) & values_of_item(one, name)
            for name, wanted in chosen.items()
            if wanted and name != but
        )
    ]


def distance_m(found, visit):
    here = reference_point(DIRECTORY, visit)
    if not here:
        return None
    if not found.point:
        return float("inf")
    there = to_metric(found.point.lat, found.point.lon)
    return float(np.hypot(*(there - to_metric(here.lat, here.lon))))


def fits(found, visit, *, but=""):
    """Tell whether a place passes every filter but one."""
    query = visit.query
    asks_items = but in PROGRAMME_FACETS or any(getattr(query, n) for n in PROGRAMME_FACETS)
    if asks_items and not fitting_items(found, visit, but=but):
        return False
    for name in FACETS:
        is_joined = asks_items and name in (*PROGRAMME_FACETS, "offers")
        chosen = () if is_joined else getattr(query, name)
        if name != but and chosen and not set(chosen) & set(values(found, name, visit.moment)):
            return False
    if but != "status" and not query.status and found.status == "closed":
        return False
    if query.text and query.text not in found.name:
        return False
    far = distance_m(found, visit)
    return not query.within_m or far is None or far <= query.within_m


@given(VISITS)
def test_the_matches_are_what_reading_each_record_gives(visit):
    results = search(INDEX, visit)
    assert list(results.mask) == [fits(found, visit) for found in DIRECTORY.places]
    assert sorted(results.order) == list(np.flatnonzero(results.mask))


def held_by(found, name, visit):
    """Tell what choosing an option could find a place for, each once."""
    if not is_of_items(name, visit.query):
        return values(found, name, visit.moment)
    items = fitting_items(found, visit, but=name)
    return set().union(*(values_of_item(one, name) for one in items))


@settings(max_examples=60)
@given(VISITS)
def test_the_counts_of_all_facets_are_what_reading_each_record_gives(visit):
    counts = search(INDEX, visit).counts
    assert set(counts) == set(FACETS)
    for name in FACETS:
        left = [found for found in DIRECTORY.places if fits(found, visit, but=name)]
        held = [value for found in left for value in held_by(found, name, visit)]
        assert counts[name] == {option: held.count(option) for option in INDEX.options[name]}


@settings(max_examples=60)
@given(VISITS, st.sampled_from(FACETS), st.integers(0, 20))
def test_choosing_an_option_alone_gives_as_many_as_it_said(visit, name, at):
    option = INDEX.options[name][at % len(INDEX.options[name])]
    said = search(INDEX, visit).counts[name][option]
    chosen = visit.query.without(name).toggled(name, option)
    assert search(INDEX, Visit(chosen, visit.moment, visit.position)).total == said


@given(VISITS)
def test_the_order_is_by_distance_or_by_name(visit):
    results = search(INDEX, visit)
    found = results.places(results.total)
    if visit.query.sort == "name" or (results.distance_m is None and not visit.query.text):
        names = [match.name for match in found]
        assert names == sorted(names, key=lambda name: (name.lower(), name))
    elif results.distance_m is not None:
        far = [distance_m(match, visit) for match in found]
        assert far == pytest.approx(sorted(far))
        assert all(results.distance_of(match) is None for match in found if not match.point)


@given(VISITS)
def test_what_is_left_out_is_what_dropping_the_rule_would_add(visit):
    results = search(INDEX, visit)
    no_default = [found for found in DIRECTORY.places if fits(found, visit, but="status")]
    closed = [found for found in no_default if found.status == "closed"]
    assert results.closed_left_out == (0 if visit.query.status else len(closed))
    anywhere = search(INDEX, Visit(visit.query.without("within_m"), visit.moment, visit.position))
    is_bounded = visit.query.within_m and results.distance_m is not None
    left_out = sum(not found.point for found in anywhere.places(anywhere.total))
    assert results.unlocated_left_out == (left_out if is_bounded else 0)


@given(VISITS)
def test_where_nothing_is_found_each_wider_search_gives_what_it_says(visit):
    offers = wider(INDEX, visit)
    counts = [count for _, _, count in offers]
    assert counts == sorted(counts)
    for name, query, count in offers:
        assert count > 0
        assert search(INDEX, Visit(query, visit.moment, visit.position)).total == count
        assert query.filters == tuple(f for f in visit.query.filters if name and f != name)
        assert query.near == visit.query.near
    assert offers, "some place is running, so there is always a way on"
