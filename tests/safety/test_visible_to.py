"""What each role may know of a record: decided in one place, and never more below than above."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.directory.directory import Directory, DistrictShelters
from geo.directory.history import Event
from geo.directory.place import Status, Visibility
from geo.directory.rows import place_from_row
from geo.directory.table import Row
from geo.directory.viewer import Role
from tests.worlds import EAST, MIDDLE, WEST, place, shelter, unlocated, world


def seen(role, *, places=(), shelters=()):
    return world(places=places, shelters=shelters, role=role)


class TestVolunteersTier:
    """A shelter: nothing for the public, the door for volunteers."""

    @pytest.mark.parametrize("status", ["open", "unverified", "closed"])
    def test_the_public_does_not_see_it(self, status):
        assert seen(Role.PUBLIC, shelters=[shelter(status=status)]).places == ()

    @pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.PLANNER, Role.EDITOR])
    def test_volunteers_see_address_point_and_capacity(self, role):
        (found,) = seen(role, shelters=[shelter()]).places
        assert (found.address.street, found.point.lon, found.capacity_places) == (
            "Graue Gasse 0",
            9.11,
            40,
        )

    @pytest.mark.parametrize("role", Role)
    def test_planned_ones_are_for_planners_only(self, role):
        found = seen(role, shelters=[shelter(status="planned")]).places
        assert len(found) == (role >= Role.PLANNER)


class TestHistory:
    """Events are told of public places alone, whoever looks and whatever got in."""

    @pytest.mark.parametrize("role", Role)
    def test_no_role_is_told_the_history_of_a_home(self, role):
        known = world(places=[place()], shelters=[shelter()], role=Role.EDITOR)
        events = tuple(
            Event(place=id_, kind="opened", text=id_, sources=("https://a.example/",))
            for id_ in ("house-of-words", "shelter-gray")
        )
        seen = replace(known, history=events).visible_to(role)
        assert [event.place for event in seen.history] == ["house-of-words"]


class TestConfidentialTier:
    """A protected home: its name, its contact and its service area, for whoever looks."""

    HOME = unlocated(
        id="refuge",
        name="Schutzhaus",
        visibility="confidential",
        district=EAST,
        geo_precision="district",
        geo_basis="district from a report",
        postcode="70707",
        city="Geheimstadt",
        neighbourhood="Hinterhof",
        phone="+49 711 112233",
        capacity="17",
        opening_hours="24/7",
        offers="legal_advice",
        level="A1",
        note="behind the mill",
    )

    @pytest.mark.parametrize("role", Role)
    def test_it_is_reduced_for_every_role(self, role):
        (found,) = seen(role, places=[self.HOME]).places
        assert (found.name, found.contact.phone) == ("Schutzhaus", "+49 711 112233")
        assert (found.district, found.precision) == (EAST, "district")
        assert not any(found.address.model_dump().values())
        assert (found.point, found.basis, found.capacity_places) == (None, None, None)
        assert (found.offers, found.level, found.opening_hours) == ((), (), None)
        assert found.note == ("behind the mill" if role is Role.EDITOR else None)

    def test_it_is_not_counted_as_a_shelter(self):
        homes = [self.HOME | {"id": f"r{n}", "category": "shelter"} for n in range(3)]
        assert seen(Role.PUBLIC, shelters=homes).shelters == ()


@pytest.mark.parametrize("role", Role)
def test_notes_are_for_editors(role):
    directory = seen(role, places=[place(note="next door")], shelters=[shelter(note="backyard")])
    wanted = {"next door", "backyard"} if role is Role.EDITOR else {None}
    assert {found.note for found in directory.places} == wanted


class TestDistrictCounts:
    """Everybody may know how many shelters a district has, where that is not one."""

    @staticmethod
    def counted(*rows, role=Role.PUBLIC):
        shelters = [shelter(id=f"s{number}", **cells) for number, cells in enumerate(rows)]
        return seen(role, shelters=shelters).shelters

    def test_a_district_with_a_single_shelter_is_not_told(self):
        west, east = {"district": WEST}, {"district": EAST, "lon": "9.15"}
        assert self.counted(west) == ()
        assert self.counted(west, east) == ()
        assert self.counted(west, west, east) == (DistrictShelters(WEST, 2, 100),)

    @pytest.mark.parametrize(
        ("one", "other", "told"),
        [("30", "12", 50), ("60", "12", 50), ("60", "20", 100), ("30", "", None), ("60", "0", 50)],
    )
    def test_the_sum_of_places_is_told_in_fifties_and_only_if_all_are_known(self, one, other, told):
        assert self.counted({"capacity": one}, {"capacity": other})[0].capacity_places == told

    @pytest.mark.parametrize("status", ["planned", "closed"])
    def test_planned_and_closed_ones_are_not_counted(self, status):
        assert self.counted({}, {"status": status}) == ()
        assert self.counted({}, {}, {"status": status})[0].shelters == 2

    def test_every_role_is_told_the_same(self):
        told = {self.counted({}, {}, {"status": "planned"}, role=role) for role in Role}
        assert len(told) == 1


def test_looking_twice_shows_the_same():
    rows = [shelter(id="s1"), shelter(id="s2")]
    for role in Role:
        once = seen(role, places=[place()], shelters=rows)
        assert once.visible_to(role) == once


def test_the_directory_itself_is_not_changed():
    directory = seen(Role.EDITOR, places=[place(note="kept")], shelters=[shelter()])
    before = replace(directory)
    directory.visible_to(Role.PUBLIC)
    assert directory == before


RECORDS = st.builds(
    lambda located, cells: (place if located else unlocated)(**cells),
    st.booleans(),
    st.fixed_dictionaries(
        {
            "category": st.sampled_from(["shelter", "course"]),
            "status": st.sampled_from(list(Status)),
            "visibility": st.sampled_from(list(Visibility)),
            "note": st.sampled_from(["", "secret"]),
            "capacity": st.sampled_from(["", "40"]),
            "phone": st.sampled_from(["", "+49 711 112233"]),
            "offers": st.sampled_from(["", "legal_advice"]),
            "district": st.sampled_from(["", MIDDLE]),
        }
    ),
)


def directory_of(rows):
    """Make a directory of the rows that pass as records, whatever file they came from."""
    read = [place_from_row("", Row(n, row | {"id": f"p{n}"})) for n, row in enumerate(rows)]
    return Directory(places=tuple(found for found, _ in read if found))


@given(st.lists(RECORDS, max_size=8))
def test_what_a_role_sees_every_higher_role_sees_too(rows):
    directory = directory_of(rows)
    for lower, higher in pairwise(directory.visible_to(role) for role in Role):
        for found in lower.places:
            above = higher.by_id[found.id].model_dump()
            told = {name: value for name, value in found.model_dump().items() if value is not None}
            assert told.items() <= above.items()


@given(st.lists(RECORDS, max_size=8))
def test_the_rules_hold_for_whatever_stands_in_the_tables(rows):
    directory = directory_of(rows)
    for role in Role:
        for found in directory.visible_to(role).places:
            assert found.visibility is not Visibility.VOLUNTEERS or role >= Role.VOLUNTEER
            assert found.visibility is not Visibility.CONFIDENTIAL or not found.point
            assert found.note is None or role is Role.EDITOR
            is_planned = found.category == "shelter" and found.status is Status.PLANNED
            assert not is_planned or role >= Role.PLANNER


class TestSites:
    """Two records of one place are one place: counted alone, they would be an address."""

    @staticmethod
    def told(*shelters):
        return seen(Role.PUBLIC, shelters=shelters).shelters

    def test_two_records_of_one_street_are_one_site(self):
        same = {"street": "Graue Gasse 1"}
        assert self.told(shelter(id="a", **same), shelter(id="b", lat="48.7725", **same)) == ()

    def test_two_records_of_one_point_are_one_site(self):
        same = {"lat": "48.771"}
        assert self.told(shelter(id="a", **same), shelter(id="b", street="Weg", **same)) == ()

    def test_a_third_record_can_join_what_seemed_two(self):
        a = shelter(id="a", street="Gasse", lat="48.771")
        b = shelter(id="b", street="Weg", lat="48.772")
        both = shelter(id="c", street="Gasse", lat="48.772")
        assert self.told(a, b)[0].shelters == 2
        assert self.told(a, b, both) == ()


def test_a_confidential_record_without_a_contact_is_withheld():
    silent = unlocated(visibility="confidential", district=WEST) | {"geo_precision": "district"}
    assert seen(Role.PUBLIC, places=[silent]).places == ()
    spoken = silent | {"phone": "+49 711 505151"}
    (told,) = seen(Role.PUBLIC, places=[spoken]).places
    assert (told.contact.phone, told.sources, told.address.street) == ("+49 711 505151", (), None)
