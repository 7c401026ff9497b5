"""The list of results as people see it: heading, cards, and what to do where nothing is found."""

from dataclasses import dataclass, replace

from geo.directory.place import Place, Status
from geo.directory.query import MOST_CARDS, PAGE, Query
from geo.directory.search import Results, Visit, wider
from geo.directory.search_index import SearchIndex
from geo.language.catalogue import Catalogue
from geo.web.card import Card, cards
from geo.web.programme import matching_lines

CLOSED = "closed"
UNLOCATED = "unlocated"
EVERYTHING = "everything"


@dataclass(frozen=True)
class Choice:
    """A button: what it says and what it stands for."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True)
class Note:
    """A line under the list, with a way to see what it speaks of where there is one."""

    text: str
    value: str = ""
    action: str = ""


@dataclass(frozen=True)
class Listing:
    """Everything the list shows; texts only."""

    heading: str
    cards: list[Card]
    more: str
    sorts: list[Choice]
    notes: list[Note]
    nothing: str
    wider: list[Choice]


def listing(catalogue: Catalogue, index: SearchIndex, visit: Visit, results: Results) -> Listing:
    """Write the list of results in the language of a catalogue."""
    places = results.places(visit.query.cards)
    left = results.total - len(places)
    ways = [] if results.total else wider(index, visit)
    return Listing(
        heading=catalogue.n("list.heading", results.total),
        cards=_cards(catalogue, index, visit, results, places),
        more=catalogue.n("list.more", min(left, PAGE)) if left and len(places) < MOST_CARDS else "",
        sorts=_sorts(catalogue, visit.query, results),
        notes=_notes(catalogue, results),
        nothing="" if results.total else catalogue.t("list.nothing"),
        wider=[_way(catalogue, name, count) for name, _, count in ways],
    )


def _cards(
    catalogue: Catalogue, index: SearchIndex, visit: Visit, results: Results, places: list[Place]
) -> list[Card]:
    """Write the cards, with the items of programmes that were asked for."""
    written = cards(catalogue, places, visit.moment, [results.distance_of(p) for p in places])
    items = index.programme.matching(visit.query, visit.day, places)
    return [
        replace(card, programme=matching_lines(catalogue, found, visit.moment)) if found else card
        for card, found in zip(written, items, strict=True)
    ]


def follow(index: SearchIndex, visit: Visit, value: str) -> Query:
    """Turn a button under the list into the query it stands for; unknown ones change nothing."""
    query = visit.query
    if value == CLOSED:
        return replace(query, status=tuple(Status))
    if value == UNLOCATED:
        return query.without("within_m")
    ways = {name or EVERYTHING: way for name, way, _ in wider(index, visit)}
    return ways.get(value, query)


def _sorts(catalogue: Catalogue, query: Query, results: Results) -> list[Choice]:
    if results.distance_m is None or not results.total:
        return []
    by_name = query.sort == "name"
    return [
        Choice("distance", catalogue.t("list.sort.distance"), chosen=not by_name),
        Choice("name", catalogue.t("list.sort.name"), chosen=by_name),
    ]


def _notes(catalogue: Catalogue, results: Results) -> list[Note]:
    notes = []
    if results.closed_left_out:
        text = catalogue.n("list.closed_left_out", results.closed_left_out)
        notes.append(Note(text, CLOSED, catalogue.t("list.show_them")))
    if results.unlocated_left_out:
        text = catalogue.n("list.unlocated_left_out", results.unlocated_left_out)
        notes.append(Note(text, UNLOCATED, catalogue.t("list.any_distance")))
    return notes


def _way(catalogue: Catalogue, name: str, count: int) -> Choice:
    if not name:
        return Choice(EVERYTHING, catalogue.n("list.wider.everything", count))
    return Choice(name, catalogue.n("list.wider", count, filter=catalogue.t(f"facet.{name}")))
