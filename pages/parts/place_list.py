"""The list of results: exactly what the map shows, and the places without a point."""

from dataclasses import asdict, replace

from geo.directory.query import PAGE
from geo.directory.search import Results, Visit
from geo.directory.search_index import SearchIndex
from geo.language.catalogue import Catalogue
from geo.web.listing import follow, listing
from pages.parts import state
from pages.parts.components import component
from pages.parts.looks import age_signs, look

_KEY = "list"
_draw = component("place_list", "age")


def place_list(catalogue: Catalogue, index: SearchIndex, visit: Visit, results: Results) -> None:
    """Draw the list; a card opens its place."""
    shown = listing(catalogue, index, visit, results)
    kinds = {card.category_code for card in shown.cards}
    _draw(
        key=_KEY,
        data={
            **asdict(shown),
            "back_to": state.left_behind(),
            "looks": {code: look(index.directory.vocabulary, code) for code in kinds},
            "signs": age_signs(),
            "texts": {
                "results": catalogue.t("list.results"),
                "sort": catalogue.t("list.sort"),
                "wider": catalogue.t("list.wider_offer"),
            },
        },
        on_open_change=lambda: _open(visit),
        on_more_change=lambda: state.ask(replace(visit.query, cards=visit.query.cards + PAGE)),
        on_sort_change=lambda: _sort(visit),
        on_wider_change=lambda: state.ask(follow(index, visit, str(state.sent_by(_KEY, "wider")))),
    )


def _open(visit: Visit) -> None:
    state.ask(replace(visit.query, place=str(state.sent_by(_KEY, "open"))))


def _sort(visit: Visit) -> None:
    state.ask(replace(visit.query, sort=str(state.sent_by(_KEY, "sort"))))
