"""The directory that comes with the project: whole, sound and safe to publish."""

from collections import Counter
from datetime import date

import pytest

from geo.directory.finding import Severity
from geo.directory.history import EventKind
from geo.directory.place import Visibility
from geo.directory.reading import read_directory
from geo.directory.rules.all_rules import careful_findings
from geo.directory.viewer import Role


@pytest.fixture(scope="module")
def reading():
    return read_directory()


def test_nothing_in_it_is_wrong(reading):
    errors = [str(f) for f in reading.findings if f.severity is Severity.ERROR]
    assert errors == []
    assert reading.is_sound


def test_every_row_is_in(reading):
    directory = reading.directory
    kinds = Counter(p.category == "shelter" for p in directory.places)
    assert (kinds[False], kinds[True]) == (283, 63)
    assert (len(directory.districts.items), len(directory.stops.items)) == (23, 595)


def test_every_point_lies_in_the_district_its_record_states(reading):
    directory = reading.directory
    located = [(place, place.point) for place in directory.places if place.point]
    found = directory.districts.assign(
        [point.lat for _, point in located], [point.lon for _, point in located]
    )
    assert [place.district for place, _ in located] == [district.name for district in found]


def test_every_shelter_is_for_volunteers_and_nothing_else_is(reading):
    for place in reading.directory.places:
        is_shelter = place.category == "shelter"
        assert (place.visibility is Visibility.VOLUNTEERS) == is_shelter, place.id


def test_everybody_sees_all_places_and_no_shelter(reading):
    public = reading.directory.visible_to(Role.PUBLIC)
    assert {p.category for p in public.places} & {"shelter"} == set()
    told = [p for p in reading.directory.places if p.category != "shelter"]
    withheld = {p.id for p in told if p.visibility is Visibility.CONFIDENTIAL}
    assert {p.id for p in public.places} == {p.id for p in told} - withheld
    assert public.shelters


def test_every_code_of_the_vocabulary_that_a_place_can_have_is_one_word(reading):
    vocabulary = reading.directory.vocabulary
    for kind in (vocabulary.categories, vocabulary.offers, vocabulary.audiences):
        codes = [item.code for item in kind]
        assert codes
        assert len(set(codes)) == len(codes)
    assert {offer.code for offer in vocabulary.offers} == set(vocabulary.group_of)


def test_ids_of_stops_and_numbers_of_districts_are_unique(reading):
    directory = reading.directory
    assert len({stop.dhid for stop in directory.stops.items}) == 595
    assert [d.number for d in directory.districts.items] == [f"{n:02}" for n in range(1, 24)]


def test_the_label_of_each_district_lies_in_it(reading):
    districts = reading.directory.districts
    labels = [d.label for d in districts.items]
    found = districts.assign([lat for lat, _ in labels], [lon for _, lon in labels])
    assert found == districts.items


FUNDED = {
    "welcome-feuerbach-burgenlandzentrum": "2018-05-01",
    "welcome-kulturinsel-bad-cannstatt": "2018-03-01",
    "welcome-mitte-begegnungsraum": "2018-05-01",
    "welcome-moehringen-awo-salzaecker": "2018-05-01",
    "welcome-obertuerkheim-andreaskirche": "2018-05-07",
}
"""The five welcome spaces the city's report of 2019 names, and the day each began."""

REPORT = "bcfee1018ccd16c0c12583c20058357e"


def test_five_welcome_spaces_are_told_as_funded_and_when_they_began(reading):
    histories = reading.directory.histories
    said = {
        event.place
        for event in reading.directory.history
        if event.kind is EventKind.FUNDING and "einen von fünf" in event.text
    }
    assert said == set(FUNDED)
    for place, day in FUNDED.items():
        assert day in [e.date for e in histories[place] if e.kind is EventKind.OPENED]


def test_every_welcome_space_has_a_history(reading):
    spaces = {p.id for p in reading.directory.places if p.category == "welcome_space"}
    assert spaces == set(reading.directory.histories)


def test_what_is_said_of_funding_rests_on_the_report_of_the_city(reading):
    told = [event for event in reading.directory.history if event.kind is EventKind.FUNDING]
    assert all(REPORT in event.sources[0] for event in told)


def test_the_history_hints_at_no_home(reading):
    found = careful_findings(reading, date(2026, 11, 25))
    assert [str(finding) for finding in found if finding.file == "history.csv"] == []
