"""Signing in and out with claims: each token is on record once, and ended for good."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from geo.access.audit import Event, write_down
from geo.access.claims import (
    LONGEST_SESSION,
    ClaimRules,
    IdentityToken,
    read_token,
    viewer_of_claims,
)
from geo.access.sessions import SKEW
from geo.access.store import Store, StoreError
from geo.access.tables import IdentityTokenRow
from geo.access.viewer import PUBLIC, Viewer

_LONGEST_KEPT = LONGEST_SESSION + timedelta(days=1)
"""A token may say that it never expires; no session of it lasts longer than this."""

_INSERTS: dict[str, Callable[[Any], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}

_log = logging.getLogger(__name__)


def enter_with_claims(
    store: Store, claims: Mapping[str, object], rules: ClaimRules, now: datetime
) -> Viewer:
    """Tell who sent a request, and write a sign-in down the first time its token is seen.

    Parameters
    ----------
    store
        Where the log is, and which tokens have signed out.
    claims
        ``st.user.to_dict()``, at each rerun.
    rules
        What the operator makes of them.
    now
        A moment with its time zone.

    Returns
    -------
    The viewer of ``viewer_of_claims``; the public where the token has signed out, or where the
    sign-in could not be written down.
    """
    viewer = viewer_of_claims(claims, rules, now)
    token = read_token(claims, rules)
    if token is None or viewer == PUBLIC:
        return PUBLIC
    try:
        return viewer if _is_in(store, token, viewer, now) else PUBLIC
    except StoreError as error:
        _log.error("nobody signs in by claims: %s", error)
        return PUBLIC


def leave_with_claims(
    store: Store, claims: Mapping[str, object], rules: ClaimRules, now: datetime
) -> None:
    """Sign a token out for good, whether or not its cookie comes back.

    A token that gives no role is signed out as well, because tomorrow's rules may give it one.

    Parameters
    ----------
    store
        Where this is kept until the token expires.
    claims
        ``st.user.to_dict()``, before ``st.logout()`` clears it.
    rules
        Name the client the token is for.
    now
        A moment with its time zone.

    Raises
    ------
    StoreError
        If the store cannot be written; the token then still counts.
    """
    token = read_token(claims, rules)
    if token is None or token.has_expired(now):
        return
    with store.writing() as session:
        is_new = _add(session, token, now)
        if _end(session, token, now) and not is_new:
            write_down(session, token.who, Event.SIGNED_OUT, "", now)


def _is_in(store: Store, token: IdentityToken, viewer: Viewer, now: datetime) -> bool:
    """Look first, because reading waits for nobody and each rerun asks."""
    with store.reading() as session:
        row = session.get(IdentityTokenRow, token.id_hash)
        if row is not None:
            return row.signed_out_at is None
    with store.writing() as session:
        session.execute(delete(IdentityTokenRow).where(IdentityTokenRow.expires_at <= now))
        if _add(session, token, now):
            detail = f"{viewer.role.name.lower()} {token.issued_at.isoformat()}"
            write_down(session, viewer.invitation_id, Event.SIGNED_IN, detail, now)
        own = IdentityTokenRow.id_hash == token.id_hash
        return session.scalar(select(IdentityTokenRow.signed_out_at).where(own)) is None


def _add(session: Session, token: IdentityToken, now: datetime) -> bool:
    """Put a token on record; of several at once one is told that it is new."""
    insert = _INSERTS[session.get_bind().dialect.name]
    added = (
        insert(IdentityTokenRow)
        .values(id_hash=token.id_hash, expires_at=_kept_until(token, now))
        .on_conflict_do_nothing()
        .returning(IdentityTokenRow.id_hash)
    )
    return session.scalar(added) is not None


def _end(session: Session, token: IdentityToken, now: datetime) -> bool:
    """Mark a token as signed out; tell whether it was not yet."""
    ended = (
        update(IdentityTokenRow)
        .where(IdentityTokenRow.id_hash == token.id_hash)
        .where(IdentityTokenRow.signed_out_at.is_(None))
        .values(signed_out_at=now)
        .returning(IdentityTokenRow.id_hash)
    )
    return session.scalar(ended) is not None


def _kept_until(token: IdentityToken, now: datetime) -> datetime:
    expires_s = min(token.exp, (now + _LONGEST_KEPT).timestamp())
    return datetime.fromtimestamp(expires_s, now.tzinfo) + SKEW
