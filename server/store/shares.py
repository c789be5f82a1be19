"""Which accounts of colleagues somebody works on."""

from __future__ import annotations

from server.store.database import Row, Transaction

# Every record of the entity is looked at, a few dozen in a sector; see decision 21. Unordered:
# to have them by account, SQLite would walk all records of the organisation.
MEMBERSHIPS = """
SELECT m.account_id, a.book, m.body FROM record m
JOIN record a ON a.org = m.org AND a.entity = 'account' AND a.id = m.account_id
WHERE m.org = ? AND m.entity = 'account_member' AND m.deleted = 0 AND a.deleted = 0
  AND m.body LIKE ?
"""


def read_memberships(work: Transaction, org: int, user_id: str) -> list[Row]:
    """Return account, its book and the membership's body for every team that a user is in."""
    return list(work.rows(MEMBERSHIPS, (org, f'%"user_id":"{user_id}"%')))
