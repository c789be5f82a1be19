"""The id of a warning: the same wherever it is found, so that it never stands twice."""

from __future__ import annotations

import hashlib

from app.domain.ids import id_from
from app.domain.warnings.rules import Rule

_MOMENT_DIGITS = 12
_ENTROPY_BYTES = 9  # 72 of the 74 bits that an id has room for


def warning_id(account_id: str, rule: Rule) -> str:
    """Return the id of the one warning that an account can have by a rule.

    It sorts beside the account's own id, as the ids of what is read together should.

    Source: domain.md 4.2 (one open warning per rule and account).
    """
    digest = hashlib.sha256(f"{rule.value}\x00{account_id}".encode()).digest()
    return id_from(
        milliseconds=int(account_id[:_MOMENT_DIGITS], 16),
        entropy=int.from_bytes(digest[:_ENTROPY_BYTES]),
    )
