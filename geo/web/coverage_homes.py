"""Homes that are badly served: for planners who are signed in, and for their session alone."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from geo.coverage.assessment import assess
from geo.coverage.demand import located_homes
from geo.coverage.planning import Planning
from geo.coverage.scenario import DemandSource, Scenario
from geo.directory.viewer import Role
from geo.language import formatting
from geo.language.catalogue import Catalogue


def badly_served_homes(
    catalogue: Catalogue, planning: Planning, scenario: Scenario, today: date
) -> list[dict[str, str]]:
    """List the homes by the way to the nearest service, the longest first.

    Parameters
    ----------
    catalogue
        The language.
    planning
        As the viewer may know it.
    scenario
        Its services, engine and limit are used.
    today
        As for ``assess``.

    Returns
    -------
    Nothing for anybody but planners, and where the demand is not that of homes.
    """
    if planning.known.role < Role.PLANNER or scenario.demand is not DemandSource.SHELTERS:
        return []
    answer = assess(planning, scenario, today)
    found = located_homes(planning.known)
    minutes = answer.minutes[: len(found)]
    heads = [catalogue.t(f"cover.homes.{code}") for code in ("name", "district", "places", "walk")]
    rows: Sequence[int] = np.argsort(-minutes, kind="stable").tolist()
    return [
        dict(
            zip(
                heads,
                (
                    found[row].name,
                    found[row].district or catalogue.t("brief.unknown"),
                    formatting.number(catalogue, found[row].capacity_places or 0),
                    formatting.walk(catalogue, minutes[row])
                    if np.isfinite(minutes[row])
                    else catalogue.t("brief.no_way"),
                ),
                strict=True,
            )
        )
        for row in rows
        if minutes[row] > scenario.limit_minutes
    ]
