"""The last sync rounds, for the sync centre."""

from __future__ import annotations

from dataclasses import astuple, dataclass

from app.store.unit_of_work import Snapshot, Store, UnitOfWork

DONE = "done"
"""Outcome of a round that nothing stopped."""

_KEPT = 200


@dataclass(frozen=True, slots=True)
class Round:
    """One finished or failed round.

    Attributes:
        started_at: Device time, milliseconds since 1970 UTC.
        milliseconds: How long it took.
        groups_sent: Units of work that the server answered.
        rows_received: Rows written or removed here.
        bytes_sent: Bytes of requests.
        bytes_received: Bytes of answers.
        outcome: "done", or the code of what stopped it.
    """

    started_at: int
    milliseconds: int
    groups_sent: int
    rows_received: int
    bytes_sent: int
    bytes_received: int
    outcome: str


def note_round(store: Store, one: Round) -> None:
    """Keep a round that did or failed something; quiet ones are not worth a write."""
    if one.outcome == DONE and not one.groups_sent and not one.rows_received:
        return
    with store.unit_of_work() as work:
        keep_round(work, one)
        work.commit()


def keep_round(work: UnitOfWork, one: Round) -> None:
    """Keep a round with what else a transaction writes; it takes the place of its own beginning."""
    work.connection.exec_driver_sql(
        "INSERT OR REPLACE INTO sync_round (started_at, milliseconds, groups_sent,"
        " rows_received, bytes_sent, bytes_received, outcome) VALUES (?, ?, ?, ?, ?, ?, ?)",
        astuple(one),
    )
    work.connection.exec_driver_sql(
        "DELETE FROM sync_round WHERE started_at <="
        " (SELECT started_at FROM sync_round ORDER BY started_at DESC LIMIT 1 OFFSET ?)",
        (_KEPT,),
    )


def last_rounds(look: Snapshot, limit: int = 50) -> list[Round]:
    """Return the newest rounds first."""
    rows = look.connection.exec_driver_sql(
        "SELECT started_at, milliseconds, groups_sent, rows_received, bytes_sent, bytes_received,"
        " outcome FROM sync_round ORDER BY started_at DESC LIMIT ?",
        (limit,),
    )
    return [Round(*row) for row in rows]
