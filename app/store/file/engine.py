"""Open the encrypted SQLite file with the settings an offline client needs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.store.errors import DamagedStoreError, ForeignStoreError, device_faults
from app.store.file.doubt import is_doubted, trust
from app.store.file.upgrade_copy import UpgradeCopy
from app.store.file.write_ahead_log import examine_log

if TYPE_CHECKING:  # a third of a second to import: who shows the unlock window need not wait for it
    from sqlalchemy import Connection, Engine

OLDEST_SQLITE = (3, 51, 3)
"""Older ones can lose committed writes in WAL mode. Source: reliability.md section 1, finding 1."""

_PRAGMAS = (
    # Named, because the driver's defaults change for a moment whenever a table is loaded.
    "cipher_page_size=4096",
    "cipher_hmac_algorithm=HMAC_SHA512",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=5000",
    "temp_store=MEMORY",
    "secure_delete=ON",
    # The indexes that the figures of 20,000 accounts are summed from fill 45 MB.
    "cache_size=-65536",
    "trusted_schema=OFF",
)
_CONNECTIONS = 4
_BEGIN = {"deferred": "BEGIN", "immediate": "BEGIN IMMEDIATE"}


def open_engine(path: Path, key_hex: str) -> Engine:
    """Open (or create) the database file at `path`.

    Transactions are begun by us, not by the driver: a unit of work asks for BEGIN IMMEDIATE, so
    that what it read cannot change before it writes; a snapshot begins deferred and blocks nobody.

    Args:
        path: The file; its folder exists.
        key_hex: The 32-byte database key as 64 hexadecimal digits.

    Raises:
        StoreFault: The file cannot be opened, is damaged, or belongs to another key.
        OSError: The disk refused.
    """
    from sqlcipher3 import dbapi2  # noqa: PLC0415 - see the top of the file

    if dbapi2.sqlite_version_info < OLDEST_SQLITE:
        raise RuntimeError("this SQLite can lose committed writes")
    copy = UpgradeCopy(path)
    copy.finish_return()
    copy.drop_if_it_runs_well()
    try:
        return _open_checked(path, key_hex)
    except (DamagedStoreError, ForeignStoreError):
        # An upgrade that a crash cut short: nobody can have worked since.
        if not copy.is_trying:
            raise
        copy.go_back()
        return _open_checked(path, key_hex)


def _open_checked(path: Path, key_hex: str) -> Engine:
    examine_log(path)
    engine = _make_engine(path, key_hex)
    try:
        with device_faults(), engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
        with device_faults():
            _look_at_all_pages_if_doubted(engine, path)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _make_engine(path: Path, key_hex: str) -> Engine:
    from sqlalchemy import URL, create_engine, event  # noqa: PLC0415 - see the top of the file
    from sqlalchemy.pool import QueuePool  # noqa: PLC0415
    from sqlcipher3 import dbapi2  # noqa: PLC0415

    # The driver asks every value but numbers and texts how it wants to be adapted, which costs
    # three times what binding it does; what is registered here is not asked any further.
    for kind, as_it_is in ((type(None), lambda nothing: nothing), (bytes, bytes), (bool, int)):
        dbapi2.register_adapter(kind, as_it_is)

    def connect() -> Any:
        connection = dbapi2.connect(
            str(path), isolation_level=None, check_same_thread=False, cached_statements=256
        )
        connection.execute(f"PRAGMA key = \"x'{key_hex}'\"")
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=dbapi2,
        creator=connect,
        poolclass=QueuePool,
        pool_size=_CONNECTIONS,
        # The connection that wrote last still knows the pages; another would decrypt them again.
        pool_use_lifo=True,
        pool_reset_on_return="rollback",
    )
    event.listen(engine, "begin", _begin)
    return engine


def _look_at_all_pages_if_doubted(engine: Engine, path: Path) -> None:
    """Check the whole file where a page of it was found damaged when it was last in use.

    Raises:
        DamagedStoreError: A page is.
    """
    if not is_doubted(path):
        return
    connection = engine.raw_connection()
    try:
        run = connection.cursor().execute
        # What the log holds of a page counts; the check looks at the file alone.
        run("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        said = [row[0] for row in run("PRAGMA cipher_integrity_check")]
        said += [row[0] for row in run("PRAGMA quick_check")]
    finally:
        connection.close()
    if [line for line in said if line != "ok"]:
        raise DamagedStoreError("store.damaged")
    trust(path)


def load_driver() -> None:
    """Import the database libraries, which takes long, ahead of the first `open_engine`."""
    import sqlalchemy.pool  # noqa: F401, PLC0415
    import sqlcipher3.dbapi2  # noqa: F401, PLC0415


def _begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get("begin_mode", "deferred")
    connection.exec_driver_sql(_BEGIN[str(mode)])
