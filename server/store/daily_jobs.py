"""Lets one process at a time do what is done once a day, whoever of several comes first."""

from __future__ import annotations

from server.store.database import Transaction


def take_job(
    work: Transaction, org: int, name: str, *, day: str, holder: str, now: int, seconds: int
) -> bool:
    """Take a job for a day; False when it is done for that day, or somebody is at it.

    One statement decides, so two processes never both take it. A holder that vanished keeps it
    until its time is over.

    Args:
        work: A writing transaction.
        org: Number of the organisation.
        name: Of the job.
        day: For which it is to be done.
        holder: Names who asks.
        now: Milliseconds.
        seconds: How long it is kept from the others.
    """
    taken = work.run(
        "INSERT INTO daily_job (org, name, done_on, done_at, holder, held_until)"
        " VALUES (?, ?, '', 0, ?, ?)"
        " ON CONFLICT (org, name) DO UPDATE"
        " SET holder = excluded.holder, held_until = excluded.held_until"
        " WHERE daily_job.done_on < ? AND daily_job.held_until <= ?",
        (org, name, holder, now + seconds * 1000, day, now),
    )
    return taken == 1


def finish_job(work: Transaction, org: int, name: str, *, day: str, holder: str, now: int) -> None:
    """Note that a job is done for a day, and let it go."""
    work.run(
        "UPDATE daily_job SET done_on = ?, done_at = ?, held_until = 0"
        " WHERE org = ? AND name = ? AND holder = ? AND done_on < ?",
        (day, now, org, name, holder, day),
    )


def let_job_go(work: Transaction, org: int, name: str, *, holder: str, until: int) -> None:
    """Keep a job that failed from everybody until a moment; then the next one tries again."""
    work.run(
        "UPDATE daily_job SET held_until = ? WHERE org = ? AND name = ? AND holder = ?",
        (until, org, name, holder),
    )


def last_done_on(work: Transaction, org: int, name: str) -> str:
    """Return the day for which a job was done last ("2026-11-23"); empty for never."""
    row = work.row("SELECT done_on FROM daily_job WHERE org = ? AND name = ?", (org, name))
    return "" if row is None else str(row[0])
