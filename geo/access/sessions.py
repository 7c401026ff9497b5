"""Sessions: from the cookie of a request to the viewer who sent it."""

import hashlib
import hmac
import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from itsdangerous import BadSignature, Signer
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from geo.access.audit import Event, write_down
from geo.access.store import Store, StoreError
from geo.access.tables import InvitationRow, SessionRow
from geo.access.tokens import fingerprint, new_token
from geo.access.viewer import PUBLIC, Viewer
from geo.directory.viewer import Role

SKEW = timedelta(minutes=2)
"""How far ahead the clock of the server that started a session may be."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SessionToken:
    """A session as its browser knows it; ``value`` is the secret half and is never printed."""

    value: str = field(repr=False)
    expires_at: datetime


def seal(session_token: SessionToken, secret: bytes) -> str:
    """Sign a session token: what goes into the cookie.

    The signature turns forged cookies away before they cost a look into the store. It carries no
    time of its own: a session's start and end are in the store, where they can be ended early.
    """
    return _signer(secret).sign(session_token.value).decode()


def viewer_of(store: Store, cookie: str | None, secret: bytes, now: datetime) -> Viewer:
    """Tell who sent a request.

    Parameters
    ----------
    store
        Where the sessions are.
    cookie
        What ``seal`` made, or anything a browser may send instead.
    secret
        Of ``read_secret``.
    now
        A moment with its time zone.

    Returns
    -------
    The viewer of a session that has started, has not ended and whose invitation still holds; in
    every other case, a store that does not answer included, the public.
    """
    session_id = _unseal(cookie, secret)
    if session_id is None:
        return PUBLIC
    try:
        with store.reading() as session:
            return _viewer(session, session_id, now)
    except StoreError as error:
        _log.error("everybody counts as public: %s", error)
        return PUBLIC


def end_session(store: Store, cookie: str | None, secret: bytes, now: datetime) -> None:
    """Sign a browser out; a cookie of no session is none to end.

    Raises
    ------
    StoreError
        If the store cannot be written; the session then still stands.
    """
    session_id = _unseal(cookie, secret)
    if session_id is None:
        return
    ended = delete(SessionRow).where(SessionRow.id_hash == fingerprint(session_id))
    with store.writing() as session:
        invitation_id = session.scalar(ended.returning(SessionRow.invitation_id))
        if invitation_id:
            write_down(session, invitation_id, Event.SIGNED_OUT, "", now)


def start_session(
    session: Session, invitation: InvitationRow, length: timedelta, now: datetime
) -> SessionToken:
    """Start a session in the transaction that uses its invitation up; clear expired ones away."""
    session.execute(delete(SessionRow).where(SessionRow.expires_at <= now))
    token = SessionToken(new_token(), min(now + length, invitation.expires_at))
    session.add(
        SessionRow(
            id_hash=fingerprint(token.value),
            invitation_id=invitation.id,
            started_at=now,
            expires_at=token.expires_at,
        )
    )
    return token


def _viewer(session: Session, session_id: str, now: datetime) -> Viewer:
    id_hash = fingerprint(session_id)
    found = session.execute(
        select(SessionRow, InvitationRow)
        .join(InvitationRow, SessionRow.invitation_id == InvitationRow.id)
        .where(SessionRow.id_hash == id_hash)
    ).one_or_none()
    if found is None:
        return PUBLIC
    row, invitation = found
    holds = invitation.revoked_at is None and now < invitation.expires_at
    genuine = hmac.compare_digest(row.id_hash, id_hash)
    if not genuine or not holds or not row.started_at - SKEW <= now < row.expires_at:
        return PUBLIC
    role = Role.__members__.get(invitation.role.upper(), Role.PUBLIC)
    return Viewer(role, invitation.id, tuple(invitation.sites)) if role else PUBLIC


def _unseal(cookie: str | None, secret: bytes) -> str | None:
    """Give back what was sealed; None for everything else."""
    try:
        return _signer(secret).unsign(cookie.encode()).decode() if cookie else None
    except (BadSignature, UnicodeError):
        return None


def _signer(secret: bytes) -> Signer:
    return Signer(
        secret, salt="willkommen.session", key_derivation="hmac", digest_method=hashlib.sha256
    )
