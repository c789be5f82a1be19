"""Monthly plans of a dealer: what is to be sold by when, and how a plan comes into force."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.errors import NotAllowedError, ValidationError
from app.domain.faults import Fault
from app.domain.life import Life, Step
from app.domain.policy_terms import Action, Role

Values = Mapping[str, object]

_REP = frozenset({Role.REP})
_HEAD = frozenset({Role.SECTOR_HEAD})
_AGREED = frozenset({"agreed"})
_IN_FORCE = _AGREED | {"approved"}
_MONTH_LENGTH = 7
_LONGEST_MONTH = dt.timedelta(days=31)
_FIRST_END, _SECOND_END = 10, 20
_PARTS = 3

PLAN_LIFE = Life(
    code="plan",
    first="draft",
    author="maker_id",
    decider="approver_id",
    decision=frozenset({"state", "approver_id"}),
    steps=(
        Step("agree", frozenset({"draft"}), "agreed", _REP, needs=("agreed_on",)),
        Step("reopen", _AGREED, "draft", _REP),
        Step("drop", frozenset({"draft"}), "replaced", _REP),
        Step("approve", _AGREED, "approved", _HEAD, Action.APPROVE, ("approver_id",)),
        Step("return", _IN_FORCE, "draft", _HEAD, Action.APPROVE),
        Step("replace", _IN_FORCE, "replaced", _HEAD, Action.APPROVE),
    ),
)
"""Made by the rep, agreed with the dealer, approved by the head. What was approved changes only
after the head gave it back; so there is never more than one plan in force for a target.

Source: domain.md 2.9, 4.6."""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A target for one product, kind or specification, or for all of them.

    Attributes:
        amount_minor: What is to be sold, with tax.
        product_id: One product; empty for a kind, a specification or everything.
        kind: Kind of goods, where the plan goes so far.
        specification: Specification, where the plan goes so far.
        quantity: Whole units; None when only money is planned.
    """

    amount_minor: int
    product_id: str = ""
    kind: str = ""
    specification: str = ""
    quantity: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it stands for everything."""
        return not (self.product_id or self.kind or self.specification)

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is a target for."""
        return self.product_id, self.kind, self.specification


def plan_total(lines: Iterable[PlanLine]) -> int:
    """Return the target of the month: the line for everything, else the sum of the parts."""
    rows = tuple(lines)
    whole = [line.amount_minor for line in rows if line.is_whole]
    return sum(whole) if whole else sum(line.amount_minor for line in rows)


def plan_faults(
    lines: Iterable[PlanLine], schedule: Mapping[dt.date, int], *, month: str
) -> tuple[Fault, ...]:
    """Return everything that is wrong with a month's plan; a line's field is "line.0.amount_minor".

    A schedule is optional, but one that is there lies in the month and adds up to the target.

    Source: domain.md 2.9, 3.10.
    """
    rows = tuple(lines)
    faults = [] if is_month(month) else [Fault("month", "plan.month")]
    if not rows:
        faults.append(Fault("lines", "plan.lines.blank"))
    seen: set[tuple[str, str, str]] = set()
    for place, line in enumerate(rows):
        if line.amount_minor < 0 or (line.quantity or 0) < 0:
            faults.append(Fault(f"line.{place}.amount_minor", "plan.line.negative"))
        if line.key in seen:
            faults.append(Fault(f"line.{place}.product_id", "plan.line.twice"))
        seen.add(line.key)
    if any(f"{day:%Y-%m}" != month for day in schedule):
        faults.append(Fault("schedule", "plan.schedule.outside"))
    total, scheduled = plan_total(rows), sum(schedule.values())
    if schedule and scheduled != total:
        params = {"total_minor": total, "scheduled_minor": scheduled}
        faults.append(Fault("schedule", "plan.schedule.sum", params))
    return tuple(faults)


def spell_schedule(schedule: Mapping[dt.date, int]) -> str | None:
    """Return a progress schedule as records keep it: JSON of day and amount; None when empty."""
    days = {day.isoformat(): amount for day, amount in sorted(schedule.items())}
    return json.dumps(days, separators=(",", ":")) if days else None


def read_schedule(text: object) -> dict[dt.date, int]:
    """Return a schedule from a record; what cannot be read counts as no schedule.

    A record may come from a newer program or an import, and a figure must not fail on it.
    """
    if not isinstance(text, str):
        return {}
    try:
        found = json.loads(text)
        return {dt.date.fromisoformat(day): int(amount) for day, amount in found.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def ten_day_schedule(total_minor: int, month: str) -> dict[dt.date, int]:
    """Return a schedule by ten-day periods (旬): thirds, the odd 分 in the last.

    Source: domain.md 2.9 (by day, ten-day period or week).

    Raises:
        ValidationError: `plan.month`.
    """
    if not is_month(month):
        raise ValidationError("plan.month", field="month")
    first = dt.date.fromisoformat(f"{month}-01")
    last = (first + _LONGEST_MONTH).replace(day=1) - dt.timedelta(days=1)
    third = total_minor // _PARTS
    ends = (first.replace(day=_FIRST_END), first.replace(day=_SECOND_END), last)
    return dict(zip(ends, (third, third, total_minor - 2 * third), strict=True))


def check_plan_edit(before: Values, changed: Values) -> None:
    """Refuse to write in a plan that was agreed; it is reopened first.

    Raises:
        NotAllowedError: `plan.fixed` with the `field`.
    """
    if before.get("state", PLAN_LIFE.first) == PLAN_LIFE.first:
        return
    for field in sorted(set(changed) - PLAN_LIFE.decision):
        raise NotAllowedError("plan.fixed", field=field)


def is_month(text: str) -> bool:
    """Return whether a text is a month as it is stored: "2026-11"."""
    try:
        dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return False
    return len(text) == _MONTH_LENGTH
