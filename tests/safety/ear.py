"""Listening to a browser, and a visitor who presses everything there is to press."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Error, Frame, Page
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

_MARK = """mark => {
    const pressable = 'button, a[href], summary, label:has(input), select, [role=button], ' +
        '[role=option], [role=combobox], [role=tab], [role=radio], [role=checkbox], input';
    // What was marked before may be hidden now, and must not answer to a mark of this time.
    for (const old of document.querySelectorAll('[data-crawl]')) delete old.dataset.crawl;
    const found = [...document.querySelectorAll(pressable)].filter(e => e.checkVisibility());
    return found.map((element, number) => {
        element.dataset.crawl = `${mark}-${number}`;
        const link = element.getAttribute('href') || '';
        const leaves = /^(https?:|tel:|mailto:|geo:)/.test(link) &&
            !element.href.startsWith(location.origin);
        const name = element.getAttribute('aria-label') || element.innerText || element.name || '';
        const key = (element.dataset.key || element.id).replace(/^react-aria.*/, '');
        const kind = `${element.tagName} ${element.className} ${key.split('.')[0]}`;
        const label = `${element.tagName} ${key} ${name}`.slice(0, 90);
        return {mark: element.dataset.crawl, kind, label, leaves};
    });
}"""

_PRESS_WITHIN_MS = 1500
_STORED = "() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
_THERE = """() => {
    const shown = name => [...document.querySelectorAll(name)].some(e => e.checkVisibility());
    return shown('[data-test-script-state="notRunning"]') && shown('.st-key-header a') &&
        shown('[data-testid="stCaptionContainer"]');
}"""
"""The script has ended, and all that is around every page is there."""


@dataclass
class Ear:
    """Keeps all that a browser context sends and receives.

    ``http`` is what passes through addresses and caches: request lines, bodies and answers;
    ``frames`` is what comes inside the session.
    """

    context: BrowserContext
    http: list[bytes] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)
    frames: list[bytes] = field(default_factory=list)
    sent: list[bytes] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._answers = []
        self.context.on("requestfinished", self._finished)
        self.context.on("console", lambda message: self.said.append(message.text))
        self.context.on("page", self._page)

    def _page(self, page: Page) -> None:
        page.on("websocket", self._socket)

    def _socket(self, socket) -> None:
        self.http.append(socket.url.encode())
        socket.on("framereceived", lambda frame: self.frames.append(_bytes(frame)))
        socket.on("framesent", lambda frame: self.sent.append(_bytes(frame)))

    def _finished(self, request) -> None:
        self.http.append(f"{request.method} {request.url} {request.post_data or ''}".encode())
        self.http.append(repr(request.headers).encode())
        if "/static/" not in request.url:  # the same in every installation
            self._answers.append(request)
            self.paths.add("/" + request.url.split("/", 3)[-1].partition("#")[0])

    def catch_up(self) -> None:
        """Take over the answers that have come, before the browser forgets them."""
        for request in self._answers:
            answer = request.response()
            if answer is None:
                continue
            self.http.append(repr(answer.headers).encode())
            try:
                self.http.append(answer.body())
            except Error:
                continue  # a redirect, or an answer without a body
        self._answers.clear()

    @property
    def pages(self) -> tuple[str, ...]:
        """Name the pages the server has told of, by their addresses."""
        told = (page.url_pathname for frame in self.frames for page in _pages_of(frame))
        return tuple(dict.fromkeys(told))

    def kept(self) -> list[str]:
        """Give what the pages keep in the browser, and their addresses."""
        return [page.url + page.evaluate(_STORED) for page in self.context.pages]


def press_everything(page: Page, ear: Ear, most: int, spare: tuple[str, ...] = ()) -> list[str]:
    """Press whatever can be pressed and was not yet, of every kind as often, and list it.

    Links to other hosts, and what has one of the ``spare`` words in its name, are not followed.
    """
    home, pressed, kinds = page.url, [], Counter()
    is_fresh = True
    while len(pressed) < most:
        ear.catch_up()
        settle(page)
        if page.url.partition("?")[0] != home.partition("?")[0]:
            page.goto(home)
            is_fresh = True
            continue
        new = [(frame, item) for frame, item in _pressable(page) if item["label"] not in pressed]
        open_to = [(f, i) for f, i in new if not any(word in i["label"] for word in spare)]
        if not open_to and is_fresh:
            break
        if not open_to:
            # Maybe the page was just on its way to another.
            page.goto(home)
            is_fresh = True
            continue
        is_fresh = False
        frame, item = min(open_to, key=lambda found: kinds[found[1]["kind"]])
        pressed.append(item["label"])
        kinds[item["kind"]] += 1
        _press(frame, item["mark"])
    settle(page)
    ear.catch_up()
    return pressed


def settle(page: Page) -> None:
    """Wait until the server has nothing more to say; a page outside Streamlit never says more."""
    if page.locator("#root").count():
        page.wait_for_function(_THERE)


def _pressable(page: Page) -> Iterator[tuple[Frame, dict[str, str]]]:
    for number, frame in enumerate(page.frames):
        try:
            marked = frame.evaluate(_MARK, number)
        except Error:
            if frame is page.main_frame:
                raise
            continue  # the map has just been replaced
        yield from ((frame, item) for item in marked if not item["leaves"])


def _press(frame: Frame, mark: str) -> None:
    element = frame.locator(f'[data-crawl="{mark}"]')
    try:
        element.click(timeout=_PRESS_WITHIN_MS)
    except Error:
        # Something lies over it: the page gets the click all the same.
        if element.count():
            element.dispatch_event("click")


def _bytes(frame: str | bytes) -> bytes:
    return frame.encode() if isinstance(frame, str) else frame


def _pages_of(frame: bytes):
    message = ForwardMsg()
    try:
        message.ParseFromString(frame)
    except Exception:  # noqa: BLE001 (whatever is no message tells of no page)
        return ()
    return message.navigation.app_pages
