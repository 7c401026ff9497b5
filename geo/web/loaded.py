"""What a process reads once and every visitor shares."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path

from geo.directory.directory import Directory
from geo.directory.hours import BERLIN
from geo.directory.query import ME, Query
from geo.directory.reading import DATA, Reading, read_directory
from geo.directory.search import Visit, search
from geo.directory.search_index import SearchIndex
from geo.directory.viewer import Role
from geo.errors import DataError
from geo.language.catalogue import Catalogues, load_catalogues
from geo.web.shelter_sheet import Surroundings

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Loaded:
    """The directory, the languages and the search index of everybody's tier."""

    reading: Reading
    catalogues: Catalogues

    @cached_property
    def public(self) -> Directory:
        """What everybody may know."""
        return self.reading.directory.visible_to(Role.PUBLIC)

    @cached_property
    def public_index(self) -> SearchIndex:
        """The search over what everybody may know, in the words of every language."""
        return self.index_for(Role.PUBLIC)

    def index_for(self, role: Role) -> SearchIndex:
        """Make the search over what a role may know, in the words of every language."""
        directory = self.public if role is Role.PUBLIC else self.reading.directory.visible_to(role)
        ignored = tuple(catalogue.t("search.ignored_words") for catalogue in self.catalogues)
        return SearchIndex(directory, self._labels, ignored)

    @cached_property
    def _surroundings(self) -> dict[Role, Surroundings]:
        return {}

    def surroundings(self, role: Role) -> Surroundings:
        """Give the directory as a role may know it, with what is near homes; kept by role."""
        kept = self._surroundings.get(role)
        if kept is None:
            kept = Surroundings(self.reading.directory.visible_to(role))
            self._surroundings[role] = kept
        return kept

    @property
    def missing_files(self) -> tuple[str, ...]:
        """Files of which nothing could be read; visitors are told that something is missing."""
        return tuple(finding.file for finding in self.reading.findings if finding.line is None)

    def _labels(self, key: str) -> Sequence[str]:
        labels = [catalogue.t(key) for catalogue in self.catalogues]
        return labels + [catalogue.words(f"search.words.{key}") for catalogue in self.catalogues]


@cache
def load(folder: Path) -> Loaded:
    """Read a data folder once; what is wrong goes to the log, and the good rest is served."""
    reading = read_directory(folder)
    for finding in reading.findings:
        level = logging.ERROR if finding.severity == "error" else logging.WARNING
        # Logs are read by many, and a home's row may stand in the open table by mistake.
        _log.log(level, "%s", finding.discreet)
    loaded = Loaded(reading, _catalogues(folder))
    # Worked out now, so that the first visitor does not wait for it.
    search(loaded.public_index, Visit(Query(text="x", near=ME), datetime.now(BERLIN)))
    return loaded


def _catalogues(folder: Path) -> Catalogues:
    """Read the texts of a data folder, or those that came with the project."""
    try:
        return load_catalogues(folder / "text")
    except DataError as error:
        _log.error("%s; the texts of the project are shown instead", error)
        return load_catalogues(DATA / "text")
