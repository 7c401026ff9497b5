"""A tile layer is there only where the operator names one, and then from that host alone."""

import base64
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)
ATTRIBUTION = "© Beispielamt <b>2026</b>"


class Tiles(BaseHTTPRequestHandler):
    """Answers every request with one pixel."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.send_header("Content-Length", str(len(PIXEL)))
        self.end_headers()
        self.wfile.write(PIXEL)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def tile_host():
    with ThreadingHTTPServer(("127.0.0.1", 0), Tiles) as host:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{host.server_port}"
        host.shutdown()


def test_tiles_come_from_the_host_the_operator_names(visit, start_server, tile_host):
    server = start_server(tiles_url=tile_host + "/{z}/{x}/{y}.png", tiles_attribution=ATTRIBUTION)
    screen = visit(at=server)
    screen.map.ready()
    expect(screen.map.frame.locator("img.leaflet-tile-loaded").first).to_be_attached()
    expect(screen.map.frame.locator(".leaflet-control-attribution")).to_contain_text(ATTRIBUTION)
    tiles = [address for address in screen.watch.requests if address.startswith(tile_host)]
    assert tiles
    assert all(re.fullmatch(r"/\d+/\d+/\d+\.png", tile.removeprefix(tile_host)) for tile in tiles)


def test_without_one_no_tile_is_asked_for(visit):
    screen = visit()
    screen.map.ready()
    expect(screen.map.frame.locator("img.leaflet-tile")).to_have_count(0)
    assert all(
        address.startswith((screen.address, screen.address.replace("http", "ws"), "data:", "blob:"))
        for address in screen.watch.requests
    )
