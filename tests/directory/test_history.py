"""The history of places: good rows are kept, bad ones named, and homes have none."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.directory.history import Event, EventKind, by_place
from geo.directory.history_reading import COLUMNS, FILE, event_from_row
from geo.directory.reading import read_directory
from geo.directory.table import Row
from geo.directory.viewer import Role
from tests.histories import event, write_history
from tests.worlds import place, shelter, unlocated, write_world

FRONT_GATE = unlocated(id="refuge", visibility="confidential", phone="+49 711 000000")


def read(*rows, places=None, shelters=(), **manner):
    with TemporaryDirectory() as name:
        folder = write_world(Path(name), places=places or [place()], shelters=shelters)
        return read_directory(write_history(folder, *rows, **manner))


def test_a_row_becomes_an_event_of_its_place():
    reading = read(event(source_url="https://a.example/; https://b.example/"))
    assert reading.is_sound
    assert reading.directory.histories == {
        "house-of-words": (
            Event(
                place="house-of-words",
                date="2018-05",
                kind=EventKind.OPENED,
                text="Das Haus wird eröffnet.",
                sources=("https://a.example/", "https://b.example/"),
                source_date="2019",
            ),
        )
    }


@pytest.mark.parametrize("column", ["date", "source_date"])
def test_a_date_may_be_unknown(column):
    reading = read(event(**{column: ""}))
    assert reading.is_sound
    assert getattr(reading.directory.history[0], column) is None


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("place", "", "the cell is empty but needed, for example library-west"),
        ("date", "May 2018 or so", "not a date"),
        ("kind", "", "the cell is empty but needed, for example opened"),
        ("kind", "founded", "'opened', 'funding', 'operator'"),
        ("text", "", "the cell is empty but needed"),
        ("source_url", "", "the cell is empty but needed"),
        ("source_url", "javascript:alert(1)", "not a web address"),
        ("source_date", "2019-13", "not a date"),
    ],
)
def test_a_bad_cell_costs_its_row_alone_and_is_named(column, cell, message):
    reading = read(event(), event(**{column: cell}))
    assert len(reading.directory.history) == 1
    (finding,) = reading.findings
    assert (finding.file, finding.line, finding.column, finding.value) == (FILE, 3, column, cell)
    assert message in finding.message


@pytest.mark.parametrize("stranger", ["nobody", "shelter-gray", "refuge"])
def test_only_public_places_have_a_history_and_a_home_is_as_unknown_as_nothing(stranger):
    places = [place(), FRONT_GATE]
    reading = read(event(place=stranger), places=places, shelters=[shelter()])
    assert reading.directory.history == ()
    (finding,) = reading.findings
    assert finding.message == (
        "no public record of places.csv has this id; mend it or leave the row out"
    )


def test_a_folder_without_the_table_knows_no_history(tmp_path):
    reading = read_directory(write_world(tmp_path, places=[place()]))
    assert reading.is_sound
    assert reading.directory.history == ()


def test_a_table_that_cannot_be_read_costs_itself_alone(tmp_path):
    folder = write_world(tmp_path, places=[place()])
    (folder / FILE).write_text("place,when\nhouse-of-words,2018\n", encoding="utf-8")
    reading = read_directory(folder)
    assert [(f.file, f.line) for f in reading.findings] == [(FILE, None)]
    assert len(reading.directory.places) == 1


def test_a_line_that_is_no_row_costs_itself_alone(tmp_path):
    folder = write_history(write_world(tmp_path, places=[place()]), event())
    with (folder / FILE).open("a", encoding="utf-8") as rows:
        rows.write('"house-of-words,never closed\n')
    reading = read_directory(folder)
    assert len(reading.directory.history) == 1
    assert [(f.file, f.line) for f in reading.findings] == [(FILE, 3)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("01.05.2018", "2018-05-01"), ("Mai 18", "2018-05"), ("2018.0", "2018"), ("'2018", "2018")],
)
def test_what_a_spreadsheet_did_to_dates_is_undone(written, meant):
    reading = read(event(date=written, source_date=written), delimiter=";")
    assert reading.is_sound
    (told,) = reading.directory.history
    assert (told.date, told.source_date) == (meant, meant)


def test_events_are_told_from_the_earliest_and_those_without_a_date_last():
    dates = ["2020-05-18", "", "2018", "2018-05", "2018-05-07"]
    (events,) = read(*(event(date=date) for date in dates)).directory.histories.values()
    assert [told.date for told in events] == ["2018", "2018-05", "2018-05-07", "2020-05-18", None]


class TestVersion:
    """The name of the directory changes with what is told, and with nothing else."""

    def test_it_changes_with_an_event(self):
        versions = {read(*rows).directory.version for rows in ([], [event()], [event(date="2017")])}
        assert len(versions) == 3

    def test_it_tells_nothing_of_a_row_that_was_refused(self):
        refused = read(event(place="shelter-gray"), shelters=[shelter()])
        assert refused.directory.version == read(shelters=[shelter()]).directory.version

    @pytest.mark.parametrize("role", Role)
    def test_every_role_is_told_the_history_of_public_places(self, role):
        assert len(read(event()).directory.visible_to(role).history) == 1


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80).map(
    str.strip
)


@given(st.lists(st.fixed_dictionaries({name: texts | st.just("") for name in COLUMNS}), max_size=4))
def test_whatever_stands_there_is_an_event_or_a_finding(rows):
    for cells in rows:
        told, findings = event_from_row(Row(2, cells))
        assert (told is None) == bool(findings)
        assert {finding.column for finding in findings} <= set(COLUMNS)


@given(st.permutations([("a", "2018"), ("a", None), ("b", "2017"), ("a", "2016-03")]))
def test_the_order_of_rows_does_not_matter_for_dated_events(given_rows):
    events = [
        Event(place=place, date=date, kind="opened", text="x", sources=("https://a.example/",))
        for place, date in given_rows
    ]
    found = {name: [told.date for told in events] for name, events in by_place(events).items()}
    assert found == {"a": ["2016-03", "2018", None], "b": ["2017"]}
