"""When messages come and go between a page and its server."""

from time import perf_counter


class Traffic:
    """Notes the moments of the messages of a page; to be made before the page is opened."""

    def __init__(self, page):
        self._sent, self._received = [], []
        page.on("websocket", self._listen)

    def forget(self):
        """Begin anew, before something is done on the page."""
        self._sent.clear()
        self._received.clear()

    @property
    def answer_ms(self):
        """Tell how long it took from the first message sent to the last of the answer."""
        return 1000 * (self._received[-1] - self._sent[0])

    def _listen(self, socket):
        socket.on("framesent", lambda _: self._sent.append(perf_counter()))
        socket.on("framereceived", lambda _: self._received.append(perf_counter()))
