"""The account list: which accounts in which order, and the rows of one page."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from app.store.journal import WAITING
from app.store.search import match_clauses
from app.store.unit_of_work import Snapshot

_ORDERS = {
    "name": "c.sort_key",
    "last_visit": "c.last_visit_at",
    "sales": "c.sales_year_minor",
    "overdue": "c.overdue_minor",
    "owner": '(SELECT u.name FROM "user" u JOIN account o ON o.owner_id = u.id'
    " WHERE o.rowid = c.account_rowid)",
}
_NARROWED = (
    ("classes", "class"),
    ("segments", "segment"),
    ("cities", "city"),
    ("owners", "owner_id"),
)
_VIEWS = {
    "all": "",
    "today": "a.id IN (SELECT account_id FROM visit_plan WHERE planned_on = :today"
    " AND state = 'planned')",
    "late": "(c.last_visit_at IS NULL OR c.last_visit_at < CASE a.class WHEN 'A' THEN :late_a"
    " WHEN 'B' THEN :late_b ELSE :late_c END)"
    " AND (c.last_visit_at IS NULL OR c.last_visit_at < :late_sub OR coalesce(a.tier, '')"
    " NOT IN ('second', 'third')) AND a.status NOT IN ('archived', 'lost')",
    "debts": "c.overdue_minor > 0",
    "expiring": "c.contract_until_on BETWEEN :today AND :soon",
    "bare": "c.sales_year_minor > 0 AND NOT EXISTS (SELECT 1 FROM contract k"
    " WHERE k.account_id = a.id AND coalesce(k.valid_to_on, '9') >= :today"
    " AND k.state IN ('signed', 'effective', 'archived', 'performing'))",
    # The trend covers eight months; who has none and bought before them bought long ago.
    "former": "c.trend IS NULL AND a.status <> 'archived'"
    " AND EXISTS (SELECT 1 FROM sales_record s WHERE s.account_id = a.id AND s.amount_minor > 0)",
    "pool": "a.owner_id IS NULL AND a._revision > 0",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFilter:
    """What the list shows.

    Attributes:
        view: "all", "today", "late", "debts", "expiring", "bare" (they buy without a contract),
            "former" (they bought, but not for eight months) or "pool" (nobody has them).
        text: As typed: name, pinyin, initials, phone, credit code; all words must match.
        classes: Only these classes; empty for all.
        segments: Only these segments; empty for all.
        cities: Only these cities; empty for all.
        owners: Only accounts of these persons; empty for all.
        order: "name", "last_visit", "sales", "overdue" or "owner".
        descending: Largest first; rows without a value come last either way.
        today: Calendar date where the device is.
        late_before: For classes A, B and the rest: a last visit before this moment (milliseconds)
            is late.
        late_sub: A sub-dealer is not late before this moment, whatever its class.
        soon_days: How near the end of a contract counts as expiring.
    """

    today: dt.date
    view: str = "all"
    text: str = ""
    classes: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    order: str = "name"
    descending: bool = False
    late_before: tuple[int, int, int] = (0, 0, 0)
    late_sub: int = 0
    soon_days: int = 60


@dataclass(frozen=True, slots=True)
class AccountSummary:
    """One row of the list.

    Attributes:
        id: Record id.
        name: Registered name.
        type: Dealer, retailer …
        tier: Sole, second …; None when unknown.
        grade: Class A, B, C; None when not graded.
        segment: Segment; None when none was set.
        city: City.
        principal: Who runs the business.
        status: Life-cycle status.
        frozen: Whether money actions are off.
        last_visit_at: Milliseconds since 1970 UTC.
        next_visit_on: Date of the next planned visit.
        sales_year_minor: Sales of this year in minor units.
        trend: (month, minor units) of the last months that had sales, unordered.
        owed_minor: Owed in all.
        overdue_minor: Owed and late.
        oldest_due_on: Due date of the oldest late receivable.
        waiting: Whether work on it was not sent yet.
        conflicts: Open conflicts on it.
        pooled: Whether nobody has it.
        owner: Name of the person responsible; None when nobody is, or unknown here.
    """

    id: str
    name: str
    type: str
    tier: str | None
    grade: str | None
    segment: str | None
    city: str | None
    principal: str | None
    status: str
    frozen: bool
    last_visit_at: int | None
    next_visit_on: str | None
    sales_year_minor: int | None
    trend: tuple[tuple[str, int], ...]
    owed_minor: int | None
    overdue_minor: int | None
    oldest_due_on: str | None
    waiting: bool
    conflicts: int
    pooled: bool = False
    owner: str | None = None


def find_places(look: Snapshot, wanted: AccountFilter) -> array[int]:
    """Return the row numbers of all accounts that match, in order; eight bytes each."""
    conditions = [_VIEWS[wanted.view]] if _VIEWS[wanted.view] else []
    values: dict[str, object] = _filter_values(wanted)
    for name, column in _NARROWED:
        chosen = getattr(wanted, name)
        if chosen:
            marks = ", ".join(f":{name}{at}" for at in range(len(chosen)))
            conditions.append(f'a."{column}" IN ({marks})')
            values |= {f"{name}{at}": value for at, value in enumerate(chosen)}
    clauses, words = match_clauses(wanted.text)
    for at, (clause, word) in enumerate(zip(clauses, words, strict=True)):
        conditions.append(f"c.account_rowid IN ({clause.replace('?', f':word{at}')})")
        values[f"word{at}"] = word
    order = _ORDERS[wanted.order]
    direction = "DESC" if wanted.descending else "ASC"
    needs_account = any("a." in condition for condition in conditions)
    sql = "SELECT c.account_rowid FROM account_card c"
    sql += " JOIN account a ON a.rowid = c.account_rowid" if needs_account else ""
    sql += f" WHERE {' AND '.join(conditions)}" if conditions else ""
    sql += f" ORDER BY {order} IS NULL, {order} {direction}, c.account_rowid"
    if wanted.order == "name":
        sql = sql.replace(f"{order} IS NULL, ", "")
    cursor = look.connection.exec_driver_sql(sql, values)
    return array("q", cursor.scalars())


def read_summaries(look: Snapshot, places: Sequence[int]) -> list[AccountSummary]:
    """Return the list rows at the given row numbers, in that order."""
    marks = ", ".join("?" * len(places))
    rows = look.connection.exec_driver_sql(
        "SELECT c.account_rowid, a.id, a.name, a.type, a.tier, a.class, a.segment, a.city,"
        " a.principal, a.status, coalesce(a.frozen, 0), c.last_visit_at, c.next_visit_on,"
        " c.sales_year_minor, c.trend, c.owed_minor, c.overdue_minor, c.oldest_due_on,"
        " EXISTS (SELECT 1 FROM journal_operation j WHERE j.record_id = a.id"
        f" AND j.state = '{WAITING}'),"
        " (SELECT count(*) FROM conflict f WHERE f.subject_id = a.id AND f.state = 'open'),"
        " a.owner_id IS NULL AND a._revision > 0,"
        ' (SELECT u.name FROM "user" u WHERE u.id = a.owner_id)'
        " FROM account_card c JOIN account a ON a.rowid = c.account_rowid"
        f" WHERE c.account_rowid IN ({marks})",
        tuple(places),
    )
    found = {int(row[0]): _summary(row[1:]) for row in rows}
    return [found[place] for place in places if place in found]


def count_views(look: Snapshot, base: AccountFilter) -> dict[str, int]:
    """Return how many accounts each view holds, whatever else is filtered."""
    counts = {}
    for view, condition in _VIEWS.items():
        where = f" WHERE {condition}" if condition else ""
        sql = (
            "SELECT count(*) FROM account_card c JOIN account a ON a.rowid = c.account_rowid"
            f"{where}"
        )
        if not condition:
            sql = "SELECT count(*) FROM account_card"
        counts[view] = int(look.connection.exec_driver_sql(sql, _filter_values(base)).scalar_one())
    return counts


def list_cities(look: Snapshot) -> list[tuple[str, int]]:
    """Return the cities of the book with their number of accounts, most first."""
    rows = look.connection.exec_driver_sql(
        "SELECT city, count(*) FROM account WHERE city IS NOT NULL GROUP BY city ORDER BY 2 DESC, 1"
    )
    return [(str(city), int(count)) for city, count in rows]


def list_owners(look: Snapshot) -> list[tuple[str, str, int]]:
    """Return who is responsible for how many accounts here: id, name, count; most first."""
    rows = look.connection.exec_driver_sql(
        "SELECT a.owner_id, coalesce(u.name, a.owner_id), count(*) FROM account a"
        ' LEFT JOIN "user" u ON u.id = a.owner_id WHERE a.owner_id IS NOT NULL'
        " GROUP BY a.owner_id ORDER BY 3 DESC, 2"
    )
    return [(str(row[0]), str(row[1]), int(row[2])) for row in rows]


def _filter_values(wanted: AccountFilter) -> dict[str, object]:
    late_a, late_b, late_c = wanted.late_before
    soon = wanted.today + dt.timedelta(days=wanted.soon_days)
    return {
        "today": wanted.today.isoformat(),
        "soon": soon.isoformat(),
        "late_sub": wanted.late_sub or max(late_a, late_b, late_c),
        "late_a": late_a,
        "late_b": late_b,
        "late_c": late_c,
    }


def _summary(row: Sequence[object]) -> AccountSummary:
    values = list(row)
    values[9] = bool(values[9])
    values[13] = _trend(values[13])
    values[17], values[19] = bool(values[17]), bool(values[19])
    return AccountSummary(*values)  # type: ignore[arg-type]


def _trend(text: object) -> tuple[tuple[str, int], ...]:
    if not isinstance(text, str):
        return ()
    pairs = (part.split(":") for part in text.split(","))
    return tuple((month, int(total)) for month, total in pairs)
