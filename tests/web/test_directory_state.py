"""The state of the directory: counts that add up, drawn and as tables."""

from datetime import date

import pytest

from geo.directory.viewer import Role
from geo.web.directory_state import state_sentence, tallies
from tests.worlds import WEST, catalogues, place, shelter, unlocated, world

ENGLISH = catalogues().get("en")
TODAY = date(2026, 1, 5)
PLACES = [
    place(id="young", source_date="2025-06"),
    place(id="older", source_date="2024-05", category="library"),
    place(id="old", source_date="2020", geo_precision="stop", geo_accuracy_m="300"),
    unlocated(id="undated", source_date=""),
]


def counted(directory):
    return {tally.name: tally for tally in tallies(ENGLISH, directory, TODAY)}


def figures(tally):
    (label, number, *_) = tally.rows[0]
    return {row[label]: row[number] for row in tally.rows if row[number] != "0"}


@pytest.fixture(scope="module")
def state():
    return counted(world(places=PLACES))


def test_facts_are_counted_by_age(state):
    ages = {ENGLISH.t(f"freshness.{age}"): "1" for age in ("confirmed", "older", "old")}
    assert figures(state["freshness"]) == ages | {ENGLISH.t("freshness.unverified"): "1"}


def test_facts_are_counted_by_kind_district_and_tier(state):
    assert figures(state["categories"]) == {
        ENGLISH.t("category.counselling"): "3",
        ENGLISH.t("category.library"): "1",
    }
    assert figures(state["districts"]) == {"Mittfeld": "3", ENGLISH.t("card.city_wide"): "1"}
    assert figures(state["precision"]) == {
        ENGLISH.t("precision.address"): "2",
        ENGLISH.t("precision.stop"): "1",
        ENGLISH.t("precision.none"): "1",
    }


def test_each_kind_is_told_with_the_age_of_its_facts(state):
    row = next(row for row in state["categories"].rows if "Libraries" in row.values())
    ages = {age: row[ENGLISH.t(f"freshness.{age}")] for age in ("confirmed", "older", "old")}
    assert ages == {"confirmed": "0", "older": "1", "old": "0"}


def test_the_drawing_has_the_names_and_figures_of_the_table(state):
    for tally in state.values():
        label, number, *_ = tally.rows[0]
        drawn = [(bar["name"], bar["text"]) for bar in tally.chart["data"]["values"]]
        assert drawn == [(row[label], row[number]) for row in tally.rows]


def test_the_sentence_says_when_and_how_many_and_how_new():
    assert state_sentence(ENGLISH, world(places=PLACES), TODAY) == (
        "Counted on 5 January 2026: 4 public entries. Newest source: June 2025."
    )
    undated = world(places=[place(source_date="")])
    assert state_sentence(ENGLISH, undated, TODAY) == "Counted on 5 January 2026: 1 public entry."


@pytest.mark.parametrize("number", [1, 2, 3])
def test_homes_are_in_no_count_of_the_public(state, number):
    homes = [shelter(id=f"home-{n}") for n in range(number)]
    with_homes = world(places=PLACES, shelters=homes, role=Role.PUBLIC)
    assert counted(with_homes) == state
    assert figures(state["districts"]).get(WEST) is None
