"""Pairs of worlds that differ only in what nobody may learn of their homes."""

from dataclasses import replace
from functools import cache

from hypothesis import strategies as st

from geo.directory.directory import Directory
from geo.directory.history import Event, EventKind
from geo.directory.place import Place
from geo.directory.programme import Programme
from geo.directory.programme_rows import item_from_row
from geo.directory.query import Query
from geo.directory.rows import place_from_row
from geo.directory.table import Row
from geo.directory.viewer import Role
from tests.safety.outputs import everything
from tests.safety.supply import supply_of
from tests.worlds import (
    BORDERS,
    EAST,
    MIDDLE,
    NORTH,
    SOUTH,
    WEST,
    item,
    place,
    shelter,
    unlocated,
    world,
)

OPERATOR = "Verein Eins"

NEIGHBOURS = [
    place(id="words", offers="german_course", languages="de;fa", opening_hours="Mo-Fr 09:00-18:00"),
    place(id="corner", name="Ecke", lon="9.105", district=WEST, geo_precision="stop"),
    place(id="gone", name="Ehemals", lon="9.145", district=EAST, status="closed"),
    unlocated(id="helpline", name="Helpline", phone="+49 711 505050"),
    unlocated(id="office", name="Büro", operator=OPERATOR, phone="+49 711 606060", district=MIDDLE)
    | {"geo_precision": "district"},
]

QUERIES = (
    Query(),
    Query(text="Gasse", near="district:01", within_m=2000),
    Query(categories=("shelter",), status=("planned", "closed", "open")),
    Query(districts=("01",), near="me", within_m=500, sort="distance"),
    Query(weekday=("tu", "we"), women_only=("yes",)),
)


@cache
def ground() -> Directory:
    """Give the world without homes: places, districts, stops, words, and a friend circle."""
    whole = world(places=NEIGHBOURS, role=Role.EDITOR)
    circle = record(
        place(id="circle", category="friend_circle", name="Kreis Quendelhof", district=WEST)
    )
    begun = Event(
        place="words",
        kind=EventKind.OPENED,
        text="Das Haus wird eröffnet.",
        sources=("https://source.example/words",),
    )
    return replace(whole, places=(*whole.places, circle), history=(begun,))


def record(cells: dict[str, str]) -> Place:
    """Make a record of a row that must be sound."""
    found, findings = place_from_row("", Row(1, cells))
    assert found, [str(finding) for finding in findings]
    return found


def with_homes(rows: list[dict[str, str]]) -> Directory:
    """Give everything there is to know, homes and all, as if homes had programmes, too."""
    told = [item(place=id_, women_only="yes", cost="free") for id_ in ("words", "office")]
    hidden = [
        item(place=row["id"], women_only="yes", title=row["name"], opening_hours=hours)
        for row in rows
        for hours in ("Tu 15:00-17:00", "We 10:00-11:00")
    ]
    made = [item_from_row(Row(2, cells)) for cells in (*hidden, *told)]
    return replace(
        ground(),
        places=(*ground().places, *map(record, rows)),
        programme=Programme(tuple(one for one, _ in made if one)),
    )


def public_output(directory: Directory, queries: tuple[Query, ...] = QUERIES) -> dict[str, str]:
    """Write everything the public can get out of a directory."""
    public = directory.visible_to(Role.PUBLIC)
    return {
        f"{name}, asked {number}": text
        for number, query in enumerate(queries)
        for name, text in everything(supply_of(public, query)).items()
    }


def differences(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """Name the outputs that tell two worlds apart."""
    return [name for name in {**one, **other} if one.get(name) != other.get(name)]


TOLD = st.fixed_dictionaries(
    {
        "district": st.sampled_from([WEST, MIDDLE, EAST]),
        "operator": st.sampled_from(["", OPERATOR, f"{OPERATOR};Verein Zwei"]),
        "status": st.sampled_from(["open", "unverified", "planned", "closed"]),
        "capacity": st.sampled_from(["", "0", "40", "77"]),
    }
)
"""What the public may learn of a home, as a part of a sum."""

_WORD = st.text("abcdefghijklmnopqrstuvwxyzäöüß", min_size=1, max_size=12)
_DIGITS = st.integers(1, 9_999_999)


def untold(told: dict[str, str], number: int) -> st.SearchStrategy[dict[str, str]]:
    """Draw what nobody may learn: where in its district, how it is called, who to ring there."""
    west, east = BORDERS[told["district"]]
    degrees = {
        "lat": st.floats(SOUTH, NORTH, exclude_min=True, exclude_max=True),
        "lon": st.floats(west, east, exclude_min=True, exclude_max=True),
    }
    # Each home at a site of its own: that two share one is told by their not being told.
    site = _WORD.map(lambda word: f"{word} {number}")
    return st.fixed_dictionaries(
        {
            "id": _WORD.map(lambda word: f"home-{number}-{len(word)}"),
            "street": site,
            "house_number": _DIGITS.map(str),
            "postcode": st.integers(10_000, 99_999).map(str),
            **dict.fromkeys(("name", "neighbourhood", "geo_basis", "note"), _WORD),
            **{name: values.map(lambda value: f"{value:.7f}") for name, values in degrees.items()},
            "geo_precision": st.sampled_from(["address", "street", "stop", "neighbourhood"]),
            "geo_accuracy_m": st.integers(1, 900).map(str),
            "phone": _DIGITS.map(lambda digits: f"+49 711 {digits}00"),
            "email": _DIGITS.map(lambda digits: f"a{digits}@home.example"),
            "website": _DIGITS.map(lambda digits: f"https://home.example/{digits}"),
            "source_url": _DIGITS.map(lambda digits: f"https://press.example/{digits}"),
            "source_date": st.sampled_from(["2019", "2024-05", "2025-01-31"]),
            "opening_hours": st.sampled_from(["", "24/7", "Mo-Fr 09:00-17:00"]),
            "languages": st.sampled_from(["", "ti", "de;xx"]),
            "offers": st.sampled_from(["", "german_course", "bicycle_repair"]),
            "target_groups": st.sampled_from(["", "women"]),
            "level": st.sampled_from(["", "A1"]),
        }
    )


@st.composite
def worlds_apart(draw):
    """Draw two worlds of which the public may learn the same."""
    facts = draw(st.lists(TOLD, max_size=5))
    rows = []
    for _ in range(2):
        hidden = [draw(untold(told, number)) for number, told in enumerate(facts)]
        homes = [shelter(**told, **own) for told, own in zip(facts, hidden, strict=True)]
        rows.append(draw(st.permutations(homes)))
    return rows
