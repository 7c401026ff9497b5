"""The twin's account of the directory: its state, its sources, whom a browser talks to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from geo.directory.directory import Directory
from geo.directory.hours import BERLIN
from geo.directory.sources import Source
from geo.language.catalogue import Catalogue, Catalogues
from geo.web.account import Rows, privacy, shelters, sources, unreviewed
from geo.web.directory_state import state_sentence, tallies


@dataclass(frozen=True)
class Chapter:
    """A heading with sentences and, if there is one, a table."""

    title: str
    sentences: tuple[str, ...]
    rows: Rows


def about_page(
    catalogues: Catalogues,
    catalogue: Catalogue,
    directory: Directory,
    listed: Sequence[Source],
    moment: datetime,
    *,
    tiles_url: str = "",
) -> tuple[Chapter, ...]:
    """Give account of the directory as everybody may know it.

    Parameters
    ----------
    catalogues
        All languages.
    catalogue
        The language of the page.
    directory
        As everybody may know it.
    listed
        Its sources.
    moment
        Now, with its time zone; ages are counted from its day in Stuttgart.
    tiles_url
        Of the operator's provider of map pictures; empty where there is none.
    """
    today = moment.astimezone(BERLIN).date()
    t, told = catalogue.t, unreviewed(catalogue, catalogues)
    state = [Chapter(tally.title, (), tally.rows) for tally in tallies(catalogue, directory, today)]
    return (
        Chapter(t("about.state"), (state_sentence(catalogue, directory, today),), []),
        *state,
        Chapter(
            t("about.shelters"),
            (t("find.shelters.text"),),
            shelters(catalogue, directory.shelters),
        ),
        Chapter(t("about.privacy"), (privacy(catalogue, tiles_url),), []),
        *([Chapter(t("about.languages"), (told,), [])] if told else []),
        Chapter(t("about.sources"), (), sources(catalogue, listed)),
    )
