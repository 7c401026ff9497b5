"""A web server on this machine whose pages are in every state that a link can be in."""

import datetime as dt
import ipaddress
import ssl
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

STATUSES = {
    "/works": 200,
    "/gone": 404,
    "/gone-for-good": 410,
    "/broken": 500,
    "/members-only": 403,
    "/too-many": 429,
}
REDIRECTS = {
    "/moved": (301, "/works"),
    "/lent": (302, "/works"),
    "/moved-twice": (308, "/moved"),
    "/moved-away": (301, "/gone"),
    "/in-circles": (302, "/in-circles"),
    "/to-a-file": (302, "file:///etc/hostname"),
}
ENDLESS, SLOW, NO_HEAD = "/endless", "/slow", "/no-head"
CHUNK = b"x" * 65536


@dataclass
class LinkedServer:
    """Where the pages are, what was asked for, and how many asked at the same time.

    ``statuses`` may be changed; ``hold`` keeps back the slow page until it is set; ``ended`` is
    set when somebody has turned away from the endless page.
    """

    address: str
    statuses: dict[str, int] = field(default_factory=lambda: dict(STATUSES))
    requests: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    hold: threading.Event = field(default_factory=threading.Event)
    slow_came: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)
    at_once: int = 0
    most_at_once: int = 0

    def link(self, path):
        return f"{self.address}{path}"


class _Handler(BaseHTTPRequestHandler):
    pages: LinkedServer

    def do_HEAD(self):
        self._answer(has_body=False)

    def do_GET(self):
        self._answer(has_body=True)

    def _answer(self, *, has_body):
        pages = self.pages
        pages.requests.append((self.command, self.path))
        pages.agents.add(self.headers["User-Agent"])
        pages.at_once += 1
        pages.most_at_once = max(pages.most_at_once, pages.at_once)
        try:
            self._page(has_body=has_body)
        finally:
            pages.at_once -= 1

    def _page(self, *, has_body):
        if self.path == SLOW:
            self.pages.slow_came.set()
            self.pages.hold.wait(30)
        if self.path in (ENDLESS, NO_HEAD) and not has_body:
            self.send_response(405)
        elif self.path in REDIRECTS:
            status, onward = REDIRECTS[self.path]
            self.send_response(status)
            self.send_header("Location", onward)
        else:
            self.send_response(self.pages.statuses.get(self.path, 200))
        self.send_header("Connection", "close")
        self.end_headers()
        if self.path == ENDLESS and has_body:
            with suppress(OSError):
                while not self.pages.hold.is_set():
                    self.wfile.write(CHUNK)
            self.pages.ended.set()

    def log_message(self, *_):
        """Be quiet."""


@contextmanager
def linked_server(certificate=None):
    """Serve on a free port and end again; with a certificate, encrypted."""
    handler = type("Handler", (_Handler,), {})
    listener = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    listener.daemon_threads = True
    listener.handle_error = lambda *_: None  # clients that turn away are what this is about
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        listener.socket = context.wrap_socket(listener.socket, server_side=True)
    scheme = "https" if certificate else "http"
    handler.pages = LinkedServer(f"{scheme}://127.0.0.1:{listener.server_port}")
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield handler.pages
    finally:
        handler.pages.hold.set()
        listener.shutdown()
        thread.join()
        listener.server_close()


def own_certificate(path):
    """Write a certificate that nobody but its owner has signed, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .sign(key, hashes.SHA256())
    )
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    pem = serialization.Encoding.PEM
    path.write_bytes(key.private_bytes(pem, *form) + certificate.public_bytes(pem))
    return path
