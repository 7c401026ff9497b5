"""The nearest offers of each kind around many homes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.crs import to_metric
from geo.directory.nearest import NearestOffers
from geo.directory.place import Precision
from geo.directory.reading import read_directory
from geo.directory.walking import walk_minutes
from tests.homes import KINDS, directory, home, record

HERE = (48.77, 9.11)
LAT_DEGREES = st.integers(0, 2000).map(lambda step: 48.70 + step / 10_000)
POSITIONS = st.tuples(LAT_DEGREES, st.integers(0, 2000).map(lambda step: 9.1 + step / 10_000))


def near(*places, home_at=HERE, kind="german_course", count=3):
    found = NearestOffers(directory(*places)).of([home(at=home_at)], count)["home"]
    return [offer.place.id for offer in found[kind]]


def course(identity, lat, **fields):
    return record(identity, "course", at=(lat, 9.11), **fields)


def test_the_nearest_come_first_and_no_more_than_asked_for():
    courses = [course("far", 48.80), course("near", 48.771), course("middle", 48.78)]
    assert near(*courses) == ["near", "middle", "far"]
    assert near(*courses, count=2) == ["near", "middle"]
    assert near(*courses, count=9) == ["near", "middle", "far"]


def test_a_place_is_of_a_kind_by_its_category_or_by_an_offer():
    places = [
        course("course", 48.771),
        record("library", "library", at=(48.772, 9.11), offers=("german_course", "library")),
        record("doctor", "health", at=(48.773, 9.11)),
    ]
    assert near(*places) == ["course", "library"]
    assert near(*places, kind="health") == ["doctor"]


def test_distance_is_in_metres_and_the_walk_follows_from_it():
    found = NearestOffers(directory(course("c", 48.78))).of([home(at=HERE)])["home"]
    (offer,) = found["german_course"]
    assert offer.distance_m == pytest.approx(1112, abs=1)
    assert offer.walk_minutes == walk_minutes(offer.distance_m) == 19


def test_closed_places_homes_and_places_without_a_point_are_no_offers():
    assert (
        near(
            course("closed", 48.771, status="closed"),
            record("nowhere", "course"),
            home("other-home", at=(48.7701, 9.11), offers=("german_course",)),
        )
        == []
    )


def test_around_a_home_without_a_point_nothing_is_known():
    offers = NearestOffers(directory(course("c", 48.78)))
    assert offers.of([home("lost"), home("found", at=HERE)]).keys() == {"lost", "found"}
    assert offers.of([home("lost")])["lost"] is None


def test_every_kind_is_told_even_where_there_is_none():
    found = NearestOffers(directory()).of([home(at=HERE)])["home"]
    assert found == {kind.code: () for kind in KINDS}


@pytest.mark.parametrize(
    ("of_home", "of_offer", "rough"),
    [
        ("address", "address", False),
        ("street", "address", True),
        ("stop", "address", True),
        ("address", "neighbourhood", True),
    ],
)
def test_a_distance_between_areas_is_rough(of_home, of_offer, rough):
    offers = NearestOffers(directory(course("c", 48.78, precision=Precision(of_offer))))
    found = offers.of([home(at=HERE, precision=of_home)])["home"]
    assert found["german_course"][0].is_rough is rough


def test_nobody_asks_for_no_offer():
    with pytest.raises(ValueError, match="count is 0"):
        NearestOffers(directory()).of([], 0)


@given(st.lists(POSITIONS, min_size=1, max_size=8), st.lists(POSITIONS, max_size=5))
def test_the_nearest_are_what_measuring_all_of_them_gives(offers_at, homes_at):
    places = [record(f"c{n}", "course", at=at) for n, at in enumerate(offers_at)]
    homes = [home(f"h{n}", at=at) for n, at in enumerate(homes_at)]
    found = NearestOffers(directory(*places)).of(homes, 2)
    for here in homes:
        away = [
            np.hypot(*(to_metric(*at) - to_metric(here.point.lat, here.point.lon)))
            for at in offers_at
        ]
        told = [offer.distance_m for offer in found[here.id]["german_course"]]
        assert told == pytest.approx(sorted(away)[:2])


def test_the_kinds_of_the_project_use_words_that_there_are():
    words = read_directory().directory.vocabulary
    assert len(words.kinds) == 6
    for kind in (*words.kinds, *words.help_kinds):
        assert {*kind.categories} <= {category.code for category in words.categories}
        assert {*kind.offers} <= {offer.code for offer in words.offers}
    assert all(kind.categories or kind.offers for kind in words.kinds)
