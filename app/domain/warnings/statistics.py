"""How good the warnings are: hits, false alarms, and how soon they are dealt with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.domain.analysis.figures import Reason, Value, quotient
from app.domain.warnings.life import OPEN_STATES
from app.domain.warnings.rules import Rule


@dataclass(frozen=True, slots=True)
class PastWarning:
    """What is counted of a warning.

    Attributes:
        rule: Its rule.
        state: Where it stands.
        raised_on: The day it was raised, or came back last.
        closed_on: The day it was closed; None while it is open.
        due_on: The day by which it was to be dealt with; None for none.
        is_explained: Somebody named its cause.
    """

    rule: Rule
    state: str
    raised_on: date
    closed_on: date | None = None
    due_on: date | None = None
    is_explained: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFigures:
    """What became of the warnings of a rule.

    Attributes:
        rule: The rule; None for all together.
        raised: All of them.
        open: Not closed yet.
        hits: Resolved by a person who named the cause.
        false_alarms: Dismissed.
        faded: Ended by themselves: neither right nor wrong.
        hit_rate: Hits ÷ (hits + false alarms); n/a while nobody judged one.
        mean_days: Days from raising to closing by a person; n/a for none.
        in_time: Of those closed by a person the share closed by the day they were due.
    """

    rule: Rule | None
    raised: int
    open: int
    hits: int
    false_alarms: int
    faded: int
    hit_rate: Value
    mean_days: Value
    in_time: Value


def summarise(cases: Iterable[PastWarning]) -> tuple[RuleFigures, ...]:
    """Return the figures of every rule that warned, in their order, and of all together last.

    The record keeps no day of acknowledgement, so the time to react is that until it was closed.

    Source: domain.md 4.2 (false alarm), 3.0; R146.
    """
    rows = list(cases)
    parts = [(rule, [row for row in rows if row.rule is rule]) for rule in Rule]
    found = [_figures(rule, part) for rule, part in parts if part]
    return (*found, _figures(None, rows)) if rows else ()


def _figures(rule: Rule | None, rows: list[PastWarning]) -> RuleFigures:
    hits = [row for row in rows if row.state == "resolved" and row.is_explained]
    false_alarms = [row for row in rows if row.state == "false_alarm"]
    judged = [row for row in (*hits, *false_alarms) if row.closed_on is not None]
    days = [max((row.closed_on - row.raised_on).days, 0) for row in judged if row.closed_on]
    due = [row for row in judged if row.due_on is not None]
    timely = [row for row in due if row.closed_on and row.due_on and row.closed_on <= row.due_on]
    is_open = [row for row in rows if row.state in OPEN_STATES]
    return RuleFigures(
        rule=rule,
        raised=len(rows),
        open=len(is_open),
        hits=len(hits),
        false_alarms=len(false_alarms),
        faded=len(rows) - len(is_open) - len(hits) - len(false_alarms),
        hit_rate=quotient(len(hits), len(hits) + len(false_alarms), reason=Reason.NO_DATA),
        mean_days=quotient(Fraction(sum(days)), len(days), reason=Reason.NO_DATA),
        in_time=quotient(len(timely), len(due), reason=Reason.NO_DATA),
    )
