"""Digests of records: the same on both ends, in any order, so that two copies can be compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.fields import FieldValue

DIGEST_BYTES = 16
_MODULUS = 2 ** (8 * DIGEST_BYTES)
_BREAK = "\x00"
"""Between the parts of a record: no value can hold it (reliability.md X34)."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What is compared of a set of records.

    Attributes:
        count: How many there are.
        digest: Sum of their digests, modulo 2^128; does not depend on their order, so a record
            can be added to it and taken from it.
    """

    count: int = 0
    digest: bytes = bytes(DIGEST_BYTES)


def record_digest(
    entity: str, record_id: str, revision: int, values: Iterable[tuple[str, FieldValue]]
) -> int:
    """Return the digest of one record as the server sends it.

    Args:
        entity: Schema name.
        record_id: Its id.
        revision: Of the server.
        values: Name and value of its fields in any order; blank ones do not count.
    """
    parts = [entity, record_id, str(revision)]
    for name, value in sorted(pair for pair in values if pair[1] is not None):
        parts += (name, f"t{value}" if isinstance(value, str) else f"i{value}")
    spelled = _BREAK.join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(spelled, digest_size=DIGEST_BYTES).digest(), "big")


def summary_of(digests: Iterable[int]) -> Summary:
    """Return the summary of records with these digests."""
    count = total = 0
    for digest in digests:
        count += 1
        total += digest
    return Summary(count, (total % _MODULUS).to_bytes(DIGEST_BYTES, "big"))
