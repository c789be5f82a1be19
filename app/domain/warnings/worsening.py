"""Worsening credit (W6): an investigation worse than the one before, or a barred relation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.domain.analysis.risk_ratios import BalanceSheet, RiskRatios, risk_ratios, worsened_ratios
from app.domain.analysis.severity import Severity, decline_severity
from app.domain.warnings.finding import BASIS_POINTS, Finding, worst
from app.domain.warnings.rules import Rule
from app.domain.warnings.thresholds import Thresholds

VERDICTS = ("acceptable", "secured", "cash_only", "refused")
"""Best first. Source: domain.md 2.4."""

_WITHOUT_CREDIT = VERDICTS.index("cash_only")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """An investigation that came back.

    Attributes:
        investigation_id: Its record.
        received_on: The day.
        verdict: One of `VERDICTS`, or empty.
        sheet: The figures.
    """

    investigation_id: str
    received_on: date
    verdict: str
    sheet: BalanceSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditworthFacts:
    """What is known of an account's credit.

    Attributes:
        account_id: The account.
        inquiries: Investigations, the latest first; two are looked at.
        barred_relation: Id of a blacklisted account above or below it; empty for none.
    """

    account_id: str
    inquiries: Sequence[Inquiry] = ()
    barred_relation: str = ""


def judge_creditworth(facts: CreditworthFacts, levels: Thresholds) -> Finding | None:
    """Warn when the latest investigation is worse than the one before, or a relation is barred.

    A verdict that leaves no credit, and a barred relation, burn; another worse verdict is a
    warning; ratios are judged by the share of them that was lost.

    Source: domain.md 4.2 (W6), 2.4, 3.16; R144.
    """
    evidence: dict[str, int | str] = {}
    verdict, ratios = Severity.NONE, Severity.NONE
    latest, *older = facts.inquiries or (None,)
    if latest is not None and older and older[0] is not None:
        before = older[0]
        verdict = _verdict(before.verdict, latest.verdict)
        ratios = _ratios(before.sheet, latest.sheet, levels, evidence)
        evidence |= _said(before, latest) if worst(verdict, ratios) is not Severity.NONE else {}
    relation = Severity.ALARM if facts.barred_relation else Severity.NONE
    if facts.barred_relation:
        evidence["barred_account"] = facts.barred_relation
    severity = worst(verdict, ratios, relation)
    if severity is Severity.NONE:
        return None
    fallen = str(evidence.get("fallen", ""))
    return Finding(
        Rule.CREDIT,
        facts.account_id,
        severity,
        len(fallen.split(",")) if fallen else 0,
        None,
        evidence,
        facts.barred_relation or (latest.investigation_id if latest else ""),
    )


def _said(before: Inquiry, latest: Inquiry) -> dict[str, int | str]:
    return {
        "before_on": before.received_on.isoformat(),
        "latest_on": latest.received_on.isoformat(),
        "before_verdict": before.verdict,
        "latest_verdict": latest.verdict,
    }


def _verdict(before: str, latest: str) -> Severity:
    if before not in VERDICTS or latest not in VERDICTS:
        return Severity.NONE
    place = VERDICTS.index(latest)
    if place <= VERDICTS.index(before):
        return Severity.NONE
    return Severity.ALARM if place >= _WITHOUT_CREDIT else Severity.WARNING


def _ratios(
    before: BalanceSheet, latest: BalanceSheet, levels: Thresholds, evidence: dict[str, int | str]
) -> Severity:
    was, now = risk_ratios(before), risk_ratios(latest)
    fallen = worsened_ratios(was, now)
    if not fallen:
        return Severity.NONE
    evidence["fallen"] = ",".join(fallen)
    for name in fallen:
        evidence[f"{name}_before_bp"] = int(_ratio(was, name) * BASIS_POINTS)
        evidence[f"{name}_bp"] = int(_ratio(now, name) * BASIS_POINTS)
    return worst(
        *(
            decline_severity(_change(_ratio(was, name), _ratio(now, name)), levels=levels.decline)
            for name in fallen
        )
    )


def _change(before: Fraction, now: Fraction) -> Fraction:
    """Return the share that was lost; a fall from nothing or below is a whole one."""
    return (now - before) / before if before > 0 else Fraction(-1)


def _ratio(ratios: RiskRatios, name: str) -> Fraction:
    match name:
        case "current":
            value = ratios.current
        case "quick":
            value = ratios.quick
        case "profit_on_sales":
            value = ratios.profit_on_sales
        case _:
            value = ratios.profit_on_equity
    return value if isinstance(value, Fraction) else Fraction(0)
