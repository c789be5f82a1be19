"""The company's groups of labels, and who looked at what was confided."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.accounts.company_words import LABEL_GROUPS, LabelGroup, read_groups
from app.store.reads.settings import list_settings
from app.store.unit_of_work import Snapshot

_MOST_LOOKS = 200
_LOOKS = """
SELECT l.looked_at, coalesce(u.name, ''), coalesce(c.name, ''), coalesce(a.name, ''), l.account_id
FROM confidence_look l LEFT JOIN "user" u ON u.id = l.looked_by
LEFT JOIN contact c ON c.id = l.contact_id LEFT JOIN account a ON a.id = l.account_id
ORDER BY l.looked_at DESC, l.id DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class LookRow:
    """One look at what was confided.

    Attributes:
        looked_at: Milliseconds since 1970 UTC.
        looker: Who looked; empty when unknown.
        contact: About whom.
        account: Of which account.
        account_id: Its record.
    """

    looked_at: int
    looker: str
    contact: str
    account: str
    account_id: str


def read_label_groups(look: Snapshot) -> tuple[LabelGroup, ...]:
    """Return the labels that are offered for accounts."""
    values = [value for name, value, _ in list_settings(look, LABEL_GROUPS) if name == LABEL_GROUPS]
    return read_groups(values[-1]) if values else ()


def list_looks(look: Snapshot) -> list[LookRow]:
    """Return the newest looks that this device was told of, at most 200."""
    rows = look.connection.exec_driver_sql(_LOOKS, (_MOST_LOOKS,))
    return [LookRow(*row) for row in rows]
