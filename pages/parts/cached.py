"""What is worked out once and kept, whoever asks."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from geo.access.claims import ClaimRules
from geo.access.entrance import Entrance
from geo.access.entrance import entrance as _entrance
from geo.coverage.assessment import Assessment, assess, other_spread
from geo.coverage.next_sites import NextSites, WhereNext, next_sites
from geo.coverage.over_the_week import WeekCover, cover_over_the_week
from geo.coverage.planning import Planning, monday_of
from geo.coverage.portrait import Portrait
from geo.coverage.portrait import portrait as _portrait
from geo.coverage.scenario import Scenario
from geo.coverage.sureness import Sureness, WeekSureness, sureness, week_sureness
from geo.coverage.uncertainty import DRAWS
from geo.directory.viewer import Role
from geo.settings import Settings
from geo.web.coverage_sites import spots as _spots
from geo.web.loaded import Loaded, load
from geo.web.planned import planning_for


def loaded() -> Loaded:
    """Give the directory, the languages and the search of this process."""
    return load(Settings().data)


@cache
def claim_rules() -> ClaimRules | None:
    """Give what the operator makes of a city's accounts; None where nobody signs in with one.

    Raises
    ------
    pydantic.ValidationError
        If a role is unknown or Streamlit's secrets name no client.
    """
    settings = Settings()
    if not settings.oidc_role_claim:
        return None
    return ClaimRules(
        client_id=st.secrets.get("auth", {}).get("client_id", ""),
        role_claim=settings.oidc_role_claim,
        roles=settings.roles_of_claim,
        sites_claim=settings.oidc_sites_claim,
        session_hours=settings.session_hours,
    )


@cache
def planning(role: Role) -> Planning:
    """Give what planners' questions are answered from, as a role may know it."""
    return planning_for(loaded(), Settings(), role)


# Answers are kept by role, scenario and day. A name changes no answer: ``unnamed`` takes it off.
_KEPT = 128


@lru_cache(_KEPT)
def answer(role: Role, scenario: Scenario, today: date, *, surely_open: bool = False) -> Assessment:
    """Answer an unnamed scenario."""
    return assess(planning(role), scenario, today, surely_open=surely_open)


@lru_cache(_KEPT)
def answer_spread(role: Role, scenario: Scenario, today: date) -> Assessment | None:
    """Answer an unnamed scenario with people spread the other way."""
    return other_spread(planning(role), scenario, today)


@lru_cache(_KEPT)
def portrait(role: Role, scenario: Scenario, district: str, today: date) -> Portrait:
    """Look at a district."""
    return _portrait(planning(role), scenario, district, today)


@lru_cache(_KEPT)
def week(role: Role, scenario: Scenario, today: date) -> WeekCover:
    """Measure cover over the week, for an unnamed scenario without an hour."""
    found = answer(role, scenario, today)
    return cover_over_the_week(
        found.demand,
        found.supply,
        planning(role).travel(scenario),
        scenario.limit_minutes,
        monday=monday_of(today),
    )


@lru_cache(_KEPT)
def sure(role: Role, scenario: Scenario, today: date) -> "Future[Sureness]":
    """Begin to work out how sure the answer to an unnamed scenario is; one after the other."""
    return _worker().submit(sureness, planning(role), scenario, today, DRAWS)


@lru_cache(_KEPT)
def sure_week(role: Role, scenario: Scenario, today: date) -> "Future[WeekSureness]":
    """Begin to work out how sure cover over the week is, for a scenario as ``week`` takes it."""
    return _worker().submit(week_sureness, planning(role), scenario, today, DRAWS)


@lru_cache(32)
def new_sites(
    role: Role, scenario: Scenario, today: date, asked: WhereNext, candidates: str
) -> NextSites:
    """Choose new sites for an unnamed scenario; ``candidates`` is the text of an own list."""
    if not candidates:
        return next_sites(planning(role), scenario, today, asked)
    with TemporaryDirectory() as folder:
        (Path(folder) / asked.candidates).write_text(candidates, encoding="utf-8")
        placed = asked.model_copy(update={"folder": Path(folder)})
        return next_sites(planning(role), scenario, today, placed)


@cache
def spots() -> dict[str, str]:
    """Name every point that a site can be put at without the map."""
    return _spots(loaded().public)


def unnamed(scenario: Scenario) -> Scenario:
    """Take the name off a scenario, so that answers are kept by what is asked."""
    return replace(scenario, name="")


@cache
def _worker() -> ThreadPoolExecutor:
    """Give the one thread that works out intervals, so that they never take two cores."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="sureness")


def entrance() -> Entrance:
    """Give the one entrance of this process."""
    settings = Settings()
    return _entrance(settings.state, settings.store_url, settings.session_hours)
