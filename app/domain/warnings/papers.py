"""Contracts (W10): one that ends soon, or dealings without any."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.analysis.severity import Severity
from app.domain.warnings.finding import Finding
from app.domain.warnings.rules import Rule
from app.domain.warnings.thresholds import Thresholds

RUNNING_STATES = ("signed", "effective", "archived", "performing")
"""States of a contract that binds. Source: domain.md 4.5."""

_LEVELS = (Severity.NOTICE, Severity.WARNING, Severity.ALARM)


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersFacts:
    """The contracts of an account.

    Attributes:
        account_id: The account.
        has_open_end: A contract in force runs without a last day.
        contract_id: Of those with a last day, the one that ends last; empty for none.
        ends_on: Its last day.
        last_sale_on: Last day with a delivery; None for none.
    """

    account_id: str
    has_open_end: bool = False
    contract_id: str = ""
    ends_on: date | None = None
    last_sale_on: date | None = None


def judge_papers(facts: PapersFacts, levels: Thresholds, *, today: date) -> Finding | None:
    """Notice the end of the last contract 60 days before, warn 30 days, burn 7 days before.

    Whoever buys without any contract is warned of, too: its next order is to be held.

    Source: domain.md 4.2 (W10), Appendix C (60, 30, 7 days); R084, R144.
    """
    if facts.has_open_end:
        return None
    if facts.ends_on is not None and facts.ends_on >= today:
        return _ending(facts, facts.ends_on, levels, today)
    return _missing(facts, levels, today)


def _ending(facts: PapersFacts, ends_on: date, levels: Thresholds, today: date) -> Finding | None:
    left = (ends_on - today).days
    reached = [
        (severity, days)
        for severity, days in zip(_LEVELS, levels.contract_days, strict=True)
        if left <= days
    ]
    if not reached:
        return None
    severity, threshold = reached[-1]
    return Finding(
        Rule.PAPERS,
        facts.account_id,
        severity,
        left,
        threshold,
        {"kind": "ending", "ends_on": ends_on.isoformat(), "left_days": left},
        facts.contract_id,
    )


def _missing(facts: PapersFacts, levels: Thresholds, today: date) -> Finding | None:
    last = facts.last_sale_on
    if last is None or not 0 <= (today - last).days <= levels.dealings_days:
        return None
    evidence: dict[str, int | str] = {"kind": "missing", "last_sale_on": last.isoformat()}
    if facts.ends_on is not None:
        evidence["ended_on"] = facts.ends_on.isoformat()
    return Finding(
        Rule.PAPERS,
        facts.account_id,
        Severity.WARNING,
        (today - last).days,
        levels.dealings_days,
        evidence,
        f"missing:{facts.contract_id}",
    )
