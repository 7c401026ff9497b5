"""The report: a brief to be printed, and tables to go on with."""

import streamlit as st

from geo.coverage.report import report
from geo.errors import GeoError
from geo.web.coverage_files import MIME, NAME, coverage_file
from geo.web.visit_plan import File
from pages.parts import cached, state
from pages.parts.files import save_buttons
from pages.parts.planner import Planner

_ORDER = ("pdf", "html", "xlsx", "csv", "gpkg")


def report_panel(planner: Planner) -> None:
    """Draw the buttons; a file is made when it is asked for, and only then."""
    catalogue = planner.catalogue
    if planner.said:
        st.error(catalogue.t(planner.said))
    st.markdown(catalogue.t("cover.report.explained"))
    labels = {kind: catalogue.t(f"cover.report.{kind}") for kind in _ORDER if kind in MIME}
    save_buttons("report", labels, lambda kind: _make(planner, kind))
    st.caption(catalogue.t("cover.report.again"))


def _make(planner: Planner, kind: str) -> None:
    if kind not in MIME:
        return
    asked = state.drawer().asked
    wanted = None if asked is None or asked.candidates.endswith(".csv") else asked
    try:
        with st.spinner(planner.catalogue.t("cover.report.working")):
            found = report(planner.planning, planner.scenario, planner.today, asked_next=wanted)
            sources = cached.loaded().reading.sources
            content = coverage_file(kind, planner.catalogue, found, sources)
    except GeoError:
        planner.say("cover.report.failed")
        return
    state.leave_file("report", File(f"{NAME}.{kind}", MIME[kind], content))
