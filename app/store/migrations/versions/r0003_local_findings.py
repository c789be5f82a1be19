"""What this device's own run of the warning rules found, until the office says the same."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "local_finding",
        sa.Column("account_id", sa.Text, primary_key=True),
        sa.Column("rule", sa.Text, primary_key=True),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("value", sa.Integer, nullable=False),
        sa.Column("threshold", sa.Integer),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("found_on", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Refuse: an upgrade is one transaction, and there is no way back from it."""
    raise NotImplementedError("a store is never taken back to an older form")
