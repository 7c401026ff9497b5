"""Which friend circle is named with a home, and why."""

import pytest
import shapely

from geo.directory.circles import Basis, Circles
from geo.directory.districts import District, Districts
from geo.directory.place import Address
from tests.homes import directory, home, record

SQUARE = shapely.box(9.1, 48.76, 9.12, 48.78)
DISTRICTS = Districts(
    tuple(
        District(
            number=number,
            name=name,
            population=1,
            population_year=2023,
            polygon=SQUARE,
            label=(48.77, 9.11),
        )
        for number, name in (("01", "Westfeld"), ("02", "Bad Ostfeld"))
    )
)
CITY = Address(city="Musterstadt")


def circle(name, **fields):
    identity = "".join(c for c in name.lower() if c.isascii() and c.isalnum())
    return record(identity, "friend_circle", **({"name": name, "address": CITY} | fields))


def ties(shelter, *others):
    found = Circles(directory(shelter, *others, districts=DISTRICTS)).of(shelter)
    return [(tie.circle.name, tie.basis, tie.words) for tie in found]


def test_circles_of_the_district_are_named_as_that():
    shelter = home(name="Unterkunft Quendelhof")
    assert ties(
        shelter, circle("Freunde Westfeld"), circle("Freunde drüben", district="Bad Ostfeld")
    ) == [("Freunde Westfeld", Basis.DISTRICT, ())]


@pytest.mark.parametrize(
    ("name", "street", "of_circle", "shared"),
    [
        ("Systembau Quendelhof", None, "Freundeskreis Quendelhof", "quendelhof"),
        ("Systembau Nord", "Lange-Gasse-Straße", "Kreis Lange-Gasse-Str.", "lange-gasse-strasse"),
        ("Systembau Nord", "Rautengasse", "Freundeskreis RAUTENGASSE", "rautengasse"),
        ("Modulbau Ährenweg", None, "Freundeskreis A\u0308hrenweg", "ährenweg"),
    ],
)
def test_a_circle_whose_name_speaks_of_the_home_comes_first(name, street, of_circle, shared):
    shelter = home(name=name, address=Address(street=street))
    first, second = ties(shelter, circle("Alle Freunde"), circle(of_circle))
    assert first == (of_circle, Basis.NAME, (shared,))
    assert second == ("Alle Freunde", Basis.DISTRICT, ())


def test_words_that_homes_in_several_districts_share_tell_nothing():
    shelter = home(name="Unterkunft Quendelhof")
    elsewhere = home("other", name="Unterkunft Rautenhof", district="Bad Ostfeld")
    found = ties(shelter, elsewhere, circle("Freundeskreis Unterkunft Distelhof"))
    assert found == [("Freundeskreis Unterkunft Distelhof", Basis.DISTRICT, ())]


@pytest.mark.parametrize("word", ["Westfeld", "Bad", "Musterstadt-Westfeld", "Haus"])
def test_names_of_the_city_and_its_districts_and_short_words_tell_nothing(word):
    shelter = home(name=f"Quendelhof {word}", address=CITY)
    assert ties(shelter, circle(f"Kreis {word}"))[0][1] is Basis.DISTRICT


def test_part_of_a_word_is_not_the_word():
    shelter = home(name="Gottfried-Quendel-Straße 3")
    assert ties(shelter, circle("Quendel"), circle("Quendelfreunde"))[0][1] is Basis.DISTRICT


def test_a_street_of_the_same_name_in_another_district_is_another_street():
    shelter = home(name="Quendelhof")
    assert ties(shelter, circle("Freunde Quendelhof", district="Bad Ostfeld")) == []


def test_closed_circles_look_after_nobody():
    assert ties(home(name="Quendelhof"), circle("Freunde Quendelhof", status="closed")) == []


def test_of_a_home_without_a_district_nothing_is_known():
    shelter = home(name="Quendelhof", district=None, precision="none")
    assert ties(shelter, circle("Freunde Quendelhof")) == []
    assert ties(shelter, circle("Für alle", district=None, precision="none")) == []


def test_circles_of_the_whole_city_are_listed_apart():
    everywhere = circle("Für alle", district=None, precision="none")
    assert Circles(directory(everywhere)).by_district == {None: (everywhere,)}
