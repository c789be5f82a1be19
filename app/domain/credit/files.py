"""What is written about an account's credit in the field, and the rules of its fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.analysis.risk_ratios import BalanceSheet
from app.domain.faults import Fault

LOWEST_RELIABILITY, HIGHEST_RELIABILITY = 1, 5
"""Of a source. Source: domain.md 2.4."""

WITHOUT_CREDIT = frozenset({"cash_only", "refused"})
"""Verdicts that leave no room for a limit. Source: domain.md 2.4, 4.4 (2)."""

_NAMED = frozenset({"guarantor", "joint_guarantor"})
_WORTH = frozenset({"deposit", "mortgage"})
_CLASS_WITHOUT_LIMIT = "A"


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitProposal:
    """A limit as it is asked for.

    Attributes:
        amount_minor: Highest debt; 0 is cash only; None for an unlimited account.
        is_unlimited: Whether the amount does not count; for class A only.
        watch_value_minor: Compared with the debt instead, and a mark on the way to the limit.
        valid_from_on: First day.
        valid_to_on: Last day; None for no end.
        basis: "class", "investigation", "experience" or "first_order".
        investigation_id: What it rests on; empty for none.
        period_days: Days of credit.
        reason: Why; whoever decides reads it.
    """

    amount_minor: int | None = None
    is_unlimited: bool = False
    watch_value_minor: int | None = None
    valid_from_on: date | None = None
    valid_to_on: date | None = None
    basis: str = "class"
    investigation_id: str = ""
    period_days: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Investigation:
    """What was found out about an account.

    Attributes:
        method: "bank", "agency", "association" or "colleague".
        source_name: Who was asked.
        investigator: Who asked.
        ordered_on: When it was asked for.
        received_on: When the answer came; None while it is awaited.
        cost_minor: What it cost.
        reliability: 1 (hearsay) to 5 (audited); None when not judged.
        year: Of the figures.
        sheet: The figures, minor units.
        total_assets_minor: The same.
        receivables_minor: The same.
        words: "payment_ability", "trading_record", "collateral", "operations" and "report".
        verdict: "acceptable", "secured", "cash_only" or "refused"; empty while it is open.
        proposed_limit_minor: What it recommends.
    """

    method: str
    source_name: str = ""
    investigator: str = ""
    ordered_on: date | None = None
    received_on: date | None = None
    cost_minor: int | None = None
    reliability: int | None = None
    year: int | None = None
    sheet: BalanceSheet = field(default_factory=BalanceSheet)
    total_assets_minor: int | None = None
    receivables_minor: int | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    verdict: str = ""
    proposed_limit_minor: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Security:
    """What stands for a debt.

    Attributes:
        kind: "guarantor", "joint_guarantor", "deposit", "mortgage" or "notarised_contract".
        party: Who guarantees.
        amount_minor: For how much.
        document_number: Of the paper.
        valid_from_on: First day.
        valid_to_on: Last day; None for no end.
    """

    kind: str
    party: str = ""
    amount_minor: int | None = None
    document_number: str = ""
    valid_from_on: date | None = None
    valid_to_on: date | None = None


def limit_faults(
    proposal: LimitProposal, *, account_class: str, today: date, verdict: str = ""
) -> Iterator[Fault]:
    """Return what is wrong with a proposed limit, in the order of the form.

    Args:
        proposal: What is asked for.
        account_class: "A", "B" or "C"; empty for an account without class.
        today: Calendar date where the device is.
        verdict: Of the investigation that it rests on.

    Source: domain.md 2.4 (limit by class, limit record).
    """
    amount, watch = proposal.amount_minor, proposal.watch_value_minor
    if proposal.is_unlimited == (amount is not None):
        yield Fault("amount_minor", "credit.limit.amount_or_unlimited")
    elif amount is not None and amount < 0:
        yield Fault("amount_minor", "credit.amount.negative")
    if proposal.is_unlimited and account_class != _CLASS_WITHOUT_LIMIT:
        yield Fault("is_unlimited", "credit.limit.unlimited_class")
    if verdict in WITHOUT_CREDIT and (proposal.is_unlimited or amount):
        yield Fault("amount_minor", "credit.limit.against_verdict")
    if watch is None or watch < 0 or (proposal.is_unlimited and watch == 0):
        yield Fault("watch_value_minor", "credit.limit.watch_blank")
    if proposal.valid_from_on is None:
        yield Fault("valid_from_on", "credit.limit.start_blank")
    yield from _period_faults(proposal.valid_from_on, proposal.valid_to_on)
    if proposal.valid_to_on is not None and proposal.valid_to_on < today:
        yield Fault("valid_to_on", "credit.limit.past")
    if not proposal.reason.strip():
        yield Fault("reason", "credit.limit.reason_blank")


def investigation_faults(found: Investigation, *, today: date) -> Iterator[Fault]:
    """Return what is wrong with an investigation, in the order of the form.

    Source: domain.md 2.4.
    """
    yield from _period_faults(found.ordered_on, found.received_on, last_field="received_on")
    if found.received_on is not None and found.received_on > today:
        yield Fault("received_on", "credit.date.future")
    if (found.cost_minor or 0) < 0:
        yield Fault("cost_minor", "credit.amount.negative")
    grade = found.reliability
    if grade is not None and not LOWEST_RELIABILITY <= grade <= HIGHEST_RELIABILITY:
        yield Fault("reliability", "credit.investigation.reliability")
    assets = found.sheet.current_assets_minor
    if assets is not None and (found.sheet.inventory_minor or 0) > assets:
        yield Fault("inventory_minor", "credit.investigation.inventory")
    if found.verdict and found.received_on is None:
        yield Fault("received_on", "credit.investigation.verdict_early")
    if (found.proposed_limit_minor or 0) < 0:
        yield Fault("proposed_limit_minor", "credit.amount.negative")
    elif found.verdict in WITHOUT_CREDIT and found.proposed_limit_minor:
        yield Fault("proposed_limit_minor", "credit.limit.against_verdict")


def security_faults(security: Security) -> Iterator[Fault]:
    """Return what is wrong with a security: who guarantees, how much it is worth, its dates.

    Source: domain.md 2.4.
    """
    if security.kind in _NAMED and not security.party.strip():
        yield Fault("party", "credit.security.party_blank")
    if (security.amount_minor or 0) < 0:
        yield Fault("amount_minor", "credit.amount.negative")
    elif security.kind in _WORTH and not security.amount_minor:
        yield Fault("amount_minor", "credit.security.amount_blank")
    yield from _period_faults(security.valid_from_on, security.valid_to_on)


def measure_faults(decided_on: date, due_on: date | None) -> Iterator[Fault]:
    """Return what is wrong with the dates of a measure."""
    yield from _period_faults(decided_on, due_on, last_field="due_on")


def _period_faults(
    first: date | None, last: date | None, *, last_field: str = "valid_to_on"
) -> Iterator[Fault]:
    if first is not None and last is not None and last < first:
        yield Fault(last_field, "credit.dates.order")
