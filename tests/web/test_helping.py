"""The public side of the volunteers' page: complete, and silent about single homes."""

from dataclasses import replace

from geo.directory.directory import Directory
from geo.directory.place import Address, Contact
from geo.directory.viewer import Role
from geo.web.helping import helping, offices_of
from tests.homes import home, record
from tests.worlds import catalogues, world

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


CITY = ("Landeshauptstadt Stuttgart, Sozialamt",)


def page(*places):
    return helping(ENGLISH, Directory(places=places))


def page_of(places, *numbers):
    """Give the page for chosen districts of the three squares."""
    return helping(ENGLISH, Directory(places=tuple(places), districts=world().districts), numbers)


def names(items):
    return [item.name for item in items]


def test_districts_are_counted_where_they_have_two_homes():
    (row,) = page(*HOMES).districts
    assert (row.district, row.shelters, row.capacity) == ("Westfeld", "2 homes", "about 50")


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


def test_the_citys_own_offices_for_volunteers_stand_apart_from_other_offers():
    places = [
        record("office", "counselling", operators=CITY, audience=("volunteers",)),
        record("club", "sport", operators=("Verein Viel",), audience=("volunteers",)),
        record("registry", "counselling", operators=CITY),
    ]
    written = page(*places)
    assert names(written.city_offices) == ["Office"]
    assert names(written.offers) == ["Club"]


def in_each_district(category):
    return [
        record("westfeld", category, district="Westfeld"),
        record("ostfeld", category, district="Ostfeld"),
        record("whole-city", category, district=None, precision="none"),
    ]


def test_chosen_districts_narrow_down_homes_circles_and_offers():
    homes = [secret_home(letter, district="Ostfeld") for letter in "xy"] + HOMES[:2]
    offers = [
        record(f"offer-{place.id}", "work", **fields(place), offers=("mentoring",))
        for place in in_each_district("work")
    ]
    written = page_of([*homes, *in_each_district("friend_circle"), *offers], "01")
    assert [row.district for row in written.districts] == ["Westfeld"]
    assert [(d.district, names(d.circles)) for d in written.circles] == [
        ("Westfeld", ["Westfeld"]),
        (ENGLISH.t("card.city_wide"), ["Whole City"]),
    ]
    assert names(written.offers) == ["Offer Westfeld", "Offer Whole City"]


def fields(place):
    return {"district": place.district, "precision": place.precision}


def test_several_districts_are_alternatives():
    circles = in_each_district("friend_circle")
    shown = [d.district for d in page_of(circles, "01", "03").circles]
    assert shown == ["Ostfeld", "Westfeld", ENGLISH.t("card.city_wide")]


def test_no_district_means_all_of_them():
    circles = in_each_district("friend_circle")
    assert page_of(circles).circles == page_of(circles, "01", "02", "03").circles


def test_a_district_without_anything_leaves_what_is_there_for_the_whole_city():
    written = page_of([*HOMES, *in_each_district("friend_circle")], "02")
    assert written.districts == ()
    assert [names(d.circles) for d in written.circles] == [["Whole City"]]


def test_the_citys_offices_and_the_operators_are_told_whatever_is_chosen():
    """Operators belong to no district here: with one they would tell where a home is."""
    office = record(
        "office", "counselling", operators=CITY, audience=("volunteers",), district="Ostfeld"
    )
    everywhere, chosen = page_of([*HOMES, office]), page_of([*HOMES, office], "02")
    assert names(chosen.city_offices) == ["Office"]
    assert chosen.operators == everywhere.operators != ()
    assert chosen.guidance == everywhere.guidance


def test_only_offices_that_can_be_reached_stand_for_an_operator():
    runs_it = {"operators": ("Verein Viel",)}
    places = (
        record("office", "counselling", contact=REACHABLE, **runs_it),
        record("silent", "counselling", **runs_it),
        record("closed", "counselling", contact=REACHABLE, status="closed", **runs_it),
        record("kitchen", "food", contact=REACHABLE, **runs_it),
        record("other", "counselling", contact=REACHABLE, operators=("Verein Vieles",)),
    )
    assert names(offices_of(ENGLISH, Directory(places=places), "Verein Viel")) == ["Office"]


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


def test_nothing_leads_to_a_single_home_whichever_districts_are_chosen():
    for numbers in (("01",), ("02",), ("03",), ("01", "03")):
        assert not [secret for secret in SECRETS if secret in str(page_of(HOMES, *numbers))]


def test_another_place_of_the_same_homes_changes_nothing():
    whole = Directory(places=tuple(HOMES))
    moved = [
        place.model_copy(
            update={"point": place.point.model_copy(update={"lat": place.point.lat + 0.005})}
        )
        for place in HOMES
    ]
    assert helping(ENGLISH, whole) == helping(ENGLISH, replace(whole, places=tuple(moved)))
