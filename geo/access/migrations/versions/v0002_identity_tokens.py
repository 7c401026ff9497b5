"""Identity tokens of a city's OpenID Connect: which were seen, and which have signed out."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make their table."""
    op.create_table(
        "identity_tokens",
        sa.Column("id_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("signed_out_at", _MOMENT),
        sa.PrimaryKeyConstraint("id_hash", name="pk_identity_tokens"),
    )
