"""The tables of the central database; every key begins with the organisation."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

METADATA = MetaData(naming_convention=NAMING)

# Ids and books are compared byte by byte on both engines, whatever the database's language.
_Key = Text().with_variant(Text(collation="C"), "postgresql")


def _org() -> Column[int]:
    return Column("org", BigInteger, nullable=False)


def _key(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, _Key, nullable=nullable)


def _number(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _bytes(name: str) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=False)


ORG = Table(
    "org",
    METADATA,
    _org(),
    _text("server_id"),
    _text("epoch"),
    _text("name"),
    _number("created_at"),
    PrimaryKeyConstraint("org"),
)

APP_USER = Table(
    "app_user",
    METADATA,
    _org(),
    _key("id"),
    _key("login"),
    _text("name"),
    _text("password_hash"),
    _text("roles"),
    _key("sector_id", nullable=True),
    _text("state"),
    _number("created_at"),
    PrimaryKeyConstraint("org", "id"),
    UniqueConstraint("org", "login"),
    Index(None, "org", "sector_id"),
)

DEVICE = Table(
    "device",
    METADATA,
    _org(),
    _key("id"),
    _key("user_id"),
    _text("name"),
    _bytes("public_key"),
    _text("state"),
    _number("last_seen_at"),
    _number("expected_seq"),
    _bytes("last_digest"),
    _number("enrolled_at"),
    # For bundles: what they are sealed to, and where the device stood when it last wrote one.
    Column("sealing_key", LargeBinary),
    Column("bundle_cursor", LargeBinary),
    PrimaryKeyConstraint("org", "id"),
    Index(None, "org", "user_id"),
)

DEVICE_EPOCH = Table(
    "device_epoch",
    METADATA,
    _org(),
    _key("device_id"),
    _key("epoch"),
    # The first group of the device that was answered in this epoch of the change log.
    _number("first_seq"),
    PrimaryKeyConstraint("org", "device_id", "epoch"),
)

BUNDLE_KEY = Table(
    "bundle_key",
    METADATA,
    _org(),
    _number("generation"),
    # Forgotten once nothing sealed to this generation is accepted any more.
    Column("salt", LargeBinary),
    _bytes("link"),
    _number("made_at"),
    PrimaryKeyConstraint("org", "generation"),
)
ACCESS_TOKEN = Table(
    "access_token",
    METADATA,
    _org(),
    _bytes("hash"),
    _key("device_id"),
    _number("expires_at"),
    PrimaryKeyConstraint("org", "hash"),
    Index(None, "org", "device_id"),
)

NONCE = Table(
    "nonce",
    METADATA,
    _org(),
    _key("nonce"),
    _number("expires_at"),
    PrimaryKeyConstraint("org", "nonce"),
)

RECORD = Table(
    "record",
    METADATA,
    _org(),
    _key("entity"),
    _key("id"),
    _key("book"),
    # The record's place in its book's change log: one row says what is and when it became so.
    _number("seq"),
    _number("revision"),
    _key("account_id", nullable=True),
    _key("blob", nullable=True),
    Column("deleted", SmallInteger, nullable=False),
    _text("body"),
    _text("stamps"),
    PrimaryKeyConstraint("org", "entity", "id"),
    Index(None, "org", "book", "seq"),
    # A first sync reads and counts a book by this index alone.
    Index(
        "ix_record_present",
        "org",
        "book",
        "entity",
        "id",
        sqlite_where=text("deleted = 0"),
        postgresql_where=text("deleted = 0"),
    ),
)
_WITH_ACCOUNT = RECORD.c.account_id.is_not(None)
Index(
    "ix_record_account",
    RECORD.c.org,
    RECORD.c.account_id,
    # In the order in which rows are locked; without these SQLite walks the whole table instead.
    RECORD.c.entity,
    RECORD.c.id,
    sqlite_where=_WITH_ACCOUNT,
    postgresql_where=_WITH_ACCOUNT,
)
_WITH_BLOB = RECORD.c.blob.is_not(None)
Index(
    "ix_record_blob",
    RECORD.c.org,
    RECORD.c.blob,
    sqlite_where=_WITH_BLOB,
    postgresql_where=_WITH_BLOB,
)

DEPARTURE = Table(
    "departure",
    METADATA,
    _org(),
    _key("book"),
    _key("entity"),
    _key("id"),
    _number("seq"),
    _text("reason"),
    PrimaryKeyConstraint("org", "book", "entity", "id"),
    Index(None, "org", "book", "seq"),
)

BOOK_COUNTER = Table(
    "book_counter",
    METADATA,
    _org(),
    _key("book"),
    _number("last_seq"),
    # Departures up to this place are forgotten.
    Column("purged_seq", BigInteger, nullable=False, server_default=text("0")),
    PrimaryKeyConstraint("org", "book"),
)

BOOK_MARK = Table(
    "book_mark",
    METADATA,
    _org(),
    _key("book"),
    _number("at"),
    _number("last_seq"),
    PrimaryKeyConstraint("org", "book", "at"),
)

NUMBER_COUNTER = Table(
    "number_counter",
    METADATA,
    _org(),
    _key("name"),
    _number("last"),
    PrimaryKeyConstraint("org", "name"),
)

NUMBER_BLOCK = Table(
    "number_block",
    METADATA,
    _org(),
    _key("series"),
    _number("first"),
    _number("last"),
    _number("year"),
    # Blank for numbers whose holder is not known: given before the blocks, or lost in a restore.
    _key("device_id"),
    _key("user_id"),
    _number("leased_at"),
    PrimaryKeyConstraint("org", "series", "first"),
    Index(None, "org", "device_id", "year"),
)

NUMBER_USED = Table(
    "number_used",
    METADATA,
    _org(),
    _key("series"),
    _number("sequence"),
    _key("contract_id"),
    _key("user_id"),
    _key("device_id"),
    _number("used_at"),
    PrimaryKeyConstraint("org", "series", "sequence"),
    Index(None, "org", "user_id", "used_at"),
)

GROUP_SEEN = Table(
    "group_seen",
    METADATA,
    _org(),
    _key("device_id"),
    _number("device_seq"),
    _bytes("digest"),
    _bytes("result"),
    PrimaryKeyConstraint("org", "device_id", "device_seq"),
)

HISTORY = Table(
    "history",
    METADATA,
    _org(),
    _key("entity"),
    _key("id"),
    _number("revision"),
    _key("op_id"),
    _text("op"),
    _key("user_id"),
    _key("device_id"),
    _number("server_time"),
    _number("device_time"),
    _text("zone"),
    _text("fields"),
    PrimaryKeyConstraint("org", "entity", "id", "revision"),
)

BLOB = Table(
    "blob",
    METADATA,
    _org(),
    _key("sha256"),
    _key("device_id"),
    _number("received"),
    Column("complete", SmallInteger, nullable=False),
    _number("created_at"),
    PrimaryKeyConstraint("org", "sha256", "device_id"),
)

AUDIT = Table(
    "audit",
    METADATA,
    _org(),
    _key("id"),
    _number("at"),
    _text("action"),
    _key("user_id"),
    _key("device_id"),
    _text("details"),
    PrimaryKeyConstraint("org", "id"),
)

DAILY_JOB = Table(
    "daily_job",
    METADATA,
    _org(),
    _key("name"),
    # The day for which it was done last; blank for never.
    _text("done_on"),
    _number("done_at"),
    _key("holder"),
    _number("held_until"),
    PrimaryKeyConstraint("org", "name"),
)
