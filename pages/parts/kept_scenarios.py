"""Scenarios as files, and several of them side by side."""

from dataclasses import replace

import streamlit as st

from geo.coverage.assessment import Assessment
from geo.coverage.errors import ScenarioError
from geo.coverage.scenario import LONGEST_NAME, Scenario
from geo.coverage.scenario_address import scenario_from_params, scenario_to_params
from geo.coverage.scenario_file import scenario_from_toml, scenario_to_toml
from geo.directory.query import clean_text
from geo.web.coverage_change import scenario_name, side_by_side
from geo.web.visit_plan import File
from pages.parts import state
from pages.parts.chooser import form_key, write
from pages.parts.files import open_button, save_buttons
from pages.parts.plain import plain
from pages.parts.planner import Planner, tell
from pages.parts.table import table

_MOST_KEPT = 3
_TOML = "toml"
_OPEN = "scenario-open"


def kept_scenarios(planner: Planner) -> None:
    """Draw what can be done with a scenario as a whole."""
    catalogue = planner.catalogue
    st.subheader(catalogue.t("cover.kept.title"), anchor=False)
    st.caption(catalogue.t("cover.kept.explained"))
    write(
        "name",
        catalogue.t("cover.name"),
        planner.scenario.name,
        LONGEST_NAME,
        lambda text: planner.ask(lambda scenario: replace(scenario, name=clean_text(text))),
    )
    save_buttons("scenario", {_TOML: catalogue.t("cover.kept.save")}, lambda _: _save(planner))
    open_button(
        _OPEN,
        catalogue.t("cover.kept.open"),
        ".toml",
        catalogue.t("cover.file.too_large"),
        lambda text: _open(planner, text),
    )
    tell(planner, _OPEN)
    kept = state.drawer().kept
    if len(kept) < _MOST_KEPT:
        st.button(
            catalogue.t("cover.kept.keep"),
            key=form_key("press.keep"),
            on_click=lambda: _keep(planner),
        )
    scenarios = [scenario_from_params(dict(params), planner.planning)[0] for params in kept]
    for position, scenario in enumerate(scenarios):
        _kept(planner, position, scenario)
    _compare(planner, scenarios)


def _kept(planner: Planner, position: int, scenario: Scenario) -> None:
    catalogue = planner.catalogue
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(scenario_name(catalogue, scenario)))
        st.button(
            catalogue.t("cover.kept.show"),
            key=form_key(f"press.show.{position}"),
            on_click=lambda: planner.ask(lambda _: scenario),
        )
        st.button(
            catalogue.t("cover.kept.drop"),
            key=form_key(f"press.drop.{position}"),
            on_click=lambda: _drop(position),
        )


def _compare(planner: Planner, scenarios: list[Scenario]) -> None:
    """Draw the kept ones beside the one of the address."""
    others = [scenario for scenario in scenarios if scenario != planner.scenario]
    answers = [planner.answer(scenario) for scenario in (planner.scenario, *others)]
    known = [answer for answer in answers if isinstance(answer, Assessment)]
    if others and len(known) > 1:
        asked = [
            replace(answer, scenario=scenario)
            for answer, scenario in zip(answers, (planner.scenario, *others), strict=True)
            if isinstance(answer, Assessment)
        ]
        rows = side_by_side(planner.catalogue, planner.planning, asked)
        table(planner.catalogue.t("cover.kept.title"), rows)


def _keep(planner: Planner) -> None:
    scenario = state.scenario(planner.planning)[0]
    params = tuple((name, tuple(v)) for name, v in scenario_to_params(scenario).items())
    drawer = state.drawer()
    if params not in drawer.kept:
        state.put_away(replace(drawer, kept=(*drawer.kept, params)[-_MOST_KEPT:]))


def _drop(position: int) -> None:
    drawer = state.drawer()
    kept = tuple(params for k, params in enumerate(drawer.kept) if k != position)
    state.put_away(replace(drawer, kept=kept))


def _save(planner: Planner) -> None:
    content = scenario_to_toml(state.scenario(planner.planning)[0]).encode()
    state.leave_file("scenario", File("scenario.toml", "application/toml", content))


def _open(planner: Planner, text: str) -> None:
    try:
        scenario = scenario_from_toml(text, planner.planning)
    except ScenarioError:
        planner.say("cover.file.wrong", _OPEN)
        return
    planner.ask(lambda _: scenario)
