"""Whose an account is and was, who works on it, who asks for it, and what is open with it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.accounts.handover import OpenKind, OpenThing, read_open_things
from app.store.unit_of_work import Snapshot

_ENDED_CONTRACTS = ("expired", "terminated", "void", "amended", "renewed")
_OPEN_THINGS = """
SELECT account_id, 'debt', coalesce(document_number, ''), due_on,
       amount_minor - coalesce(paid_minor, 0)
FROM receivable WHERE account_id IN wanted AND amount_minor > coalesce(paid_minor, 0)
UNION ALL SELECT account_id, 'contract', coalesce(number, draft_number, title, ''), valid_to_on,
       total_minor
FROM contract WHERE account_id IN wanted AND state NOT IN ({ended})
UNION ALL SELECT account_id, 'commitment', content, due_on, NULL
FROM commitment WHERE account_id IN wanted AND state = 'open'
UNION ALL SELECT account_id, 'complaint', content, answer_due_on, NULL
FROM complaint WHERE account_id IN wanted AND coalesce(state, '') NOT IN ('closed', 'unfounded')
ORDER BY 1, 2, 4, 3
"""
_LONGEST_WORDS = 80


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Somebody who works on an account beside its owner.

    Attributes:
        id: Of the record.
        user_id: Who.
        name: The person's name.
        role: "deputy", "member" or "supervisor".
        from_on: First day; None for always.
        to_on: Last day; None for no end.
    """

    id: str
    user_id: str
    name: str
    role: str
    from_on: str | None
    to_on: str | None


@dataclass(frozen=True, slots=True)
class OwnerChange:
    """One change of hands; names are None for nobody.

    Attributes:
        kind: As the schema's choices.
        changed_at: Milliseconds.
        before: Who had it.
        after: Who got it.
        by: Who decided.
        reason: Why.
    """

    kind: str
    changed_at: int
    before: str | None
    after: str | None
    by: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class OwnerRequest:
    """A request that waits for the head.

    Attributes:
        id: Of the record.
        kind: As `HandoverKind`.
        to_name: Who is to have it; None for the pool.
        by_name: Who asks; None before the server has seen it.
        reason: Why.
        things: What goes along.
        waiting: Whether it was not sent yet.
    """

    id: str
    kind: str
    to_name: str | None
    by_name: str | None
    reason: str | None
    things: tuple[OpenThing, ...]
    waiting: bool


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who can be given an account."""

    id: str
    name: str


def list_team(look: Snapshot, account_id: str) -> tuple[TeamMember, ...]:
    """Return who works on an account, deputies first."""
    rows = look.connection.exec_driver_sql(
        "SELECT m.id, m.user_id, coalesce(u.name, ''), m.role, m.from_on, m.to_on"
        ' FROM account_member m LEFT JOIN "user" u ON u.id = m.user_id WHERE m.account_id = ?'
        " ORDER BY m.role <> 'deputy', u.name, m.id",
        (account_id,),
    )
    return tuple(TeamMember(*row) for row in rows)


def list_owner_changes(look: Snapshot, account_id: str) -> tuple[OwnerChange, ...]:
    """Return the changes of hands, the last first."""
    rows = look.connection.exec_driver_sql(
        "SELECT c.kind, c.changed_at, b.name, a.name, d.name, c.reason FROM owner_change c"
        ' LEFT JOIN "user" b ON b.id = c.from_user_id LEFT JOIN "user" a ON a.id = c.to_user_id'
        ' LEFT JOIN "user" d ON d.id = c.changed_by WHERE c.account_id = ?'
        " ORDER BY c.changed_at DESC, c.id DESC",
        (account_id,),
    )
    return tuple(OwnerChange(*row) for row in rows)


def list_owner_requests(look: Snapshot, account_id: str) -> tuple[OwnerRequest, ...]:
    """Return the requests that wait, the first first: by default the first claim wins.

    Source: domain.md 4.11 (disputes).
    """
    rows = look.connection.exec_driver_sql(
        "SELECT r.id, r.kind, t.name, p.name, r.reason, r.open_things, r._revision = 0"
        ' FROM owner_request r LEFT JOIN "user" t ON t.id = r.to_user_id'
        ' LEFT JOIN "user" p ON p.id = r.proposed_by'
        " WHERE r.account_id = ? AND r.state = 'proposed'"
        " ORDER BY r.proposed_at IS NULL, r.proposed_at, r.id",
        (account_id,),
    )
    return tuple(
        OwnerRequest(key, kind, to, by, reason, read_open_things(things), bool(waiting))
        for key, kind, to, by, reason, things, waiting in rows
    )


def list_colleagues(look: Snapshot, sector_id: str) -> tuple[Colleague, ...]:
    """Return the reps who work in a sector, by name."""
    rows = look.connection.exec_driver_sql(
        "SELECT id, name FROM \"user\" WHERE sector_id = ? AND coalesce(state, 'active') = 'active'"
        " AND (char(10) || roles || char(10)) LIKE '%' || char(10) || 'rep' || char(10) || '%'"
        " ORDER BY name, id",
        (sector_id,),
    )
    return tuple(Colleague(*row) for row in rows)


def list_open_things(
    look: Snapshot, account_ids: Iterable[str]
) -> dict[str, tuple[OpenThing, ...]]:
    """Return debts, contracts, commitments and complaints that are open, by account.

    Source: domain.md 4.11 (transfer, step 4).
    """
    ended = ", ".join(f"'{state}'" for state in _ENDED_CONTRACTS)
    things: dict[str, list[OpenThing]] = defaultdict(list)
    rows = look.connection.exec_driver_sql(
        "WITH wanted AS (SELECT value FROM json_each(?)) " + _OPEN_THINGS.format(ended=ended),
        (json.dumps(list(account_ids)),),
    )
    for account_id, kind, words, due_on, amount in rows:
        line = " ".join(str(words).split())[:_LONGEST_WORDS]
        things[account_id].append(OpenThing(OpenKind(kind), line, due_on, amount))
    return {account_id: tuple(some) for account_id, some in things.items()}


def is_asked(look: Snapshot, account_id: str, kind: str, to_user_id: str | None) -> bool:
    """Return whether the same request waits already, here or at the head's."""
    return bool(
        look.connection.exec_driver_sql(
            "SELECT EXISTS (SELECT 1 FROM owner_request WHERE account_id = ? AND kind = ?"
            " AND to_user_id IS ? AND (state = 'proposed' OR _revision = 0))",
            (account_id, kind, to_user_id),
        ).scalar_one()
    )
