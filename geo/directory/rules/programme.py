"""What a careful editor looks at in the programmes of places."""

from collections.abc import Iterator
from itertools import chain

from geo.directory.finding import Finding, Severity
from geo.directory.programme_days import days_of
from geo.directory.rules.ground import Ground
from geo.directory.rules.texts import is_mangled


def programme_over(ground: Ground) -> Iterator[Finding]:
    """Report items that are over: nobody is shown them any more."""
    for entry in ground.programme:
        if entry.item.is_over(ground.today):
            text = "this item is over and no longer shown"
            remedy = "ask whether it goes on, or take the row out"
            yield entry.finding(Severity.HINT, "valid_until", text, remedy)


def programme_never_takes_place(ground: Ground) -> Iterator[Finding]:
    """Report hours in which no day of this year falls."""
    for entry in ground.programme:
        hours = entry.item.opening_hours
        if hours and not days_of(hours, ground.today.year):
            text = "takes place on no day of this year"
            yield entry.finding(Severity.WARNING, "opening_hours", text, "say when, or empty it")


def programme_source_dates(ground: Ground) -> Iterator[Finding]:
    """Report items of which nobody can tell how old they are, and dates that have not come yet."""
    for entry in ground.programme:
        when = entry.item.source_date
        if not when:
            text, remedy = "nobody can tell how old this is", "find the date of the source"
            yield entry.finding(Severity.HINT, "source_date", text, remedy)
        elif when > ground.today.isoformat()[: len(when)]:
            text = "the day has not come yet"
            yield entry.finding(Severity.WARNING, "source_date", text, "compare it with the source")


def programme_beside_offers(ground: Ground) -> Iterator[Finding]:
    """Report items that are no offer of their place: a search for the offer would miss them."""
    offers = {entry.place.id: entry.place.offers for entry in ground.entries}
    for entry in ground.programme:
        if entry.item.offer not in offers.get(entry.item.place, ()):
            text = f"no offer of {entry.item.place} in places.csv"
            yield entry.finding(Severity.HINT, "offer", text, "add it there, or mend the code")


def programme_contradicts_itself(ground: Ground) -> Iterator[Finding]:
    """Report items only for women that are for men or for everyone, too."""
    for entry in ground.programme:
        others = {"men", "everyone"}.intersection(entry.item.target_groups)
        if entry.item.women_only == "yes" and others:
            text = f"only for women, and for {' and '.join(sorted(others))}"
            yield entry.finding(Severity.WARNING, "target_groups", text, "compare with the source")


def programme_mangled(ground: Ground) -> Iterator[Finding]:
    """Report letters that were lost on the way through another program."""
    columns = ("title", "opening_hours", "cost")
    for entry, column in chain.from_iterable(((e, c) for c in columns) for e in ground.programme):
        if is_mangled(getattr(entry.item, column) or ""):
            text = "letters were lost on the way through another program"
            yield entry.finding(
                Severity.WARNING, column, text, "write the cell anew, save as UTF-8"
            )
