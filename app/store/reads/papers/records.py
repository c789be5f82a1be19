"""Small reads for the papers of single records."""

from __future__ import annotations

from app.store.unit_of_work import Snapshot

_EARLIER = """
SELECT coalesce(received_on, ordered_on, ''), coalesce(verdict, ''), proposed_limit_minor
FROM credit_investigation WHERE account_id = ? AND id <> ?
ORDER BY coalesce(received_on, ordered_on, '') DESC, id DESC LIMIT 5
"""


def list_earlier_investigations(
    look: Snapshot, account_id: str, without_id: str
) -> tuple[tuple[str, str, int | None], ...]:
    """Return day, verdict and proposed limit of an account's other investigations."""
    rows = look.connection.exec_driver_sql(_EARLIER, (account_id, without_id))
    return tuple((row[0], row[1], row[2]) for row in rows)
