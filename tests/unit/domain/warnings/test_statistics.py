"""Warnings are counted by what became of them."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from app.domain.analysis.figures import NotAvailable
from app.domain.warnings.rules import Rule
from app.domain.warnings.statistics import PastWarning, summarise

DAY = dt.timedelta(days=1)
BEGUN = dt.date(2026, 11, 2)


def past(state, *, rule=Rule.ARREARS, days=None, is_explained=True):
    closed = BEGUN + days * DAY if days is not None else None
    return PastWarning(rule, state, BEGUN, closed, BEGUN + 7 * DAY, is_explained)


def test_hits_false_alarms_and_days_are_counted_by_rule_and_in_all():
    cases = [
        past("resolved", days=3), past("resolved", days=9), past("false_alarm", days=6),
        past("new"), past("resolved", days=1, is_explained=False),
        past("measure_set", rule=Rule.LOSS),
    ]  # fmt: skip
    debts, losses, whole = summarise(cases)
    assert (debts.rule, debts.raised, debts.open) == (Rule.ARREARS, 5, 1)
    assert (debts.hits, debts.false_alarms, debts.faded) == (2, 1, 1)
    assert (debts.hit_rate, debts.mean_days) == (Fraction(2, 3), 6)
    assert debts.in_time == Fraction(2, 3)
    assert (losses.open, whole.rule, whole.raised) == (1, None, 6)


def test_what_nobody_judged_has_no_rate():
    (only, _whole) = summarise([past("new")])
    for figure in (only.hit_rate, only.mean_days, only.in_time):
        assert isinstance(figure, NotAvailable)
    assert summarise([]) == ()
