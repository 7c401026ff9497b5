"""What the store holds. Tokens and session ids are here as SHA-256 hashes only."""

from datetime import UTC, date, datetime

from sqlalchemy import JSON, Date, DateTime, ForeignKey, LargeBinary, MetaData, String
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
"""A migration can only change a constraint that has a name."""


class Moment(TypeDecorator[datetime]):
    """A moment with its time zone, in UTC; SQLite keeps none and gets it back here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the base class names it
        """Refuse a moment without a time zone: nobody could tell what it means."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = f"{value} has no time zone: use datetime.now(UTC)"
            raise ValueError(msg)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the base class names it
        """Give every moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(naming_convention=_NAMES)


class InvitationRow(Base):
    """One invitation; it starts one session and can be revoked until it expires."""

    __tablename__ = "invitations"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    role: Mapped[str] = mapped_column(String(16))
    sites: Mapped[list[str]] = mapped_column(JSON)
    note: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)


class SessionRow(Base):
    """One signed-in browser."""

    __tablename__ = "sessions"

    id_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    invitation_id: Mapped[str] = mapped_column(
        ForeignKey("invitations.id", ondelete="CASCADE"), index=True
    )
    started_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)


class IdentityTokenRow(Base):
    """One identity token of a city's OpenID Connect that somebody came with, until it expires."""

    __tablename__ = "identity_tokens"

    id_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    signed_out_at: Mapped[datetime | None] = mapped_column(Moment)


class AuditRow(Base):
    """One thing somebody did; ``who`` is no foreign key, because the log outlives invitations."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    who: Mapped[str | None] = mapped_column(String(100))
    event: Mapped[str] = mapped_column(String(40))
    detail: Mapped[str] = mapped_column(String(500))


class NeedRow(Base):
    """One wish for help; ``version`` rises with each change."""

    __tablename__ = "needs"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    version: Mapped[int]
    site_id: Mapped[str] = mapped_column(String(120))
    district: Mapped[str] = mapped_column(String(500))
    kind: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(String(500))
    people: Mapped[int]
    time_of_week: Mapped[str] = mapped_column(String(24))
    language: Mapped[str | None] = mapped_column(String(3))
    valid_until: Mapped[date] = mapped_column(Date, index=True)
