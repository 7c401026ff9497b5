"""A planner in one run of the page: what is asked, how it is looked at, and the answer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

import streamlit as st

from geo.coverage.assessment import Assessment
from geo.coverage.planning import Planning
from geo.coverage.scenario import Scenario
from geo.coverage.scenario_address import scenario_to_params
from geo.coverage.sureness import Sureness
from geo.coverage.uncertainty import Interval
from geo.coverage.what_if import Change, compare
from geo.directory.hours import BERLIN
from geo.directory.viewer import Role
from geo.errors import GeoError
from geo.exchange.people_words import city_text
from geo.language.catalogue import Catalogue
from geo.web.coverage_view import CoverageView, Panel, view_to_params
from pages.parts import cached, state
from pages.parts.waiting import result_of, wait_for

_WITH_RANGES = (Panel.TABLE, Panel.EQUITY)


@dataclass(frozen=True)
class Planner:
    """Who looks, and at what."""

    catalogue: Catalogue
    role: Role
    planning: Planning
    scenario: Scenario
    view: CoverageView

    @cached_property
    def today(self) -> date:
        """The day of this run."""
        return datetime.now(BERLIN).date()

    @cached_property
    def found(self) -> Assessment | GeoError:
        """The answer to the scenario, or what stands in its way."""
        return self.answer(self.scenario)

    @cached_property
    def change(self) -> Change | None:
        """What a changed scenario brings; None where there is nothing to compare."""
        if not self.scenario.is_changed or isinstance(self.found, GeoError):
            return None
        before = self.answer(self.scenario.before)
        return None if isinstance(before, GeoError) else compare(before, self.found)

    @cached_property
    def surely(self) -> Assessment | None:
        """The answer that counts only what is known to be open at the hour of the scenario."""
        if self.scenario.hour is None:
            return None
        asked = cached.unnamed(self.scenario)
        try:
            return cached.answer(self.role, asked, self.today, surely_open=True)
        except GeoError:
            return None

    @cached_property
    def sure(self) -> Sureness | None:
        """How sure the answer is, as soon as that is known; worked out where ranges are shown."""
        if self.view.panel not in _WITH_RANGES or isinstance(self.found, GeoError):
            return None
        return result_of(cached.sure(self.role, cached.unnamed(self.scenario), self.today))

    @property
    def interval(self) -> Interval | None:
        """How sure the values are, as soon as that is known."""
        return self.sure.values if self.sure else None

    @property
    def params(self) -> dict[str, list[str]]:
        """The address of this run."""
        return {**scenario_to_params(self.scenario), **view_to_params(self.view)}

    @property
    def area(self) -> int:
        """Position of the chosen district, -1 for the city."""
        items = self.planning.public.districts.items
        numbers = [item.number for item in items]
        return numbers.index(self.view.district) if self.view.district in numbers else -1

    @property
    def city_name(self) -> str:
        """Name of the city, or of the districts that its figures speak for."""
        if isinstance(self.found, GeoError):
            return self.catalogue.t("brief.city")
        return city_text(self.catalogue, self.found.demand)

    @property
    def area_name(self) -> str:
        """Name of the chosen district or of the city."""
        items = self.planning.public.districts.items
        return items[self.area].name if self.area >= 0 else self.city_name

    @property
    def said(self) -> str:
        """The key of a message about what could not be taken.

        It stays until the next change: one run more, which a window may ask for at any time, would
        otherwise wipe it away unread.
        """
        return state.drawer().said

    @property
    def said_of(self) -> str:
        """The form that the message belongs to; empty for the whole part."""
        return state.drawer().said_of

    def answer(self, scenario: Scenario) -> Assessment | GeoError:
        """Answer any scenario, or give what stands in the way."""
        try:
            return cached.answer(self.role, cached.unnamed(scenario), self.today)
        except GeoError as error:
            return error

    def ask(self, change: Callable[[Scenario], Scenario]) -> None:
        """Change what the address asks by now, which may be more than when the page was drawn."""
        scenario, view, _ = state.scenario(self.planning)
        state.ask_scenario(change(scenario), view)

    def look(self, change: Callable[[CoverageView], CoverageView]) -> None:
        """Change how the answer is looked at."""
        scenario, view, _ = state.scenario(self.planning)
        state.ask_scenario(scenario, change(view))

    def say(self, key: str, form: str = "") -> None:
        """Tell until the next change what could not be taken, at its form if it is one's."""
        state.put_away(replace(state.drawer(), said=key, said_of=form))


def tell(planner: Planner, form: str) -> None:
    """Tell what a form could not take, beside its button: that is where people look."""
    # One element whatever is told: what comes and goes moves nothing that is unfolded below.
    with st.container():
        if planner.said and planner.said_of == form:
            st.error(planner.catalogue.t(planner.said))


def wait_for_ranges(planner: Planner) -> None:
    """Draw the page anew when it is known how sure the answer is."""
    working = cached.sure(planner.role, cached.unnamed(planner.scenario), planner.today)
    wait_for(working, planner.catalogue.t("cover.interval.wait"))
