"""The file of a report for somebody on the page; one that knows homes is on record first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from geo.access.audit import Event, record
from geo.access.store import Store
from geo.access.viewer import Viewer
from geo.coverage.report import Report
from geo.directory.sources import Source
from geo.directory.viewer import Role
from geo.language.catalogue import Catalogue
from geo.web.coverage_files import MIME, coverage_file, file_name
from geo.web.visit_plan import File


@dataclass(frozen=True)
class Desk:
    """Who asks, as of now, and where it is put on record; ``now`` has a time zone."""

    store: Store
    viewer: Viewer
    now: datetime


def report_file(
    desk: Desk, kind: str, catalogue: Catalogue, report: Report, sources: Sequence[Source]
) -> File:
    """Make the file of a report, which is on record before it exists where it is not for everybody.

    Parameters
    ----------
    desk
        Who asks.
    kind
        One of ``MIME``.
    catalogue, report, sources
        As for ``coverage_file``.

    Raises
    ------
    NotAllowedError
        If the report is for planners and the viewer is none any more.
    StoreError
        If it could not be put on record; there is then no file.
    """
    name = file_name(kind, report)
    if report.is_for_planners:
        desk.viewer.require(Role.PLANNER)
        record(desk.store, desk.viewer, Event.EXPORTED, [name], desk.now)
    return File(name, MIME[kind], coverage_file(kind, catalogue, report, sources))
