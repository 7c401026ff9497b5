"""What happened to a place, written for people: when, what, and where that stands."""

from dataclasses import dataclass

from geo.directory.directory import Directory
from geo.directory.history import Event
from geo.directory.place import Place
from geo.language import formatting
from geo.language.catalogue import Catalogue
from geo.web import links
from geo.web.links import Link


@dataclass(frozen=True)
class Happening:
    """One event; ``text`` is German, as sources are, and text as everything else."""

    when: str
    kind: str
    text: str
    sources: tuple[Link, ...]
    dated: str


def place_history(
    catalogue: Catalogue, directory: Directory, place: Place
) -> tuple[Happening, ...]:
    """Tell the history of a place, the earliest first and what has no date last.

    Parameters
    ----------
    catalogue
        The language.
    directory
        As the viewer may know it; ``place`` is one of its records.
    place
        The record.
    """
    return tuple(_happening(catalogue, event) for event in directory.histories.get(place.id, ()))


def _happening(catalogue: Catalogue, event: Event) -> Happening:
    when = catalogue.t("history.undated")
    if event.date:
        when = formatting.partial_date(catalogue, event.date)
    dated = catalogue.t("history.source_undated")
    if event.source_date:
        date = formatting.partial_date(catalogue, event.source_date)
        dated = catalogue.t("history.source_of", date=date)
    return Happening(
        when=when,
        kind=catalogue.t(f"history.kind.{event.kind}"),
        text=event.text,
        sources=tuple(link for url in event.sources if (link := links.web_link(url))),
        dated=dated,
    )
