"""What is known of the links of the directory: when each last worked, and since when it does not.

The day of a row is the day on which the link itself was asked; that is its source.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Final

from geo.directory.checking import Entry
from geo.directory.place import Frozen, Visibility, WebLink

LINKS_TABLE: Final = "links.csv"
"""Links that stand in public records."""

PROTECTED_LINKS_TABLE: Final = "shelter_links.csv"
"""Links that stand in others alone: many name a home."""


class Answer(StrEnum):
    """What came of asking for a link.

    ``MOVED`` works at another address for good. ``UNDECIDED`` says nothing: the server lets no
    programs in or wants to be left alone. ``FAILING`` may pass; ``UNTRUSTED`` has no certificate
    that holds; ``NO_HOST`` and ``GONE`` mostly stay.
    """

    WORKS = "works"
    MOVED = "moved"
    UNDECIDED = "undecided"
    FAILING = "failing"
    UNTRUSTED = "untrusted"
    NO_HOST = "no_host"
    GONE = "gone"

    @property
    def is_success(self) -> bool:
        """Whether visitors see the page."""
        return self in (Answer.WORKS, Answer.MOVED)


class LinkState(Frozen):
    """What was last seen of one link.

    ``source_url`` is the link and ``source_date`` the day on which it was asked. ``status`` is
    that of the HTTP answer, None where there was none. ``last_success`` is the last day on which
    it worked, None where nobody has seen that; ``failing_since`` is the first day since then on
    which it did not, None while it works or nothing is known.
    """

    source_url: WebLink
    source_date: date
    answer: Answer
    status: int | None = None
    last_success: date | None = None
    failing_since: date | None = None


def after_asking(
    before: LinkState | None, link: str, answer: Answer, status: int | None, today: date
) -> LinkState:
    """Put what was seen today together with what was known; an undecided answer changes nothing."""
    last_success = before.last_success if before else None
    failing_since = before.failing_since if before else None
    if answer.is_success:
        last_success, failing_since = today, None
    elif answer is not Answer.UNDECIDED:
        failing_since = failing_since or today
    return LinkState(
        source_url=link,
        source_date=today,
        answer=answer,
        status=status,
        last_success=last_success,
        failing_since=failing_since,
    )


def links_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield each link of a row with its column."""
    if entry.place.contact.website:
        yield "website", entry.place.contact.website
    for source in entry.place.sources:
        yield "source_url", source


def open_and_protected(
    entries: Iterable[Entry], told: Iterable[str] = ()
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tell the links of public records from those that stand in others alone; each in order.

    ``told`` are links of programmes and histories, which only public records have.
    """
    found: dict[bool, set[str]] = {True: set(told), False: set()}
    for entry in entries:
        is_open = entry.place.visibility is Visibility.PUBLIC
        found[is_open].update(link for _, link in links_of(entry))
    return tuple(sorted(found[True])), tuple(sorted(found[False] - found[True]))
