"""From the claims of a city's OpenID Connect to a viewer; whatever is wrong makes the public.

Streamlit keeps the claims of an identity token in a signed cookie for 30 days. Signature, issuer,
nonce and times are looked at once, when the token comes in, and the audience hardly: a token for
another client passes if it names ours as ``azp``. So times and audience are looked at here, for
each rerun.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    field_validator,
)

from geo.access.invitations import ROLES, SESSION_HOURS
from geo.access.sessions import SKEW
from geo.access.viewer import PUBLIC, Viewer
from geo.directory.place import Code
from geo.directory.viewer import Role

LONGEST_SESSION = timedelta(days=31)

_LAST_S = datetime(9999, 12, 1, tzinfo=UTC).timestamp()
_MARK = "oidc:"
_SITE: TypeAdapter[str] = TypeAdapter(Code)


class ClaimRules(BaseModel):
    """What an operator makes of a city's claims.

    ``client_id`` is the one Streamlit signs in with: tokens for others are not for us. ``roles``
    gives the name of a role for each value of the claim ``role_claim``. Where ``sites_claim``
    names a claim, editors are limited to the sites in it. ``session_hours`` ends a session that
    its token would allow to last longer.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    client_id: str = Field(min_length=1)
    role_claim: str = Field(min_length=1)
    roles: dict[str, Role]
    sites_claim: str = ""
    session_hours: float = Field(
        default=SESSION_HOURS, gt=0, le=LONGEST_SESSION / timedelta(hours=1)
    )

    @field_validator("roles", mode="before")
    @classmethod
    def _named_roles(cls, roles: Mapping[str, str]) -> dict[str, Role]:
        return {value: _role_named(name) for value, name in roles.items()}


def _role_named(name: str) -> Role:
    if name not in ROLES:
        msg = f"there is no role {name!r} to give to a claim: take one of {', '.join(ROLES)}"
        raise ValueError(msg)
    return Role[name.upper()]


def _one_line(text: str) -> str:
    if not text or not text.isprintable():
        msg = "an identity is one line of letters"
        raise ValueError(msg)
    return text


_Identity = Annotated[str, AfterValidator(_one_line)]
_Seconds = Annotated[float, Field(ge=0, le=_LAST_S)]


class IdentityToken(BaseModel):
    """What an identity token says of itself; times are in seconds since 1970, in UTC."""

    model_config = ConfigDict(frozen=True, strict=True)

    iss: _Identity
    sub: _Identity
    aud: str | list[str]
    iat: _Seconds
    exp: _Seconds
    auth_time: _Seconds | None = None
    azp: str | None = None
    nonce: str | None = None
    jti: str | None = None

    @property
    def who(self) -> str:
        """Name its owner for the log: no name and no address of a person, and always the same."""
        identity = f"{self.iss}\n{self.sub}".encode()
        return f"{_MARK}{hashlib.sha256(identity).hexdigest()[:16]}"

    @property
    def id_hash(self) -> bytes:
        """Tell it from all other tokens, those of the same person included."""
        marks = [self.iss, self.sub, self.aud, self.iat, self.exp, self.nonce, self.jti]
        return hashlib.sha256(json.dumps(marks).encode()).digest()

    @property
    def issued_at(self) -> datetime:
        """Give the moment it was issued, in UTC."""
        return datetime.fromtimestamp(self.iat, UTC)

    def is_for(self, client_id: str) -> bool:
        """Tell whether it was issued for a client, and no other client asked for it."""
        audience = [self.aud] if isinstance(self.aud, str) else self.aud
        return client_id in audience and self.azp in (None, client_id)

    def has_expired(self, now: datetime) -> bool:
        """Tell whether nobody may count on it any more."""
        return now.timestamp() >= self.exp + SKEW.total_seconds()

    def holds(self, length: timedelta, now: datetime) -> bool:
        """Tell whether a session of a certain length that began with it has not ended."""
        begins = (self.iat, self.iat if self.auth_time is None else self.auth_time)
        now_s = now.timestamp()
        has_begun = max(begins) <= now_s + SKEW.total_seconds()
        is_over = now_s >= min(begins) + length.total_seconds()
        return has_begun and not is_over and not self.has_expired(now)


def is_of_claims(viewer: Viewer) -> bool:
    """Tell whether a viewer signed in with a city's account and not with an invitation."""
    return (viewer.invitation_id or "").startswith(_MARK)


def read_token(claims: Mapping[str, object], rules: ClaimRules) -> IdentityToken | None:
    """Read what Streamlit holds of a token; None if nobody is signed in, or with no proper one.

    Parameters
    ----------
    claims
        ``st.user.to_dict()``.
    rules
        Name the client it must be for. Whether it still holds is not looked at.
    """
    if claims.get("is_logged_in") is not True:
        return None
    known = {name: claims[name] for name in IdentityToken.model_fields if name in claims}
    try:
        token = IdentityToken.model_validate(known)
    except ValidationError:
        return None
    return token if token.is_for(rules.client_id) else None


def viewer_of_claims(claims: Mapping[str, object], rules: ClaimRules, now: datetime) -> Viewer:
    """Tell who signed in, by the claims alone; see ``enter_with_claims`` for who signed out.

    Parameters
    ----------
    claims
        ``st.user.to_dict()``.
    rules
        What the operator makes of them.
    now
        A moment with its time zone.

    Returns
    -------
    A viewer with the highest role that the claims have a value for. The public, if there is none,
    or the token is not for this client, has expired, is from the future, is too old or lacks what
    tells. An editor without a proper site, where sites limit editors, is a volunteer.
    """
    token = read_token(claims, rules)
    if token is None or not token.holds(timedelta(hours=rules.session_hours), now):
        return PUBLIC
    role = _highest_role(claims.get(rules.role_claim), rules)
    if role is Role.PUBLIC:
        return PUBLIC
    if role is not Role.EDITOR or not rules.sites_claim:
        return Viewer(role, token.who)
    sites = _sites(claims.get(rules.sites_claim))
    return Viewer(role, token.who, sites) if sites else Viewer(Role.VOLUNTEER, token.who)


def _highest_role(value: object, rules: ClaimRules) -> Role:
    known = (rules.roles[text] for text in _texts(value) if text in rules.roles)
    return max(known, default=Role.PUBLIC)


def _sites(value: object) -> tuple[str, ...]:
    return tuple(sorted({text for text in _texts(value) if _is_site(text)}))


def _is_site(text: str) -> bool:
    try:
        _SITE.validate_python(text)
    except ValidationError:
        return False
    return True


def _texts(value: object) -> list[str]:
    """Give the texts of a claim, which is one or a list; what is no text means nothing."""
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str)]
