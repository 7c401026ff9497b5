"""``python -m geo geocode`` against a geocoder on this machine, with what goes wrong there."""

import csv
import threading

import pytest

from geo.directory.reading import read_directory
from geo.exchange import geocoder, geocoder_http
from geo.exchange.keeping import versions
from tests.exchange.geocoding_server import (
    Reply,
    geocoding_server,
    house,
    nominatim,
    photon,
    street,
)
from tests.shell import Shell
from tests.worlds import MIDDLE, WEST, place, shelter, unlocated, write_world

NEAR = {"geo_precision": "stop", "geo_accuracy_m": "400", "geo_basis": "stop Mitte Nacht"}
WORDS = place(**NEAR)
SIGNS = place(id="signs", name="House of Signs", street="Enge Gasse", **NEAR)
TONES = place(id="tones", name="House of Tones", street="Hohe Gasse", **NEAR)
OF_WORDS, OF_SIGNS, OF_TONES = "7 Lange Gasse", "7 Enge Gasse", "7 Hohe Gasse"


@pytest.fixture
def server():
    with geocoding_server() as running:
        yield running


class Desk:
    """A data folder, a terminal, and the geocoder it is set to."""

    def __init__(self, tmp_path, server):
        self.folder = tmp_path / "data"
        self.folder.mkdir()
        self.shell = Shell(tmp_path / "state")
        self.server = server
        self.settings = {
            "WILLKOMMEN_DATA": str(self.folder),
            "WILLKOMMEN_GEOCODER_URL": server.address,
            "WILLKOMMEN_GEOCODER_IS_OWN": "true",
            "WILLKOMMEN_GEOCODER_SECONDS": "0",
        }

    def lay_out(self, *places, shelters=()):
        write_world(self.folder, places=places, shelters=shelters)
        self.before = self.open_table.read_bytes()

    @property
    def open_table(self):
        return self.folder / "places.csv"

    @property
    def is_unchanged(self):
        return self.open_table.read_bytes() == self.before and not versions(self.open_table)

    def geocode(self, *options, **variables):
        return self.shell.type("geocode", *options, **(self.settings | variables))

    def rows(self, name="places.csv"):
        with (self.folder / name).open(encoding="utf-8", newline="") as file:
            return {row["id"]: row for row in csv.DictReader(file)}


@pytest.fixture
def desk(tmp_path, server):
    return Desk(tmp_path, server)


def test_a_house_found_in_its_street_and_district_becomes_the_point(desk):
    desk.lay_out(WORDS, SIGNS)
    desk.server.replies[OF_WORDS] = [nominatim(house())]
    result = desk.geocode()
    assert result.exit_code == 0, result.output
    row = desk.rows()["house-of-words"]
    assert (row["lat"], row["lon"]) == ("48.77120", "9.13120")
    assert (row["geo_precision"], row["geo_accuracy_m"]) == ("address", "20")
    assert row["geo_basis"].startswith("address 7, OpenStreetMap node 4711 by Nominatim, 20")
    assert desk.rows()["signs"] == SIGNS
    assert [version.read_bytes() for version in versions(desk.open_table)] == [desk.before]
    assert read_directory(desk.folder).is_sound


def test_before_and_after_are_shown_with_how_far_the_point_moves(desk):
    desk.lay_out(WORDS, SIGNS)
    desk.server.replies[OF_WORDS] = [nominatim(house())]
    told = desk.geocode().stdout
    (line,) = [line for line in told.splitlines() if "places.csv:2" in line]
    assert [cell in line for cell in ("Lange Gasse 7", "stop, 400 m", "address, 20 m", "160 m")]
    assert "nothing found: compare the spelling with a map" in told
    assert "2 addresses to ask, 2 requests, 1 points written" in told


def test_a_dry_run_shows_the_same_and_writes_nothing(desk):
    desk.lay_out(WORDS)
    desk.server.replies[OF_WORDS] = [nominatim(house())]
    result = desk.geocode("--dry-run")
    assert "address, 20 m" in result.stdout
    assert "1 points found, nothing written" in result.stdout
    assert desk.is_unchanged


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ([house(city="Anderswo")], "another city: Anderswo"),
        ([house(road="Kurze Gasse")], "another street: Kurze Gasse"),
        ([house(at=(48.77, 9.11))], f"lies in {WEST}, not in {MIDDLE}"),
        ([house(at=(50.1, 8.6))], "outside the city"),
        ([house("9")], "another house: 9"),
        ([house(), house(at=(48.779, 9.138))], "2 answers, "),
        ([street(box=(48.761, 48.779, 9.121, 9.139))], "only the street is known"),
        ([], "nothing found"),
    ],
)
def test_what_does_not_prove_itself_is_told_and_not_taken(desk, answer, told):
    desk.lay_out(WORDS)
    desk.server.replies[OF_WORDS] = [nominatim(*answer)]
    result = desk.geocode()
    assert result.exit_code == 0
    assert told in " ".join(result.stdout.split())
    assert desk.is_unchanged


def test_a_street_stands_in_for_its_house_with_a_radius_that_reaches_to_its_ends(desk):
    desk.lay_out(WORDS)
    boxes = ((48.770, 48.7705, 9.130, 9.131), (48.7705, 48.775, 9.131, 9.134))
    desk.server.replies[OF_WORDS] = [nominatim(*(street(box=box) for box in boxes))]
    desk.geocode()
    row = desk.rows()["house-of-words"]
    assert (row["lat"], row["lon"], row["geo_precision"]) == ("48.77250", "9.13200", "street")
    assert row["geo_accuracy_m"] == "320"
    assert row["geo_basis"].startswith("middle of the street, OpenStreetMap way 815")


def test_a_better_tier_is_never_overwritten(desk):
    known = place(geo_precision="street", geo_accuracy_m="60", geo_basis="house next door")
    desk.lay_out(known, place(id="exact", name="Exact", street="Enge Gasse"))
    desk.server.replies[OF_WORDS] = [nominatim(street())]
    result = desk.geocode()
    assert "no better than the present one" in " ".join(result.stdout.split())
    assert desk.server.asked == [OF_WORDS]
    assert desk.is_unchanged


def test_only_whole_addresses_with_a_district_are_asked(desk):
    desk.lay_out(
        place(id="no-number", name="A", house_number="", **NEAR),
        unlocated(id="no-street", name="B", house_number="7", district=MIDDLE),
        unlocated(id="no-district", name="C", street="Lange Gasse", house_number="7"),
        place(id="at-the-door", name="D"),
    )
    assert "0 addresses to ask" in desk.geocode().stdout
    assert desk.server.requests == []


def test_of_two_rows_with_one_id_and_of_a_broken_one_no_other_is_written(desk):
    broken = WORDS | {"status": "maybe"}
    desk.lay_out(broken, WORDS, TONES | {"id": "house-of-words"})
    desk.server.replies = {
        OF_WORDS: [nominatim(house())],
        OF_TONES: [nominatim(house(road="Hohe Gasse", at=(48.779, 9.139)))],
    }
    desk.geocode()
    lines = desk.open_table.read_bytes().splitlines()
    before = desk.before.splitlines()
    assert [position for position in range(4) if lines[position] != before[position]] == [2]
    assert b"48.77120" in lines[2]


def test_the_request_names_the_programme_the_contact_and_the_parts_of_the_address(desk):
    desk.lay_out(WORDS)
    desk.geocode(WILLKOMMEN_GEOCODER_CONTACT="map@city.example")
    assert desk.server.agents == ["willkommenskarte-stuttgart/0.1 geocode (map@city.example)"]
    parts = {"street", "city", "postalcode", "country", "format", "limit"}
    assert parts < set(desk.server.requests[0])


def test_photon_is_asked_in_its_own_way(desk):
    desk.lay_out(WORDS)
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [9.1312, 48.7712]},
        "properties": {
            "osm_type": "W",
            "osm_id": 12,
            "type": "house",
            "street": "Lange Gasse",
            "housenumber": "7",
            "city": "Musterstadt",
        },
    }
    desk.server.replies["Lange Gasse 7, 70000 Musterstadt"] = [photon(feature)]
    result = desk.geocode(WILLKOMMEN_GEOCODER="photon")
    assert result.exit_code == 0, result.output
    assert "OpenStreetMap way 12 by Photon" in desk.rows()["house-of-words"]["geo_basis"]


FAULTS = {
    "error": Reply(b"oh no", 500),
    "too many": Reply(b"", 429, (("Retry-After", "0"),)),
    "no JSON": Reply(b"<html>"),
    "other JSON": Reply(b'{"places": 3}'),
    "places without a point": Reply(b'[{"address": {"road": "Lange Gasse"}}]'),
    "redirected": Reply(b"", 302, (("Location", "http://127.0.0.1:9/search"),)),
    "too long": Reply(b" " * (geocoder_http.LONGEST_ANSWER_BYTES + 1)),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_after_a_fault_that_passes_the_answer_counts(desk, fault):
    desk.lay_out(WORDS)
    desk.server.replies[OF_WORDS] = [FAULTS[fault], nominatim(house())]
    result = desk.geocode()
    assert result.exit_code == 0, result.output
    assert "1 addresses to ask, 2 requests, 1 points written" in result.stdout


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_stays_is_told_and_the_next_address_is_asked(desk, fault):
    desk.lay_out(SIGNS, WORDS)
    desk.server.replies = {OF_SIGNS: [FAULTS[fault]], OF_WORDS: [nominatim(house())]}
    result = desk.geocode()
    assert result.exit_code == 1
    assert "1 without an answer: run it again later" in result.stderr
    assert "no answer in 4 attempts" in " ".join(result.stdout.split())
    assert desk.rows()["house-of-words"]["geo_precision"] == "address"
    assert desk.rows()["signs"] == SIGNS


def test_a_geocoder_out_of_order_is_left_alone_and_what_was_found_is_written(desk):
    rows = [place(id=f"p{n}", name=f"P{n}", street=f"Gasse {n}", **NEAR) for n in range(5)]
    desk.lay_out(WORDS, *rows)
    desk.server.replies = {f"7 Gasse {n}": [FAULTS["error"]] for n in range(5)}
    desk.server.replies[OF_WORDS] = [nominatim(house())]
    result = desk.geocode()
    assert result.exit_code == 1
    assert "the geocoder is out of order or not to be reached" in result.stderr
    assert desk.rows()["house-of-words"]["geo_precision"] == "address"
    assert len(desk.server.requests) == 1 + 3 * geocoder.ATTEMPTS


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(b"", 403), "the geocoder refuses (status 403)"),
        (Reply(b"", 429, (("Retry-After", "3600"),)), "asks to wait 3600 s"),
    ],
)
def test_a_geocoder_that_refuses_is_not_asked_again(desk, reply, told):
    desk.lay_out(WORDS, SIGNS)
    desk.server.replies[OF_WORDS] = [reply]
    result = desk.geocode()
    assert result.exit_code == 1
    assert told in result.stderr
    assert desk.server.asked == [OF_WORDS]
    assert desk.is_unchanged


def test_a_slow_answer_is_given_up(desk, monkeypatch):
    monkeypatch.setattr(geocoder, "TIMEOUT_S", 0.2)
    desk.lay_out(WORDS)
    held = threading.Event()
    desk.server.replies[OF_WORDS] = [Reply(b"[]", held_by=held)]
    result = desk.geocode()
    held.set()
    assert "no answer within 0.2 s" in " ".join(result.stdout.split())
    assert desk.is_unchanged


def test_a_geocoder_that_is_not_there_is_told_at_once(desk):
    desk.lay_out(WORDS, SIGNS)
    result = desk.geocode(WILLKOMMEN_GEOCODER_URL="http://127.0.0.1:9")
    assert result.exit_code == 1
    assert "http://127.0.0.1:9 cannot be reached" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert desk.is_unchanged


def test_what_was_answered_once_is_not_asked_again(desk):
    desk.lay_out(WORDS, SIGNS)
    desk.server.replies[OF_WORDS] = [nominatim(house())]
    desk.geocode("--dry-run")
    assert "2 addresses to ask, 0 requests, 1 points written" in desk.geocode().stdout
    assert desk.server.asked == [OF_WORDS, OF_SIGNS]
    assert [p.stat().st_mode & 0o777 for p in desk.shell.state.iterdir()] == [0o600]


def test_killed_while_it_waits_the_table_is_whole_and_the_work_goes_on_where_it_was(desk):
    desk.lay_out(WORDS, SIGNS, TONES)
    held = threading.Event()
    desk.server.replies = {
        OF_WORDS: [nominatim(house())],
        OF_SIGNS: [Reply(b"[]", held_by=held)],
    }
    process = desk.shell.start("geocode", **desk.settings)
    assert desk.server.came[OF_SIGNS].wait(60)
    process.kill()
    process.communicate()
    held.set()
    assert desk.is_unchanged
    assert "3 addresses to ask, 2 requests, 1 points written" in desk.geocode().stdout
    assert desk.server.asked == [OF_WORDS, OF_SIGNS, OF_SIGNS, OF_TONES]
    assert desk.rows()["house-of-words"]["geo_precision"] == "address"


def test_a_table_changed_meanwhile_is_left_to_who_changed_it(desk):
    desk.lay_out(WORDS)

    class Editing(threading.Event):
        def wait(self, _):
            desk.open_table.write_bytes(desk.before + b"\n")

    content = nominatim(house()).content
    desk.server.replies[OF_WORDS] = [Reply(content, held_by=Editing())]
    result = desk.geocode()
    assert result.exit_code == 1
    assert "somebody else has changed it meanwhile" in result.stderr
    assert desk.open_table.read_bytes() == desk.before + b"\n"


HOME = shelter(house_number="5", geo_precision="stop", geo_accuracy_m="300", geo_basis="stop")
DOOR = HOME["street"]


def test_homes_are_sent_to_no_server_that_is_not_the_operators_own(desk):
    desk.lay_out(shelters=[HOME])
    settings = {"WILLKOMMEN_GEOCODER_SECONDS": "1", "WILLKOMMEN_GEOCODER_IS_OWN": "false"}
    result = desk.geocode("--shelters", **settings)
    assert result.exit_code == 1
    assert "sent to no server but your own" in result.stderr
    assert desk.server.requests == []


def test_homes_are_located_by_ones_own_server_and_nothing_of_them_is_printed(desk):
    desk.lay_out(WORDS, shelters=[HOME])
    reply = nominatim(house("5", road=DOOR, at=(48.7712, 9.1112)))
    desk.server.replies[f"5 {DOOR}"] = [reply]
    result = desk.geocode("--shelters")
    assert result.exit_code == 0, result.output
    assert desk.server.asked == [f"5 {DOOR}"]
    assert desk.rows("shelters.csv")["shelter-gray"]["geo_precision"] == "address"
    assert "shelters.csv:2" in result.stdout
    assert "Gasse" not in result.output
    assert "4711" not in result.output


@pytest.mark.parametrize("tier", ["confidential", "volunteer", "", "public"])
def test_a_home_that_is_not_for_volunteers_is_never_sent(desk, tier):
    """Confidential, misspelt, missing and wrong: none of these leaves the machine."""
    desk.lay_out(shelters=[HOME | {"visibility": tier}])
    desk.geocode("--shelters")
    desk.geocode()
    assert desk.server.requests == []


@pytest.mark.parametrize("tier", ["confidential", "volunteers", "publik", ""])
def test_a_row_among_the_places_that_is_not_public_is_never_sent(desk, tier):
    desk.lay_out(WORDS | {"visibility": tier})
    desk.geocode()
    assert desk.server.requests == []


def test_a_public_row_at_the_address_of_a_home_is_left_alone_without_a_word(desk):
    """Its point may be missing on purpose, and a refusal would tell why."""
    desk.lay_out(WORDS, shelters=[HOME | {"street": "Lange Gasse", "house_number": "7"}])
    result = desk.geocode()
    assert desk.server.requests == []
    assert result.stdout.strip() == "0 addresses to ask, 0 requests, 0 points written"


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({"WILLKOMMEN_GEOCODER_URL": ""}, "needs WILLKOMMEN_GEOCODER_URL"),
        (
            {"WILLKOMMEN_GEOCODER_URL": "https://nominatim.openstreetmap.org/"},
            "needs WILLKOMMEN_GEOCODER_URL",
        ),
        ({"WILLKOMMEN_GEOCODER_IS_OWN": "false"}, "WILLKOMMEN_GEOCODER_SECONDS is 1 or more"),
        ({"WILLKOMMEN_GEOCODER": "guess"}, "WILLKOMMEN_GEOCODER"),
        ({"WILLKOMMEN_GEOCODER_URL": "ftp://x"}, "WILLKOMMEN_GEOCODER_URL"),
        ({"WILLKOMMEN_GEOCODER_CONTACT": "a\nb"}, "WILLKOMMEN_GEOCODER_CONTACT"),
    ],
)
def test_settings_that_cannot_be_are_named(desk, variables, told):
    desk.lay_out(WORDS)
    result = desk.geocode(**variables)
    assert (result.exit_code, told in result.stderr) == (1, True), result.stderr
    assert desk.server.requests == []
