"""Every page as a script: it runs, in each language, for every address, also on broken data."""

import shutil

import pytest
from streamlit.testing.v1 import AppTest

from geo.directory.reading import DATA, read_directory
from geo.directory.viewer import Role
from geo.web.loaded import load
from tests.browser.server import ROOT
from tests.pages.tables import tables

TIMEOUT_S = 30


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run the pages as Streamlit does, from the folder of the project."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("WILLKOMMEN_STATE", str(tmp_path / "state"))

    def at(page="", **parameters):
        test = AppTest.from_file(ROOT / "pages" / "frame.py", default_timeout=TIMEOUT_S)
        for name, value in parameters.items():
            test.query_params[name] = value
        test.run()
        if page:
            test.switch_page(str(ROOT / page)).run()
        assert not test.exception, test.exception[0].message
        return test

    return at


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """Give a copy of the data to be broken, and let the pages read it."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    monkeypatch.setenv("WILLKOMMEN_DATA", str(folder))
    yield folder
    load.cache_clear()


@pytest.fixture(scope="module")
def public():
    """Give the directory as everybody may know it."""
    return read_directory().directory.visible_to(Role.PUBLIC)


def words(test):
    """All texts of a page that Streamlit itself draws."""
    kinds = (test.title, test.header, test.subheader, test.markdown, test.caption, test.text)
    alerts = (test.info, test.warning, test.error)
    return [item.value for kind in (*kinds, *alerts) for item in kind]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("page", ["", "pages/shelters.py", "pages/about.py"])
def test_each_page_runs_in_each_language(run, page, language):
    assert run(page, lang=language).title[0].value == "Willkommenskarte Stuttgart"


def test_the_language_of_the_address_is_the_one_spoken(run):
    assert run("pages/about.py", lang="en").header[0].value == "About the map"
    assert run("pages/about.py", lang="de").header[0].value == "Über die Karte"


def test_a_language_nobody_speaks_is_answered_in_german(run):
    assert run("pages/about.py", lang="xx").header[0].value == "Über die Karte"


def test_the_menu_of_languages_writes_the_address(run):
    test = run(lang="de")
    test.selectbox[0].select("en").run()
    assert not test.exception
    assert test.query_params["lang"] == "en"
    assert test.selectbox[0].value == "en"


@pytest.mark.parametrize(
    "parameters",
    [
        {"category": ["sport", "work"], "district": ["05"], "q": "Verein"},
        {"place": "welcome-feuerbach-cafe-international"},
        {"near": "district:05", "within": "1000", "sort": "name"},
        {"view": "map", "at": "48.77500,9.18000,13.5"},
        {"q": "xqzwvk"},
    ],
)
def test_every_state_of_the_address_is_answered_without_a_word_of_doubt(run, parameters):
    assert not run(**parameters).info


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("category", "<script>alert(1)</script>"),
        ("district", "99"),
        ("place", "../../etc/passwd"),
        ("at", "north"),
        ("near", "stop:nowhere"),
        ("within", "-1"),
    ],
)
def test_what_is_not_understood_is_named_but_never_repeated(run, parameter, value):
    notice = run(lang="en", **{parameter: value}).info[0].value
    assert parameter in notice
    assert value not in notice


def test_a_shared_link_to_what_is_near_me_asks_for_the_position(run):
    assert "My position" in run(lang="en", near="me").info[0].value


def test_the_switch_between_list_and_map_stands_in_the_address(run):
    test = run()
    test.button_group(key="view").set_value("map").run()
    assert test.query_params["view"] == "map"


def test_an_open_place_needs_no_switch(run):
    test = run(place="welcome-feuerbach-cafe-international")
    assert not [group for group in test.button_group if group.key == "view"]


def test_the_page_about_gives_account_of_sources_and_age(run):
    shown = tables(run("pages/about.py", lang="en"))
    assert [list(table.columns)[:2] for table in shown] == [
        ["By age of the facts", "Offers"],
        ["By kind of offer", "Offers"],
        ["By city district", "Offers"],
        ["By how well the place is located", "Offers"],
        ["District", "Homes for refugees"],
        ["Source", "Publisher"],
    ]
    assert all(len(table) for table in shown)


def test_each_count_of_the_state_is_of_all_public_entries(run, public):
    test = run("pages/about.py", lang="en")
    for table in tables(test)[:4]:
        assert sum(int(text) for text in table["Offers"]) == len(public.places)
    assert any(f"{len(public.places)} public entries" in text.value for text in test.text)


def test_only_districts_with_two_homes_or_more_are_listed(run):
    homes = tables(run("pages/about.py", lang="en"))[4]["Homes for refugees"]
    assert all(int(text.split()[0]) > 1 for text in homes)


@pytest.mark.parametrize("name", ["places.csv", "districts.geojson", "stops.csv", "categories.csv"])
def test_a_missing_file_costs_what_stands_in_it_and_visitors_are_told(run, broken, name):
    (broken / name).unlink()
    assert "part of the map is missing" in run(lang="en").warning[0].value


def test_a_broken_row_costs_nobody_a_word(run, broken):
    with (broken / "places.csv").open("a", encoding="utf-8") as table:
        table.write("not,a,row\n")
    assert not run(lang="en").warning


def test_fields_of_data_are_text(run, broken):
    path = broken / "sources.toml"
    hostile = '[[source]]\nid = "x"\nfiles = []\nname = "![x](https://example.org/x.png)"\n'
    path.write_text(hostile + 'publisher = "<b>bold</b> $x$"\n', encoding="utf-8")
    (row,) = tables(run("pages/about.py", lang="en"))[5].to_dict("records")
    assert row["Source"] == "![x](https://example.org/x.png)"
    assert row["Publisher"] == "<b>bold</b> $x$"
