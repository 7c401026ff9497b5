"""The public side of the volunteers' page: complete, and silent about single homes."""

from dataclasses import replace

from geo.directory.directory import Directory
from geo.directory.place import Address, Contact
from geo.directory.viewer import Role
from geo.web.helping import helping
from tests.homes import home, record
from tests.worlds import catalogues

ENGLISH = catalogues().get("en")
REACHABLE = Contact(phone="+49 711 404040")
SECRETS = ("Quendel", "Rauten", "48.7637", "9.1068", "4711", "70707", "Verein Allein")


def secret_home(identity, **fields):
    hidden = {
        "name": f"Quendelhof {identity}",
        "at": (48.7637 + ord(identity) / 10_000_000, 9.10688),
        "address": Address(street="Rautengasse" + identity, house_number="4711"),
        "capacity_places": 20,
        "operators": ("Verein Viel",),
    }
    return home(f"shelter-{identity}", **(hidden | fields))


HOMES = [
    secret_home("a"),
    secret_home("b", capacity_places=30),
    secret_home("c", district="Ostfeld", capacity_places=70707, operators=("Verein Allein",)),
]


def page(*places):
    return helping(ENGLISH, Directory(places=places))


def names(items):
    return [item.name for item in items]


def test_districts_are_counted_where_they_have_two_homes():
    (row,) = page(*HOMES).districts
    assert (row.district, row.shelters, row.capacity) == ("Westfeld", "2 homes", "50 places")


def test_the_capacity_of_a_district_may_not_be_known():
    (row,) = page(HOMES[0], secret_home("d", capacity_places=None)).districts
    assert row.capacity == ENGLISH.t("volunteers.capacity.unknown")


def test_operators_are_named_without_a_district_and_with_their_advice_centres():
    office = record("o", "counselling", operators=("Verein Viel",), contact=REACHABLE)
    silent = record("s", "counselling", operators=("Verein Viel",))
    sport = record("t", "sport", operators=("Verein Viel",), contact=REACHABLE)
    (operator,) = page(*HOMES, office, silent, sport).operators
    assert operator.name == "Verein Viel"
    assert names(operator.offices) == ["O"]


def test_circles_stand_by_district_with_their_contact_and_no_address():
    west = record(
        "west",
        "friend_circle",
        at=(48.76, 9.1),
        contact=REACHABLE,
        address=Address(street="Lange Gasse"),
    )
    everywhere = record("all", "friend_circle", district=None, precision="none")
    closed = record("closed", "friend_circle", status="closed")
    here, city = page(everywhere, west, closed).circles
    assert (here.district, names(here.circles)) == ("Westfeld", ["West"])
    assert here.circles[0].contacts[0][1].href == "tel:+49711404040"
    assert "Lange Gasse" not in str(here)
    assert (city.district, names(city.circles)) == (ENGLISH.t("card.city_wide"), ["All"])


def test_offers_for_volunteers_are_known_by_audience_or_by_what_they_do():
    places = [
        record("by-audience", "counselling", audience=("volunteers",)),
        *(record(code, "work", offers=(code,)) for code in ("volunteering", "mentoring")),
        record("accompaniment", "health", offers=("accompaniment",)),
        record("other", "health", audience=("women",)),
        record("closed", "work", audience=("volunteers",), status="closed"),
        record("circle", "friend_circle", audience=("volunteers",)),
    ]
    assert names(page(*places).offers) == [
        *("Accompaniment", "By Audience", "Mentoring", "Volunteering")
    ]


def test_steps_and_rules_are_sentences():
    for catalogue in catalogues():
        guidance = helping(catalogue, Directory()).guidance
        assert len(guidance.steps) >= 3
        assert len(guidance.rules) >= 3
        assert all(len(line) > 20 for line in guidance.steps + guidance.rules)


def test_nothing_leads_to_a_single_home_whoever_looks():
    whole = Directory(places=tuple(HOMES))
    pages = [helping(ENGLISH, whole.visible_to(role)) for role in Role]
    for written in pages:
        assert not [secret for secret in SECRETS if secret in str(written)]
        assert written == pages[0]


def test_another_place_of_the_same_homes_changes_nothing():
    whole = Directory(places=tuple(HOMES))
    moved = [
        place.model_copy(
            update={"point": place.point.model_copy(update={"lat": place.point.lat + 0.005})}
        )
        for place in HOMES
    ]
    assert helping(ENGLISH, whole) == helping(ENGLISH, replace(whole, places=tuple(moved)))
