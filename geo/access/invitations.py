"""Invitations: links that sign somebody in once, until they expire or are revoked."""

import hmac
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select, update

from geo.access.audit import OPERATOR, Event, write_down
from geo.access.sessions import SessionToken, start_session
from geo.access.store import Store
from geo.access.tables import InvitationRow
from geo.access.tokens import fingerprint, new_token
from geo.directory.viewer import Role
from geo.errors import GeoError

ROLES = tuple(role.name.lower() for role in Role if role > Role.PUBLIC)
"""Roles somebody can be invited to."""

SESSION_HOURS = 12
MOST_DAYS = 730

_LONGEST_NOTE = 200
_SITE = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
_NO_HASH = bytes(32)


class InvitationError(GeoError, ValueError):
    """An invitation cannot be made or found as asked: mend the request."""


class SignInError(GeoError, ValueError):
    """A token signs nobody in. Why is not told: the message is the same for every reason."""

    def __init__(self) -> None:
        super().__init__("this invitation cannot be used: ask for a new one")


class State(StrEnum):
    """What an invitation can still do."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Issued:
    """A new invitation; its token is here once and nowhere after."""

    invitation_id: str
    token: str = field(repr=False)


@dataclass(frozen=True)
class Invitation:
    """An invitation as the operator sees it again."""

    id: str
    role: str
    sites: tuple[str, ...]
    note: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None

    def state(self, now: datetime) -> State:
        """Tell what it can still do; revoked and expired end the sessions of a used one."""
        if self.revoked_at:
            return State.REVOKED
        if now >= self.expires_at:
            return State.EXPIRED
        return State.USED if self.used_at else State.OPEN


def invite(
    store: Store, role: str, days: int, note: str, sites: Sequence[str] = (), *, now: datetime
) -> Issued:
    """Make an invitation.

    Parameters
    ----------
    store
        Where its hash is kept.
    role
        One of ``ROLES``.
    days
        How long it can be used, and the longest that its session can last.
    note
        For whom, in the words of the operator; organisations, never a person.
    sites
        What an editor is limited to; empty means all.
    now
        A moment with its time zone.

    Raises
    ------
    InvitationError
        If the role is unknown, or another value cannot be.
    StoreError
        If it could not be kept.
    """
    _check(role, days, note, sites)
    issued = Issued(secrets.token_hex(4), new_token())
    row = InvitationRow(
        id=issued.invitation_id,
        token_hash=fingerprint(issued.token),
        role=role,
        sites=sorted(set(sites)),
        note=note,
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    with store.writing() as session:
        session.add(row)
        write_down(session, OPERATOR, Event.INVITED, f"{issued.invitation_id} {role}", now)
    return issued


def list_invitations(store: Store) -> tuple[Invitation, ...]:
    """Read all invitations, the newest first."""
    newest = select(InvitationRow).order_by(InvitationRow.created_at.desc(), InvitationRow.id)
    with store.reading() as session:
        return tuple(_invitation(row) for row in session.scalars(newest))


def revoke(store: Store, invitation_id: str, now: datetime) -> None:
    """Take an invitation back; its session ends at its next look into the store.

    Raises
    ------
    InvitationError
        If there is none with this id.
    """
    with store.writing() as session:
        row = session.get(InvitationRow, invitation_id)
        if row is None:
            msg = f"there is no invitation {invitation_id!r}: see the list of invitations"
            raise InvitationError(msg)
        if row.revoked_at is None:
            row.revoked_at = now
            write_down(session, OPERATOR, Event.REVOKED, invitation_id, now)


def redeem(
    store: Store, token: str, now: datetime, session_hours: float = SESSION_HOURS
) -> SessionToken:
    """Use an invitation up and start its session.

    Every token costs the same, whatever is wrong with it: one hash, one look into the store, one
    comparison.

    Parameters
    ----------
    store
        Where the invitations are.
    token
        Whatever a browser sent.
    now
        A moment with its time zone.
    session_hours
        Length of the session in hours; it never outlasts the invitation.

    Raises
    ------
    SignInError
        If the token is forged, expired, revoked, used or no token at all.
    StoreError
        If the store does not answer; the invitation is then not used up.
    """
    token_hash = fingerprint(token)
    with store.reading() as session:
        row = session.scalar(select(InvitationRow).where(InvitationRow.token_hash == token_hash))
        genuine = hmac.compare_digest(row.token_hash if row else _NO_HASH, token_hash)
        known = _invitation(row) if row else None
    if not genuine or not known or known.state(now) is not State.OPEN:
        raise SignInError
    return _use_up(store, known.id, timedelta(hours=session_hours), now)


def _use_up(store: Store, invitation_id: str, length: timedelta, now: datetime) -> SessionToken:
    """Start the session, unless somebody else did or the invitation was revoked just now."""
    still_open = (
        update(InvitationRow)
        .where(InvitationRow.id == invitation_id)
        .where(InvitationRow.used_at.is_(None), InvitationRow.revoked_at.is_(None))
        .values(used_at=now)
        .returning(InvitationRow)
    )
    with store.writing() as session:
        row = session.scalar(still_open)
        if row is None:
            raise SignInError
        write_down(session, row.id, Event.SIGNED_IN, row.role, now)
        return start_session(session, row, length, now)


def _check(role: str, days: int, note: str, sites: Sequence[str]) -> None:
    if role not in ROLES:
        msg = f"there is no role {role!r} to invite to: take one of {', '.join(ROLES)}"
        raise InvitationError(msg)
    if not 1 <= days <= MOST_DAYS:
        msg = f"an invitation of {days} days cannot be: take 1 to {MOST_DAYS}"
        raise InvitationError(msg)
    if len(note) > _LONGEST_NOTE or not note.isprintable():
        msg = f"the note is one line of at most {_LONGEST_NOTE} letters"
        raise InvitationError(msg)
    _check_sites(role, sites)


def _check_sites(role: str, sites: Sequence[str]) -> None:
    if sites and role != Role.EDITOR.name.lower():
        msg = f"sites limit editors only; the role {role} would still see every site"
        raise InvitationError(msg)
    for site in sites:
        if not _SITE.fullmatch(site):
            msg = f"{site!r} is no id of a site, for example 'home-of-words'"
            raise InvitationError(msg)


def _invitation(row: InvitationRow) -> Invitation:
    return Invitation(
        id=row.id,
        role=row.role,
        sites=tuple(row.sites),
        note=row.note,
        created_at=row.created_at,
        expires_at=row.expires_at,
        used_at=row.used_at,
        revoked_at=row.revoked_at,
    )
