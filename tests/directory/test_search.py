"""Finding places, in worlds small enough to count with a finger."""

import pytest

from geo.directory.directory import Directory
from geo.directory.place import Point
from geo.directory.query import Query
from geo.directory.search import Visit, reference_point, search
from tests.worlds import (
    EAST,
    HOLIDAY,
    MIDDLE,
    MONDAY,
    WEST,
    find,
    ids,
    index_of,
    place,
    unlocated,
    world,
)

ALWAYS, NEVER, ON_REQUEST = "24/7", "Dec 24 10:00-11:00", 'Mo-Su "nach Vereinbarung"'


def three():
    """Give three places in a row, one in the middle of each square, 1.47 km apart."""
    return [
        place(id="west", name="Zelt", lon="9.11", district=WEST, category="course"),
        place(id="middle", name="Ährenhaus", lon="9.13", district=MIDDLE, category="library"),
        place(id="east", name="Moorweg", lon="9.15", district=EAST, category="course"),
    ]


class TestFilters:
    """Values of one filter are alternatives, filters narrow each other down."""

    PLACES = world(
        places=[
            place(id="a", category="course", offers="german_course", languages="de;fa"),
            place(id="b", category="course", offers="legal_advice", languages="de"),
            place(id="c", category="library", offers="german_course;legal_advice", level="A1;A2"),
            place(id="d", category="library", target_groups="women", status="planned"),
        ]
    )

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({}, "abcd"),
            ({"categories": ("course",)}, "ab"),
            ({"categories": ("course", "library")}, "abcd"),
            ({"offers": ("german_course",)}, "ac"),
            ({"offers": ("german_course", "legal_advice")}, "abc"),
            ({"categories": ("course",), "offers": ("german_course",)}, "a"),
            ({"categories": ("course",), "level": ("A1",)}, ""),
            ({"languages": ("fa", "de")}, "ab"),
            ({"level": ("A2", "B1")}, "c"),
            ({"audience": ("women",)}, "d"),
            ({"status": ("planned",)}, "d"),
            ({"districts": ("02",), "offers": ("legal_advice",)}, "bc"),
            ({"districts": ("01",)}, ""),
            ({"categories": ("castle",)}, ""),
        ],
    )
    def test_filters(self, asked, found):
        assert "".join(sorted(ids(find(self.PLACES, **asked)))) == found

    def test_each_option_tells_how_many_results_it_would_give(self):
        counts = find(self.PLACES, categories=("course",), offers=("german_course",)).counts
        assert counts["categories"] == {"counselling": 0, "course": 1, "library": 1, "shelter": 0}
        assert counts["offers"] == {"german_course": 1, "legal_advice": 1, "bicycle_repair": 0}
        assert counts["languages"] == {"de": 1, "fa": 1}
        assert counts["districts"] == {"01": 0, "02": 1, "03": 0}


class TestOpen:
    """Open, closed, unknown and by appointment are four different things."""

    PLACES = world(
        places=[
            place(id="always", opening_hours=ALWAYS),
            place(id="never", opening_hours=NEVER),
            place(id="ask", opening_hours=ON_REQUEST),
            place(id="silent", opening_hours=""),
            place(id="weekdays", opening_hours="Mo-Fr 09:00-18:00; PH off"),
        ]
    )

    @pytest.mark.parametrize(
        ("state", "on_monday", "on_a_holiday"),
        [
            ("open", ["always", "weekdays"], ["always"]),
            ("closed", ["never"], ["never", "weekdays"]),
            ("appointment", ["ask"], ["ask"]),
            ("unknown", ["silent"], ["silent"]),
        ],
    )
    def test_states(self, state, on_monday, on_a_holiday):
        for moment, wanted in ((MONDAY, on_monday), (HOLIDAY, on_a_holiday)):
            results = find(self.PLACES, moment=moment, open=(state,))
            assert ids(results) == wanted
            assert results.counts["open"][state] == len(wanted)


class TestOrder:
    """By name without a reference point, by distance with one, and always without surprises."""

    def test_names_are_sorted_as_readers_do(self):
        names = ["Zelt", "ähre", "Öl", "Obst", "apfel", "Über uns", "Straße 2", "Strand"]
        rows = [place(id=f"p{n}", name=name) for n, name in enumerate(names)]
        results = find(world(places=rows))
        wanted = ["ähre", "apfel", "Obst", "Öl", "Strand", "Straße 2", "Über uns", "Zelt"]
        assert [p.name for p in results.places(8)] == wanted
        assert [p.name for p in results.places(2)] == wanted[:2]

    def test_the_nearest_comes_first_and_places_without_a_point_last(self):
        directory = world(places=[unlocated(id="nowhere", name="Aal"), *three()])
        results = find(directory, near="stop:de:0:3")
        assert ids(results) == ["east", "middle", "west", "nowhere"]
        assert ids(find(directory, near="stop:de:0:3", sort="name")) == [
            "nowhere",
            "middle",
            "east",
            "west",
        ]

    def test_distances_are_straight_lines_in_metres(self):
        directory = world(places=[*three(), unlocated(id="nowhere")])
        results = find(directory, near="stop:de:0:1")
        far = [results.distance_of(directory.by_id[i]) for i in ("west", "middle", "nowhere")]
        assert far == [pytest.approx(0, abs=1), pytest.approx(1470, abs=5), None]
        assert find(directory).distance_of(directory.by_id["west"]) is None

    def test_places_at_one_point_are_sorted_by_name(self):
        rows = [place(id="b", name="Biene"), place(id="a", name="Ameise")]
        assert ids(find(world(places=rows), near="district:02")) == ["a", "b"]

    def test_what_fits_the_text_best_comes_first(self):
        rows = [
            place(id="street", name="Aal", street="Fahrradweg"),
            place(id="name", name="Zum Fahrrad"),
        ]
        directory = world(places=rows)
        assert ids(find(directory, text="fahrrad")) == ["name", "street"]
        assert ids(find(directory, text="fahrrad", sort="name")) == ["street", "name"]


class TestNearness:
    """A radius counts from a stop, a district or the visitor."""

    DIRECTORY = world(places=[*three(), unlocated(id="nowhere")])

    def test_places_outside_and_without_a_point_are_left_out_and_the_latter_counted(self):
        results = find(self.DIRECTORY, near="stop:de:0:1", within_m=500)
        assert (ids(results), results.unlocated_left_out) == (["west"], 1)
        assert ids(find(self.DIRECTORY, near="stop:de:0:1", within_m=2000)) == ["west", "middle"]

    def test_other_filters_apply_to_what_is_counted_too(self):
        asked = {"near": "stop:de:0:1", "within_m": 500, "categories": ("course",)}
        assert find(self.DIRECTORY, **asked).unlocated_left_out == 0

    def test_a_radius_without_a_reference_point_does_nothing(self):
        for near in ("", "me", "stop:gone", "district:99", "moon"):
            results = find(self.DIRECTORY, near=near, within_m=500)
            assert (results.total, results.distance_m) == (4, None)
            assert results.unlocated_left_out == 0

    def test_the_visitor_is_where_the_session_says(self):
        here = Point(lat=48.77, lon=9.15, accuracy_m=50)
        results = find(self.DIRECTORY, near="me", within_m=500, position=here)
        assert ids(results) == ["east"]
        assert ids(find(self.DIRECTORY, position=here)) == ids(find(self.DIRECTORY))

    def test_reference_points(self):
        def point_of(near):
            return reference_point(self.DIRECTORY, Visit(Query(near=near), MONDAY))

        assert (point_of("stop:de:0:2").lat, point_of("stop:de:0:2").lon) == (48.77, 9.13)
        assert (point_of("district:03").lat, point_of("district:03").lon) == pytest.approx(
            (48.77, 9.15), abs=0.005
        )
        assert point_of("me") is point_of("") is None


class TestClosed:
    """Places closed for good are left out until they are asked for."""

    DIRECTORY = world(
        places=[place(id="on"), place(id="off", status="closed"), place(id="x", status="planned")]
    )

    def test_they_are_left_out_and_counted(self):
        results = find(self.DIRECTORY)
        assert (ids(results), results.closed_left_out) == (["on", "x"], 1)
        assert results.counts["status"] == {"open": 1, "planned": 1, "closed": 1, "unverified": 0}

    def test_asked_for_they_are_there(self):
        results = find(self.DIRECTORY, status=("closed",))
        assert (ids(results), results.closed_left_out) == (["off"], 0)
        results = find(self.DIRECTORY, status=("open",))
        assert (ids(results), results.closed_left_out) == (["on"], 0)

    def test_other_filters_apply_to_what_is_counted(self):
        assert find(self.DIRECTORY, categories=("library",)).closed_left_out == 0


class TestText:
    """Words as people type them, over name, operator, offers and address."""

    DIRECTORY = world(
        places=[
            place(id="mill", name="Alte Mühle", operator="Brückenbauer e. V.", street="Am Weiher"),
            place(id="bikes", name="Radhaus", offers="bicycle_repair", street="Ringstraße"),
            place(id="law", name="Haus 3", offers="legal_advice", note="Mühle nebenan"),
        ]
    )

    @pytest.mark.parametrize(
        ("typed", "found"),
        [
            ("Mühle", ["mill"]),
            ("muhle", ["mill"]),
            ("MUEHLE", ["mill"]),
            ("Mühel", ["mill"]),
            ("brückenbaur", ["mill"]),
            ("weiher", ["mill"]),
            ("ringstrasse", ["bikes"]),
            ("Fahrrad", ["bikes"]),
            ("bicycle", ["bikes"]),
            ("mühle weiher", ["mill"]),
            ("mühle fahrrad", []),
            ("Mittfeld", ["law", "mill", "bikes"]),
            ("qqqqqqqq", []),
            ("?!", ["mill", "law", "bikes"]),
        ],
    )
    def test_words(self, typed, found):
        assert sorted(ids(find(self.DIRECTORY, text=typed))) == sorted(found)

    def test_notes_of_editors_are_never_searched(self):
        assert ids(find(self.DIRECTORY, text="nebenan")) == []


@pytest.mark.parametrize("directory", [Directory(), world()], ids=["nothing", "no places"])
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"text": "kurs"},
        {"near": "me", "within_m": 500},
        {"open": ("open",), "status": ("closed",), "categories": ("course",)},
    ],
)
def test_an_empty_directory_finds_nothing_and_fails_nowhere(directory, asked):
    here = Point(lat=48.77, lon=9.15, accuracy_m=50)
    visit = Visit(Query(**asked), MONDAY, here)
    results = search(index_of(directory), visit)
    assert (results.total, results.places(24), results.mask.shape) == (0, [], (0,))
    assert (results.closed_left_out, results.unlocated_left_out) == (0, 0)
    assert not any(count for facet in results.counts.values() for count in facet.values())
