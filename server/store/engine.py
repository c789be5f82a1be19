"""Open the central database, embedded or PostgreSQL, and run work in transactions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import QueuePool

from server.store.errors import OldDatabaseLibraryError, WrongKeyError
from server.store.file_salt import salt_from_log

WRITING = "roadbook_writing"
_POOLED, _MORE = 8, 56
_BUSY_MILLISECONDS = 30_000
_POOLER = "pooler"
_PREPARED_AFTER = 3
"""Times that a statement was run, on the same connection."""
_SAFE_BRANCHES = {(3, 44): 6, (3, 50): 7, (3, 51): 3}
_SAFE_FROM = (3, 52, 0)


def open_embedded(path: Path, key: bytes) -> Engine:
    """Open the SQLCipher database at `path`.

    Raises:
        OldDatabaseLibraryError: This SQLite can lose committed writes.
        WrongKeyError: The key does not fit.
    """
    check_library(sqlcipher.sqlite_version_info)
    # The driver asks every value but numbers and texts how it wants to be adapted, which costs
    # three times what binding it does; what is registered here is not asked any further.
    for kind, as_it_is in ((type(None), lambda nothing: nothing), (bytes, bytes), (bool, int)):
        sqlcipher.register_adapter(kind, as_it_is)

    def connect() -> Any:
        try:
            return connect_once()
        except WrongKeyError:
            # After a power cut: closing it may have folded the log into the file, or not yet.
            with salt_from_log(path):
                return connect_once()

    def connect_once() -> Any:
        connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        # Named, because a client in the same process changes the driver's defaults for a moment.
        connection.execute("PRAGMA cipher_page_size = 4096")
        connection.execute("PRAGMA cipher_hmac_algorithm = HMAC_SHA512")
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlcipher.DatabaseError as error:
            connection.close()
            raise WrongKeyError(path.name) from error
        for pragma in (
            "synchronous = FULL",
            f"busy_timeout = {_BUSY_MILLISECONDS}",
            "foreign_keys = ON",
            "cache_size = -16384",
            "trusted_schema = OFF",
        ):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=connect,
        poolclass=QueuePool,
        # The connection that wrote last still knows the pages; another would decrypt them again.
        pool_use_lifo=True,
        pool_size=_POOLED,
        max_overflow=_MORE,
    )
    event.listen(engine, "begin", _begin)
    return engine


def open_postgres(url: str) -> Engine:
    """Open a PostgreSQL database.

    Args:
        url: SQLAlchemy URL. With `?pooler=yes` nothing is prepared on the server: a pooler that
            hands a session to another connection between transactions may not carry that along.
            Without it a round costs a third less.
    """
    address = make_url(url)
    is_pooled = bool(address.query.get(_POOLER))
    return create_engine(
        address.difference_update_query([_POOLER]),
        pool_size=_POOLED,
        max_overflow=_MORE,
        pool_pre_ping=True,
        connect_args={
            "prepare_threshold": None if is_pooled else _PREPARED_AFTER,
            "options": "-c synchronous_commit=on -c idle_in_transaction_session_timeout=60000",
        },
    )


def check_library(version: tuple[int, ...]) -> None:
    """Refuse an SQLite that can lose committed writes in WAL mode.

    Source: reliability.md, finding 1.

    Raises:
        OldDatabaseLibraryError: It is one of those.
    """
    branch, patch = (version[0], version[1]), version[2]
    if version >= _SAFE_FROM or patch >= _SAFE_BRANCHES.get(branch, patch + 1):
        return
    raise OldDatabaseLibraryError(".".join(map(str, version)))


def _begin(connection: Connection) -> None:
    # A writer that begins as a reader and upgrades later can fail in the middle of its work.
    is_writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")
