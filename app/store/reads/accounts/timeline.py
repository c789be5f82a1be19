"""What happened with one account and what is planned, newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.store.journal import WAITING
from app.store.unit_of_work import Snapshot

_MINUTE = 60_000
_HEX = "123456789abcdef"
_TIME_DIGITS = 12
_BITS = 4


def _made_at(column: str) -> str:
    """Return SQL for the moment in an id, for records that carry no other date."""
    last = _TIME_DIGITS - 1
    digits = (
        f"(instr('{_HEX}', substr({column}, {at + 1}, 1)) << {_BITS * (last - at)})"
        for at in range(_TIME_DIGITS)
    )
    return f"({' + '.join(digits)})"


def _start_of(day: str) -> str:
    """Return SQL for the first moment of a local day, or for a local date and time."""
    return f"(CAST(strftime('%s', {day}) AS INTEGER) * 1000 - :offset)"


_DAY_AND_TIME = "planned_on || ' ' || coalesce(starts, '23:59')"

# Each source gives: kind, id, order_at, moment_at, day_on, state, words, more, amount_minor,
# until_on, starts, position. `order_at` places the entry; `moment_at` or `day_on` is shown.
_SOURCES: Mapping[str, str] = {
    "visit": "SELECT 'visit' AS kind, id, started_at AS order_at, started_at AS moment_at,"
    " NULL AS day_on, way AS state, coalesce(content, result) AS words, purposes AS more,"
    " NULL AS amount_minor, next_visit_on AS until_on, NULL AS starts, NULL AS position"
    " FROM visit_log WHERE account_id = :id",
    "plan": f"SELECT 'plan', id, coalesce({_start_of(_DAY_AND_TIME)}, {_start_of('planned_on')}),"
    " NULL, planned_on, state, CASE state WHEN 'not_done' THEN not_done_reason ELSE remark END,"
    " purposes, NULL, NULL, starts, position FROM visit_plan WHERE account_id = :id"
    " AND (state = 'not_done' OR (state = 'planned' AND planned_on >= :today))",
    "collection": f"SELECT 'collection', id, {_start_of('collected_on')}, NULL, collected_on,"
    " means, remark, payer, amount_minor, NULL, NULL, NULL"
    " FROM collection WHERE account_id = :id",
    "receivable": f"SELECT 'receivable', id, {_start_of('due_on')}, NULL, due_on,"
    " CASE WHEN amount_minor > coalesce(paid_minor, 0) THEN 'late' ELSE 'paid' END,"
    " document_number, NULL, CASE WHEN amount_minor > coalesce(paid_minor, 0)"
    " THEN amount_minor - coalesce(paid_minor, 0) ELSE amount_minor END, NULL, NULL, NULL"
    " FROM receivable WHERE account_id = :id AND due_on < :today AND amount_minor > 0",
    "complaint": f"SELECT 'complaint', id, coalesce(received_at, {_made_at('id')}),"
    f" coalesce(received_at, {_made_at('id')}), NULL, state, content,"
    " coalesce(outcome, demand), NULL, answer_due_on, NULL, NULL"
    " FROM complaint WHERE account_id = :id",
    "contract": f"SELECT 'contract', id, coalesce({_start_of('signed_on')}, {_made_at('id')}),"
    f" CASE WHEN signed_on IS NULL THEN {_made_at('id')} END, signed_on, state,"
    " coalesce(number, draft_number), title, total_minor, valid_to_on, NULL, NULL"
    " FROM contract WHERE account_id = :id",
    "promise": f"SELECT 'promise', id, {_made_at('id')}, {_made_at('id')}, NULL, state, content,"
    " NULL, NULL, due_on, NULL, NULL FROM commitment WHERE account_id = :id",
    "sale": f"SELECT 'sale', min(id), {_start_of('sold_on')}, NULL, sold_on, NULL,"
    " group_concat(DISTINCT document_number), CAST(count(*) AS TEXT), sum(amount_minor),"
    " NULL, NULL, NULL FROM sales_record WHERE account_id = :id GROUP BY sold_on",
    "statement": f"SELECT 'statement', id, {_start_of('period_to_on')}, NULL, period_to_on, state,"
    " NULL, NULL, closing_minor, answered_on, NULL, NULL FROM statement WHERE account_id = :id",
    "incident": f"SELECT 'incident', id, {_start_of('happened_on')}, NULL, happened_on, kind,"
    " content, NULL, NULL, NULL, NULL, NULL FROM incident WHERE account_id = :id",
    "task": f"SELECT 'task', id, {_made_at('id')}, {_made_at('id')}, NULL, state, content, answer,"
    " NULL, due_on, NULL, NULL FROM task WHERE account_id = :id",
    "letter": "SELECT 'letter', id, printed_at, printed_at, NULL, paper, number, level,"
    " amount_minor, pay_by_on, NULL, NULL FROM letter WHERE account_id = :id",
    "channel": f"SELECT 'channel', id, {_start_of('sold_on')}, NULL, sold_on, level, buyer,"
    " CAST(quantity AS TEXT), amount_minor, NULL, NULL, NULL"
    " FROM channel_sale WHERE account_id = :id",
    "expense": f"SELECT 'expense', id, {_start_of('spent_on')}, NULL, spent_on, state, payee, kind,"
    " amount_minor, NULL, NULL, NULL FROM selling_expense WHERE account_id = :id",
}

KINDS = tuple(_SOURCES)
"""Kinds of entries; the sales of one day are one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRequest:
    """Which part of a timeline is wanted.

    Attributes:
        account_id: Whose.
        today: ISO date where the device is; plans before it and debts from it on are left out.
        offset_minutes: By how much the device's zone is ahead of UTC; places days among moments.
        kinds: Only these; empty for all.
        after: `place` of the last entry already shown; None for the newest.
        limit: How many entries at most.
    """

    account_id: str
    today: str
    offset_minutes: int
    kinds: Collection[str] = ()
    after: tuple[int, str] | None = None
    limit: int = 30


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened or is planned.

    Attributes:
        kind: One of `KINDS`.
        id: Record id.
        order_at: Where it stands in time, milliseconds since 1970 UTC.
        moment_at: The exact moment, if it has one.
        day_on: The day, if only that is known.
        state: Way of a visit, means of a collection, "late" or "paid", else the record's state.
        words: What was said, agreed, owed, promised or reported; numbers of documents.
        more: Purposes (one a line), payer, outcome, title or number of lines.
        amount_minor: Money in minor units.
        until_on: Next visit, answer, due or last day.
        starts: Time of a planned visit, "09:30".
        position: Its place in the day.
        waiting: Whether it was not sent yet.
    """

    kind: str
    id: str
    order_at: int
    moment_at: int | None
    day_on: str | None
    state: str | None
    words: str | None
    more: str | None
    amount_minor: int | None
    until_on: str | None
    starts: str | None
    position: int | None
    waiting: bool

    @property
    def place(self) -> tuple[int, str]:
        """Where the next page goes on."""
        return self.order_at, self.id


def list_timeline(look: Snapshot, wanted: TimelineRequest) -> list[TimelineEntry]:
    """Return entries, newest first."""
    chosen = [sql for kind, sql in _SOURCES.items() if not wanted.kinds or kind in wanted.kinds]
    if wanted.kinds and "visit" not in wanted.kinds:
        # The first branch of a union names its columns.
        chosen.insert(0, f"{_SOURCES['visit']} AND 0")
    values: dict[str, object] = {
        "id": wanted.account_id,
        "today": wanted.today,
        "offset": wanted.offset_minutes * _MINUTE,
        "limit": wanted.limit,
    }
    where = ""
    if wanted.after is not None:
        where = "WHERE (order_at, id) < (:at, :last)"
        values |= {"at": wanted.after[0], "last": wanted.after[1]}
    rows = look.connection.exec_driver_sql(
        "SELECT t.*, EXISTS (SELECT 1 FROM journal_operation j WHERE j.record_id = t.id"
        f" AND j.state = '{WAITING}') FROM (SELECT * FROM ({' UNION ALL '.join(chosen)}) {where}"
        " ORDER BY order_at DESC, id DESC LIMIT :limit) t ORDER BY order_at DESC, id DESC",
        values,
    )
    return [TimelineEntry(*[*row[:-1], bool(row[-1])]) for row in rows]
