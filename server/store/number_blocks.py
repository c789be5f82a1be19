"""Blocks of contract numbers: who holds which, and which numbers were taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass

from server.store.database import Transaction


@dataclass(frozen=True, slots=True)
class StoredBlock:
    """Numbers that one device may give.

    Attributes:
        series: Name of the series, as "HL-2026-HZ".
        first: Of the block.
        last: Of the block.
        year: Of the series.
        device_id: Who holds it; blank where that is not known.
        user_id: Whose device it is.
        leased_at: Milliseconds since 1970 UTC.
    """

    series: str
    first: int
    last: int
    year: int
    device_id: str
    user_id: str
    leased_at: int


@dataclass(frozen=True, slots=True)
class UsedNumber:
    """A number that stands on a contract.

    Attributes:
        series: Name of the series.
        sequence: Place in it.
        contract_id: The contract.
        user_id: Who gave it.
        device_id: From which device.
        used_at: When the server heard of it, milliseconds since 1970 UTC.
    """

    series: str
    sequence: int
    contract_id: str
    user_id: str
    device_id: str
    used_at: int


_BLOCK = "series, first, last, year, device_id, user_id, leased_at"
_USED = "series, sequence, contract_id, user_id, device_id, used_at"


def add_block(work: Transaction, org: int, block: StoredBlock) -> None:
    """Write a block."""
    work.run(
        f"INSERT INTO number_block (org, {_BLOCK}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (org, *astuple(block)),
    )


def device_blocks(work: Transaction, org: int, device_id: str, year: int) -> list[StoredBlock]:
    """Return the blocks that a device holds for a year, oldest first."""
    rows = work.rows(
        f"SELECT {_BLOCK} FROM number_block WHERE org = ? AND device_id = ? AND year = ?"
        " ORDER BY leased_at, first",
        (org, device_id, year),
    )
    return [StoredBlock(*row) for row in rows]


def find_block(work: Transaction, org: int, series: str, sequence: int) -> StoredBlock | None:
    """Return the block that a number lies in."""
    row = work.row(
        f"SELECT {_BLOCK} FROM number_block"
        " WHERE org = ? AND series = ? AND first <= ? AND last >= ?",
        (org, series, sequence, sequence),
    )
    return StoredBlock(*row) if row else None


def list_blocks(work: Transaction, org: int) -> list[StoredBlock]:
    """Return all blocks in the order of their numbers."""
    rows = work.rows(
        f"SELECT {_BLOCK} FROM number_block WHERE org = ? ORDER BY series, first", (org,)
    )
    return [StoredBlock(*row) for row in rows]


def find_used(work: Transaction, org: int, series: str, sequence: int) -> UsedNumber | None:
    """Return what is known about a number that was taken."""
    row = work.row(
        f"SELECT {_USED} FROM number_used WHERE org = ? AND series = ? AND sequence = ?",
        (org, series, sequence),
    )
    return UsedNumber(*row) if row else None


def newest_used(work: Transaction, org: int, block: StoredBlock) -> int:
    """Return the highest number taken from a block; one before its first if there is none."""
    row = work.row(
        "SELECT max(sequence) FROM number_used"
        " WHERE org = ? AND series = ? AND sequence BETWEEN ? AND ?",
        (org, block.series, block.first, block.last),
    )
    return int(row[0]) if row and row[0] is not None else block.first - 1


def count_used_since(work: Transaction, org: int, user_id: str, since: int) -> int:
    """Return how many numbers a user has given since a moment."""
    row = work.row(
        "SELECT count(*) FROM number_used WHERE org = ? AND user_id = ? AND used_at >= ?",
        (org, user_id, since),
    )
    return int(row[0]) if row else 0


def list_used(work: Transaction, org: int) -> list[UsedNumber]:
    """Return all numbers taken, in their order."""
    rows = work.rows(
        f"SELECT {_USED} FROM number_used WHERE org = ? ORDER BY series, sequence", (org,)
    )
    return [UsedNumber(*row) for row in rows]


def add_used(work: Transaction, org: int, numbers: Iterable[UsedNumber]) -> None:
    """Write numbers as taken; one that is taken already fails on its key."""
    work.run_many(
        f"INSERT INTO number_used (org, {_USED}) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(org, *astuple(number)) for number in numbers],
    )


def numbered_bodies(work: Transaction, org: int, pattern: str) -> list[tuple[str, str]]:
    """Return id and body of contracts whose body holds a text; `pattern` as LIKE has it."""
    rows = work.rows(
        "SELECT id, body FROM record WHERE org = ? AND entity = 'contract' AND body LIKE ?",
        (org, pattern),
    )
    return [(row[0], row[1]) for row in rows]


def list_counters(work: Transaction, org: int) -> dict[str, int]:
    """Return the last number given of every kind and series."""
    return dict(work.rows("SELECT name, last FROM number_counter WHERE org = ?", (org,)))
