"""Where next: the best new sites out of candidates, with how sure that is."""

from dataclasses import replace

import streamlit as st

from geo.coverage.next_sites import STOPS, NextSites, WhereNext
from geo.coverage.scenario import MOST_SITES, DemandSource
from geo.coverage.siting.siting import Model
from geo.directory.viewer import Role
from geo.errors import GeoError
from geo.maps.cover import SiteMark
from geo.web.coverage_next import next_rows, next_sentences, proposed
from geo.web.coverage_sites import usual_category, with_chosen_sites
from pages.parts import cached, state
from pages.parts.chooser import filled, form_key
from pages.parts.files import open_button
from pages.parts.plain import plain
from pages.parts.planner import Planner
from pages.parts.table import table

_OWN = "own.csv"
_MOST = 10
_PATIENCE_S = 10.0
_CANDIDATES = {
    STOPS: "stops",
    "library,youth": "library_youth",
    "library": "library",
    "youth": "youth",
    _OWN: "own.csv",
}
"""What is offered, with the ends of the names of its texts."""


def next_panel(planner: Planner) -> None:
    """Draw the question and its answer."""
    catalogue = planner.catalogue
    with st.container():
        if planner.said:
            st.error(catalogue.t(planner.said))
    st.markdown(catalogue.t("cover.next.explained"))
    if _is_of_homes(planner):
        st.warning(catalogue.t("cover.next.homes"))
        return
    drawer = state.drawer()
    asked = drawer.asked or WhereNext()
    with st.form(form_key("next")):
        st.radio(
            catalogue.t("cover.next.model"),
            list(Model),
            index=list(Model).index(asked.model),
            format_func=lambda model: catalogue.t(f"cover.next.model.{model}"),
            key=form_key("next.model"),
        )
        st.number_input(
            catalogue.t("cover.next.k"), 1, _MOST, value=min(asked.k, _MOST), key=form_key("next.k")
        )
        codes = [code for code in _CANDIDATES if code != _OWN or drawer.candidates]
        st.selectbox(
            catalogue.t("cover.next.candidates"),
            codes,
            index=codes.index(asked.candidates) if asked.candidates in codes else 0,
            format_func=lambda code: catalogue.t(f"cover.next.candidates.{_CANDIDATES[code]}"),
            key=form_key("next.candidates"),
        )
        st.form_submit_button(
            catalogue.t("cover.next.go"), type="primary", on_click=lambda: _ask(planner)
        )
    open_button(
        "candidates",
        catalogue.t("cover.next.own"),
        ".csv",
        catalogue.t("cover.file.too_large"),
        lambda text: state.put_away(replace(state.drawer(), candidates=text)),
    )
    st.caption(catalogue.t("cover.next.own.help"))
    _answer(planner)


def proposed_marks(planner: Planner) -> tuple[SiteMark, ...]:
    """Mark the proposed sites on the map; working them out takes as long as it takes."""
    drawer = state.drawer()
    if not drawer.asked or _is_of_homes(planner):
        return ()
    with st.spinner(planner.catalogue.t("cover.next.working")):
        found = _found(planner)
    if isinstance(found, GeoError):
        return ()
    return proposed(planner.catalogue, found)


def _is_of_homes(planner: Planner) -> bool:
    """Tell whether an answer could show where a home is."""
    is_of_homes = planner.scenario.demand is DemandSource.SHELTERS
    return is_of_homes and planner.role >= Role.PLANNER


def _ask(planner: Planner) -> None:
    drawer = state.drawer()
    candidates = str(filled("next.candidates"))
    asked = WhereNext(
        model=Model(filled("next.model")),
        k=int(filled("next.k") or 1),
        candidates=candidates,
        time_limit_s=_PATIENCE_S,
    )
    state.put_away(replace(drawer, asked=asked))
    planner.look(lambda view: replace(view, tool=""))


def _found(planner: Planner) -> NextSites | GeoError | None:
    drawer = state.drawer()
    if drawer.asked is None:
        return None
    text = drawer.candidates if drawer.asked.candidates == _OWN else ""
    try:
        return cached.new_sites(
            planner.role, cached.unnamed(planner.scenario), planner.today, drawer.asked, text
        )
    except GeoError as error:
        return error


def _answer(planner: Planner) -> None:
    catalogue = planner.catalogue
    found = _found(planner)
    if found is None:
        return
    if isinstance(found, GeoError):
        st.warning(catalogue.t("cover.next.trouble"))
        return
    for sentence in next_sentences(catalogue, found):
        st.markdown(plain(sentence))
    rows = next_rows(catalogue, found)
    if not rows:
        return
    table(catalogue.t("cover.panel.next"), rows)
    room = MOST_SITES - len(planner.scenario.added)
    if room >= len(rows):
        category = usual_category(planner.planning, planner.scenario)
        st.button(
            catalogue.t("cover.next.add", kind=catalogue.t(f"category.{category}")),
            key=form_key("press.add-next"),
            on_click=lambda: _add(planner, found, category),
        )


def _add(planner: Planner, found: NextSites, category: str) -> None:
    state.put_away(replace(state.drawer(), asked=None))
    planner.ask(lambda scenario: with_chosen_sites(scenario, found, category))
