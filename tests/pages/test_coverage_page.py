"""The planners' page as a script: every part, every question, and what planners alone may see."""

import re
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from geo.access.viewer import Viewer
from geo.coverage.scenario_address import scenario_from_params
from geo.directory.reading import read_directory
from geo.directory.viewer import Role
from geo.web.coverage_view import Panel
from pages.parts import cached, state
from tests.browser.server import ROOT
from tests.pages.tables import tables

TIMEOUT_S = 30
PAGE = "pages/coverage.py"
NEW = "48.72000,9.20000|counselling|40|Neu"


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run the page with the parameters of an address."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("WILLKOMMEN_STATE", str(tmp_path / "state"))

    def at(**parameters):
        test = AppTest.from_file(ROOT / "pages" / "frame.py", default_timeout=TIMEOUT_S)
        test.run().switch_page(str(ROOT / PAGE))
        for name, value in ({"lang": "en"} | parameters).items():
            test.query_params[name] = value
        return checked(test.run())

    return at


def checked(test):
    assert not test.exception, test.exception[0].message
    return test


@pytest.fixture
def as_role(monkeypatch):
    """Let somebody of a role look."""

    def sign_in(role):
        monkeypatch.setattr(state, "viewer", lambda *_: Viewer(role))

    return sign_in


def words(test):
    kinds = (test.header, test.subheader, test.markdown, test.caption, test.info, test.warning)
    return "\n".join(item.value for kind in (*kinds, test.error) for item in kind)


def button(test, label):
    return next(one for one in test.button if one.label == label)


def asked(test):
    """Give the address: one value comes alone, several as a list."""
    params = dict(test.query_params)
    return {name: [value] if isinstance(value, str) else value for name, value in params.items()}


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("panel", list(Panel))
def test_each_part_runs_in_each_language(run, panel, language):
    test = run(panel=panel, lang=language, district="05")
    assert not test.info
    assert not test.warning
    assert "cover." not in words(test)


def test_the_first_words_say_where_most_is_missing(run):
    assert "Most is missing in" in words(run())


def test_a_figure_of_places_is_told_as_places_of_its_time_and_of_its_districts(run):
    told = words(run(demand="refugees", figure="places_existing_and_planned|2015-08-31"))
    assert "existing and planned places" in told
    assert "In the 10 districts with a figure" in told
    assert "more than 3 years old" in told
    assert "live there" not in told


def test_what_was_found_and_what_of_it_counts_stands_below_the_question(run):
    caption = run(category=["counselling"]).caption[0].value.replace("\\", "")
    assert re.match(r"\d+ found: \d+ with a known point \(counted\); ", caption)
    assert re.search(r"\d+ for the whole city \(not counted\)", caption)


@pytest.mark.parametrize(
    "parameters",
    [
        {"measure": "covered", "limit": "30", "spread": "uniform"},
        {"demand": "refugees"},
        {"demand": "shelters"},
        {"category": ["counselling", "course"], "layer": "500"},
        {"hour": "90", "layer": "250"},
        {"add": [NEW], "layer": "change", "panel": "what-if", "tool": "site"},
        {"measure": "access", "unit": "places", "assume": "20", "believe": "5"},
    ],
)
def test_every_question_of_the_address_is_answered_without_a_word_of_doubt(run, parameters):
    test = run(**parameters)
    assert not test.info
    assert not test.warning


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("measure", "<script>alert(1)</script>"),
        ("limit", "16"),
        ("add", "north|castle"),
        ("close", "../../etc/passwd"),
        ("panel", "secrets"),
        ("layer", "1"),
        ("district", "99"),
        ("tool", "hammer"),
    ],
)
def test_what_is_not_understood_is_named_but_never_repeated(run, parameter, value):
    notice = run(**{parameter: value}).info[0].value
    assert parameter in notice
    assert value not in notice


@pytest.mark.parametrize("panel", list(Panel))
@pytest.mark.parametrize(
    ("parameters", "way_out"),
    [
        ({"q": "xqzwvk"}, "fewer filters"),
        ({"measure": "access", "unit": "places"}, "instead of places"),
        ({"q": "xqzwvk", "hour": "3"}, "another hour"),
    ],
)
def test_what_cannot_be_answered_says_what_to_change_in_every_part(run, panel, parameters, way_out):
    assert way_out in run(panel=panel, **parameters).warning[0].value


def test_a_part_is_chosen_in_the_address(run):
    test = run()
    checked(test.button_group(key="chooser.panel").set_value("equity").run())
    assert asked(test)["panel"] == ["equity"]


def test_the_charts_have_their_tables(run):
    assert len(tables(run(panel="equity"))) == 2
    assert len(tables(run(panel="week"))) == 1


def test_an_hour_is_chosen_by_day_and_clock(run):
    test = run(panel="week")
    checked(test.selectbox(key="chooser.day").select("5").run())
    assert asked(test)["hour"] == [str(5 * 24 + 18)]
    checked(test.slider(key="chooser.hour").set_value(10).run())
    assert asked(test)["hour"] == [str(5 * 24 + 10)]
    checked(test.selectbox(key="chooser.day").select("").run())
    assert "hour" not in asked(test)


def test_a_site_is_added_without_the_map(run):
    test = run(panel="what-if")
    test.selectbox(key="chooser.new.spot").select("district:19")
    test.selectbox(key="chooser.new.category").select("course")
    test.text_input(key="chooser.new.name").input("Kurs | Plieningen")
    test.number_input(key="chooser.new.places").set_value(40)
    checked(button(test, "Add").click().run())
    (added,) = asked(test)["add"]
    assert added.endswith("|course|40|Kurs Plieningen")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("hours", "at noon", "opening hours"), ("name", "Kurs", "where the new site")],
)
def test_a_site_that_cannot_be_taken_says_why(run, field, value, said):
    test = run(panel="what-if")
    if field == "hours":
        test.selectbox(key="chooser.new.spot").select("district:19")
    test.text_input(key=f"chooser.new.{field}").input(value)
    checked(button(test, "Add").click().run())
    (told,) = test.error
    assert said in told.value
    assert "add" not in asked(test)
    assert len(checked(test.run()).error) == 1


def test_what_could_not_be_taken_is_told_until_the_next_change(run):
    test = run(panel="what-if")
    checked(button(test, "Add").click().run())
    assert test.error
    test.selectbox(key="chooser.new.spot").select("district:19")
    checked(button(test, "Add").click().run())
    assert not test.error
    assert asked(test)["add"]


def test_an_added_site_is_changed_in_its_place(run):
    test = run(panel="what-if", add=[NEW], site="0")
    test.text_input(key=f"chooser.added.0.{NEW}.name").input("Anders")
    checked(button(test, "Take over").click().run())
    assert asked(test)["add"] == ["48.72000,9.20000|counselling|40|Anders"]
    assert "site" not in asked(test)


def test_a_place_is_closed_by_its_name_and_somebody_loses(run):
    test = run(panel="what-if", category="library", limit="15")
    field = test.selectbox(key="chooser.place")
    checked(field.select(ids_of("library")[0]).run())
    checked(button(test, "Close").click().run())
    assert asked(test)["close"] == [ids_of("library")[0]]
    assert "would lose their service" in words(test)


def ids_of(category):
    public = read_directory().directory.visible_to(Role.PUBLIC)
    return [
        place.id
        for place in sorted(public.places, key=lambda place: (place.name, place.id))
        if place.category == category and place.point and place.status != "closed"
    ]


def test_a_scenario_has_a_name_is_kept_and_compared(run):
    test = run(panel="what-if", add=[NEW])
    checked(button(test, "Keep").click().run())
    checked(test.text_input(key="chooser.name").input("Süden").run())
    assert asked(test)["name"] == ["Süden"]
    compared = tables(test)[-1]
    assert list(compared.columns) == ["Scenario", "Süden", "With changes"]
    checked(button(test, "Show").click().run())
    assert "name" not in asked(test)
    checked(button(test, "Forget").click().run())
    assert not [one for one in test.button if one.label == "Show"]


def test_the_best_sites_are_worked_out_and_added(run):
    test = run(panel="next", category="counselling")
    checked(button(test, "Work it out").click().run())
    assert "Demonstrably" in words(test) or "proven" in words(test).lower()
    assert len(tables(test)[-1]) == 3
    add = next(one for one in test.button if one.label.startswith("Add to the scenario"))
    checked(add.click().run())
    assert len(asked(test)["add"]) == 3


def test_the_order_of_places_tells_planners_alone_which_homes_are_badly_served(run, as_role):
    names = {place.name for place in read_directory().directory.places if is_home(place)}
    for role in Role:
        as_role(role)
        test = run(demand="shelters", limit="5", category="library")
        shown = {name for table in tables(test) for name in table.iloc[:, 0]}
        told = {name for name in names if name in shown}
        assert bool(told) == (role >= Role.PLANNER), role


def is_home(place):
    return place.category == "shelter"


def test_planners_get_no_proposal_next_to_a_home(run, as_role):
    as_role(Role.PLANNER)
    test = run(panel="next", demand="shelters")
    assert "could show where one is" in test.warning[0].value
    assert not [one for one in test.button if one.label == "Work it out"]


def test_answers_are_kept_by_role():
    assert cached.planning(Role.PUBLIC) is not cached.planning(Role.PLANNER)
    assert cached.planning(Role.PUBLIC) is cached.planning(Role.PUBLIC)


def test_ranges_come_in_a_second_step(run):
    test = run(measure="covered", limit="20")
    scenario = state_of(test)
    working = cached.sure(Role.PUBLIC, scenario, datetime.now(UTC).date())
    working.result(timeout=TIMEOUT_S)
    assert "Small figures: range" in words(checked(test.run()))


def test_the_measures_of_inequality_have_ranges_too(run):
    test = run(panel="equity", limit="20")
    cached.sure(Role.PUBLIC, state_of(test), datetime.now(UTC).date()).result(timeout=TIMEOUT_S)
    text = words(checked(test.run()))
    assert re.search(r"Gini[^(]*: 0\.\d+ \(0\.\d+\W0\.\d+\)", text.replace("\\", ""))
    assert "In brackets: range" in text


def test_the_week_tells_how_far_it_can_reach(run):
    test = run(panel="week", limit="20")
    cached.sure_week(Role.PUBLIC, state_of(test), datetime.now(UTC).date()).result(TIMEOUT_S)
    test = checked(test.run())
    assert "of 200 draws" in words(test)
    (week,) = tables(test)
    assert any("(" in text for text in week["Mon"])


def state_of(test):
    return scenario_from_params(asked(test), cached.planning(Role.PUBLIC))[0]
