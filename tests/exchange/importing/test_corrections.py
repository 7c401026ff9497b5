"""An import meets records that are there: what it changes, and what a person wrote and keeps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.directory.rows import REQUIRED
from geo.exchange.importing.merging import merged
from tests.exchange.importing.files import MAPPING, desk_at, record
from tests.worlds import place

NEW = "library-library-of-clouds"


@pytest.fixture
def desk(tmp_path):
    return desk_at(tmp_path)


def test_a_cell_that_is_still_the_sources_own_follows_it(desk):
    desk.agreed(desk.geojson(record()))
    result = desk.agreed(desk.geojson(record(TEL="+49 711 7654321")), "--date", "2026-11-01")
    assert "0 to add, 1 to change" in result.output
    row = desk.row(NEW)
    assert (row["phone"], row["source_date"]) == ("+49 711 7654321", "2026-11-01")


def test_a_corrected_cell_is_kept_and_shown(desk):
    desk.agreed(desk.geojson(record()))
    desk.correct(NEW, phone="+49 711 999999")
    again = record(TEL="+49 711 7654321", ZEIT="Mo 10:00-12:00")
    result = desk.agreed(desk.geojson(again), "--date", "2026-11-01")
    row = desk.row(NEW)
    assert (row["phone"], row["opening_hours"]) == ("+49 711 999999", "Mo 10:00-12:00")
    (line,) = [line for line in result.output.splitlines() if " kept " in line]
    assert "+49 711 999999" in line
    assert "+49 711 7654321" in line


def test_a_cell_filled_by_hand_where_the_source_is_silent_is_kept(desk):
    desk.agreed(desk.geojson(record(TEL="")))
    desk.correct(NEW, phone="+49 711 999999", email="info@clouds.example")
    desk.agreed(desk.geojson(record(TEL="")))
    assert desk.row(NEW)["phone"] == "+49 711 999999"
    assert desk.row(NEW)["email"] == "info@clouds.example"


def test_an_emptied_cell_stays_empty(desk):
    desk.agreed(desk.geojson(record()))
    desk.correct(NEW, house_number="", phone="")
    desk.agreed(desk.geojson(record()), "--date", "2026-12-01")
    assert (desk.row(NEW)["house_number"], desk.row(NEW)["phone"]) == ("", "")


def test_a_point_that_was_taken_away_stays_away(desk):
    desk.agreed(desk.geojson(record()))
    nowhere = {"lat": "", "lon": "", "geo_accuracy_m": "", "geo_precision": "district"}
    desk.correct(NEW, **nowhere)
    desk.agreed(desk.geojson(record(lon=9.1351)))
    assert desk.row(NEW)["lat"] == ""


def test_a_point_that_was_moved_by_hand_stays_there(desk):
    desk.agreed(desk.geojson(record()))
    desk.correct(NEW, lon="9.1361")
    result = desk.agreed(desk.geojson(record(lon=9.1351)))
    assert desk.row(NEW)["lon"] == "9.1361"
    assert "lat, lon" in result.output


def test_a_point_of_the_source_follows_it(desk):
    desk.agreed(desk.geojson(record()))
    desk.agreed(desk.geojson(record(lon=9.1351)))
    assert desk.row(NEW)["lon"] == "9.135100"


def test_a_record_that_was_taken_out_stays_out(desk):
    desk.agreed(desk.geojson(record()))
    path = desk.folder / "places.csv"
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:-1]))
    result = desk.agreed(desk.geojson(record()))
    assert "1 stay out: somebody has taken them out" in result.output
    assert [row["id"] for row in desk.rows()] == ["house-of-words"]


WORDS = record(NAME="House of Wörds!", ART="Beratung", STR="Lange Gasse", HNR="7", lon=9.1301)


def test_a_record_of_nearly_the_same_name_nearby_is_the_same(desk):
    result = desk.agreed(desk.geojson(WORDS))
    assert "0 to add, 1 to change" in result.output
    row = desk.row("house-of-words")
    assert (row["name"], row["opening_hours"]) == ("House of Words", "Mo-Fr 09:00-17:00")
    assert row["source_url"] == "https://source.example/words; https://register.example/"
    assert row["source_date"] == "2026-10"
    assert desk.reading().is_sound


def test_what_is_newer_in_the_directory_is_kept_at_the_first_meeting(tmp_path):
    own = {"phone": "+49 711 999999", "source_date": "2026-11"}
    desk = desk_at(tmp_path, places=[place(**own)])
    desk.agreed(desk.geojson(WORDS))
    row = desk.row("house-of-words")
    assert (row["phone"], row["source_date"]) == ("+49 711 999999", "2026-11")
    assert row["opening_hours"] == "Mo-Fr 09:00-17:00"


def test_what_is_older_in_the_directory_follows_at_the_first_meeting(tmp_path):
    desk = desk_at(tmp_path, places=[place(phone="+49 711 999999", source_date="2019")])
    desk.agreed(desk.geojson(WORDS))
    assert desk.row("house-of-words")["phone"] == "+49 711 1234567"


@pytest.mark.parametrize(
    "other",
    [
        {"lon": 9.138},
        {"NAME": "House of Numbers"},
        {"NAME": "House of Words 2"},
    ],
    ids=["far away", "another name", "another number"],
)
def test_another_place_is_another_place(desk, other):
    assert "1 to add, 0 to change" in desk.agreed(desk.geojson(WORDS | other)).output


def test_the_source_itself_may_name_our_id(desk):
    ours = record(NAME="Completely renamed", lon=9.15)
    path = desk.geojson(ours | {"ID": "house-of-words"})
    desk.agreed(path, mapping=MAPPING.replace('key = "NR"', 'id = "ID"'))
    assert [row["id"] for row in desk.rows()] == ["house-of-words"]
    assert desk.row("house-of-words")["name"] == "House of Words"


CELLS = st.fixed_dictionaries(
    {
        "phone": st.sampled_from(["", "A", "B", "C"]),
        "name": st.sampled_from(["X", "Y"]),
        "offers": st.lists(st.sampled_from("abcd"), unique=True).map(";".join),
        "source_date": st.sampled_from(["", "2019", "2026-05"]),
        "lat": st.sampled_from(["", "48.1", "48.2"]),
        "geo_precision": st.sampled_from(["address", "street", "none"]),
    }
)


def whole(cells):
    point = {"lon": "9.1", "geo_accuracy_m": "10"} if cells["lat"] else {}
    return (
        dict.fromkeys(REQUIRED, "")
        | {"id": "x", "source_url": "https://a.example/"}
        | cells
        | point
    )


SAID = CELLS.map(lambda cells: {name: cell for name, cell in whole(cells).items() if cell})
whole_cells = CELLS.map(whole)


@given(whole_cells, SAID, SAID | st.none())
def test_nothing_is_emptied_and_a_second_time_nothing_changes(current, said, base):
    once = merged(current, said, base)
    emptied = [c.column for c in once.changes if not c.after and not c.column.startswith("geo_")]
    assert set(emptied) <= {"offers"}
    again = merged(once.cells, said, said)
    assert again.changes == ()


@given(whole_cells, SAID, SAID)
def test_what_is_not_the_sources_own_never_changes(current, said, base):
    after = merged(current, said, base).cells
    for column in ("phone", "name"):
        if current[column] != base.get(column, ""):
            assert after[column] == current[column]
    assert after["id"] == "x"


@given(whole_cells, SAID, SAID | st.none())
def test_the_date_never_goes_back(current, said, base):
    order = ["", "2019", "2026-05"]
    after = merged(current, said, base).cells["source_date"]
    assert order.index(after) >= order.index(current["source_date"])


@given(st.permutations("abcd"), st.sets(st.sampled_from("abcd")), st.sets(st.sampled_from("abcd")))
def test_each_item_of_a_list_goes_its_own_way(order, current, said):
    """Added by hand stays, taken away by hand stays away, the rest follows the source."""
    base = set(order[:2])
    cells = whole({"offers": ";".join(sorted(current)), "lat": ""})
    spoken = {"offers": ";".join(sorted(said)) or "", "source_date": "2026"}
    result = merged(cells, spoken, {"offers": ";".join(sorted(base))}).cells["offers"]
    found = {item for item in result.split(";") if item}
    wanted = (current - (base - said)) | (said - base) if said else current
    assert found == wanted
