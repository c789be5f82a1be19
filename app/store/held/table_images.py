"""Takes a table over as a whole: its file arrives in pieces and is loaded when it is complete."""

from __future__ import annotations

import contextlib
import errno
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.domain.schema import entity_named
from app.store import facts
from app.store.errors import DiskFullError, fault_of
from app.store.file.page_seal import PAGE_BYTES, PageSeal
from app.store.unit_of_work import Snapshot, UnitOfWork

ARRIVED = "arrived"
"""Name under which the received file is joined to the store while it is loaded."""

_SUFFIX = "-table"
_CHECKPOINT_PAGES = 1_000
"""SQLite's own default."""
_SETTINGS = threading.Lock()
_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR", "SQLITE_ERROR")


class ImageUnusableError(Exception):
    """The received file is not whole; the records must come row by row."""


@dataclass(frozen=True, slots=True)
class ReceivedTable:
    """How much of a table's file is here.

    Attributes:
        path: The file, encrypted with a key of its own that lies in the store.
        image: The server's name of it.
        next_piece: Index of the piece that comes next.
        size: Bytes that belong to it; a crash may have left more.
        seal: Its key.
    """

    path: Path
    image: str
    next_piece: int
    size: int
    seal: PageSeal

    def spelled(self) -> str:
        """Return what has to be remembered."""
        return json.dumps(
            {
                "image": self.image,
                "next_piece": self.next_piece,
                "size": self.size,
                "key": self.seal.key.hex(),
                "salt": self.seal.salt.hex(),
            }
        )


def read_received(look: Snapshot) -> ReceivedTable:
    """Return what is here of a table's file; an empty one when nothing is."""
    path = _place(look)
    known = look.facts.read_text(facts.RECEIVED_TABLE)
    if not known:
        return ReceivedTable(path, "", 0, 0, PageSeal.fresh())
    spelled = json.loads(known)
    seal = PageSeal(bytes.fromhex(spelled["key"]), bytes.fromhex(spelled["salt"]))
    return ReceivedTable(path, spelled["image"], spelled["next_piece"], spelled["size"], seal)


def receive(held: ReceivedTable, *, image: str, index: int, pages: bytes) -> ReceivedTable:
    """Add a piece to the file and return how much of it is here now.

    What a power cut takes away again is noticed when the file is loaded: every page is sealed.

    Raises:
        ImageUnusableError: The piece does not fit what is here.
        DiskFullError: No room.
    """
    if index == 0:
        held = ReceivedTable(held.path, image, 0, 0, PageSeal.fresh())
    is_next = image == held.image and index == held.next_piece
    if not is_next or not pages or len(pages) % PAGE_BYTES:
        raise ImageUnusableError("piece")
    sealed = held.seal.seal(pages, first=held.size // PAGE_BYTES + 1)
    try:
        with held.path.open("wb" if index == 0 else "r+b") as file:
            file.seek(held.size)
            file.write(sealed)
            file.truncate()
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFullError("store.disk_full") from error
        raise ImageUnusableError("file") from error
    return replace(held, next_piece=index + 1, size=held.size + len(sealed))


@contextlib.contextmanager
def joined(work: UnitOfWork, held: ReceivedTable) -> Iterator[None]:
    """Join the received file to a transaction that has not begun yet.

    Raises:
        ImageUnusableError: A page of the file is missing or damaged.
    """
    driver: Any = work.connection.connection.dbapi_connection
    with _damage_noticed():
        _attach(driver, held)
    # What is committed is durable; folding it into the file is left to the next small commit, so
    # that the list of accounts does not wait for it.
    driver.execute("PRAGMA wal_autocheckpoint = 0")
    try:
        with _damage_noticed():
            yield
    finally:
        if driver.in_transaction:
            work.connection.rollback()
        driver.execute(f"DETACH DATABASE {ARRIVED}")
        driver.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")


def load_table(work: UnitOfWork, entity: str) -> bool:
    """Copy the joined file's records into the store; return whether none were here before.

    Into an empty table of the same layout SQLite copies page by page, rows and indexes, without
    looking into them.

    Raises:
        ImageUnusableError: The file holds something else.
    """
    run = work.connection.exec_driver_sql
    table = f'"{entity_named(entity).name}"'
    listed = f"SELECT type, tbl_name FROM {ARRIVED}.sqlite_schema"
    kinds = {(str(kind), str(name)) for kind, name in run(listed)}
    if not kinds <= {("table", entity), ("index", entity)}:
        raise ImageUnusableError("contents")
    came, here = _columns(work, ARRIVED, entity), _columns(work, "main", entity)
    is_empty = run(f"SELECT 1 FROM main.{table} LIMIT 1").fetchone() is None
    if is_empty and came == here:
        run(f"INSERT INTO main.{table} SELECT * FROM {ARRIVED}.{table}")
    else:
        run(_upsert(table, [name for name in came if name in here]))
    return is_empty


def discard(held: ReceivedTable) -> None:
    """Delete the file; it is loaded, or will never be."""
    with contextlib.suppress(OSError):
        held.path.unlink(missing_ok=True)


def _place(look: Snapshot) -> Path:
    row = look.connection.exec_driver_sql(
        "SELECT file FROM pragma_database_list WHERE name = 'main'"
    ).fetchone()
    path = Path(str(row[0] if row else ""))
    return path.with_name(path.name + _SUFFIX)


def _attach(driver: Any, held: ReceivedTable) -> None:
    # SQLCipher reads the first page with its defaults, which belong to the whole process; the
    # house's own databases name their settings, so nobody else sees these.
    with _SETTINGS:
        try:
            driver.execute(f"PRAGMA cipher_default_page_size = {PAGE_BYTES}")
            driver.execute("PRAGMA cipher_default_hmac_algorithm = HMAC_SHA256")
            driver.execute(
                f'ATTACH DATABASE ? AS {ARRIVED} KEY "{held.seal.spelled}"', (str(held.path),)
            )
        finally:
            driver.execute("PRAGMA cipher_default_page_size = 4096")
            driver.execute("PRAGMA cipher_default_hmac_algorithm = HMAC_SHA512")


def _columns(work: UnitOfWork, schema: str, entity: str) -> list[str]:
    rows = work.connection.exec_driver_sql(
        "SELECT name FROM pragma_table_info(?, ?) ORDER BY cid", (entity, schema)
    )
    return [str(row[0]) for row in rows]


def _upsert(table: str, columns: list[str]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    pairs = ", ".join(f'"{name}" = excluded."{name}"' for name in columns if name != "id")
    return (
        f"INSERT INTO main.{table} ({names}) SELECT {names} FROM {ARRIVED}.{table} WHERE true"
        f" ON CONFLICT (id) DO UPDATE SET {pairs}"
        # The file may be older than what is here; the log brings the newest in any case.
        f" WHERE excluded._revision >= {table}._revision"
    )


@contextlib.contextmanager
def _damage_noticed() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        name = str(getattr(getattr(error, "orig", None) or error, "sqlite_errorname", ""))
        if name.startswith(_DAMAGE):
            raise ImageUnusableError(name) from error
        fault = fault_of(error)
        if fault is not None:
            raise fault from error
        raise
