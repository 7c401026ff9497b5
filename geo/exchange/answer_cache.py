"""Answers of geocoders, kept on disk so that nothing is asked twice and work can be taken up."""

import json
import sqlite3
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from geo.exchange.errors import GeocoderError

FILE: Final = "geocoder.sqlite"
KEPT_DAYS: Final = 180
"""Days after which an address is asked again: maps change."""

_TABLE: Final = """
create table if not exists answer (
    service text not null, query text not null, day text not null, content text not null,
    primary key (service, query)
)
"""


class AnswerCache:
    """The answers of one service, each on the disk before the next question is asked.

    Parameters
    ----------
    folder
        Where the file is kept; made, readable by its owner alone, if it is not there: addresses
        of homes may be in it.
    service
        Address of the service; others' answers are another matter.
    today
        The day that is written beside new answers.

    Raises
    ------
    GeocoderError
        If the file cannot be opened or is none of this kind.
    """

    def __init__(self, folder: Path, service: str, today: date) -> None:
        self._service, self._today = service, today
        path = folder / FILE
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600)
            self._file = sqlite3.connect(path, isolation_level=None)
            self._file.execute(_TABLE)
        except (OSError, sqlite3.Error) as error:
            msg = f"{path}: answers cannot be kept there ({error}); remove the file or mend the"
            msg = f"{msg} folder of WILLKOMMEN_STATE"
            raise GeocoderError(msg) from error

    def get(self, query: str) -> tuple[date, list[Any]] | None:
        """Give an answer with its day, or None where there is none that is recent enough."""
        since = (self._today - timedelta(days=KEPT_DAYS)).isoformat()
        asked = "select day, content from answer where service = ? and query = ? and day > ?"
        row = self._file.execute(asked, (self._service, query, since)).fetchone()
        return (date.fromisoformat(row[0]), json.loads(row[1])) if row else None

    def keep(self, query: str, content: list[Any]) -> None:
        """Write an answer down; an empty one is an answer, too."""
        values = (self._service, query, self._today.isoformat(), json.dumps(content))
        self._file.execute("insert or replace into answer values (?, ?, ?, ?)", values)

    def close(self) -> None:
        """Let the file go."""
        self._file.close()
