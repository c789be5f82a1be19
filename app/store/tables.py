"""Tables of the device's store: one per entity of `schema.py`, and those that never travel."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    inspect,
)

from app.domain.fields import Entity
from app.domain.schema import ENTITIES

local = MetaData()
"""What stays on the device; changed by Alembic revisions only."""

JOURNAL_GROUP = Table(
    "journal_group",
    local,
    Column("device_seq", Integer, primary_key=True, autoincrement=False),
    Column("group_id", Text, nullable=False, unique=True),
    Column("made_at", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("previous", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("state", Text, nullable=False),
    Column("settled_at", Integer),
    Index("journal_group_state", "state", "device_seq"),
)
JOURNAL_OPERATION = Table(
    "journal_operation",
    local,
    Column("op_id", Text, primary_key=True),
    Column("device_seq", Integer, nullable=False, index=True),
    Column("entity", Text, nullable=False),
    Column("record_id", Text, nullable=False),
    Column("op", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("code", Text),
    Column("params", Text),
    Index("journal_operation_record", "record_id", "state"),
    Index("journal_operation_state", "state"),
)
STORE_FACT = Table(
    "store_fact",
    local,
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
DRAFT = Table(
    "draft",
    local,
    Column("kind", Text, primary_key=True),
    Column("subject_id", Text, primary_key=True),
    Column("body", Text, nullable=False),
    Column("saved_at", Integer, nullable=False),
)
SYNC_ROUND = Table(
    "sync_round",
    local,
    Column("started_at", Integer, primary_key=True, autoincrement=False),
    Column("milliseconds", Integer, nullable=False),
    Column("groups_sent", Integer, nullable=False),
    Column("rows_received", Integer, nullable=False),
    Column("bytes_sent", Integer, nullable=False),
    Column("bytes_received", Integer, nullable=False),
    Column("outcome", Text, nullable=False),
)
BLOB = Table(
    "blob",
    local,
    Column("sha256", Text, primary_key=True),
    Column("size_bytes", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("sent_bytes", Integer, nullable=False, server_default="0"),
    Index("blob_state", "state"),
)
ACCOUNT_CARD = Table(
    "account_card",
    local,
    Column("account_rowid", Integer, primary_key=True, autoincrement=False),
    Column("sort_key", Text, nullable=False),
    Column("last_visit_at", Integer),
    Column("next_visit_on", Text),
    Column("sales_year_minor", Integer),
    Column("trend", Text),
    Column("overdue_minor", Integer),
    Column("oldest_due_on", Text),
    Column("owed_minor", Integer),
    Column("contract_until_on", Text),
    Index("account_card_sort", "sort_key"),
    Index("account_card_visit", "last_visit_at"),
    Index("account_card_sales", "sales_year_minor"),
    Index("account_card_overdue", "overdue_minor"),
)
CARD_PENDING = Table(
    "card_pending",
    local,
    Column("account_id", Text, primary_key=True),
    Column("words", Integer, nullable=False, server_default="0"),
)
NUMBER_BLOCK = Table(
    "number_block",
    local,
    Column("prefix", Text, primary_key=True),
    Column("unit", Text, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("first", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
    Column("next", Integer, nullable=False),
)

LOCAL_FINDING = Table(
    "local_finding",
    local,
    Column("account_id", Text, primary_key=True),
    Column("rule", Text, primary_key=True),
    Column("severity", Text, nullable=False),
    Column("value", Integer, nullable=False),
    Column("threshold", Integer),
    Column("evidence", Text, nullable=False),
    Column("found_on", Text, nullable=False),
)


def record_columns(entity: Entity) -> Iterator[tuple[str, str]]:
    """Yield name and SQL type of every column of an entity's table."""
    yield "id", "TEXT PRIMARY KEY NOT NULL"
    yield "_book", "TEXT"
    yield "_revision", "INTEGER NOT NULL DEFAULT 0"
    yield "_extra", "TEXT"
    for field in entity.fields.values():
        yield field.name, "INTEGER" if field.kind.is_number else "TEXT"


def follow_schema(connection: Connection) -> None:
    """Create the tables, columns and indexes of `schema.py` that the file does not have yet."""
    look = inspect(connection)
    present = set(look.get_table_names())
    for entity in ENTITIES.values():
        if entity.name not in present:
            columns = ", ".join(f'"{name}" {kind}' for name, kind in record_columns(entity))
            connection.exec_driver_sql(f'CREATE TABLE "{entity.name}" ({columns})')
        else:
            held = {column["name"] for column in look.get_columns(entity.name)}
            for name, kind in record_columns(entity):
                if name not in held:
                    connection.exec_driver_sql(
                        f'ALTER TABLE "{entity.name}" ADD COLUMN "{name}" {kind}'
                    )
                    _unpack(connection, entity.name, name)
        for statement in index_statements(entity):
            connection.exec_driver_sql(statement)


def _unpack(connection: Connection, table: str, column: str) -> None:
    """Fill a new column with what came for it while this program did not know it."""
    place = f"""'$."{column}"'"""
    connection.exec_driver_sql(
        f'UPDATE "{table}" SET "{column}" = json_extract(_extra, {place}),'
        f" _extra = nullif(json_remove(_extra, {place}), '{{}}')"
        f" WHERE json_type(_extra, {place}) IS NOT NULL"
    )


def index_statements(entity: Entity) -> Iterator[str]:
    """Yield the statements that bring an entity's indexes about; harmless where they exist."""
    for field in entity.fields.values():
        if field.carries:  # stores of before have the narrow one, which nothing needs beside it
            yield f'DROP INDEX IF EXISTS "{entity.name}_{field.name}"'
        if field.indexed:
            yield (
                f'CREATE INDEX IF NOT EXISTS "{entity.name}_{field.index_suffix}" '
                f'ON "{entity.name}" ({field.index_columns})'
            )
    yield f'CREATE INDEX IF NOT EXISTS "{entity.name}__book" ON "{entity.name}" ("_book")'
