"""Reading places: good rows are kept, each bad one is reported where it stands."""

import pytest

from geo.directory.finding import Finding, Severity
from geo.directory.place import Visibility
from geo.directory.reading import read_directory
from tests.worlds import EAST, MIDDLE, WEST, place, read_world, shelter, table, unlocated

BEFORE, AFTER = place(id="before"), place(id="after")
NO_POINT = {"lat": "", "lon": "", "geo_accuracy_m": ""}


def read_between(folder, row):
    """Read a row between two good ones, so that it stands in line 3."""
    reading = read_world(folder, places=[BEFORE, row, AFTER])
    return [p.id for p in reading.directory.places], reading.findings


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("id", "", "needed"),
        ("id", "Has Blanks", "pattern"),
        ("category", "", "needed"),
        ("category", "castle", "unknown; one of counselling, course, library, shelter"),
        ("category", "shelter", "belongs into shelters.csv"),
        ("name", "", "needed"),
        ("name", "x" * 501, "500"),
        ("target_groups", "dragons", "not in audiences.csv"),
        ("offers", "magic", "not in offer_codes.csv"),
        ("languages", "german", "pattern"),
        ("level", "D4", "A1"),
        ("capacity", "many", "integer"),
        ("capacity", "-1", "greater than or equal to 0"),
        ("postcode", "7000", "pattern"),
        ("status", "", "needed"),
        ("status", "maybe", "'open', 'planned', 'closed' or 'unverified'"),
        ("visibility", "volunteers", "belongs into shelters.csv"),
        ("geo_precision", "exact", "'address'"),
        ("lat", "north", "number"),
        ("lat", "", "number"),
        ("lat", "nan", "90"),
        ("lon", "200", "180"),
        ("geo_accuracy_m", "", "number"),
        ("geo_accuracy_m", "0", "greater than 0"),
        ("geo_accuracy_m", "inf", "finite number"),
        ("opening_hours", "Mo-Fr 9-25", "Mo-Fr 9-25"),
        ("source_date", "2024-02-30", "not a date"),
        ("source_date", "2024-13", "not a date"),
        ("source_date", "May 2024", "not a date"),
        ("source_url", "", "needs a source"),
        ("source_url", "javascript:alert(1)", "not a web address"),
        ("website", "javascript:alert(1)", "not a web address"),
        ("website", "www.words.example", "begins with https://"),
        ("website", "ftp://words.example", "not a web address"),
        ("website", "https://two words.example", "not a web address"),
        ("website", "https://[words", "not a web address"),
        ("website", "https:///words", "not a web address"),
        ("phone", "0711 123456", "pattern"),
        ("phone", "+49 711 ask for Eva", "pattern"),
        ("email", "words.example", "pattern"),
        ("email", "a@b@words.example", "pattern"),
        ("email", "a@words", "pattern"),
    ],
)
def test_a_bad_cell_costs_its_row_and_is_named(tmp_path, column, value, message):
    kept, findings = read_between(tmp_path, place(id="bad") | {column: value})
    assert kept == ["before", "after"]
    assert [(f.severity, f.file, f.line, f.column, f.value) for f in findings] == [
        (Severity.ERROR, "places.csv", 3, column, value)
    ]
    assert message in findings[0].message


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("phone", "+49 711 1234-56"),
        ("email", "info@words.example"),
        ("website", "http://words.example/a?b=c#d"),
        ("opening_hours", 'Mo-Fr 09:00-12:00; PH off || "nach Vereinbarung"'),
        ("source_date", "2024"),
        ("source_date", "2024-02-29"),
        ("languages", "de;prs"),
        ("level", "Alpha;A1"),
        ("source_url", "https://a.example; https://b.example"),
        ("name", '<b>"Words" & more</b>'),
    ],
)
def test_forms_that_are_in_use_are_accepted(tmp_path, column, value):
    kept, findings = read_between(tmp_path, place(id="fine") | {column: value})
    assert (kept, findings) == (["before", "fine", "after"], ())


def test_a_row_with_several_mistakes_tells_them_all(tmp_path):
    kept, findings = read_between(tmp_path, place(id="bad", phone="1", status="?", postcode="x"))
    assert kept == ["before", "after"]
    assert {(f.line, f.column) for f in findings} == {(3, "phone"), (3, "status"), (3, "postcode")}


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (NO_POINT, "geo_precision 'address' needs lat, lon and accuracy"),
        ({"geo_precision": "district"}, "geo_precision 'district' has no point"),
        ({"geo_precision": "none"}, "geo_precision 'none' has no point"),
    ],
)
def test_point_and_precision_must_agree(tmp_path, cells, message):
    kept, findings = read_between(tmp_path, place(**cells))
    assert kept == ["before", "after"]
    assert [(f.line, f.message) for f in findings] == [(3, message)]


def test_a_district_that_does_not_exist_costs_the_row(tmp_path):
    kept, findings = read_between(tmp_path, unlocated(district="Atlantis"))
    assert kept == ["before", "after"]
    assert [(f.severity, f.line, f.column, f.value) for f in findings] == [
        (Severity.ERROR, 3, "district", "Atlantis")
    ]


def test_a_point_outside_the_city_costs_the_row(tmp_path):
    kept, findings = read_between(tmp_path, place(lat="50.1", district=""))
    assert kept == ["before", "after"]
    assert findings == (
        Finding(
            Severity.ERROR,
            "places.csv",
            3,
            "lat, lon",
            "50.1, 9.13",
            "the point lies outside the city",
        ),
    )


def test_a_point_in_another_district_than_stated_is_a_warning(tmp_path):
    kept, findings = read_between(tmp_path, place(id="moved", district=EAST))
    assert kept == ["before", "moved", "after"]
    assert [(f.severity, f.line, f.column, f.value) for f in findings] == [
        (Severity.WARNING, 3, "district", EAST)
    ]
    assert findings[0].message == "the point lies in Mittfeld"


def test_the_district_of_a_point_is_filled_in_where_none_is_stated(tmp_path):
    reading = read_world(tmp_path, places=[place(district=""), unlocated(id="anywhere")])
    assert [p.district for p in reading.directory.places] == [MIDDLE, None]
    assert reading.is_sound


def test_the_first_of_several_rows_with_one_id_keeps_it(tmp_path):
    again = place(id="before", name="Again")
    reading = read_world(tmp_path, places=[BEFORE, again], shelters=[shelter(id="before")])
    assert [(p.id, p.name) for p in reading.directory.places] == [("before", "House of Words")]
    assert [(f.file, f.line, f.column, f.value, f.message) for f in reading.findings] == [
        ("places.csv", 3, "id", "before", "the id is taken by places.csv line 2"),
        ("shelters.csv", 2, "id", "before", "the id is taken by places.csv line 2"),
    ]


def test_lines_are_right_after_a_cell_of_several_lines(tmp_path):
    rows = [place(id="long", note="one\ntwo\nthree"), place(id="bad", status="?")]
    reading = read_world(tmp_path, places=rows)
    assert [f.line for f in reading.findings] == [5]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_table_of_any_office_program_reads_the_same(tmp_path, encoding, end, delimiter):
    row = place(name="Café, Küche; Bücher", note="one\ntwo", offers="german_course;legal_advice")
    text = table([row, place(id="bad", status="?")], delimiter=delimiter)
    read_world(tmp_path)
    (tmp_path / "places.csv").write_bytes(text.replace("\n", end).encode(encoding))
    reading = read_directory(tmp_path)
    (kept,) = reading.directory.places
    assert (kept.name, kept.note) == ("Café, Küche; Bücher", "one\ntwo")
    assert kept.offers == ("german_course", "legal_advice")
    assert [(f.line, f.column) for f in reading.findings] == [(4, "status")]


def test_a_finding_names_the_thing_the_value_and_the_place(tmp_path):
    _, findings = read_between(tmp_path, place(source_date="2024-02-30"))
    assert str(findings[0]).startswith("places.csv line 3, source_date '2024-02-30': not a date")


class TestVisibility:
    """A tier that is missing, misspelt or new never opens a record."""

    @pytest.mark.parametrize("value", ["", "Public", "pubic", "everyone"])
    def test_an_unknown_tier_with_an_address_keeps_the_row_out(self, tmp_path, value):
        kept, findings = read_between(tmp_path, place(visibility=value))
        assert kept == ["before", "after"]
        assert (findings[0].column, findings[0].value) == ("visibility", value)
        assert "treated as confidential" in findings[0].message
        assert "must not carry a street" in findings[1].message

    @pytest.mark.parametrize("value", ["", "pubic"])
    def test_an_unknown_tier_without_an_address_is_confidential(self, tmp_path, value):
        reading = read_world(tmp_path, places=[unlocated(visibility=value)])
        assert [p.visibility for p in reading.directory.places] == [Visibility.CONFIDENTIAL]
        assert [f.column for f in reading.findings] == ["visibility"]
        assert not reading.is_sound

    def test_a_table_without_the_column_is_confidential_throughout(self, tmp_path):
        read_world(tmp_path)
        columns = [name for name in place() if name != "visibility"]
        rows = [{name: row[name] for name in columns} for row in (place(id="a"), unlocated(id="b"))]
        (tmp_path / "places.csv").write_text(table(rows))
        (kept,) = read_directory(tmp_path).directory.places
        assert (kept.id, kept.visibility) == ("b", Visibility.CONFIDENTIAL)

    @pytest.mark.parametrize(
        "cells", [{"street": "Lange Gasse"}, {"house_number": "7"}, {"geo_precision": "address"}]
    )
    def test_a_confidential_record_with_an_address_is_refused(self, tmp_path, cells):
        point = {name: place()[name] for name in NO_POINT} if "geo_precision" in cells else {}
        row = unlocated(visibility="confidential", district=MIDDLE, **cells, **point)
        kept, findings = read_between(tmp_path, row)
        assert kept == ["before", "after"]
        assert "a confidential record must not carry a street" in findings[0].message

    @pytest.mark.parametrize("value", ["public", "", "voluntears"])
    def test_a_shelter_with_a_wrong_tier_is_left_out_whole(self, tmp_path, value):
        """Even the name of a confidential record is told, and a shelter's often is its street."""
        row = unlocated(id="s", category="shelter", district=WEST, visibility=value)
        reading = read_world(tmp_path, shelters=[row])
        assert reading.directory.places == ()
        assert ("shelters.csv", 2, "visibility", value) in {
            (f.file, f.line, f.column, f.value) for f in reading.findings
        }
