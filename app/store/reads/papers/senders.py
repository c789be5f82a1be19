"""Which company sends a paper, and what its foot says."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.papers.letterhead import PayAccount, Sender
from app.store import facts
from app.store.unit_of_work import Snapshot

_COMPANIES = """
SELECT c.id, c.name, coalesce(c.name_en, ''), coalesce(c.phone, '') FROM company c ORDER BY c.id
"""
_ACCOUNTS = """
SELECT coalesce(company_id, ''), holder, bank, number FROM designated_account
WHERE coalesce(state, 'active') = 'active' ORDER BY id
"""
_USER = """
SELECT u.name, coalesce(s.company_id, '') FROM user u LEFT JOIN sector s ON s.id = u.sector_id
WHERE u.id = ?
"""


def read_senders(look: Snapshot) -> Mapping[str, Sender]:
    """Return every company as the sender of a paper, by its id, in two statements."""
    accounts: dict[str, list[PayAccount]] = {}
    for company_id, holder, bank, number in look.connection.exec_driver_sql(_ACCOUNTS):
        accounts.setdefault(company_id, []).append(PayAccount(holder, bank, number))
    shared = accounts.get("", [])
    return {
        row[0]: Sender(row[1], row[2], row[3], tuple(accounts.get(row[0], []) + shared))
        for row in look.connection.exec_driver_sql(_COMPANIES)
    }


def read_printer(look: Snapshot, user_id: str) -> tuple[str, str]:
    """Return who prints, by name, and the company of his sector; empty where unknown."""
    for name, company_id in look.connection.exec_driver_sql(_USER, (user_id,)):
        return str(name), str(company_id)
    return "", ""


def read_as_of(look: Snapshot) -> int | None:
    """Return when the office's data last came, in milliseconds since 1970 UTC."""
    last = look.facts.read_text(facts.LAST_SYNC_AT)
    return int(last) if last else None
