"""The filters: search, needs, place and all facets, with the choices in force as chips."""

from dataclasses import asdict, replace
from typing import Any

from geo.directory.query import FACETS, ME, PROGRAMME_FACETS, Query
from geo.directory.search import Results, Visit
from geo.directory.search_index import SearchIndex
from geo.language.catalogue import Catalogue
from geo.web import filters
from pages.parts import state
from pages.parts.components import component
from pages.parts.looks import icon, look

_KEY = "filters"
_draw = component("filter_bar", "facets", "only_confirmed")


def filter_bar(catalogue: Catalogue, index: SearchIndex, visit: Visit, results: Results) -> None:
    """Draw the filters; each choice goes into the address bar."""
    query = visit.query
    _draw(
        key=_KEY,
        data={
            "language": catalogue.language,
            "answered": state.answered(_KEY),
            "texts": _texts(catalogue),
            "text": query.text,
            "facets": _facets(catalogue, index, query, results),
            "of_programme": PROGRAMME_FACETS,
            "chips": [asdict(chip) for chip in filters.chips(catalogue, index.directory, query)],
            "near": {
                "value": query.near,
                "label": filters.near_label(catalogue, index.directory, query.near),
            },
            "within_m": query.within_m,
            "radii": filters.radii(catalogue),
            "nearby_url": "map/nearby.json",
            "locate_icon": icon("locate-fixed"),
            "remove_icon": icon("x", size_px=14),
        },
        on_change_change=lambda: state.ask(_changed(query)),
        on_position_change=lambda: state.ask(_moved(query)),
    )


def _changed(query: Query) -> Query:
    """Take over the form as the browser sent it; the address bar's reader checks every value."""
    form = state.sent_by(_KEY, "change")
    if not isinstance(form, dict):
        return query
    state.answer(_KEY, form.get("number"))
    if form.get("clear"):
        return Query(view=query.view, at=query.at)
    facets = form.get("facets", {})
    chosen: dict[str, Any] = {
        name: tuple(map(str, facets[name])) for name in FACETS if name in facets
    }
    near = str(form.get("near", ""))
    within_m = int(form.get("within_m") or 0) if near else 0
    query = replace(query, text=str(form.get("text", "")), near=near, within_m=within_m, **chosen)
    chip = form.get("remove")
    if isinstance(chip, dict):
        query = query.without(str(chip["name"]), str(chip["value"]))
        if not query.near:
            query = query.without("within_m")
    return replace(query, cards=Query().cards)


def _moved(query: Query) -> Query:
    return state.use_position(query, state.sent_by(_KEY, "position"))


def _facets(
    catalogue: Catalogue, index: SearchIndex, query: Query, results: Results
) -> list[dict[str, Any]]:
    written = [asdict(facet) for facet in filters.facets(catalogue, index, query, results)]
    for option in written[0]["options"]:
        option["look"] = look(index.directory.vocabulary, option["value"])
    return written


def _texts(catalogue: Catalogue) -> dict[str, str]:
    return {
        "search": catalogue.t("filter.search"),
        "search_hint": catalogue.t("filter.search_hint"),
        "more": catalogue.t("filter.more"),
        "only_confirmed": catalogue.t("filter.only_confirmed"),
        "programme": catalogue.t("filter.programme"),
        "programme_note": catalogue.t("filter.programme_note"),
        "chips": catalogue.t("filter.chips"),
        "remove": catalogue.t("filter.remove"),
        "clear": catalogue.t("filter.clear"),
        "near": catalogue.t("filter.near"),
        "near_hint": catalogue.t("filter.near_hint"),
        "near_unknown": catalogue.t("filter.near_unknown"),
        "locate": catalogue.t("filter.locate"),
        "locating": catalogue.t("filter.locating"),
        "locate_failed": catalogue.t("filter.locate_failed"),
        "within": catalogue.t("filter.within_label"),
        "any_distance": catalogue.t("filter.any_distance"),
    }


def needs_position(visit: Visit) -> bool:
    """Tell whether the query speaks of a position this session does not have."""
    return visit.query.near == ME and visit.position is None
