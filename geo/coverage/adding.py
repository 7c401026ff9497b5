"""Services that are not there yet, beside those that are."""

from dataclasses import replace

import numpy as np

from geo.coverage.scenario import Scenario, Site
from geo.coverage.supply import SERVICES, Supply
from geo.crs import to_metric
from geo.directory.districts import Districts

NEW = "new:"
"""What the ids of added sites begin with; no id of a record has a colon."""


def counted_sites(scenario: Scenario) -> tuple[tuple[int, Site], ...]:
    """Give the added sites the scenario asks for, with their positions in ``scenario.added``."""
    wanted = scenario.supply.categories
    return tuple(
        (position, site)
        for position, site in enumerate(scenario.added)
        if not wanted or site.category in wanted
    )


def with_sites(supply: Supply, scenario: Scenario, districts: Districts) -> Supply:
    """Put the added sites of a scenario into the supply.

    Parameters
    ----------
    supply
        What there is.
    scenario
        Whose sites are added. A site without a capacity has the assumed one.
    districts
        To tell the district of each site.
    """
    sites = counted_sites(scenario)
    if not sites:
        return supply
    metres = to_metric(
        np.array([site.lat for _, site in sites]), np.array([site.lon for _, site in sites])
    )
    n = len(sites)
    return replace(
        supply,
        x_m=np.append(supply.x_m, metres[:, 0]),
        y_m=np.append(supply.y_m, metres[:, 1]),
        accuracy_m=np.append(supply.accuracy_m, np.zeros(n)),
        capacity=np.append(supply.capacity, [_capacity(site, scenario) for _, site in sites]),
        weight=np.append(supply.weight, np.ones(n)),
        ids=(*supply.ids, *(f"{NEW}{position}" for position, _ in sites)),
        area=np.append(supply.area, districts.locate(metres[:, 0], metres[:, 1])),
        hours=(*supply.hours, *(site.hours for _, site in sites)),
    )


def _capacity(site: Site, scenario: Scenario) -> float:
    if scenario.unit == SERVICES:
        return 1.0
    known = site.capacity_places
    assumed = scenario.assumed_places if known is None else known
    return float("nan") if assumed is None else float(assumed)
