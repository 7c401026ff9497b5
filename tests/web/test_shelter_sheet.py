"""A home in the list and on its sheet, as signed-in volunteers see it."""

from dataclasses import asdict

import pytest

from geo.directory.place import Address, Contact, Precision
from geo.directory.stops import Stop, Stops
from geo.web.shelter_sheet import Surroundings, shelter_rows, shelter_sheet
from tests.homes import directory, home, record
from tests.worlds import MONDAY, catalogues

ENGLISH = catalogues().get("en")
HERE = (48.77, 9.11)
STOPS = Stops(
    (
        Stop(
            dhid="de:0:1",
            name="Westmarkt",
            district="Westfeld",
            modes=("Bus",),
            lines=("901", "902"),
            lat=48.771,
            lon=9.11,
        ),
    )
)
HOME = home(
    at=HERE,
    name="Unterkunft Quendelhof",
    operators=("Verein A",),
    address=Address(street="Lange Gasse", house_number="7", postcode="70000", city="Stadt"),
    capacity_places=40,
    source_date="2024-01",
)
CIRCLE = record(
    "friends", "friend_circle", name="Kreis Quendelhof", contact=Contact(email="a@b.example")
)
COURSES = [record(f"course-{n}", "course", at=(48.77 + n / 1000, 9.11)) for n in (1, 2, 3, 4)]


def around(*homes):
    return Surroundings(directory(*homes, CIRCLE, *COURSES, stops=STOPS))


def row(shelter):
    (written,) = shelter_rows(ENGLISH, around(shelter), [shelter])
    return written


def sheet(shelter):
    return shelter_sheet(ENGLISH, around(shelter), shelter, MONDAY)


def test_a_row_tells_what_one_looks_for_in_a_list():
    written = row(HOME)
    assert written.address == "Lange Gasse 7, 70000 Stadt"
    assert written.operators == ("Verein A",)
    assert (written.capacity, written.status_code) == ("40 places", "open")
    assert written.date == "As of January 2024"
    assert written.stop == "Nearest stop: Westmarkt, 2 minutes on foot"
    assert "901 and 902" in written.lines
    assert written.circles == ("Kreis Quendelhof",)


def test_a_row_names_the_nearest_offer_of_each_kind():
    course, health = row(HOME).nearest
    assert (course.code, course.label, course.note) == ("german_course", "Learning German", "")
    assert [(o.id, o.how_far) for o in course.offers] == [
        ("course-1", "100\u202fm · 2 minutes on foot".replace("\u202f", " "))
    ]
    assert (health.offers, health.note) == ((), ENGLISH.t("volunteers.nearest.none"))


def test_a_sheet_names_three_of_each_kind():
    assert [offer.id for offer in sheet(HOME).nearest[0].offers] == [
        *("course-1", "course-2", "course-3")
    ]


def test_a_sheet_says_why_a_circle_is_named():
    (by_name,) = sheet(HOME).circles
    assert (by_name.basis_code, by_name.basis) == ("name", ENGLISH.t("volunteers.circle.name"))
    assert [link.href for _, link in by_name.contacts] == ["mailto:a@b.example"]
    (by_district,) = sheet(home(name="Anderswo")).circles
    assert by_district.basis == ENGLISH.t("volunteers.circle.district")


def test_a_sheet_tells_the_age_of_the_facts():
    assert sheet(HOME).date == "As of January 2024, 2 years ago"


def test_around_a_home_without_a_point_nothing_is_told():
    for written in (row(home()), sheet(home())):
        assert [kind.note for kind in written.nearest] == [
            ENGLISH.t("volunteers.nearest.unknown")
        ] * 2
    assert (row(home()).stop, row(home()).lines, row(home()).address) == ("", "", "")
    assert row(home()).capacity == ENGLISH.t("volunteers.capacity.unknown")


@pytest.mark.parametrize("precision", ["stop", "neighbourhood"])
def test_distances_from_an_area_are_told_as_rough(precision):
    (offer,) = row(home(at=HERE, precision=precision)).nearest[0].offers
    assert offer.how_far.startswith("about ")


@pytest.mark.parametrize("precision", ["address", "street", "stop"])
def test_no_link_tells_another_site_where_a_home_is(precision):
    written = sheet(HOME.model_copy(update={"precision": Precision(precision)}))
    assert written.whereabouts.directions == ()
    assert "geo:" not in str(asdict(written))
    assert "48.77" not in str(asdict(written))


def test_homes_are_listed_by_district_and_name():
    homes = [home("b"), home("a"), home("c", district="Ostfeld")]
    assert [place.id for place in around(*homes).shelters] == ["c", "a", "b"]
