"""What no page may do, whatever a test is about: call elsewhere, or fail in silence."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page

HOME = "127.0.0.1"
INSIDE_THE_BROWSER = ("data", "blob", "about")


class Watch:
    """Listens to all pages of a browser context and notes what must not be.

    ``expected`` holds addresses whose failure is known and harmless, each to the letter.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.expected: set[str] = set()
        context.on("request", lambda request: self._leaves(request.url))
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(f"uncaught: {error.error}"))
        context.on("dialog", self._dialog)
        context.on("page", self._page)

    def _leaves(self, address: str) -> None:
        self.requests.append(address)
        parts = urlsplit(address)
        if parts.hostname != HOME and parts.scheme not in INSIDE_THE_BROWSER:
            self.complaints.append(f"request to another host: {address}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and message.location["url"] not in self.expected:
            self.complaints.append(f"console: {message.text} ({message.location['url']})")

    def _dialog(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _page(self, page: Page) -> None:
        page.on("crash", lambda _: self.complaints.append("a page crashed"))
        page.on("websocket", lambda socket: self._leaves(socket.url))
