"""Small reads for the papers of single records."""

from __future__ import annotations

from app.store.unit_of_work import Snapshot

_EARLIER = """
SELECT coalesce(received_on, ordered_on, ''), coalesce(verdict, ''), proposed_limit_minor
FROM credit_investigation WHERE account_id = ? AND id <> ?
ORDER BY coalesce(received_on, ordered_on, '') DESC, id DESC LIMIT 5
"""
_LOG_HEAD = """
SELECT coalesce(u.name, ''), coalesce(a.number, ''), coalesce(s.company_id, '')
FROM visit_log v LEFT JOIN user u ON u.id = v.author_id LEFT JOIN account a ON a.id = v.account_id
LEFT JOIN sector s ON s.id = a.sector_id WHERE v.id = ?
"""


def list_earlier_investigations(
    look: Snapshot, account_id: str, without_id: str
) -> tuple[tuple[str, str, int | None], ...]:
    """Return day, verdict and proposed limit of an account's other investigations."""
    rows = look.connection.exec_driver_sql(_EARLIER, (account_id, without_id))
    return tuple((row[0], row[1], row[2]) for row in rows)


def read_log_head(look: Snapshot, visit_id: str) -> tuple[str, str, str]:
    """Return author, number of the account and company of a visit; empty where unknown."""
    for author, number, company_id in look.connection.exec_driver_sql(_LOG_HEAD, (visit_id,)):
        return str(author), str(number), str(company_id)
    return "", "", ""
