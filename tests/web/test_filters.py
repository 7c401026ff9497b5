"""The filters as people see them, and every choice in force as a chip."""

from dataclasses import asdict

import pytest

from geo.directory.directory import Directory
from geo.directory.query import WITHIN_M, Query, query_from_params
from geo.directory.search import Visit, search
from geo.directory.stops import Stops
from geo.web.filters import Chip, chips, facets, near_label, nearby_names, radii
from tests.worlds import MONDAY, catalogues, index_of, place, unlocated, world

ENGLISH = catalogues().get("en")
DIRECTORY = world(
    places=[
        place(id="a", category="course", languages="de;fa", offers="german_course"),
        place(id="b", category="library", offers="legal_advice;bicycle_repair", lon="9.139"),
    ]
)
INDEX = index_of(DIRECTORY)


def written(index=INDEX, **asked):
    query = Query(**asked)
    results = search(index, Visit(query, MONDAY))
    return {facet.name: facet for facet in facets(ENGLISH, index, query, results)}


def options(facet):
    return {option.value: option for option in facet.options}


class TestFacets:
    """Every option tells what it would give."""

    def test_they_come_in_the_order_in_which_people_need_them(self):
        assert list(written())[:4] == ["categories", "open", "offers", "districts"]

    def test_options_are_counted_and_named(self):
        found = options(written()["categories"])
        assert {value: option.count for value, option in found.items()} == {
            "course": "1",
            "library": "1",
        }
        assert found["course"].label == ENGLISH.t("category.course")

    def test_options_nobody_has_are_left_out_unless_they_are_chosen(self):
        assert "counselling" not in options(written()["categories"])
        found = options(written(categories=("counselling",))["categories"])
        assert (found["counselling"].chosen, found["counselling"].none) == (True, True)
        assert not found["course"].chosen

    def test_an_option_that_would_give_nothing_now_says_so(self):
        found = options(written(categories=("course",))["offers"])
        assert (found["legal_advice"].none, found["legal_advice"].count) == (True, "0")
        assert not found["german_course"].none

    def test_opening_states_are_all_there_since_they_change_by_the_hour(self):
        assert set(options(written()["open"])) == {"open", "closed", "unknown", "appointment"}

    def test_districts_and_languages_go_by_their_names(self):
        assert [o.label for o in written()["districts"].options] == ["Mittfeld"]
        assert [o.label for o in written()["languages"].options] == ["German", "Persian"]

    def test_offers_stand_under_their_group(self):
        groups = {o.value: o.group for o in written()["offers"].options}
        assert groups["legal_advice"] == ENGLISH.t("offer_group.advice")
        assert {o.group for o in written()["categories"].options} == {""}

    def test_only_languages_carry_a_note(self):
        assert [name for name, facet in written().items() if facet.note] == ["languages"]

    @pytest.mark.parametrize("language", ["de", "en"])
    def test_every_label_has_words(self, language):
        catalogue = catalogues().get(language)
        results = search(INDEX, Visit(Query(), MONDAY))
        for facet in facets(catalogue, INDEX, Query(), results):
            labels = [facet.label, *(option.label for option in facet.options)]
            assert not [label for label in labels if label.split(".")[0] in ("facet", facet.name)]

    def test_an_empty_directory_has_filters_without_options(self):
        found = written(index_of(Directory()))
        assert {name for name, facet in found.items() if facet.options} == {"open"}


class TestChips:
    """Every choice can be taken back one by one."""

    ASKED = Query(
        text="<b>kurs</b>",
        categories=("course", "library"),
        districts=("02",),
        languages=("fa",),
        open=("open",),
        near="stop:de:0:1",
        within_m=1000,
    )

    def test_each_choice_is_a_chip(self):
        found = [(chip.name, chip.label) for chip in chips(ENGLISH, DIRECTORY, self.ASKED)]
        assert [name for name, _ in found] == [
            *("text", "categories", "categories", "open", "districts", "languages"),
            *("near", "within_m"),
        ]
        assert "<b>kurs</b>" in found[0][1]
        assert dict(found)["districts"] == "Mittfeld"
        assert "Westmarkt" in dict(found)["near"]
        assert "1 km" in dict(found)["within_m"]

    def test_taking_all_of_them_back_leaves_nothing(self):
        left = self.ASKED
        for chip in chips(ENGLISH, DIRECTORY, self.ASKED):
            left = left.without(chip.name, chip.value)
        assert left == Query()

    def test_no_choice_no_chip(self):
        assert chips(ENGLISH, DIRECTORY, Query(sort="name", place="a")) == []

    def test_what_was_refused_makes_no_chip(self):
        query, _ = query_from_params({"category": ["<script>"], "near": ["x"]}, DIRECTORY)
        assert chips(ENGLISH, DIRECTORY, query) == []


@pytest.mark.parametrize(
    ("near", "label"),
    [("stop:de:0:3", "Ostmarkt"), ("district:01", "Westfeld"), ("stop:x", ""), ("district:x", "")],
)
def test_reference_points_have_names(near, label):
    assert near_label(ENGLISH, DIRECTORY, near) == label


def test_ones_own_position_has_a_name_in_each_language():
    assert len({near_label(c, DIRECTORY, "me") for c in catalogues()}) == len(list(catalogues()))


def test_each_radius_can_be_chosen_and_read():
    assert [option["value"] for option in radii(ENGLISH)] == [str(radius) for radius in WITHIN_M]
    assert "500 m" in radii(ENGLISH)[0]["label"]


class TestNearby:
    """Names that can be picked: districts first, then stops, each told apart."""

    def test_districts_then_stops_by_name(self):
        assert nearby_names(DIRECTORY) == [
            ("district:01", "Westfeld"),
            ("district:02", "Mittfeld"),
            ("district:03", "Ostfeld"),
            ("stop:de:0:2", "Mitte Nacht"),
            ("stop:de:0:3", "Ostmarkt"),
            ("stop:de:0:1", "Westmarkt"),
        ]

    def test_stops_of_one_name_are_told_apart_by_their_district(self):
        names = ["Markt", "Markt", "Ostfeld"]
        stops = [
            stop.model_copy(update={"name": name})
            for stop, name in zip(DIRECTORY.stops.items, names, strict=True)
        ]
        directory = Directory(districts=DIRECTORY.districts, stops=Stops(tuple(stops)))
        shown = [label for value, label in nearby_names(directory) if value.startswith("stop:")]
        assert shown == ["Markt (Mittfeld)", "Markt (Westfeld)", "Ostfeld (Ostfeld)"]

    def test_each_name_leads_to_a_reference_point(self):
        for value, _ in nearby_names(DIRECTORY):
            assert query_from_params({"near": [value]}, DIRECTORY) == (Query(near=value), ())

    def test_places_are_not_among_them(self):
        with_more = world(places=[place(), unlocated(id="x")])
        assert nearby_names(with_more) == nearby_names(world())


def test_a_facet_is_text_only():
    for facet in written().values():
        for option in asdict(facet)["options"]:
            assert all(isinstance(value, str | bool) for value in option.values())


def test_a_chip_is_equal_when_it_takes_back_the_same():
    assert chips(ENGLISH, DIRECTORY, Query(categories=("course",))) == [
        Chip("categories", "course", ENGLISH.t("category.course"))
    ]
