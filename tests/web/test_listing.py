"""The list of results, and what to do where nothing is found."""

import pytest

from geo.directory.directory import Directory
from geo.directory.place import Status
from geo.directory.query import Query
from geo.directory.search import Visit, search
from geo.web.listing import Choice, follow, listing
from tests.worlds import MONDAY, catalogues, index_of, place, unlocated, world

ENGLISH = catalogues().get("en")
DIRECTORY = world(
    places=[
        place(id="course", category="course", name="Kurs", languages="fa"),
        place(id="books", category="library", name="Buch"),
        place(id="gone", category="library", name="Fort", status="closed"),
        unlocated(id="helpline", name="Telefon"),
    ]
)
INDEX = index_of(DIRECTORY)


def written(index=INDEX, **asked):
    visit = Visit(Query(**asked), MONDAY)
    return listing(ENGLISH, index, visit, search(index, visit))


def followed(value, **asked):
    return follow(INDEX, Visit(Query(**asked), MONDAY), value)


def test_the_list_holds_what_was_found_with_and_without_a_point():
    shown = written()
    assert shown.heading == "3 offers"
    assert [card.id for card in shown.cards] == ["books", "course", "helpline"]
    assert (shown.nothing, shown.wider, shown.more, shown.sorts) == ("", [], "", [])


def test_distances_and_ways_to_sort_come_with_a_reference_point():
    shown = written(near="stop:de:0:1")
    assert [bool(card.distance) for card in shown.cards] == [True, True, False]
    assert [(choice.value, choice.chosen) for choice in shown.sorts] == [
        ("distance", True),
        ("name", False),
    ]
    by_name = written(near="stop:de:0:1", sort="name")
    assert [choice.value for choice in by_name.sorts if choice.chosen] == ["name"]


@pytest.mark.parametrize(
    ("shown", "n_cards", "more"),
    [(24, 24, "Show 24 more"), (48, 48, "Show 2 more"), (72, 50, "")],
)
def test_long_lists_are_shown_bit_by_bit(shown, n_cards, more):
    index = index_of(world(places=[place(id=f"p{n}") for n in range(50)]))
    page = written(index, cards=shown)
    assert (len(page.cards), page.more) == (n_cards, more)
    assert page.heading == "50 offers"


class TestNotes:
    """What a default or a radius withholds is counted and one tap away."""

    def test_closed_places(self):
        (note,) = written().notes
        assert (note.value, note.text) == (
            "closed",
            "1 place that has closed for good is not shown.",
        )
        assert followed("closed") == Query(status=tuple(Status))
        assert [card.id for card in written(status=("closed",)).cards] == ["gone"]

    def test_places_without_a_point(self):
        asked = {"near": "stop:de:0:1", "within_m": 5000, "status": ("open",)}
        (note,) = written(**asked).notes
        assert note.value == "unlocated"
        assert followed("unlocated", **asked) == Query(near="stop:de:0:1", status=("open",))


class TestNothingFound:
    """A dead end says so and offers the nearest ways out, fewest results first."""

    def test_dropping_one_filter(self):
        asked = {"categories": ("course",), "languages": ("fa",), "text": "buch"}
        shown = written(**asked)
        assert shown.heading == "0 offers"
        assert shown.nothing == ENGLISH.t("list.nothing")
        assert shown.wider == [Choice("text", "Without “Search”: 1 offer")]
        assert followed("text", **asked) == Query(categories=("course",), languages=("fa",))

    def test_the_way_with_fewest_results_comes_first(self):
        shown = written(text="buch", categories=("course", "counselling"))
        assert [(way.value, way.label.partition(": ")[2]) for way in shown.wider] == [
            ("categories", "1 offer"),
            ("text", "2 offers"),
        ]

    def test_dropping_all_where_no_single_one_is_to_blame(self):
        asked = {"categories": ("course",), "level": ("C2",), "audience": ("women",)}
        asked["near"] = "district:01"
        assert written(**asked).wider == [Choice("everything", "Without filters: 3 offers")]
        assert followed("everything", **asked) == Query(near="district:01")

    def test_where_there_is_nothing_at_all_nothing_is_offered(self):
        shown = written(index_of(Directory()), text="kurs")
        assert (shown.cards, shown.wider, shown.notes) == ([], [], [])
        assert shown.nothing

    @pytest.mark.parametrize("value", ["", "text", "castle", "__class__", "without"])
    def test_a_button_nobody_offered_changes_nothing(self, value):
        assert followed(value, categories=("course",)) == Query(categories=("course",))
