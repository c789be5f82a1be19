"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_TEXT, _NUMBER, _FLAG, _BYTES = sa.Text(), sa.BigInteger(), sa.SmallInteger(), sa.LargeBinary()


def upgrade() -> None:
    """Make every table of the first release."""
    _make_access_token()
    _make_app_user()
    _make_audit()
    _make_blob()
    _make_book_counter()
    _make_departure()
    _make_device()
    _make_group_seen()
    _make_history()
    _make_nonce()
    _make_number_counter()
    _make_org()
    _make_record()


def downgrade() -> None:
    """Remove every table."""
    for table in sorted(_TABLES):
        op.drop_table(table)


_TABLES = (
    "access_token",
    "app_user",
    "audit",
    "blob",
    "book_counter",
    "departure",
    "device",
    "group_seen",
    "history",
    "nonce",
    "number_counter",
    "org",
    "record",
)


def _make_access_token() -> None:
    op.create_table(
        "access_token",
        sa.Column("org", _NUMBER, nullable=False),
        sa.Column("hash", _BYTES, nullable=False),
        sa.Column("device_id", _KEY, nullable=False),
        sa.Column("expires_at", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("org", "hash", name=op.f("pk_access_token")),
    )
    op.create_index(
        op.f("ix_access_token_org_device_id"), "access_token", ["org", "device_id"], unique=False
    )


def _make_app_user() -> None:
    op.create_table(
        "app_user",
        sa.Column("org", _NUMBER, nullable=False),
        sa.Column("id", _KEY, nullable=False),
        sa.Column("login", _KEY, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("password_hash", _TEXT, nullable=False),
        sa.Column("roles", _TEXT, nullable=False),
        sa.Column("sector_id", _KEY, nullable=True),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("created_at", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("org", "id", name=op.f("pk_app_user")),
        sa.UniqueConstraint("org", "login", name=op.f("uq_app_user_org_login")),
    )
    op.create_index(
        op.f("ix_app_user_org_sector_id"), "app_user", ["org", "sector_id"], unique=False
    )


def _make_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("org", _NUMBER, nullable=False),
        sa.Column("id", _KEY, nullable=False),
        sa.Column("at", _NUMBER, nullable=False),
        sa.Column("action", _TEXT, nullable=False),
        sa.Column("user_id", _KEY, nullable=False),
        sa.Column("device_id", _KEY, nullable=False),
        sa.Column("details", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("org", "id", name=op.f("pk_audit")),
    )


def _make_blob() -> None:
    op.create_table(
        "blob",
        sa.Column("org", _NUMBER, nullable=False),
        sa.Column("sha256", _KEY, nullable=False),
        sa.Column("device_id", _KEY, nullable=False),
        sa.Column("received", _NUMBER, nullable=False),
        sa.Column("complete", _FLAG, nullable=False),
        sa.Column("created_at", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("org", "sha256", "device_id", name=op.f("pk_blob")),
    )


def _make_book_counter() -> None:
    op.create_table(
        "book_counter",
        sa.Column("org", _NUMBER, nullable=False),
        sa.Column("book", _KEY, nullable=False),
        sa.Column("last_seq", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("org", "book", name=op.f("pk_book_counter")),
    )


def _make_departure() -> None:
    op.create_table(
        "departure",
        sa.Column("org", _NUMBER, nullable=False),
        sa.Column("book", _KEY, nullable=False),
        sa.Column("entity", _KEY, nullable=False),
        sa.Column("id", _KEY, nullable=False),
        sa.Column("seq", _NUMBER, nullable=False),
        sa.Column("reason", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("org", "book", "entity", "id", name=op.f("pk_departure")),
    )
    op.create_index(
        op.f("ix_departure_org_book_seq"), "departure", ["org", "book", "seq"], unique=False
    )


def _make_device() -> None:
    op.create_table(
        "device",
        sa.Column("org", _NUMBER, nullable=False),
        sa.Column("id", _KEY, nullable=False),
        sa.Column("user_id", _KEY, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("public_key", _BYTES, nullable=False),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("last_seen_at", _NUMBER, nullable=False),
        sa.Column("expected_seq", _NUMBER, nullable=False),
        sa.Column("last_digest", _BYTES, nullable=False),
        sa.Column("enrolled_at", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("org", "id", name=op.f("pk_device")),
    )
    op.create_index(op.f("ix_device_org_user_id"), "device", ["org", "user_id"], unique=False)


def _make_group_seen() -> None:
    op.create_table(
        "group_seen",
        sa.Column("org", _NUMBER, nullable=False),
        sa.Column("device_id", _KEY, nullable=False),
        sa.Column("device_seq", _NUMBER, nullable=False),
        sa.Column("digest", _BYTES, nullable=False),
        sa.Column("result", _BYTES, nullable=False),
        sa.PrimaryKeyConstraint("org", "device_id", "device_seq", name=op.f("pk_group_seen")),
    )


def _make_history() -> None:
    op.create_table(
        "history",
        sa.Column("org", _NUMBER, nullable=False),
        sa.Column("entity", _KEY, nullable=False),
        sa.Column("id", _KEY, nullable=False),
        sa.Column("revision", _NUMBER, nullable=False),
        sa.Column("op_id", _KEY, nullable=False),
        sa.Column("op", _TEXT, nullable=False),
        sa.Column("user_id", _KEY, nullable=False),
        sa.Column("device_id", _KEY, nullable=False),
        sa.Column("server_time", _NUMBER, nullable=False),
        sa.Column("device_time", _NUMBER, nullable=False),
        sa.Column("zone", _TEXT, nullable=False),
        sa.Column("fields", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("org", "entity", "id", "revision", name=op.f("pk_history")),
    )


def _make_nonce() -> None:
    op.create_table(
        "nonce",
        sa.Column("org", _NUMBER, nullable=False),
        sa.Column("nonce", _KEY, nullable=False),
        sa.Column("expires_at", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("org", "nonce", name=op.f("pk_nonce")),
    )


def _make_number_counter() -> None:
    op.create_table(
        "number_counter",
        sa.Column("org", _NUMBER, nullable=False),
        sa.Column("name", _KEY, nullable=False),
        sa.Column("last", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("org", "name", name=op.f("pk_number_counter")),
    )


def _make_org() -> None:
    op.create_table(
        "org",
        sa.Column("org", _NUMBER, nullable=False),
        sa.Column("server_id", _TEXT, nullable=False),
        sa.Column("epoch", _TEXT, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("created_at", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("org", name=op.f("pk_org")),
    )


def _make_record() -> None:
    op.create_table(
        "record",
        sa.Column("org", _NUMBER, nullable=False),
        sa.Column("entity", _KEY, nullable=False),
        sa.Column("id", _KEY, nullable=False),
        sa.Column("book", _KEY, nullable=False),
        sa.Column("seq", _NUMBER, nullable=False),
        sa.Column("revision", _NUMBER, nullable=False),
        sa.Column("account_id", _KEY, nullable=True),
        sa.Column("blob", _KEY, nullable=True),
        sa.Column("deleted", _FLAG, nullable=False),
        sa.Column("body", _TEXT, nullable=False),
        sa.Column("stamps", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("org", "entity", "id", name=op.f("pk_record")),
    )
    op.create_index(
        "ix_record_account",
        "record",
        ["org", "account_id", "entity", "id"],
        unique=False,
        sqlite_where=sa.text("account_id IS NOT NULL"),
        postgresql_where=sa.text("account_id IS NOT NULL"),
    )
    op.create_index(
        "ix_record_blob",
        "record",
        ["org", "blob"],
        unique=False,
        sqlite_where=sa.text("blob IS NOT NULL"),
        postgresql_where=sa.text("blob IS NOT NULL"),
    )
    op.create_index(op.f("ix_record_org_book_seq"), "record", ["org", "book", "seq"], unique=False)
    op.create_index(
        "ix_record_present",
        "record",
        ["org", "book", "entity", "id"],
        unique=False,
        sqlite_where=sa.text("deleted = 0"),
        postgresql_where=sa.text("deleted = 0"),
    )
