"""What the history of places says, and when that can have been."""

from collections.abc import Iterator

from geo.directory.finding import Finding
from geo.directory.history import EventKind
from geo.directory.rules.ground import Ground
from geo.language.matching import normalise


def event_to_come(ground: Ground) -> Iterator[Finding]:
    """Report what is told as past and has not happened yet."""
    for entry in ground.history:
        when = entry.event.date
        if when and entry.event.kind is not EventKind.PLANNED and _is_after(when, ground.day):
            text = "the day has not come yet"
            yield entry.warning("date", when, text, "mend the date, or call it planned")


def history_source_from_the_future(ground: Ground) -> Iterator[Finding]:
    """Report dates of sources that have not come yet."""
    for entry in ground.history:
        when = entry.event.source_date
        if when and _is_after(when, ground.day):
            text = "the day has not come yet"
            yield entry.warning("source_date", when, text, "compare it with the source")


def source_before_event(ground: Ground) -> Iterator[Finding]:
    """Report sources that are older than what they tell as past."""
    for entry in ground.history:
        event = entry.event
        if not event.date or not event.source_date or event.kind is EventKind.PLANNED:
            continue
        if _is_after(event.date, event.source_date):
            text = f"the source is older than what it tells of {event.date}"
            remedy = "compare both dates with the source, or call the event planned"
            yield entry.warning("source_date", event.source_date, text, remedy)


def told_twice(ground: Ground) -> Iterator[Finding]:
    """Report an event that another row tells in the same words."""
    first: dict[tuple[str, str | None, str], int] = {}
    for entry in ground.history:
        event = entry.event
        key = event.place, event.date, normalise(event.text)
        earlier = first.setdefault(key, entry.line)
        if earlier != entry.line:
            text = f"line {earlier} says the same of this place"
            yield entry.warning("text", event.text, text, "leave one of them out")


def _is_after(when: str, other: str) -> bool:
    """Compare partial dates as far as both are known."""
    known = min(len(when), len(other))
    return when[:known] > other[:known]
