"""How far the departures of a book were purged, and when its log stood where."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the horizon to the books and make the table of marks."""
    op.add_column(
        "book_counter",
        sa.Column("purged_seq", sa.BigInteger(), nullable=False, server_default=sa.text("0")),
    )
    op.create_table(
        "book_mark",
        sa.Column("org", sa.BigInteger(), nullable=False),
        sa.Column("book", _KEY, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("org", "book", "at", name="pk_book_mark"),
    )


def downgrade() -> None:
    """Forget the marks and the horizon."""
    op.drop_table("book_mark")
    op.drop_column("book_counter", "purged_seq")
