"""Data of every kind: hostile fields stay text, missing files cost only what is in them."""

import csv
import shutil

import pytest
from playwright.sync_api import expect

from geo.directory.reading import DATA

HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script>${alert(3)} {{7*7}}'


@pytest.fixture
def folder(tmp_path):
    """Give a copy of the project's data to be changed."""
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    return copy


def test_a_place_that_holds_script_shows_it_as_text(visit, start_server, folder):
    with (folder / "places.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    row = next(row for row in rows if row["geo_precision"] == "address")
    row |= {"name": HOSTILE, "operator": HOSTILE, "street": HOSTILE, "neighbourhood": HOSTILE}
    with (folder / "places.csv").open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, row.keys())
        writer.writeheader()
        writer.writerows(rows)
    screen = visit("/?q=onerror", at=start_server(data=str(folder)))
    expect(screen.names.first).to_have_text(HOSTILE)
    screen.map.shows(1)
    expect(screen.map.places.first).to_have_attribute("title", f"{HOSTILE}, {label_of(screen)}")
    screen.names.first.click()
    expect(screen.detail.locator("h2")).to_have_text(HOSTILE)
    expect(screen.detail.locator(".wk-operator")).to_have_text(HOSTILE)
    for where in (screen.page, screen.map.frame):
        expect(where.locator("img[src=x]")).to_have_count(0)


def label_of(screen):
    return screen.page.locator(".wk-card-kind").first.inner_text().split(" · ")[0]


@pytest.mark.parametrize("name", ["places.csv", "districts.geojson"])
def test_a_broken_file_is_told_to_visitors_and_named_to_the_operator(
    visit, start_server, folder, name
):
    (folder / name).write_bytes(b"\xff\xfe nothing of use")
    server = start_server(data=str(folder))
    screen = visit(at=server)
    expect(screen.notice).to_contain_text("Ein Teil der Karte fehlt")
    expect(screen.heading).to_be_visible()
    assert name in server.said


def test_tiles_come_from_the_operators_server_alone(visit, start_server, server):
    tiles = f"{server.address}/operators-tiles/{{z}}/{{x}}/{{y}}.png"
    with_tiles = start_server(tiles_url=tiles, tiles_attribution="Kacheln <b>vom Amt</b>")
    screen = visit(None, at=with_tiles)
    screen.page.route("**/operators-tiles/**", lambda route: route.fulfill(status=204))
    screen.open()
    screen.map.ready()
    expect(screen.map.frame.locator(".leaflet-control-attribution")).to_contain_text(
        "Kacheln <b>vom Amt</b>"
    )
    assert [url for url in screen.watch.requests if "operators-tiles" in url]


def test_without_configuration_there_are_no_tiles(visit):
    screen = visit()
    screen.map.ready()
    expect(screen.map.frame.locator(".leaflet-tile")).to_have_count(0)
