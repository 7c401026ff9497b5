"""The audit log in words."""

from collections.abc import Iterable

from geo.access.audit import OPERATOR, Entry, Event
from geo.language import formatting
from geo.language.catalogue import Catalogue
from geo.web.account import Rows


def log_rows(catalogue: Catalogue, entries: Iterable[Entry]) -> Rows:
    """Write lines of the log for a table; an event of another version shows by its code."""
    return [
        {
            catalogue.t("log.at"): formatting.moment(catalogue, entry.at),
            catalogue.t("log.who"): _who(catalogue, entry),
            catalogue.t("log.event"): _event(catalogue, entry.event),
            catalogue.t("log.detail"): entry.detail,
        }
        for entry in entries
    ]


def _who(catalogue: Catalogue, entry: Entry) -> str:
    if entry.who == OPERATOR:
        return catalogue.t("log.operator")
    return entry.who or catalogue.t("log.nobody")


def _event(catalogue: Catalogue, event: str) -> str:
    return catalogue.t(f"log.event.{event}") if event in tuple(Event) else event
