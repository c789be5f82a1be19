"""The list of debts: what is late, how long it can be sued for, how it is collected."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.analysis.receivables import Ageing, age_group, ageing
from app.domain.credit.limitation import LimitationClock, limitation_clock
from app.domain.record_rights import may_begin
from app.store.reads.credit.debts import (
    LateDebt,
    list_late_debts,
    read_all_interruptions,
    sum_not_due,
)
from app.store.rights import Rights
from app.workspace import Workspace

__all__ = ["ACTIONS", "DebtLine", "DebtList", "DebtView", "LateDebt", "read_debt_list"]

ACTIONS = ("debt_event", "debt_mark", "collection_course")
"""What can be written down about a debt, by entity."""


class DebtView(StrEnum):
    """Parts of the list: by age, and by what is to be done."""

    ALL = "all"
    TO_30 = "1_30"
    TO_60 = "31_60"
    TO_90 = "61_90"
    OVER_90 = "over_90"
    CLOCK = "clock"
    MARKS = "marks"
    UNPLANNED = "unplanned"


@dataclass(frozen=True, slots=True)
class DebtLine:
    """One late document.

    Attributes:
        late: What is known of it.
        days_late: Since its day.
        clock: How long it can be sued for.
        views: Parts of the list that it stands in.
    """

    late: LateDebt
    days_late: int
    clock: LimitationClock
    views: frozenset[DebtView]


@dataclass(frozen=True, slots=True)
class DebtList:
    """All late debts of this device.

    Attributes:
        lines: The oldest first.
        ageing: Everything owed by age, what is not due included.
        counts: Lines by part of the list.
        writes: What of `ACTIONS` the user may write down.
    """

    lines: tuple[DebtLine, ...]
    ageing: Ageing
    counts: Mapping[DebtView, int]
    writes: frozenset[str]


def read_debt_list(workspace: Workspace) -> DebtList:
    """Return every late debt in four statements.

    Source: domain.md 3.15, 4.4 (5); Civil Code art. 188, 195; R057, R061.
    """
    today = workspace.today()
    with workspace.store.snapshot() as look:
        found = list_late_debts(look, today)
        events = read_all_interruptions(look)
        not_due = sum_not_due(look, today)
        user = Rights(look.connection, look.records).actor(workspace.user_id)
    lines = []
    for late in found:
        if late.debt.balance_minor > 0:
            mine = events.get((late.account_id, ""), []) + events.get(
                (late.account_id, late.id), []
            )
            clock = limitation_clock(late.debt.due_on, mine, today=today)
            lines.append(_line(late, clock, today))
    return DebtList(
        lines=tuple(lines),
        ageing=replace(ageing((each.debt for each in found), today=today), not_due_minor=not_due),
        counts=Counter(view for line in lines for view in line.views),
        writes=frozenset(entity for entity in ACTIONS if may_begin(user, entity)),
    )


def _line(late: LateDebt, clock: LimitationClock, today: dt.date) -> DebtLine:
    days = late.debt.days_late(today)
    views = {DebtView.ALL, DebtView(age_group(days))}
    if clock.ends_soon or clock.is_over:
        views.add(DebtView.CLOCK)
    if late.mark_id:
        views.add(DebtView.MARKS)
    if not late.method or (late.review_on is not None and late.review_on <= today):
        views.add(DebtView.UNPLANNED)
    return DebtLine(late, days, clock, frozenset(views))
