"""Small facts of the store: who it belongs to, where it stands, its device key."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.store.connection import Connection


CURSOR = "cursor"
AGAIN = "again"
SERVER_ID = "server_id"
EPOCH = "epoch"
USER_ID = "user_id"
DEVICE_ID = "device_id"
DEVICE_KEY = "device_key"
LAST_SYNC_AT = "last_sync_at"
FIRST_SYNC_DONE = "first_sync_done"
CARDS_AS_OF = "cards_as_of"
OPERATIONS_SAVED = "operations_saved"
SCRUB_OWED = "scrub_owed"
COMPARED_AT = "compared_at"
COMPARE_DUE = "compare_due"
HOLD_UNKNOWN = "hold_unknown"
OFFERED_FROM = "offered_from"
RECEIVED_TABLE = "received_table"
ROWS_ONLY = "rows_only"
ORG_KEYS = "org_keys"
ORG_KEYS_BEFORE = "org_keys_before"
CONFIDENCE_KEY = "confidence_key"
SEALING_TOLD = "sealing_told"
SEALING_TOLD_AT = "sealing_told_at"
SEALING_SALT = "sealing_salt"
SEALING_SALT_BEFORE = "sealing_salt_before"
SEALING_MADE_AT = "sealing_made_at"
SERVER_TIME = "server_time"
LOST_UNITS = "lost_units"
LOST_AFTER = "lost_after"
BUNDLES_WRITTEN = "bundles_written"
BUNDLES_CARRIED = "bundles_carried"
BUNDLES_BROUGHT = "bundles_brought"


class Facts:
    """Named values of one transaction; bytes, because some are keys and cursors."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read(self, name: str) -> bytes | None:
        """Return a fact, or None."""
        row = self._connection.exec_driver_sql(
            "SELECT value FROM store_fact WHERE name = ?", (name,)
        ).fetchone()
        return bytes(row[0]) if row else None

    def read_text(self, name: str) -> str:
        """Return a fact as text; empty when unknown."""
        return (self.read(name) or b"").decode()

    def write(self, name: str, value: bytes | str) -> None:
        """Set a fact."""
        raw = value.encode() if isinstance(value, str) else value
        self._connection.exec_driver_sql(
            "INSERT INTO store_fact (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, raw),
        )

    def forget(self, name: str) -> None:
        """Take a fact back."""
        self._connection.exec_driver_sql("DELETE FROM store_fact WHERE name = ?", (name,))
