"""What runs once a day by itself: for which day it ran last, and who is at it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "daily_job",
        sa.Column("org", sa.BigInteger(), nullable=False),
        sa.Column("name", _KEY, nullable=False),
        sa.Column("done_on", sa.Text(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=False),
        sa.Column("holder", _KEY, nullable=False),
        sa.Column("held_until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("org", "name", name="pk_daily_job"),
    )


def downgrade() -> None:
    """Forget it."""
    op.drop_table("daily_job")
