"""The report: a brief to be printed, and tables to go on with."""

from datetime import UTC, datetime

import streamlit as st

from geo.coverage.planning import Planning
from geo.coverage.report import report
from geo.errors import GeoError
from geo.web.coverage_files import MIME
from geo.web.report_file import Desk, report_file
from pages.parts import cached, state
from pages.parts.files import save_buttons
from pages.parts.planner import Planner

_ORDER = ("pdf", "html", "xlsx", "csv", "gpkg")
_KEY = "report"


def report_panel(planner: Planner) -> None:
    """Draw the buttons; a file is made when it is asked for, and only then."""
    catalogue = planner.catalogue
    if planner.said:
        st.error(catalogue.t(planner.said))
    st.markdown(catalogue.t("cover.report.explained"))
    if planner.planning.demand_is_for_planners(planner.scenario):
        st.toggle(catalogue.t("cover.report.homes"), key=f"{_KEY}.homes")
        st.caption(catalogue.t("cover.report.homes.note"))
    labels = {kind: catalogue.t(f"cover.report.{kind}") for kind in _ORDER if kind in MIME}
    save_buttons("report", labels, lambda kind: _make(planner, kind))
    st.caption(catalogue.t("cover.report.again"))


def _make(planner: Planner, kind: str) -> None:
    if kind not in MIME:
        return
    asked = state.drawer().asked
    wanted = None if asked is None or asked.candidates.endswith(".csv") else asked
    entrance = cached.entrance()
    try:
        with st.spinner(planner.catalogue.t("cover.report.working")):
            # Whoever is there now, and not whoever was when the page was drawn.
            viewer = state.viewer(entrance, cached.claim_rules())
            planning = _planning(cached.planning(viewer.role))
            found = report(planning, planner.scenario, planner.today, asked_next=wanted)
            desk = Desk(entrance.store, viewer, datetime.now(UTC))
            sources = cached.loaded().reading.sources
            file = report_file(desk, kind, planner.catalogue, found, sources)
    except GeoError:
        planner.say("cover.report.failed")
        return
    state.leave_file("report", file)


def _planning(planning: Planning) -> Planning:
    return planning if st.session_state.get(f"{_KEY}.homes") else planning.for_everybody()
