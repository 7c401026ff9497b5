"""A data file is missing or broken: the site is there and says so, to each in their own words."""

import re

from playwright.sync_api import expect

from tests.browser.folders import copied_data


def test_without_places_visitors_see_what_is_left(visit, start_server, tmp_path):
    folder = copied_data(tmp_path / "data")
    (folder / "places.csv").unlink()
    server = start_server(data=str(folder))
    screen = visit(at=server)
    expect(screen.notice).to_have_text(re.compile("Ein Teil der Karte fehlt im Moment"))
    screen.finds(0)
    expect(screen.map.frame.locator(".district-label")).not_to_have_count(0)
    assert "places.csv" in server.said
    assert "Traceback" not in server.said


def test_without_districts_the_places_are_still_found(visit, start_server, tmp_path):
    folder = copied_data(tmp_path / "data")
    (folder / "districts.geojson").write_bytes(b"\xff\xfe nothing of use")
    server = start_server(data=str(folder))
    screen = visit("/?category=library", at=server)
    expect(screen.notice).to_have_text(re.compile("Ein Teil der Karte fehlt im Moment"))
    expect(screen.cards.first).to_be_visible()
    screen.map.ready()
    assert "districts.geojson" in server.said
    assert "Traceback" not in server.said
