"""The detector finds what it is there to find, however it is written, and nothing else."""

import base64
import gzip
import html
import json
import pickle
import struct
import zlib
from urllib.parse import quote

import pytest
from pyproj import Transformer

from geo.directory.reading import read_directory
from geo.directory.viewer import Role
from tests.safety.betrayal import betrayals
from tests.safety.hidden_homes import HOMES, SHELTERED, TOLD, hidden_homes

QUENDEL, RAUTEN = TOLD
STREET = RAUTEN.words["street"]
PLACE = f"{QUENDEL.lat}, {QUENDEL.lon}"

PLAIN = {
    "street": STREET,
    "small letters": STREET.lower(),
    "capitals": STREET.upper(),
    "without umlauts": "ohmdrautengassle",
    "umlauts as two letters": "Oehmdrautengaessle",
    "taken apart": "O\u0308hmdrauten",
    "soft hyphen": "Öhmd\u00adrauten",
    "id": QUENDEL.id,
    "part of a file name": "/var/cache_shelter-quendel.bin",
    "house number": "Weg 7387c",
    "postcode": f"D-{QUENDEL.numbers['postcode']}",
    "capacity": '{"capacity":347387}',
    "capacity in German": "347.387 Plätze",
    "capacity in English": "347,387 places",
    "capacity in Swiss": "347’387",  # noqa: RUF001 (that is how it is written)
    "note": "sieh quendelnotiz",
    "note of a neighbour": "beim Nachtschattenhaus",
    "position": PLACE,
    "position to a street": "48.711, 9.191",
    "position with longitude first": "[9.1907,48.7114]",
    "position beside the home": "lat=48.7105&lng=9.1911",
    "position by names": '{"lat": 48.71137, "accuracy": 25, "lon": 9.19071}',
    "position in German": "48,711 / 9,191",
    "latitudes in a column": '"lat":[48.70001,48.71137,48.72001]',
    "longitude alone": "9.19071",
}


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN.keys())
def test_a_trace_is_found_as_it_stands(text):
    assert betrayals(text)
    assert betrayals(f"before {text} after".encode())


WRAPPED = {
    "JSON": json.dumps([STREET]),
    "JSON in JSON": json.dumps(json.dumps([STREET])),
    "Python": repr(STREET.encode()),
    "HTML": html.escape(STREET).encode("ascii", "xmlcharrefreplace"),
    "address": quote(STREET),
    "address in an address": quote(quote(STREET)),
    "UTF-16": STREET.encode("utf-16"),
    "bytes taken for Latin letters": STREET.encode().decode("latin-1"),
    "folded line": f"ADR:;;{STREET[:5]}\r\n {STREET[5:]}",
    "gzip": gzip.compress(STREET.encode()),
    "gzip behind a header": b"HTTP/1.1 200\r\n\r\n" + gzip.compress(STREET.encode()),
    "zlib": zlib.compress(STREET.encode()),
    "base64": base64.b64encode(STREET.encode()),
    "base64 for addresses": base64.urlsafe_b64encode(STREET.encode()),
    "base64 inside a word": b"path/" + base64.b64encode(STREET.encode()),
    "base64 in a message": b"\x0a\x0f" + base64.b64encode(b"\x01\x02" + STREET.encode()),
    "gzip in base64 in JSON": json.dumps(base64.b64encode(gzip.compress(STREET.encode())).decode()),
    "hexadecimal": STREET.encode().hex(),
    "position in a pickle": pickle.dumps([QUENDEL.lat]),
    "position in an array": struct.pack("<2d", QUENDEL.lat, 1.0),
    "position in a small array": struct.pack("<f", QUENDEL.lon),
    "array in base64": base64.b64encode(struct.pack("<3d", 0.5, 0.25, QUENDEL.lon)),
    "capacity in a column": struct.pack("<q", QUENDEL.number),
    "position in a script": json.dumps(f"L.marker([{PLACE}])"),
}


@pytest.mark.parametrize("wrapped", WRAPPED.values(), ids=WRAPPED.keys())
def test_a_trace_is_found_however_it_is_packed(wrapped):
    assert betrayals(wrapped)


@pytest.mark.parametrize("grid", [25832, 3857])
def test_a_position_in_metres_is_found(grid):
    to_grid = Transformer.from_crs(4326, grid, always_xy=True)
    x, y = to_grid.transform(QUENDEL.lon, QUENDEL.lat)
    assert betrayals(f"{x:.0f} {y:.0f}")
    assert not betrayals(f"{x + 2000:.0f} {y:.0f}")


@pytest.mark.parametrize("home", HOMES, ids=lambda home: home.stem)
def test_every_secret_of_every_home_is_found(home):
    told = {"name", "operator"} if home is SHELTERED else set()
    for column in {*home.words, *home.numbers} - told:
        assert betrayals(home.row[column] or home.words.get(column) or home.numbers[column]), column


@pytest.mark.parametrize(
    "harmless",
    [
        "",
        b"\x1f\x8b\x08 broken",
        "Plieningen: 2 Unterkünfte, 806.000 Plätze",
        "48.77500,9.18000,13.5",
        "1347387 3473871 347.3871",
        SHELTERED.words["name"],
        SHELTERED.row["phone"],
    ],
)
def test_what_tells_nothing_is_not_found(harmless):
    assert betrayals(harmless) == []


def test_homes_can_be_left_out_for_those_who_may_know_them():
    assert betrayals(STREET, [QUENDEL]) == []
    assert betrayals(STREET, [RAUTEN]) != []


def test_nothing_in_the_open_data_looks_like_a_hidden_home(tmp_path):
    """No accident: the words are coined, and no public position is near a home."""
    folder = hidden_homes(tmp_path / "data")
    protected = {"shelters.csv", "notes.csv", "shelter_links.csv"}
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert {path.name for path in files if betrayals(path.read_bytes())} == protected


def test_the_made_up_table_is_read_as_its_homes_are_meant(tmp_path):
    directory = read_directory(hidden_homes(tmp_path / "data")).directory
    seen = {role: set(directory.visible_to(role).by_id) for role in Role}
    by_role = {role: {home.stem for home in HOMES if home.id in seen[role]} for role in Role}
    assert by_role[Role.PUBLIC] == {"Knoblauchsrauke"}
    assert by_role[Role.VOLUNTEER] == {
        *("Quendel", "Öhmdrauten", "Xylofarn", "Wolfsmilchzipfel", "Zwergholunder"),
        "Knoblauchsrauke",
    }
    assert by_role[Role.PLANNER] - by_role[Role.VOLUNTEER] == {"Lampionkirsch", "Bärlappmoos"}
    (note,) = [place.note for place in directory.places if place.id == "ak-asyl-stuttgart"]
    assert betrayals(note)
