"""The door: from a token to a cookie, and from a cookie to the viewer behind it."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path

from geo.access.claim_sessions import enter_with_claims, leave_with_claims
from geo.access.claims import ClaimRules
from geo.access.invitations import redeem
from geo.access.secret import SecretError, read_secret
from geo.access.sessions import end_session, seal, viewer_of
from geo.access.store import Store, StoreError, open_store
from geo.access.viewer import PUBLIC, Viewer

COOKIE = "willkommen"
"""Name of the only cookie that is ours; it holds a signed random token and nothing else."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Entrance:
    """Where people sign in: the folder of the secret, the database, and how long a session lasts.

    Nothing is opened before somebody needs it, and what could not be opened is tried again.
    """

    state: Path
    store_url: str
    session_hours: float

    @cached_property
    def store(self) -> Store:
        """The database, open.

        Raises
        ------
        StoreError
            If it cannot be opened.
        """
        return open_store(self.store_url)

    @cached_property
    def secret(self) -> bytes:
        """What signs the cookies.

        Raises
        ------
        SecretError
            If it cannot be read or made.
        """
        return read_secret(self.state)

    def enter(self, token: str, now: datetime) -> tuple[str, int]:
        """Use an invitation up.

        Returns
        -------
        The cookie, and the seconds it keeps.

        Raises
        ------
        SignInError
            If the token signs nobody in; why is not told.
        StoreError, SecretError
            If the server cannot sign anybody in at present; the invitation is not used up.
        """
        secret = self.secret
        session = redeem(self.store, token, now, self.session_hours)
        return seal(session, secret), int((session.expires_at - now).total_seconds())

    def leave(self, cookie: str | None, now: datetime) -> None:
        """End the session of a cookie, if it is one.

        Raises
        ------
        StoreError, SecretError
            If the session could not be ended and still stands.
        """
        if cookie:
            end_session(self.store, cookie, self.secret, now)

    def viewer(self, cookie: str | None, now: datetime) -> Viewer:
        """Tell who sent a cookie; whatever is in doubt counts as the public."""
        if not cookie:
            return PUBLIC
        try:
            return viewer_of(self.store, cookie, self.secret, now)
        except (StoreError, SecretError) as error:
            _log.error("everybody counts as public: %s", error)
            return PUBLIC

    def viewer_with(self, claims: Mapping[str, object], rules: ClaimRules, now: datetime) -> Viewer:
        """Tell who signed in with the claims of a city's account; in doubt the public."""
        try:
            return enter_with_claims(self.store, claims, rules, now)
        except StoreError as error:
            _log.error("everybody counts as public: %s", error)
            return PUBLIC

    def leave_with(self, claims: Mapping[str, object], rules: ClaimRules, now: datetime) -> None:
        """End what claims began.

        Raises
        ------
        StoreError
            If it could not be ended and still stands.
        """
        leave_with_claims(self.store, claims, rules, now)


@cache
def entrance(state: Path, store_url: str, session_hours: float) -> Entrance:
    """Give the one entrance of this process for these settings."""
    return Entrance(state, store_url, session_hours)
