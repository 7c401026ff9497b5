"""The filters of those who would like to help."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from geo.access.help_query import FACETS, HelpQuery
from geo.access.needs import Wanted
from geo.directory.directory import Directory
from geo.language.catalogue import Catalogue
from geo.web.help_filters import help_chips, help_facets
from pages.parts import state
from pages.parts.components import component
from pages.parts.looks import icon

_KEY = "help_filter"
_draw = component("help_filter", "facets")


def help_filter(
    catalogue: Catalogue,
    directory: Directory,
    options: Mapping[str, tuple[str, ...]],
    query: HelpQuery,
    needs: Sequence[Wanted],
) -> None:
    """Draw the filters; each choice goes into the address bar."""
    facets = help_facets(catalogue, directory, options, query, needs)
    _draw(
        key=_KEY,
        data={
            "language": catalogue.language,
            "answered": state.answered(_KEY),
            "facets": [asdict(facet) for facet in facets],
            "chips": [asdict(chip) for chip in help_chips(catalogue, directory, query)],
            "remove_icon": icon("x", size_px=14),
            "texts": {
                "chips": catalogue.t("filter.chips"),
                "remove": catalogue.t("filter.remove"),
                "clear": catalogue.t("filter.clear"),
            },
        },
        on_change_change=lambda: state.ask_help(_changed(query)),
    )


def _changed(query: HelpQuery) -> HelpQuery:
    """Take over the form as the browser sent it; the address bar's reader checks every value."""
    form = state.sent_by(_KEY, "change")
    if not isinstance(form, dict):
        return query
    state.answer(_KEY, form.get("number"))
    if form.get("clear"):
        return HelpQuery(part=query.part)
    facets = form.get("facets", {})
    chosen: dict[str, Any] = {
        name: tuple(map(str, facets[name])) for name in FACETS if name in facets
    }
    query = replace(query, **chosen)
    chip = form.get("remove")
    return query.without(str(chip["name"]), str(chip["value"])) if isinstance(chip, dict) else query
