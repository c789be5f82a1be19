"""First store: journal, facts, drafts, rounds, blobs, cards and search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every local table."""
    _create_journal()
    _create_facts()
    _create_cards()


def downgrade() -> None:
    """Refuse: an upgrade is one transaction, and there is no way back from it."""
    raise NotImplementedError("a store is never taken back to an older form")


def _create_journal() -> None:
    op.create_table(
        "journal_group",
        sa.Column("device_seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("group_id", sa.Text, nullable=False, unique=True),
        sa.Column("made_at", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("previous", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("settled_at", sa.Integer),
    )
    op.create_index("journal_group_state", "journal_group", ["state", "device_seq"])
    op.create_table(
        "journal_operation",
        sa.Column("op_id", sa.Text, primary_key=True),
        sa.Column("device_seq", sa.Integer, nullable=False, index=True),
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("record_id", sa.Text, nullable=False),
        sa.Column("op", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("code", sa.Text),
        sa.Column("params", sa.Text),
    )
    op.create_index("journal_operation_record", "journal_operation", ["record_id", "state"])
    op.create_index("journal_operation_state", "journal_operation", ["state"])


def _create_facts() -> None:
    op.create_table(
        "store_fact",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "draft",
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("subject_id", sa.Text, primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("saved_at", sa.Integer, nullable=False),
    )
    op.create_table(
        "sync_round",
        sa.Column("started_at", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("milliseconds", sa.Integer, nullable=False),
        sa.Column("groups_sent", sa.Integer, nullable=False),
        sa.Column("rows_received", sa.Integer, nullable=False),
        sa.Column("bytes_sent", sa.Integer, nullable=False),
        sa.Column("bytes_received", sa.Integer, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
    )
    op.create_table(
        "blob",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("size_bytes", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("sent_bytes", sa.Integer, nullable=False, server_default="0"),
    )
    op.create_index("blob_state", "blob", ["state"])


def _create_cards() -> None:
    op.create_table(
        "account_card",
        sa.Column("account_rowid", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("sort_key", sa.Text, nullable=False),
        sa.Column("last_visit_at", sa.Integer),
        sa.Column("next_visit_on", sa.Text),
        sa.Column("sales_year_minor", sa.Integer),
        sa.Column("trend", sa.Text),
        sa.Column("overdue_minor", sa.Integer),
        sa.Column("oldest_due_on", sa.Text),
        sa.Column("owed_minor", sa.Integer),
        sa.Column("contract_until_on", sa.Text),
    )
    for name, column in (
        ("sort", "sort_key"),
        ("visit", "last_visit_at"),
        ("sales", "sales_year_minor"),
        ("overdue", "overdue_minor"),
    ):
        op.create_index(f"account_card_{name}", "account_card", [column])
    op.create_table(
        "card_pending",
        sa.Column("account_id", sa.Text, primary_key=True),
        sa.Column("words", sa.Integer, nullable=False, server_default="0"),
    )
    op.execute(
        "CREATE VIRTUAL TABLE account_words USING fts5(words, content='', contentless_delete=1,"
        " tokenize='unicode61 remove_diacritics 0')"
    )
    op.execute("CREATE VIRTUAL TABLE account_codes USING fts5(codes, tokenize='trigram')")
