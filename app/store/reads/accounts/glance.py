"""What the pane beside the account list shows of one account."""

from __future__ import annotations

from dataclasses import dataclass

from app.store.reads.accounts.listing import AccountSummary, read_summaries
from app.store.unit_of_work import Snapshot

_CONTACTS = 3
_EVENTS = 4


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact person: name, what he is here, and how to reach him."""

    name: str
    post: str | None
    decision_role: str | None
    mobile: str | None


@dataclass(frozen=True, slots=True)
class EventLine:
    """Something that happened.

    Attributes:
        kind: "visit", "collection" or "complaint".
        happened_at: Milliseconds since 1970 UTC; None when only the day is known.
        happened_on: The day; None when the moment is known.
        words: What was written about it.
        amount_minor: Of a collection.
    """

    kind: str
    happened_at: int | None
    happened_on: str | None
    words: str
    amount_minor: int | None


@dataclass(frozen=True, slots=True)
class AccountGlance:
    """One account beside the list.

    Attributes:
        summary: Its row of the list.
        limit_minor: Credit limit; None when none was set.
        unlimited: Whether it has none by decision.
        orders_minor: Open orders.
        as_of_at: When the credit figures were true, milliseconds since 1970 UTC.
        phone: Telephone.
        contacts: The most important contacts.
        contact_count: How many there are in all.
        events: The latest events.
    """

    summary: AccountSummary
    limit_minor: int | None
    unlimited: bool
    orders_minor: int
    as_of_at: int | None
    phone: str | None
    contacts: tuple[ContactLine, ...]
    contact_count: int
    events: tuple[EventLine, ...]


def read_glance(look: Snapshot, account_id: str) -> AccountGlance | None:
    """Return what is shown of an account, or None when it is gone."""
    run = look.connection.exec_driver_sql
    row = run(
        "SELECT rowid, credit_limit_minor, coalesce(credit_unlimited, 0), open_orders_minor,"
        " credit_as_of_at, phone FROM account WHERE id = ?",
        (account_id,),
    ).fetchone()
    summaries = read_summaries(look, [int(row[0])]) if row else []
    if not row or not summaries:
        return None
    contacts = run(
        "SELECT name, post, decision_role, coalesce(mobile, phone) FROM contact"
        " WHERE account_id = ? ORDER BY decision_role = 'decides' DESC, id",
        (account_id,),
    ).fetchall()
    return AccountGlance(
        summary=summaries[0],
        limit_minor=row[1],
        unlimited=bool(row[2]),
        orders_minor=int(row[3] or 0),
        as_of_at=row[4],
        phone=row[5],
        contacts=tuple(ContactLine(*line) for line in contacts[:_CONTACTS]),
        contact_count=len(contacts),
        events=_events(look, account_id),
    )


def _events(look: Snapshot, account_id: str) -> tuple[EventLine, ...]:
    rows = look.connection.exec_driver_sql(
        "SELECT * FROM ("
        " SELECT 'visit', started_at, NULL, coalesce(result, content, ''), NULL,"
        "  date(started_at / 1000, 'unixepoch') AS day FROM visit_log WHERE account_id = :id"
        " UNION ALL SELECT 'collection', NULL, collected_on, '', amount_minor, collected_on"
        "  FROM collection WHERE account_id = :id"
        " UNION ALL SELECT 'complaint', received_at, NULL, content, NULL,"
        "  date(received_at / 1000, 'unixepoch') FROM complaint WHERE account_id = :id"
        ") ORDER BY day DESC LIMIT :count",
        {"id": account_id, "count": _EVENTS},
    )
    return tuple(EventLine(*row[:5]) for row in rows)
