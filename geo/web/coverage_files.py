"""The files of a report: each format by its name, written whole or not at all."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final
from uuid import uuid4

from geo.coverage.report import Report
from geo.directory.sources import Source
from geo.exchange.coverage_csv import coverage_csv
from geo.exchange.coverage_gpkg import coverage_gpkg
from geo.exchange.coverage_tables import coverage_tables
from geo.exchange.coverage_xlsx import coverage_xlsx
from geo.language.catalogue import Catalogue
from geo.web.brief import brief
from geo.web.brief_html import brief_html
from geo.web.brief_pdf import brief_pdf

_NAME: Final = "coverage"
_FOR_PLANNERS: Final = "coverage-planners-only"

MIME: Final[Mapping[str, str]] = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "gpkg": "application/geopackage+sqlite3",
    "html": "text/html",
    "pdf": "application/pdf",
}
"""The formats there are, with their media types."""

_Maker = Callable[[Catalogue, Report, Sequence[Source]], bytes]

_MAKERS: Final[Mapping[str, _Maker]] = {
    "csv": lambda *of: coverage_csv(coverage_tables(*of)),
    "xlsx": lambda *of: coverage_xlsx(coverage_tables(*of)),
    "gpkg": lambda *of: coverage_gpkg(coverage_tables(*of)),
    "html": lambda *of: brief_html(brief(*of)),
    "pdf": lambda *of: brief_pdf(brief(*of)),
}


def file_name(kind: str, report: Report) -> str:
    """Name the file of a report in one of ``MIME``; the name says whether it may be passed on."""
    return f"{_FOR_PLANNERS if report.is_for_planners else _NAME}.{kind}"


def coverage_file(
    kind: str, catalogue: Catalogue, report: Report, sources: Sequence[Source]
) -> bytes:
    """Make the file of a report.

    Parameters
    ----------
    kind
        One of ``MIME``.
    catalogue, report, sources
        The language, the scenario answered, and where the facts come from.
    """
    return _MAKERS[kind](catalogue, report, sources)


def write_all(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files by their names: all beside their places first, then put there.

    Parameters
    ----------
    folder
        Made where it is not there.
    contents
        Bytes by file name.

    Raises
    ------
    OSError
        If the folder cannot be written; no file has changed then.
    """
    folder.mkdir(parents=True, exist_ok=True)
    beside = {folder / name: folder / f".{name}.{uuid4().hex}" for name in contents}
    try:
        for (place, written), content in zip(beside.items(), contents.values(), strict=True):
            if place.is_dir():
                msg = f"{place} is a folder: remove it, or name another one with --out"
                raise IsADirectoryError(msg)
            written.write_bytes(content)
        for place, written in beside.items():
            written.replace(place)
    finally:
        for written in beside.values():
            written.unlink(missing_ok=True)
