"""Reads and writes the generations of the organisation's keys for bundles."""

from __future__ import annotations

from dataclasses import dataclass

from server.store.database import Transaction


@dataclass(frozen=True, slots=True)
class KeyGeneration:
    """One generation after the first, which needs no row.

    Attributes:
        number: From 1.
        salt: 32 random bytes, without which nobody makes its keys again; None once forgotten.
        link: Its public keys, signed by the generation before; see `sync.wire.bundles.key_chain`.
        made_at: Milliseconds since 1970 UTC.
    """

    number: int
    salt: bytes | None
    link: bytes
    made_at: int


def read_generations(work: Transaction, org: int) -> tuple[KeyGeneration, ...]:
    """Return all generations, the oldest first."""
    rows = work.rows(
        "SELECT generation, salt, link, made_at FROM bundle_key WHERE org = ? ORDER BY generation",
        (org,),
    )
    return tuple(
        KeyGeneration(int(row[0]), bytes(row[1]) if row[1] else None, bytes(row[2]), int(row[3]))
        for row in rows
    )


def add_generation(work: Transaction, org: int, made: KeyGeneration) -> None:
    """Add a generation."""
    work.run(
        "INSERT INTO bundle_key (org, generation, salt, link, made_at) VALUES (?, ?, ?, ?, ?)",
        (org, made.number, made.salt, made.link, made.made_at),
    )


def forget_salts(work: Transaction, org: int, *, below: int) -> None:
    """Forget the secret part of the generations below a number."""
    work.run("UPDATE bundle_key SET salt = NULL WHERE org = ? AND generation < ?", (org, below))
