"""Made-up homes in the real city, whose whereabouts nobody but the tests knows.

Every word and number of theirs is coined and stands nowhere else in the data. They lie in woods
and fields, far from every stop, place and border, so that a position near one is no accident.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from geo.directory.place import Visibility
from tests.browser.folders import copied_data
from tests.worlds import COLUMNS, ITEM_COLUMNS, item, table

NOTES = ("id", "note")
LINKS = ("source_url", "source_date", "answer", "failing_since")


@dataclass(frozen=True)
class Home:
    """A row of the protected table; its words are those that would betray it."""

    stem: str
    district: str
    lat: float
    lon: float
    number: int
    visibility: str = Visibility.VOLUNTEERS
    status: str = "open"
    is_located: bool = True

    @property
    def id(self) -> str:
        return f"shelter-{self._ascii}"

    @property
    def _ascii(self) -> str:
        return self.stem.lower().replace("ö", "oe").replace("ä", "ae")

    @property
    def words(self) -> dict[str, str]:
        """What stands in its row in letters, each a word of its own."""
        stem = self.stem
        return {
            "name": f"{stem}hof",
            "operator": f"{stem}verein",
            "street": f"{stem}gässle",
            "neighbourhood": f"{stem}viertel",
            "geo_basis": f"{stem}peilung",
            "note": f"{stem}notiz",
        }

    @property
    def secrets(self) -> tuple[str, ...]:
        """Words that nobody may be told; of most homes already the word they are made of."""
        is_named = self.visibility == Visibility.CONFIDENTIAL and not self.is_located
        told = ("name", "operator")
        kept = tuple(word for column, word in self.words.items() if column not in told)
        return kept if is_named else (self.stem,)

    @property
    def numbers(self) -> dict[str, str]:
        """What stands in its row in digits."""
        return {
            "house_number": f"{self.number % 10_000}c",
            "postcode": str(80_000 + self.number % 20_000),
            "capacity": str(self.number),
        }

    @property
    def row(self) -> dict[str, str]:
        """Its cells as the protected table keeps them."""
        located = {"lat": str(self.lat), "lon": str(self.lon), "geo_accuracy_m": "25"}
        address = {name: self.words[name] for name in ("street", "neighbourhood")} | self.numbers
        cells = self.words | address | (located if self.is_located else {})
        if not self.is_located:
            cells |= {"street": "", "house_number": ""}
        return dict.fromkeys(COLUMNS, "") | cells | self._rest

    @property
    def programme(self) -> dict[str, str]:
        """An item that would betray it, if homes had programmes."""
        title = self.words["name"]
        return item(place=self.id, title=title, offer="cafe", cost=self.words["street"])

    @property
    def _rest(self) -> dict[str, str]:
        web = self._ascii
        return {
            "id": self.id,
            "category": "shelter",
            "city": "Stuttgart",
            "district": self.district,
            "geo_precision": "address" if self.is_located else "district",
            "phone": f"+49 711 {self.number + 1}",
            "email": f"tor@{web}.example",
            "website": f"https://{web}.example/",
            "status": self.status,
            "visibility": self.visibility,
            "source_url": f"https://press.example/{web}",
            "source_date": "2025-03",
        }


TOLD = (
    Home("Quendel", "Plieningen", 48.71137, 9.19071, 347_387),
    Home("Öhmdrauten", "Plieningen", 48.70191, 9.22973, 458_613),
)
"""Two in one district: everybody may know their number and the sum of their capacity."""

SINGLE = (
    Home("Xylofarn", "Mühlhausen", 48.85317, 9.22193, 536_947),
    Home("Wolfsmilchzipfel", "West", 48.76393, 9.08627, 619_753, status="unverified"),
    Home("Zwergholunder", "Degerloch", 48.74087, 9.19053, 728_391, status="closed"),
)
"""The only one of their district; one is closed."""

PLANNED = (
    Home("Lampionkirsch", "Vaihingen", 48.74812, 9.09491, 839_161, status="planned"),
    Home("Bärlappmoos", "Vaihingen", 48.74641, 9.09253, 947_323, status="planned"),
)

DOUBTFUL = (
    Home("Hirschzunge", "Feuerbach", 48.79257, 9.13093, 251_789, visibility="volunteer"),
    Home("Teufelskralle", "Weilimdorf", 48.80261, 9.12068, 163_927, visibility="partners"),
    Home("Sumpfporst", "Zuffenhausen", 48.83703, 9.17057, 172_953, visibility=""),
    Home("Frauenmantel", "Möhringen", 48.73451, 9.13877, 184_567, visibility="confidential"),
)
"""A misspelt tier, a new one, none, and a protected home with an address: all are refused."""

SHELTERED = Home(
    "Knoblauchsrauke",
    "Untertürkheim",
    *(48.77907, 9.26253, 195_731),
    visibility="confidential",
    is_located=False,
)
"""A protected home as it should be kept: its name and contact are told, and nothing else."""

HOMES = (*TOLD, *SINGLE, *PLANNED, *DOUBTFUL, SHELTERED)

NEIGHBOUR_WORD = "nachtschatten"
NEIGHBOUR = ("ak-asyl-stuttgart", "Wand an Wand mit dem Nachtschattenhaus")
"""A public place, and what editors note of it: no role below theirs may read that."""


def hidden_homes(folder: Path, homes: tuple[Home, ...] = HOMES) -> Path:
    """Copy the data of the project with other homes, into a folder that is not there yet."""
    copied_data(folder)
    with (folder / "shelters.csv").open(encoding="utf-8", newline="") as rows:
        columns = csv.DictReader(rows).fieldnames or ()
    shelters = [{name: home.row[name] for name in columns} for home in homes]
    notes = [(home.id, home.words["note"]) for home in homes]
    noted = [dict(zip(NOTES, note, strict=True)) for note in [*notes, NEIGHBOUR]]
    (folder / "shelters.csv").write_text(table(shelters, columns), encoding="utf-8")
    (folder / "notes.csv").write_text(table(noted, NOTES), encoding="utf-8")
    links = [(home.row["source_url"], "2025-06-01", "gone", "2025-03-01") for home in homes]
    seen = [dict(zip(LINKS, link, strict=True)) for link in links]
    (folder / "shelter_links.csv").write_text(table(seen, LINKS), encoding="utf-8")
    return folder


def with_programmes(folder: Path, homes: tuple[Home, ...] = HOMES) -> Path:
    """Put each home into the table of programmes as well, where it has no business to be."""
    with (folder / "offers.csv").open("a", encoding="utf-8", newline="") as programme:
        csv.DictWriter(programme, ITEM_COLUMNS).writerows(home.programme for home in homes)
    return folder
