"""Links that have not worked for a while, as ``python -m geo refresh`` saw them."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from geo.directory.finding import Finding
from geo.directory.links import Answer, LinkState, links_of
from geo.directory.rules.ground import Ground

PATIENCE: Final = timedelta(days=30)
"""How long a server may be out of order before somebody should look."""

_WHY: Final = {
    Answer.FAILING: "no page comes",
    Answer.UNTRUSTED: "browsers warn of its certificate",
    Answer.NO_HOST: "there is no such host",
    Answer.GONE: "the page is not there",
    Answer.UNDECIDED: "no page came, and lately no programs are let in",
}
_WEBSITE: Final = "find the new address, or ask whether the place still runs"
_SOURCE: Final = "find where the source is now, or one that says the same"


def broken_for_long(ground: Ground) -> Iterator[Finding]:
    """Report links that have not worked for ``PATIENCE``: websites, and less gravely sources."""
    for entry in ground.entries:
        for column, link in links_of(entry):
            state = ground.links.get(link)
            if not state or not _is_broken(ground, state):
                continue
            text = f"{_WHY.get(state.answer, 'broken')} since {state.failing_since}"
            if state.last_success:
                text = f"{text}, seen last on {state.last_success}"
            if column == "website":
                yield entry.warning(column, link, text, _WEBSITE)
            else:
                yield entry.hint(column, link, text, _SOURCE)


def _is_broken(ground: Ground, state: LinkState) -> bool:
    """Tell whether it was broken from the first bad day to the last time somebody looked."""
    since = state.failing_since
    return bool(since and min(state.source_date, ground.today) - since >= PATIENCE)
