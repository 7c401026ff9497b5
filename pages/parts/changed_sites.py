"""What a scenario adds and closes, as a list; one component, however many there are."""

from dataclasses import replace

from geo.coverage.scenario import Scenario
from geo.web.coverage_change import site_name
from geo.web.coverage_view import move_site
from pages.parts import state
from pages.parts.components import component
from pages.parts.planner import Planner

_KEY = "changed_sites"
_draw = component("changed_sites")


def changed_sites(planner: Planner) -> None:
    """Draw the list: a new site can be changed, moved and taken away, a closed place opened."""
    catalogue, scenario = planner.catalogue, planner.scenario
    public = planner.planning.public
    _draw(
        key=_KEY,
        data={
            "added": [
                catalogue.t("cover.site.new", name=site_name(catalogue, site, position))
                for position, site in enumerate(scenario.added)
            ],
            "closed": [
                {"id": id_, "label": catalogue.t("cover.site.closed", name=public.by_id[id_].name)}
                for id_ in scenario.closed
            ],
            "texts": {
                "list": catalogue.t("cover.site.list"),
                "edit": catalogue.t("cover.site.edit"),
                "move": catalogue.t("cover.site.move"),
                "remove": catalogue.t("cover.site.remove"),
                "reopen": catalogue.t("cover.place.reopen"),
            },
        },
        on_edit_change=lambda: _look(planner, site=_position("edit")),
        on_move_change=lambda: _look(planner, tool=move_site(int(_position("move") or 0))),
        on_remove_change=lambda: _remove(planner),
        on_reopen_change=lambda: planner.ask(_reopened),
    )


def _position(name: str) -> str:
    sent = state.sent_by(_KEY, name)
    return str(sent) if isinstance(sent, int) else ""


def _look(planner: Planner, *, site: str = "", tool: str = "") -> None:
    planner.look(lambda view: replace(view, site=site, tool=tool, place=""))


def _remove(planner: Planner) -> None:
    position = _position("remove")
    if position:
        planner.ask(lambda scenario: scenario.without_site(int(position)))
        planner.look(lambda view: replace(view, site="", tool=""))


def _reopened(scenario: Scenario) -> Scenario:
    id_ = str(state.sent_by(_KEY, "reopen"))
    return scenario.toggled_place(id_) if id_ in scenario.closed else scenario
