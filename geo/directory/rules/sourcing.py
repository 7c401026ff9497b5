"""What the facts rest on, and how long ago."""

from collections.abc import Iterator

from geo.directory.finding import Finding
from geo.directory.freshness import is_older
from geo.directory.place import Status
from geo.directory.rules.ground import Ground


def source_without_date(ground: Ground) -> Iterator[Finding]:
    """Report rows of which nobody can tell how old they are."""
    for entry in ground.entries:
        if entry.place.sources and not entry.place.source_date:
            text = "nobody can tell how old this is"
            yield entry.hint("source_date", "", text, "find the date of the source, or ask again")


def source_from_the_future(ground: Ground) -> Iterator[Finding]:
    """Report dates that have not come yet."""
    for entry in ground.entries:
        when = entry.place.source_date
        # The year that is running is no future, although its last day is.
        if when and when > ground.today.isoformat()[: len(when)]:
            text = "the day has not come yet"
            yield entry.warning("source_date", when, text, "compare it with the source")


def source_too_old(ground: Ground) -> Iterator[Finding]:
    """Report sources older than the category allows.

    A place said to be running on such a source is a warning; one that says itself that nobody has
    confirmed it is honest, and a hint.
    """
    limits = {item.code: item.max_age_years for item in ground.vocabulary.categories}
    for entry in ground.entries:
        place = entry.place
        limit = limits.get(place.category)
        if not place.source_date or not limit or place.status is Status.CLOSED:
            continue
        if is_older(place.source_date, limit, ground.today):
            text = f"older than {limit} years, the limit of {place.category}"
            say = entry.hint if place.status is Status.UNVERIFIED else entry.warning
            yield say("source_date", place.source_date, text, "ask there, and write the new date")
