"""Where the facts come from: the machine-readable list with licences and dates."""

import tomllib
from pathlib import Path

from pydantic import ValidationError

from geo.directory.place import Frozen, PartialDate, Text, WebLink
from geo.errors import DataError

FILE = "sources.toml"


class Source(Frozen):
    """A body of data this project draws on; what is not stated is None."""

    id: Text
    files: tuple[Text, ...]
    name: Text
    publisher: Text
    licence: Text | None = None
    licence_url: WebLink | None = None
    date: PartialDate | None = None
    url: WebLink | None = None
    note: Text | None = None


def read_sources(path: Path) -> tuple[Source, ...]:
    """Read the list of sources.

    Raises
    ------
    DataError
        If the file cannot be read, is not TOML, or an entry lacks what is needed.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["source"]
        return tuple(Source.model_validate(entry) for entry in entries)
    except OSError as error:
        msg = f"{path.name}: cannot be read ({error.strerror})"
        raise DataError(msg) from error
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        msg = f"{path.name}: not the expected list of sources ({error})"
        raise DataError(msg) from error
