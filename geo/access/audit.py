"""The audit log: who did what and when. Who is an invitation; there is no name and no address."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from textwrap import wrap

from sqlalchemy import select
from sqlalchemy.orm import Session

from geo.access.store import Store
from geo.access.tables import AuditRow
from geo.access.viewer import Viewer
from geo.directory.viewer import Role

OPERATOR = "operator"
"""Whoever sits at the command line."""

_LONGEST_EVENT = 40
LONGEST_DETAIL = 500
"""Letters of a detail; more are cut, so whoever must be complete writes several lines."""


class Event(StrEnum):
    """What is written down."""

    INVITED = "invited"
    REVOKED = "revoked"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    EXPORTED = "exported"
    NEED_POSTED = "need_posted"
    NEED_CHANGED = "need_changed"
    NEED_WITHDRAWN = "need_withdrawn"


@dataclass(frozen=True)
class Entry:
    """One line of the log; ``who`` is an invitation, the operator or nobody who was signed in."""

    id: int
    at: datetime
    who: str | None
    event: str
    detail: str


def record(store: Store, viewer: Viewer, event: str, details: Sequence[str], now: datetime) -> None:
    """Write lines in a transaction of their own, one for each detail: all of them or none.

    Raises
    ------
    StoreError
        If they could not be written: what should be on record must then not happen.
    """
    with store.writing() as session:
        for detail in details:
            write_down(session, viewer.invitation_id, event, detail, now)


def record_export(
    store: Store, viewer: Viewer, what: str, ids: Iterable[str], now: datetime
) -> None:
    """Write down that records leave, each by its id, in as many lines as that takes.

    Raises
    ------
    StoreError
        If that could not be written: what was asked for must then not leave.
    """
    lines = wrap(" ".join(ids), LONGEST_DETAIL - len(what) - 1, break_on_hyphens=False) or [""]
    record(store, viewer, Event.EXPORTED, [f"{what} {line}".rstrip() for line in lines], now)


def write_down(session: Session, who: str | None, event: str, detail: str, now: datetime) -> None:
    """Write one line in the transaction of what it tells, so that none is without the other."""
    line = "".join(letter if letter.isprintable() else " " for letter in detail)
    session.add(
        AuditRow(at=now, who=who, event=str(event)[:_LONGEST_EVENT], detail=line[:LONGEST_DETAIL])
    )


def entries(
    store: Store, viewer: Viewer, limit: int = 100, before: int | None = None
) -> tuple[Entry, ...]:
    """Read the log, the newest first.

    Parameters
    ----------
    store
        Where the log is.
    viewer
        An editor.
    limit
        How many lines at most.
    before
        Only lines older than the one with this id: the next page.

    Raises
    ------
    NotAllowedError
        If the viewer is no editor.
    """
    viewer.require(Role.EDITOR)
    query = select(AuditRow).order_by(AuditRow.id.desc()).limit(limit)
    if before is not None:
        query = query.where(AuditRow.id < before)
    with store.reading() as session:
        return tuple(
            Entry(row.id, row.at, row.who, row.event, row.detail) for row in session.scalars(query)
        )
