"""When the people of an organisation were here last."""

from __future__ import annotations

from server.store.database import Transaction
from server.store.people import roles_from

_SEEN = (
    "SELECT u.id, u.roles, u.created_at, max(d.last_seen_at) FROM app_user u"
    " LEFT JOIN device d ON d.org = u.org AND d.user_id = u.id"
    " WHERE u.org = ? AND u.state = 'active' GROUP BY u.id, u.roles, u.created_at"
)


def last_log_ins(work: Transaction, org: int) -> list[tuple[str, frozenset[str], int]]:
    """Return id, roles and last moment here of everybody who may work.

    Who never had a device is as if he had been here when he was entered. Moments are milliseconds
    since 1970 UTC.
    """
    return [
        (user_id, roles_from(roles), max(created, seen or 0))
        for user_id, roles, created, seen in work.rows(_SEEN, (org,))
    ]
