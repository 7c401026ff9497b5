"""Everything that leaves the server while a visitor looks around, against the protected table."""

import csv
import re
import unicodedata

import pytest
from playwright.sync_api import expect

from geo.directory.reading import DATA

OPEN_FILES = (
    "places.csv",
    "history.csv",
    "offers.csv",
    "stops.csv",
    "districts.geojson",
    "sources.toml",
    "text/de.po",
)
NEVER_SHOWN = {"note", "geo_basis"}


class Traffic:
    """Keeps what a page receives: bodies of answers, and frames of the socket.

    Streamlit's own scripts and fonts, the same in every installation, are left out.
    """

    def __init__(self, page):
        self._answers = []
        self._frames = []
        self._read = []
        page.on("requestfinished", self._finished)
        page.on("websocket", self._listen)

    def _finished(self, request):
        self._answers.append(request)

    def _listen(self, socket):
        socket.on("framereceived", self._received)

    def _received(self, frame):
        self._frames.append(frame.encode() if isinstance(frame, str) else frame)

    def read(self):
        """Take over the bodies that have come; before the page goes on, it still has them."""
        for request in self._answers:
            if "/static/" not in request.url and (answer := request.response()) and answer.ok:
                self._read.append(answer.body())
        self._answers.clear()

    @property
    def text(self):
        return plain(b"\n".join(self._read + self._frames).decode("utf-8", errors="ignore"))


def plain(text):
    """Bring a text to one spelling, also where JSON wrote its letters as escapes."""
    text = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text)
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


@pytest.fixture(scope="module")
def secrets():
    """Names, streets and coordinates of the protected table that no open file holds."""
    public = [cell for row in rows("places.csv") for k, cell in row.items() if k not in NEVER_SHOWN]
    public += [(DATA / name).read_text(encoding="utf-8") for name in OPEN_FILES[1:]]
    known = plain("\n".join(public))
    protected = [row for row in rows("shelters.csv") if row["visibility"] != "public"]
    told = {row[column] for row in protected for column in ("name", "street", "lat", "lon")}
    return {text for text in map(plain, told) if text and text not in known}


def test_there_is_something_to_protect(secrets):
    assert sum(text.startswith(("48.", "9.")) for text in secrets) > 20
    assert sum(not text.startswith(("48.", "9.")) for text in secrets) > 20


def test_no_answer_holds_where_a_shelter_is(visit, public, secrets):
    screen = visit(None)
    traffic = Traffic(screen.page)
    shelter = rows("shelters.csv")[0]
    stop = public.stops.nearest(float(shelter["lat"]), float(shelter["lon"]))[0]
    place = next(p for p in public.places if p.point and p.district == shelter["district"])
    number = next(d.number for d in public.districts.items if d.name == shelter["district"])

    for question in (
        "lang=de&cards=288",
        f"district={number}&cards=288",
        f"near=stop:{stop.dhid}&within=500",
        "q=Unterkunft",
        "category=shelter",
        f"place={place.id}",
        f"place={shelter['id']}",
        "lang=en&q=shelter",
    ):
        screen.open(f"/?{question}")
        expect(screen.heading.or_(screen.detail).first).to_be_visible()
        expect(screen.map.frame.locator(".district-label").first).to_be_attached()
        traffic.read()

    screen.open("/?lang=de")
    screen.page.get_by_text("Unterkünfte für Geflüchtete").first.click()
    screen.option("categories", "friend_circle").click()
    screen.asks(category="friend_circle")
    screen.unfold("In der Nähe von")
    screen.page.get_by_label("In der Nähe von").focus()
    screen.cards.first.click()
    expect(screen.detail).to_be_visible()
    traffic.read()
    screen.page.get_by_role("link", name="Über die Karte").click()
    expect(screen.page.get_by_role("heading", name="Quellen und Lizenzen")).to_be_visible()
    traffic.read()

    received = traffic.text
    assert plain(place.name) in received
    assert f"{place.point.lat:.3f}" in received
    assert not sorted(secret for secret in secrets if secret in received)
