"""A geocoder on this machine: it speaks Nominatim's or Photon's protocol, faults included."""

import json
import threading
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.worlds import MIDDLE


@dataclass(frozen=True)
class Reply:
    """One answer as it goes over the line; ``held_by`` keeps it back until the event is set."""

    content: bytes
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    held_by: threading.Event | None = None


def nominatim(*places):
    """Answer with places of Nominatim's JSON."""
    return Reply(json.dumps(places).encode())


def photon(*features):
    """Answer with features of Photon's GeoJSON."""
    return Reply(json.dumps({"type": "FeatureCollection", "features": features}).encode())


def house(number="7", road="Lange Gasse", *, at=(48.7712, 9.1312), city="Musterstadt", **address):
    """Give a house as Nominatim does."""
    lat, lon = at
    return {
        "place_id": 1,
        "osm_type": "node",
        "osm_id": 4711,
        "lat": str(lat),
        "lon": str(lon),
        "class": "building",
        "type": "yes",
        "addresstype": "building",
        "boundingbox": [str(lat - 1e-4), str(lat + 1e-4), str(lon - 1e-4), str(lon + 1e-4)],
        "display_name": f"{number}, {road}, {MIDDLE}, {city}",
        "address": {"house_number": number, "road": road, "city": city, **address},
    }


def street(road="Lange Gasse", *, box=(48.770, 48.771, 9.130, 9.131), city="Musterstadt"):
    """Give a street as Nominatim does."""
    south, north, west, east = box
    return house(at=((south + north) / 2, (west + east) / 2)) | {
        "osm_type": "way",
        "osm_id": 815,
        "class": "highway",
        "type": "residential",
        "addresstype": "road",
        "boundingbox": [str(degree) for degree in box],
        "address": {"road": road, "city": city},
    }


@dataclass
class GeocodingServer:
    """Gives the replies to each address in their order, the last one again and again."""

    address: str
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    requests: list[dict[str, str]] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    came: dict[str, threading.Event] = field(default_factory=lambda: defaultdict(threading.Event))

    @property
    def asked(self):
        """The addresses in the order in which they were asked for."""
        return [request.get("street") or request["q"] for request in self.requests]

    def reply_to(self, path, query, agent):
        """Note a request and choose what is said."""
        self.requests.append(query)
        self.agents.append(agent)
        key = query.get("street") or query.get("q", "")
        self.came[key].set()
        speaks_nominatim = path == "/search" and query.get("format") == "json"
        if not (speaks_nominatim and query.get("addressdetails") == "1") and path != "/api":
            return Reply(b"no such path", 404)
        replies = self.replies.get(key) or [nominatim()]
        return replies.pop(0) if len(replies) > 1 else replies[0]


@contextmanager
def geocoding_server():
    """Serve on a free port and end again."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            reply = server.reply_to(parts.path, query, self.headers["User-Agent"])
            if reply.held_by:
                reply.held_by.wait(30)
            self.send_response(reply.status)
            for header in (("Content-Length", str(len(reply.content))), *reply.headers):
                self.send_header(*header)
            self.end_headers()
            self.wfile.write(reply.content)

        def log_message(self, *_):
            """Be quiet."""

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener.daemon_threads = True
    listener.handle_error = lambda *_: None  # a client that was killed is what some tests are about
    server = GeocodingServer(f"http://127.0.0.1:{listener.server_port}")
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown()
        thread.join()
        listener.server_close()
