"""Programmes of places: what a row becomes, what it costs where it is wrong, who may know it."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.directory.dictionary import programme_dictionary
from geo.directory.programme import ProgrammeItem, first_day, last_day
from geo.directory.programme_rows import COLUMNS, item_from_row
from geo.directory.reading import DATA, read_directory
from geo.directory.table import Row, read_rows
from geo.directory.viewer import Role
from tests.worlds import find, ids, item, place, read_world, shelter, table, world, write_world

README = Path(__file__).parents[2] / "README.md"
HERE = place()
DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))
PARTIAL = st.builds(lambda day, length: day.isoformat()[:length], DAYS, st.sampled_from([4, 7, 10]))


def read(*rows, places=(HERE,), shelters=()):
    with TemporaryDirectory() as folder:
        reading = read_world(Path(folder), places=places, shelters=shelters, items=rows)
    return reading.directory.programme.items, reading.findings


def only_finding(*rows, **world_rows):
    """Read a broken row beside a good one, which it must not cost."""
    good = item(title="The good one")
    kept, (finding,) = read(good, *rows, **world_rows)
    assert [one.title for one in kept] == ["The good one"]
    return finding


def test_a_row_becomes_an_item_and_what_is_empty_is_unknown():
    (one,), findings = read(item(languages="de;ar", target_groups="women", women_only="yes"))
    assert findings == ()
    assert (one.languages, one.target_groups, one.women_only) == (("de", "ar"), ("women",), "yes")
    assert (one.childcare, one.cost, one.registration, one.valid_until) == (None,) * 4


@pytest.mark.parametrize(
    ("cells", "column", "value", "told"),
    [
        ({"place": "nowhere"}, "place", "nowhere", "no public place"),
        ({"place": ""}, "place", "", "empty but needed"),
        ({"offer": "sorcery"}, "offer", "sorcery", "not in offer_codes.csv"),
        ({"target_groups": "women;dragons"}, "target_groups", "dragons", "not in audiences.csv"),
        ({"opening_hours": "Tu 25-26"}, "opening_hours", "Tu 25-26", "Mo-Fr 09:00-17:00"),
        ({"women_only": "maybe"}, "women_only", "maybe", "'yes' or 'no'"),
        ({"childcare": "ja"}, "childcare", "ja", "'yes' or 'no'"),
        ({"valid_from": "2025", "valid_until": "2024"}, "valid_until", "2024", "before valid_from"),
        ({"valid_until": "31/12/2024"}, "valid_until", "31/12/2024", "for example 2024-05"),
        ({"source_url": ""}, "source_url", "", "a fact needs a source"),
        ({"source_url": "javascript:alert(1)"}, "source_url", "javascript:alert(1)", "https://"),
        ({"languages": "German"}, "languages", "German", "for example de;ar"),
    ],
)
def test_a_broken_row_costs_itself_and_is_told_with_its_place(cells, column, value, told):
    finding = only_finding(item(**cells))
    assert (finding.file, finding.line, finding.column) == ("offers.csv", 3, column)
    assert finding.value == value
    assert told in finding.message


def test_an_item_that_stands_twice_is_kept_once():
    finding = only_finding(item(title="The good one", childcare="yes"))
    assert (finding.line, finding.column) == (3, "place")
    assert "the same item as in line 2" in finding.message


def test_a_home_and_a_place_that_never_was_are_refused_with_the_same_words():
    home = only_finding(item(place="shelter-gray"), shelters=[shelter()])
    nobody = only_finding(item(place="shelter-blue"), shelters=[shelter()])
    assert home.message == nobody.message


def test_a_folder_without_programmes_is_whole():
    with TemporaryDirectory() as name:
        folder = write_world(Path(name), places=[HERE])
        (folder / "offers.csv").unlink()
        reading = read_directory(folder)
    assert (reading.directory.programme.items, reading.findings) == ((), ())


def test_a_table_without_a_needed_column_costs_only_the_programmes():
    with TemporaryDirectory() as name:
        folder = write_world(Path(name), places=[HERE])
        (folder / "offers.csv").write_text("place,offer\nhouse-of-words,legal_advice\n")
        reading = read_directory(folder)
    (finding,) = reading.findings
    assert (finding.file, finding.line) == ("offers.csv", None)
    assert "column title" in finding.message
    assert [found.id for found in reading.directory.places] == ["house-of-words"]


@given(PARTIAL, PARTIAL)
def test_an_item_is_refused_exactly_where_it_ends_before_it_can_begin(begins, ends):
    made, findings = item_from_row(Row(2, item(valid_from=begins, valid_until=ends)))
    assert (made is None) == (last_day(ends) < first_day(begins))
    assert [finding.column for finding in findings] == ([] if made else ["valid_until"])


@given(PARTIAL, DAYS)
def test_an_item_is_over_from_the_day_after_its_last(ends, day):
    one = ProgrammeItem(place="a", offer="b", source_url=("https://c.example/",), valid_until=ends)
    is_after = day.isoformat()[: len(ends)] > ends
    assert one.is_over(day) == is_after


@given(st.dictionaries(st.sampled_from(COLUMNS), st.text(max_size=40)))
def test_no_cell_is_more_than_a_finding(cells):
    made, findings = item_from_row(Row(2, item(**cells)))
    assert (made is None) == bool(findings)
    assert all(finding.line == 2 and finding.column in COLUMNS for finding in findings)


class TestWhoMayKnow:
    """Programmes are public, and homes have none, for nobody."""

    @pytest.mark.parametrize("role", Role)
    def test_only_public_places_have_one(self, role):
        with TemporaryDirectory() as name:
            rows = [item(), item(place="hidden", title="Hidden one")]
            places = [HERE, place(id="hidden", name="Hidden")]
            whole = read_world(Path(name), places=places, items=rows).directory
        hidden = whole.by_id["hidden"].model_copy(update={"visibility": "confidential"})
        changed = whole.__class__(places=(whole.places[0], hidden), programme=whole.programme)
        seen = changed.visible_to(role)
        assert [one.title for one in seen.programme.items] == ["Open table"]

    def test_the_version_tells_of_a_change_in_a_programme(self):
        one, other = (world(places=[HERE], items=[item(title=title)]) for title in ("A", "B"))
        assert one.version != other.version


class TestSearch:
    """One item has to be all that is asked for."""

    PLACES = (
        place(id="apart", name="Apart", offers="legal_advice"),
        place(id="joined", name="Joined", offers="legal_advice;german_course"),
    )
    ITEMS = (
        item(place="apart", title="Tuesday women", women_only="yes"),
        item(place="apart", title="Monday play", opening_hours="Mo 10:00-12:00", childcare="yes"),
        item(place="joined", title="Frauencafé", women_only="yes", childcare="yes", cost="free"),
        item(place="joined", title="Course", offer="german_course", opening_hours="We 10:00-11:00"),
        item(place="joined", title="Gone", opening_hours="Su 10:00-11:00", valid_until="2025"),
    )

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({"weekday": ("tu",)}, ["apart", "joined"]),
            ({"weekday": ("mo", "we")}, ["apart", "joined"]),
            ({"weekday": ("tu",), "women_only": ("yes",), "childcare": ("yes",)}, ["joined"]),
            ({"weekday": ("mo",), "women_only": ("yes",)}, []),
            ({"weekday": ("we",), "offers": ("legal_advice",)}, []),
            ({"weekday": ("we",), "offers": ("german_course",)}, ["joined"]),
            ({"cost": ("free",)}, ["joined"]),
            ({"weekday": ("su",)}, []),
            ({"text": "Frauencafe"}, ["joined"]),
            ({"text": "Gone"}, []),
        ],
    )
    def test_what_is_found(self, asked, found):
        assert ids(find(world(places=self.PLACES, items=self.ITEMS), **asked)) == found

    def test_an_option_promises_what_choosing_it_beside_the_others_gives(self):
        directory = world(places=self.PLACES, items=self.ITEMS)
        counts = find(directory, weekday=("tu",), women_only=("yes",)).counts
        assert counts["childcare"] == {"yes": 1}
        assert counts["weekday"]["mo"] == 0
        assert counts["weekday"]["tu"] == 2


class TestDictionary:
    """The table in the README is what the model says."""

    def test_the_readme_has_it_word_for_word(self):
        text = README.read_text(encoding="utf-8")
        begin = "<!-- data dictionary of programmes -->\n"
        end = "<!-- end of the data dictionary of programmes -->"
        said = text.partition(begin)[2].partition(end)[0]
        assert said == programme_dictionary(read_directory().directory.vocabulary)

    @pytest.mark.parametrize("column", COLUMNS)
    def test_each_column_has_a_meaning_and_an_example_that_passes(self, column):
        field = ProgrammeItem.model_fields[column]
        assert field.description
        made, findings = item_from_row(Row(2, item(**{column: field.examples[0]})))
        assert (made is not None, findings) == (True, [])


class TestTheTableOfTheProject:
    """What comes with the project stands, with a source in every row."""

    def test_every_row_is_in_and_has_a_source(self):
        reading = read_directory()
        rows = read_rows(DATA / "offers.csv", COLUMNS)
        assert list(rows[0].cells) == list(COLUMNS)
        assert len(reading.directory.programme.items) == len(rows)
        assert all(one.source_url for one in reading.directory.programme.items)

    def test_every_source_is_one_of_its_place(self):
        directory = read_directory().directory
        for one in directory.programme.items:
            assert set(one.source_url) <= set(directory.by_id[one.place].sources)


@pytest.mark.parametrize(
    ("column", "written", "meant"),
    [
        ("valid_from", "01.09.2024", "2024-09-01"),
        ("valid_until", "07.2025", "2025-07"),
        ("valid_until", "2025.0", "2025"),
        ("source_date", "Mai 24", "2024-05"),
    ],
)
def test_what_a_spreadsheet_did_to_dates_is_undone(column, written, meant):
    (one,), findings = read(item(**{column: written}))
    assert (getattr(one, column), findings) == (meant, ())


@pytest.mark.parametrize(("bom", "delimiter"), [("", ";"), ("\ufeff", ";"), ("\ufeff", ",")])
def test_a_table_saved_by_a_spreadsheet_reads_as_before(bom, delimiter):
    rows = [item(title='a; b, "c"\nd', cost="1,50 Euro"), item(title="ü", languages="de;fa")]
    with TemporaryDirectory() as name:
        folder = write_world(Path(name), places=[HERE], items=rows)
        before = read_directory(folder)
        text = bom + table(rows, delimiter=delimiter).replace("\n", "\r\n")
        (folder / "offers.csv").write_text(text, encoding="utf-8", newline="")
        after = read_directory(folder)
    assert before.findings == after.findings == ()
    assert after.directory.programme == before.directory.programme
