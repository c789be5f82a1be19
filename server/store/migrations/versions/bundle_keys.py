"""Generations of the organisation's keys for bundles."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table; without a row in it the keys are those of the key file alone."""
    op.create_table(
        "bundle_key",
        sa.Column("org", sa.BigInteger(), nullable=False),
        sa.Column("generation", sa.BigInteger(), nullable=False),
        sa.Column("salt", sa.LargeBinary()),
        sa.Column("link", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("org", "generation", name="pk_bundle_key"),
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_table("bundle_key")
