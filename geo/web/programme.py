"""The programme of a place, by weekday, written for people in their language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Final, Literal

from geo.directory.hours import BERLIN, Interval
from geo.directory.intervals import DAY_MINUTES
from geo.directory.programme import FREE, Answer, ProgrammeItem
from geo.directory.programme_days import DayTimes, days_of
from geo.language import formatting
from geo.language.catalogue import Catalogue
from geo.web import links
from geo.web.links import Link

ITEMS_ON_A_CARD: Final = 2
"""More matching items than these are counted."""

_A_MONDAY: Final = date(2024, 6, 10)
_FEWEST_OF_A_RANGE: Final = 3


@dataclass(frozen=True)
class ItemFact:
    """Something a source says of an item; ``is_own_word`` where it is the source's own text."""

    label: str
    value: str
    is_own_word: bool = False


@dataclass(frozen=True)
class ProgrammeEntry:
    """One item: what, when, what is known of it, and what is not."""

    title: str
    kind: str
    when: str
    facts: tuple[ItemFact, ...]
    unknown: str
    sources: tuple[Link, ...]
    date: str


@dataclass(frozen=True)
class ProgrammeDay:
    """The items of the same weekdays, under the names of these."""

    heading: str
    entries: tuple[ProgrammeEntry, ...]


def programme_days(
    catalogue: Catalogue, items: Iterable[ProgrammeItem], moment: datetime
) -> tuple[ProgrammeDay, ...]:
    """Write a programme.

    Parameters
    ----------
    catalogue
        The language.
    items
        Of one place.
    moment
        Timezone-aware now; what is over by then is left out.

    Returns
    -------
    The items by their weekdays, Monday first, in the order of their times; at the end those of
    which nobody knows the day. Nothing where there are no items.
    """
    today = moment.astimezone(BERLIN).date()
    current = [item for item in items if not item.is_over(today)]
    ordered = sorted(current, key=lambda item: _order(_days(item, today)))
    return tuple(
        ProgrammeDay(
            day_names(catalogue, weekdays) or catalogue.t("programme.day_unknown"),
            tuple(_entry(catalogue, item, today) for item in group),
        )
        for weekdays, group in groupby(ordered, lambda item: _weekdays(_days(item, today)))
    )


def matching_lines(
    catalogue: Catalogue, items: Sequence[ProgrammeItem], moment: datetime
) -> tuple[str, ...]:
    """Name items in a line each, with day and time, as cards do; many are counted."""
    today = moment.astimezone(BERLIN).date()
    ordered = sorted(items, key=lambda item: _order(_days(item, today)))
    lines = []
    for item in ordered[:ITEMS_ON_A_CARD]:
        names = day_names(catalogue, _weekdays(_days(item, today)), "abbreviated")
        when = " ".join(filter(None, (names, _when(catalogue, item, today))))
        title = item.title or catalogue.t(f"offer.{item.offer}")
        lines.append(catalogue.t("programme.line", when=when, title=title) if when else title)
    rest = len(items) - len(lines)
    return (*lines, catalogue.n("programme.more", rest)) if rest > 0 else tuple(lines)


def day_names(
    catalogue: Catalogue,
    weekdays: Sequence[int],
    width: Literal["wide", "abbreviated"] = "wide",
) -> str:
    """Name weekdays, 0 for Monday: three or more in a row by the first and the last."""
    names = [weekday_name(catalogue, day, width) for day in weekdays]
    is_row = list(weekdays) == list(range(weekdays[0], weekdays[-1] + 1)) if weekdays else False
    if is_row and len(names) >= _FEWEST_OF_A_RANGE:
        return catalogue.t("programme.days", first=names[0], last=names[-1])
    return formatting.listing(catalogue, names) if names else ""


def weekday_name(
    catalogue: Catalogue, weekday: int, width: Literal["wide", "abbreviated"] = "wide"
) -> str:
    """Name a weekday, 0 for Monday."""
    return formatting.weekday(catalogue, _A_MONDAY + timedelta(days=weekday), width)


def _days(item: ProgrammeItem, today: date) -> tuple[DayTimes, ...]:
    return days_of(item.opening_hours, today.year) if item.opening_hours else ()


def _weekdays(days: Sequence[DayTimes]) -> tuple[int, ...]:
    return tuple(day.weekday for day in days)


def _order(days: Sequence[DayTimes]) -> tuple[bool, tuple[int, ...], int]:
    return not days, _weekdays(days), days[0].spans[0].start_minute if days else 0


def _entry(catalogue: Catalogue, item: ProgrammeItem, today: date) -> ProgrammeEntry:
    kind = catalogue.t(f"offer.{item.offer}")
    asked = dict(_answers(catalogue, item))
    return ProgrammeEntry(
        title=item.title or kind,
        kind=kind if item.title else "",
        when=_when(catalogue, item, today),
        facts=tuple(
            ItemFact(label, value, is_own_word=value == item.cost)
            for label, value in asked.items()
            if value
        )
        + _validity(catalogue, item),
        unknown=_unknown(catalogue, [label for label, value in asked.items() if not value]),
        sources=tuple(link for url in item.source_url if (link := links.web_link(url))),
        date=_dated(catalogue, item, today),
    )


def _answers(catalogue: Catalogue, item: ProgrammeItem) -> Iterable[tuple[str, str]]:
    """Give each question with its answer; an empty one where no source has it."""
    languages = [formatting.language_name(catalogue, code) for code in item.languages]
    audience = [catalogue.t(f"audience.{code}") for code in item.target_groups]
    cost = catalogue.t("cost.free") if item.cost == FREE else item.cost or ""
    yield catalogue.t("programme.language"), ", ".join(languages)
    yield catalogue.t("programme.audience"), ", ".join(audience)
    yield catalogue.t("programme.women_only"), _said(catalogue, item.women_only)
    yield catalogue.t("programme.childcare"), _said(catalogue, item.childcare)
    yield catalogue.t("programme.cost"), cost
    yield catalogue.t("programme.registration"), _said(catalogue, item.registration)


def _said(catalogue: Catalogue, answer: Answer | None) -> str:
    return catalogue.t(f"programme.answer.{answer}") if answer else ""


def _unknown(catalogue: Catalogue, labels: Sequence[str]) -> str:
    if not labels:
        return ""
    return catalogue.t("programme.unknown", facts=formatting.listing(catalogue, labels))


def _validity(catalogue: Catalogue, item: ProgrammeItem) -> tuple[ItemFact, ...]:
    told = (("from", item.valid_from), ("until", item.valid_until))
    return tuple(
        ItemFact(catalogue.t(f"programme.{key}"), formatting.partial_date(catalogue, text))
        for key, text in told
        if text
    )


def _dated(catalogue: Catalogue, item: ProgrammeItem, today: date) -> str:
    if not item.source_date:
        return catalogue.t("detail.date_unknown")
    return catalogue.t(
        "detail.date",
        date=formatting.partial_date(catalogue, item.source_date),
        age=formatting.age(catalogue, item.source_date, today),
    )


def _when(catalogue: Catalogue, item: ProgrammeItem, today: date) -> str:
    """Write the times: one for all days, or each day with its own; nothing without a day."""
    days = _days(item, today)
    times = [_times(catalogue, day.spans, item) for day in days]
    if len(set(times)) > 1:
        short = [weekday_name(catalogue, day.weekday, "abbreviated") for day in days]
        times = [f"{day} {span}".strip() for day, span in zip(short, times, strict=True)]
    told = list(dict.fromkeys(filter(None, times)))
    if days and not told:
        told = [catalogue.t("programme.time_unknown")]
    told += dict.fromkeys(
        comment for day in days for span in day.spans if (comment := span.comment)
    )
    if any(not day.is_weekly for day in days):
        told.append(catalogue.t("programme.not_weekly"))
    if "SH off" in (item.opening_hours or ""):
        told.append(catalogue.t("programme.no_school_holidays"))
    return ", ".join(told)


def _times(catalogue: Catalogue, spans: Sequence[Interval], item: ProgrammeItem) -> str:
    return ", ".join(filter(None, (_span(catalogue, span, item) for span in spans)))


def _span(catalogue: Catalogue, span: Interval, item: ProgrammeItem) -> str:
    """Write one stretch; a whole day is a day of which nobody states the time."""
    start, end = (formatting.clock(catalogue, at) for at in (span.start_minute, span.end_minute))
    if (span.start_minute, span.end_minute) == (0, DAY_MINUTES):
        return ""
    if f"{span.start}+" in (item.opening_hours or ""):
        return catalogue.t("programme.from_time", start=start)
    return catalogue.t("hours.span.open", start=start, end=end)
