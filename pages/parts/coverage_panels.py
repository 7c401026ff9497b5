"""The parts of the planners' page, beside the map."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from geo.web.coverage_view import Layer, Panel
from pages.parts.chooser import switch
from pages.parts.district_panel import district_panel
from pages.parts.equity_panel import equity_panel
from pages.parts.next_panel import next_panel
from pages.parts.planner import Planner
from pages.parts.ranking_panel import ranking_panel
from pages.parts.report_panel import report_panel
from pages.parts.week_panel import week_panel
from pages.parts.what_if_panel import what_if_panel

PANELS: Mapping[Panel, Callable[[Planner], None]] = {
    Panel.TABLE: ranking_panel,
    Panel.DISTRICT: district_panel,
    Panel.EQUITY: equity_panel,
    Panel.WEEK: week_panel,
    Panel.WHAT_IF: what_if_panel,
    Panel.NEXT: next_panel,
    Panel.REPORT: report_panel,
}


def panel_switch(planner: Planner) -> None:
    """Draw the switch between the parts."""
    names = {panel.value: planner.catalogue.t(f"cover.panel.{panel}") for panel in Panel}
    switch(
        "panel",
        planner.catalogue.t("cover.panel"),
        names,
        planner.view.panel.value,
        lambda value: turn_to(planner, Panel(value)),
    )


def turn_to(planner: Planner, panel: Panel) -> None:
    """Turn to another part; a tool belongs to the part it was taken up in."""
    planner.look(
        lambda view: replace(view, panel=panel, tool="", place="", layer=_layer(view.layer))
    )


def _layer(layer: Layer) -> Layer:
    return Layer.DISTRICTS if layer is Layer.CHANGE else layer
