"""The page of results: the same query as the map's, answered in pages of a fixed size."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from geo.directory.query import ME, PAGE, PARAMETERS, Query, query_from_params, query_to_params
from geo.directory.search import Results, Visit, search
from geo.directory.search_index import SearchIndex
from geo.language import formatting
from geo.language.catalogue import Catalogue
from geo.web.card import Card, cards
from geo.web.filters import Chip, Facet, chips, facets
from geo.web.listing import Listing, follow, listing

PAGE_PARAMETER = "page"
_BESIDE = 2
_NAMES = {field: name for name, field in PARAMETERS.items()}


@dataclass(frozen=True)
class Way:
    """A link: what it says, where it leads, and whether one is there."""

    label: str
    href: str
    is_here: bool = False


@dataclass(frozen=True)
class ResultsPage:
    """What the page of results says; texts only, addresses are relative to ``find``.

    ``hidden`` are choices that the form keeps although it has no field for them, as name and
    value. ``here`` is the address of what was understood. ``notes`` are what was left out, with
    the way to it. ``on_map`` is the query for the map. ``refused`` says which parameters were not
    understood; it is empty where all were.
    """

    query: Query
    here: str
    listing: Listing
    cards: tuple[Card, ...]
    facets: tuple[Facet, ...]
    names: Mapping[str, str]
    chips: tuple[tuple[Chip, str], ...]
    hidden: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, Way], ...]
    ways: tuple[Way, ...]
    pages: tuple[Way, ...]
    on_map: str
    refused: str

    @property
    def shown(self) -> frozenset[str]:
        """Ids of the offers on this page."""
        return frozenset(card.id for card in self.cards)


def results_page(
    catalogue: Catalogue,
    index: SearchIndex,
    params: Mapping[str, Sequence[str]],
    moment: datetime,
) -> ResultsPage:
    """Answer the query of an address.

    Parameters
    ----------
    catalogue
        The language.
    index
        Over what everybody may know.
    params
        All values of each parameter: those of the map, and the number of the page.
    moment
        Now, with its time zone; decides what is open.
    """
    asked, refused = query_from_params(params, index.directory)
    # There is no script here that could ask the device where it is.
    is_lost = asked.near == ME
    if is_lost:
        asked = replace(asked, near="", within_m=0)
    query = replace(asked, place="", view="", at=None, cards=PAGE)
    visit = Visit(query, moment)
    results = search(index, visit)
    written = listing(catalogue, index, visit, results)
    here = _page_number(params, results)
    shown = results.places(here * PAGE)[(here - 1) * PAGE :]
    return ResultsPage(
        query=query,
        here=_find(query, here),
        listing=written,
        cards=tuple(
            cards(catalogue, shown, moment, [results.distance_of(place) for place in shown])
        ),
        facets=tuple(_open_ways(facets(catalogue, index, query, results))),
        names=_NAMES,
        chips=tuple(
            (chip, _find(query.without(chip.name, chip.value)))
            for chip in chips(catalogue, index.directory, query)
        ),
        hidden=_hidden(query),
        notes=tuple(
            (note.text, Way(note.action, _find(follow(index, visit, note.value))))
            for note in written.notes
        ),
        ways=tuple(
            Way(choice.label, _find(follow(index, visit, choice.value))) for choice in written.wider
        ),
        pages=_pages(catalogue, query, results, here),
        on_map=urlencode(query_to_params(query), doseq=True),
        refused=_refusal(catalogue, (*refused, *(["near"] if is_lost else []))),
    )


def _refusal(catalogue: Catalogue, names: Sequence[str]) -> str:
    if not names:
        return ""
    return catalogue.t("site.address_refused", names=formatting.listing(catalogue, names))


def _open_ways(found: Sequence[Facet]) -> list[Facet]:
    """Leave out what would find nothing, unless it is chosen: pages are small."""
    kept = []
    for facet in found:
        options = tuple(option for option in facet.options if option.chosen or not option.none)
        if options:
            kept.append(replace(facet, options=options))
    return kept


def _find(query: Query, page: int = 1) -> str:
    params = query_to_params(query)
    if page > 1:
        params[PAGE_PARAMETER] = [str(page)]
    return f"find?{urlencode(params, doseq=True)}" if params else "find"


def _hidden(query: Query) -> tuple[tuple[str, str], ...]:
    kept = query_to_params(query)
    names = ("near", "within", "sort", "kept")
    return tuple((name, value) for name in names for value in kept.get(name, ()))


def _last_page(results: Results) -> int:
    return max(1, -(-results.total // PAGE))


def _page_number(params: Mapping[str, Sequence[str]], results: Results) -> int:
    """Read the number of the page; what is no such page is the nearest there is."""
    text = next(iter(params.get(PAGE_PARAMETER, ())), "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < PAGE else 1
    return min(max(number, 1), _last_page(results))


def _pages(catalogue: Catalogue, query: Query, results: Results, here: int) -> tuple[Way, ...]:
    """Lead to the first page, the last, and those beside this one: there may be thousands."""
    last = _last_page(results)
    if last == 1:
        return ()
    beside = range(max(here - _BESIDE, 1), min(here + _BESIDE, last) + 1)
    return tuple(
        Way(catalogue.t("twin.page", number=number), _find(query, number), number == here)
        for number in sorted({1, *beside, last})
    )
