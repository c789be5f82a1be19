"""Which group of each device was the first that was answered in an epoch of the change log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table; of epochs before it nothing is known."""
    op.create_table(
        "device_epoch",
        sa.Column("org", sa.BigInteger(), nullable=False),
        sa.Column("device_id", _KEY, nullable=False),
        sa.Column("epoch", _KEY, nullable=False),
        sa.Column("first_seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("org", "device_id", "epoch", name="pk_device_epoch"),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("device_epoch")
