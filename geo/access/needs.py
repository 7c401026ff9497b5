"""The needs board: what help sites ask for, and how much of that everybody may know."""

import logging
import secrets
from collections.abc import Container, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from geo.access.audit import Event, write_down
from geo.access.store import Store
from geo.access.tables import NeedRow
from geo.access.viewer import Viewer
from geo.directory.hours import BERLIN
from geo.directory.place import Code, Frozen, LanguageCode, Text
from geo.directory.viewer import Role
from geo.errors import GeoError

LONGEST = timedelta(days=366)
"""How far ahead a need can be valid: a board of old wishes helps nobody."""


PEOPLE_STEPS = (1, 6, 21)
"""The public is told of up to five people, of six to twenty, or of more."""

_log = logging.getLogger(__name__)


class Kind(StrEnum):
    """What help is wanted."""

    TIME = "time"
    THINGS = "things"
    MONEY = "money"
    MENTORING = "mentoring"
    LANGUAGES = "languages"
    SPORT = "sport"


class TimeOfWeek(StrEnum):
    """When help is wanted."""

    WEEKDAY_MORNING = "weekday_morning"
    WEEKDAY_AFTERNOON = "weekday_afternoon"
    EVENING = "evening"
    WEEKEND = "weekend"
    ANY = "any"


class NeedError(GeoError, ValueError):
    """A need cannot be posted as it stands: mend the value."""


class ConflictError(GeoError, RuntimeError):
    """Somebody else was faster; nothing was overwritten. Look at ``current`` and decide again.

    ``current`` is the need as it stands now, None where it was withdrawn.
    """

    def __init__(self, need_id: str, current: "Need | None") -> None:
        happened = "changed" if current else "withdrawn"
        super().__init__(f"need {need_id} was {happened} meanwhile; nothing was overwritten")
        self.current = current


def _readable(text: str) -> str:
    if not all(letter.isprintable() or letter == "\n" for letter in text):
        msg = "the text holds signs that cannot be shown"
        raise ValueError(msg)
    return text


class Wanted(Frozen):
    """What is wanted, as far as filters ask for it."""

    district: Text
    kind: Kind
    time_of_week: TimeOfWeek = TimeOfWeek.ANY
    language: LanguageCode | None = None


class PublicNeed(Wanted):
    """What everybody may know: no site, and no free text, because that may name the street.

    ``people_from`` is the lowest number of its step in ``PEOPLE_STEPS``: where a district has one
    home, the number itself would tell how large that is.
    """

    people_from: int


class NeedDraft(Wanted):
    """What an editor writes; ``valid_until`` is the last day on which it is shown."""

    site_id: Code
    people: Annotated[int, Field(ge=1, le=500)]
    text: Annotated[Text, AfterValidator(_readable)]
    valid_until: date


class Need(NeedDraft):
    """A need on the board; ``version`` rises with each change and guards against overwriting."""

    id: str
    version: int

    @property
    def public(self) -> PublicNeed:
        """What everybody may know of it."""
        shared = self.model_dump(include=set(Wanted.model_fields))
        return PublicNeed(people_from=max(n for n in PEOPLE_STEPS if n <= self.people), **shared)


def post_need(store: Store, viewer: Viewer, draft: NeedDraft, now: datetime) -> Need:
    """Put a need on the board.

    Raises
    ------
    NotAllowedError
        If the viewer is no editor of the site.
    NeedError
        If it is valid until a day that has passed or lies more than a year ahead.
    StoreError
        If it could not be kept.
    """
    viewer.require_site(draft.site_id)
    _check_validity(draft, now)
    need = Need(id=secrets.token_hex(6), version=1, **draft.model_dump())
    with store.writing() as session:
        session.add(NeedRow(**_columns(need)))
        _record(session, viewer, Event.NEED_POSTED, need, now)
    return need


def change_need(
    store: Store, viewer: Viewer, need_id: str, version: int, draft: NeedDraft, *, now: datetime
) -> Need:
    """Change a need that is still as the editor saw it.

    Parameters
    ----------
    store
        Where the board is.
    viewer
        An editor of the site it belongs to, and of the one it moves to.
    need_id, version
        Of the need as the editor saw it.
    draft
        What it becomes.
    now
        A moment with its time zone.

    Raises
    ------
    ConflictError
        If somebody else changed or withdrew it meanwhile.
    NotAllowedError, NeedError, StoreError
        As in ``post_need``.
    """
    viewer.require_site(draft.site_id)
    _check_validity(draft, now)
    changed = Need(id=need_id, version=version + 1, **draft.model_dump())
    with store.writing() as session:
        row = _as_seen(session, viewer, need_id, version)
        for name, value in _columns(changed).items():
            setattr(row, name, value)
        _record(session, viewer, Event.NEED_CHANGED, changed, now)
    return changed


def withdraw_need(store: Store, viewer: Viewer, need_id: str, version: int, now: datetime) -> None:
    """Take a need off the board that is still as the editor saw it.

    Raises
    ------
    ConflictError, NotAllowedError, StoreError
        As in ``change_need``.
    """
    viewer.require(Role.EDITOR)
    with store.writing() as session:
        row = _as_seen(session, viewer, need_id, version)
        session.delete(row)
        _record(session, viewer, Event.NEED_WITHDRAWN, _need(row), now)


def current_needs(store: Store, viewer: Viewer, today: date) -> tuple[Need, ...]:
    """Read the board with its sites, what ends first at the top; the expired are not on it.

    Raises
    ------
    NotAllowedError
        If the viewer is not signed in; ``public_needs`` is for everybody.
    """
    viewer.require(Role.VOLUNTEER)
    return _current(store, today)


def public_needs(
    store: Store, today: date, sites: Container[str]
) -> Mapping[str, tuple[PublicNeed, ...]]:
    """Read what everybody may know of the board, by district.

    Parameters
    ----------
    store
        Where the board is.
    today
        Whoever's last day lies before it is not told.
    sites
        Those whose needs are told at all.

    Returns
    -------
    Needs in an order that follows from what is shown and not from site, age or id, which it would
    give away.
    """
    shown = [need.public for need in _current(store, today) if need.site_id in sites]
    in_order = sorted(
        shown, key=lambda n: (n.district, n.kind, n.time_of_week, n.language or "", n.people_from)
    )
    return {name: tuple(needs) for name, needs in groupby(in_order, key=attrgetter("district"))}


def _current(store: Store, today: date) -> tuple[Need, ...]:
    valid = select(NeedRow).where(NeedRow.valid_until >= today)
    with store.reading() as session:
        rows = session.scalars(valid.order_by(NeedRow.valid_until, NeedRow.id))
        return tuple(need for row in rows if (need := _readable_need(row)))


def _readable_need(row: NeedRow) -> Need | None:
    """Read a row; one that another version wrote in another way costs no other."""
    try:
        return _need(row)
    except ValidationError:
        _log.error("need %s cannot be read and is left out", row.id)
        return None


def _check_validity(draft: NeedDraft, now: datetime) -> None:
    today = now.astimezone(BERLIN).date()
    if not today <= draft.valid_until <= today + LONGEST:
        msg = (
            f"valid until {draft.valid_until} cannot be: "
            f"take a day from {today} to {today + LONGEST}"
        )
        raise NeedError(msg)


def _as_seen(session: Session, viewer: Viewer, need_id: str, version: int) -> NeedRow:
    """Lock a need that the viewer may edit and nobody changed since."""
    row = session.scalar(select(NeedRow).where(NeedRow.id == need_id).with_for_update())
    if row is None:
        raise ConflictError(need_id, None)
    viewer.require_site(row.site_id)
    if row.version != version:
        raise ConflictError(need_id, _need(row))
    return row


def _need(row: NeedRow) -> Need:
    return Need.model_validate({name: getattr(row, name) for name in Need.model_fields})


def _columns(need: Need) -> dict[str, Any]:
    return need.model_dump() | {"kind": need.kind.value, "time_of_week": need.time_of_week.value}


def _record(session: Session, viewer: Viewer, event: Event, need: Need, now: datetime) -> None:
    write_down(session, viewer.invitation_id, event, f"{need.id} {need.site_id}", now)
