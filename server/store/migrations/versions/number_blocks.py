"""Blocks of contract numbers that devices hold, and the numbers taken from them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "number_block",
        sa.Column("org", sa.BigInteger(), nullable=False),
        sa.Column("series", _KEY, nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("device_id", _KEY, nullable=False),
        sa.Column("user_id", _KEY, nullable=False),
        sa.Column("leased_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("org", "series", "first", name="pk_number_block"),
    )
    op.create_index(
        "ix_number_block_org_device_id_year", "number_block", ["org", "device_id", "year"]
    )
    op.create_table(
        "number_used",
        sa.Column("org", sa.BigInteger(), nullable=False),
        sa.Column("series", _KEY, nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("contract_id", _KEY, nullable=False),
        sa.Column("user_id", _KEY, nullable=False),
        sa.Column("device_id", _KEY, nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("org", "series", "sequence", name="pk_number_used"),
    )
    op.create_index(
        "ix_number_used_org_user_id_used_at", "number_used", ["org", "user_id", "used_at"]
    )


def downgrade() -> None:
    """Forget who holds which numbers."""
    op.drop_table("number_used")
    op.drop_table("number_block")
