"""The ranking of the districts: a real table that sorts, and chooses on the map."""

from dataclasses import asdict, replace

import streamlit as st

from geo.coverage.assessment import Assessment
from geo.coverage.scenario import DemandSource
from geo.coverage.sureness import Sureness
from geo.errors import GeoError
from geo.web.coverage_homes import badly_served_homes
from geo.web.coverage_summary import method, sources, spread_sentence
from geo.web.coverage_table import ranking
from geo.web.coverage_view import Panel
from pages.parts import cached, state
from pages.parts.components import component
from pages.parts.plain import plain
from pages.parts.planner import Planner, wait_for_ranges
from pages.parts.table import table

_KEY = "ranking"
_draw = component("ranking")


def ranking_panel(planner: Planner) -> None:
    """Draw the table at once, and how sure it is as soon as that is known."""
    if isinstance(planner.found, GeoError):
        return
    catalogue = planner.catalogue
    other = _other(planner) if st.session_state.get(f"{_KEY}.other") else None
    sure = planner.sure
    if sure is None:
        wait_for_ranges(planner)
    _table(planner, planner.found, sure, other)
    if sure is not None:
        unlocated = len(planner.found.supply.unlocated.ids)
        st.caption(catalogue.n("cover.interval.caption", unlocated))
    if other is not None:
        st.markdown(plain(spread_sentence(catalogue, planner.found, other)))
    if planner.scenario.demand is not DemandSource.GRID:
        st.toggle(catalogue.t("cover.spread.toggle"), key=f"{_KEY}.other")
    _homes(planner)
    with st.expander(catalogue.t("cover.method")):
        lines = [plain(line) for line in method(catalogue, planner.planning, planner.found)]
        links = [
            f"[{plain(label)}]({address})" for label, address in sources(catalogue, planner.found)
        ]
        notes = [catalogue.t("cover.interval.note")] if sure else []
        st.markdown("\n".join(f"- {line}" for line in (*lines, *links, *notes)))


def _table(
    planner: Planner, answer: Assessment, sure: Sureness | None, other: Assessment | None
) -> None:
    catalogue = planner.catalogue
    written = ranking(
        catalogue, planner.planning.public.districts, answer, sure, other, planner.change
    )
    _draw(
        key=_KEY,
        data={
            "table": asdict(written),
            "chosen": planner.view.district,
            "language": catalogue.language,
            "texts": {
                "caption": catalogue.t("cover.table.caption"),
                "district": catalogue.t("brief.table.district"),
                "choose": catalogue.t("cover.table.choose"),
                "sort": catalogue.t("cover.table.sort"),
                "portrait": catalogue.t("cover.table.portrait"),
                "interval": catalogue.t("cover.interval.help"),
            },
        },
        on_choose_change=lambda: _choose(planner),
        on_portrait_change=lambda: planner.look(lambda view: replace(view, panel=Panel.DISTRICT)),
    )


def _choose(planner: Planner) -> None:
    number = str(state.sent_by(_KEY, "choose"))
    if planner.planning.public.districts.numbered(number):
        planner.look(lambda view: replace(view, district="" if view.district == number else number))


def _other(planner: Planner) -> Assessment | None:
    asked = cached.unnamed(planner.scenario)
    return cached.answer_spread(planner.role, asked, planner.today)


def _homes(planner: Planner) -> None:
    """List badly served homes, for planners alone: the writer decides."""
    rows = badly_served_homes(
        planner.catalogue, planner.planning, cached.unnamed(planner.scenario), planner.today
    )
    if rows:
        title = planner.catalogue.t("cover.homes.title")
        st.subheader(title, anchor=False)
        st.caption(planner.catalogue.t("brief.planners_only"))
        table(title, rows)
