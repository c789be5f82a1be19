"""Who hands accounts over, and to whom."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from app.store.unit_of_work import Snapshot

_HANDED = """
SELECT a.id, coalesce(a.number, ''), a.name, coalesce(a.city, ''), coalesce(u.name, ''),
  coalesce((SELECT t.name FROM owner_request r JOIN user t ON t.id = r.to_user_id
    WHERE r.account_id = a.id AND r.kind = 'hand_over' AND r.state = 'proposed'
    ORDER BY r.id DESC LIMIT 1), ''),
  coalesce(s.name, ''), coalesce(s.company_id, '')
FROM account a LEFT JOIN user u ON u.id = a.owner_id LEFT JOIN sector s ON s.id = a.sector_id
WHERE a.id IN (SELECT value FROM json_each(?))
"""


@dataclass(frozen=True, slots=True)
class Handed:
    """One account with its people; what is unknown is empty."""

    id: str
    number: str
    name: str
    city: str
    owner: str
    receiver: str
    sector: str
    company_id: str


def list_handed(look: Snapshot, account_ids: Sequence[str]) -> list[Handed]:
    """Return the accounts in the order asked for."""
    rows = look.connection.exec_driver_sql(_HANDED, (json.dumps(list(account_ids)),))
    found = {row[0]: Handed(*row) for row in rows}
    return [found[each] for each in account_ids if each in found]
