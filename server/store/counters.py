"""Running numbers of the company: account numbers, contract numbers, complaint numbers."""

from __future__ import annotations

from collections.abc import Iterable

from server.store.database import Transaction


def lock_number(work: Transaction, org: int, name: str) -> int:
    """Return the last number given, unchanged until the transaction ends."""
    work.run(
        "INSERT INTO number_counter (org, name, last) VALUES (?, ?, 0)"
        " ON CONFLICT (org, name) DO NOTHING",
        (org, name),
    )
    row = work.row(
        "SELECT last FROM number_counter WHERE org = ? AND name = ?" + work.spelling.lock_row,
        (org, name),
    )
    return int(row[0]) if row else 0


def save_number(work: Transaction, org: int, name: str, last: int) -> None:
    """Write the last number given."""
    work.run(
        "UPDATE number_counter SET last = ? WHERE org = ? AND name = ? AND last < ?",
        (last, org, name, last),
    )


def skip_numbers(work: Transaction, org: int, names: Iterable[str], count: int) -> None:
    """Leave out the next numbers of some kinds."""
    for name in sorted(names):
        save_number(work, org, name, lock_number(work, org, name) + count)
