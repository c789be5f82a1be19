"""Which papers went to a customer before."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from app.store.unit_of_work import Snapshot

_LETTERS = """
SELECT l.number, l.printed_at, l.copies, coalesce(l.printer, ''), coalesce(l.reprint_reason, ''),
  coalesce(u.name, '')
FROM letter l LEFT JOIN user u ON u.id = l.printed_by
WHERE l.number IN (SELECT value FROM json_each(?)) ORDER BY l.printed_at DESC, l.id DESC
"""


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One printing of a letter.

    Attributes:
        number: Of the paper.
        printed_at: Milliseconds since 1970 UTC.
        copies: How many.
        printer: Its name, or "PDF".
        reason: Why it was printed again.
        printed_by: Name of the user.
    """

    number: str
    printed_at: int
    copies: int
    printer: str
    reason: str
    printed_by: str


def list_letters(look: Snapshot, numbers: Sequence[str]) -> tuple[LetterLine, ...]:
    """Return the printings of papers by their numbers, the latest first."""
    rows = look.connection.exec_driver_sql(_LETTERS, (json.dumps(list(numbers)),))
    return tuple(LetterLine(*row) for row in rows)
