"""The planners' page with an operator's own grid of people and street network."""

import csv
import re

import networkx as nx
import numpy as np
import pytest
import shapely
from playwright.sync_api import expect

from geo.crs import to_metric

STEP_DEGREES = 0.004
BLOCK_M = 700
"""More than 1.3 times the longer side of a block: every way is longer than a straight line's."""


@pytest.fixture(scope="module")
def lattice(public):
    """Points over the city, and their rows and columns."""
    west, south, east, north = shapely.total_bounds(
        [item.polygon for item in public.districts.items]
    )
    lat, lon = np.arange(south, north, STEP_DEGREES), np.arange(west, east, STEP_DEGREES)
    return lat, lon


@pytest.fixture(scope="module")
def streets(lattice, tmp_path_factory):
    """A town of square blocks."""
    lat, lon = lattice
    town = nx.MultiDiGraph(crs="EPSG:4326")
    for row, column in np.ndindex(len(lat), len(lon)):
        town.add_node(row * len(lon) + column, x=float(lon[column]), y=float(lat[row]))
    for one, other in nx.grid_2d_graph(len(lat), len(lon)).edges:
        ends = [row * len(lon) + column for row, column in (one, other)]
        town.add_edge(*ends, length=float(BLOCK_M))
        town.add_edge(*reversed(ends), length=float(BLOCK_M))
    path = tmp_path_factory.mktemp("streets") / "town.graphml"
    nx.write_graphml(town, path)
    return path


@pytest.fixture(scope="module")
def grid(public, tmp_path_factory):
    """Seven people at the middle of each district."""
    path = tmp_path_factory.mktemp("grid") / "people.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["x", "y", "people"])
        for item in public.districts.items:
            inside = item.polygon.representative_point()
            (at,) = to_metric(np.array([inside.y]), np.array([inside.x]))
            table.writerow([*at.round(1), 7])
    return path


@pytest.fixture(scope="module")
def town(start_server, streets, grid):
    return start_server(
        streets=str(streets),
        grid=str(grid),
        grid_weight="people",
        grid_crs="25832",
        grid_unit="neighbours",
    )


def minutes(screen):
    """Read the figures of the map by district."""
    labels = screen.map.frame.locator("button.district-label")
    titles = labels.evaluate_all("all => all.map(label => label.title)")
    figures = (re.match(r"(.+): (\d+) min\b", title).groups() for title in titles)
    return {name: int(value) for name, value in figures}


def test_people_come_from_the_grid(visit, town, public):
    screen = visit("/coverage?lang=de&demand=grid", at=town)
    count = len(public.districts.items)
    expect(screen.page.locator(".st-key-cover-city")).to_contain_text(f"von {7 * count}")
    expect(screen.page.locator("#wk-q-demand")).to_have_value("grid")


def test_ways_go_along_the_streets_and_the_page_says_so(visit, town):
    screen = visit("/coverage?lang=de&demand=grid", at=town)
    expect(screen.map.frame.locator("button.district-label").first).to_be_attached()
    straight = minutes(screen)
    screen.page.locator("summary").filter(has_text="Annahmen").click()
    screen.page.locator("#wk-q-travel").select_option("street_network")
    screen.asks(travel="street_network")
    expect(screen.page.locator(".wk-legend")).to_contain_text("Straßennetz")
    screen.settled()
    along = minutes(screen)
    assert along.keys() == straight.keys()
    assert all(along[name] >= straight[name] for name in straight)
    assert along != straight
