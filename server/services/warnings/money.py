"""Judges debts, creditworthiness and the company's receivables (W1, W6, W7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from app.domain.analysis.credit_line import CreditLimit
from app.domain.analysis.receivables_ratio import WarningLine, warning_line
from app.domain.analysis.risk_ratios import BalanceSheet
from app.domain.credit.policies import APPROVED
from app.domain.warnings.arrears import DebtFacts, judge_debt
from app.domain.warnings.finding import BASIS_POINTS, Finding
from app.domain.warnings.receivables_line import DEFAULT_LINE_BP, judge_line
from app.domain.warnings.worsening import CreditworthFacts, Inquiry, judge_creditworth
from server.services.warnings.bodies import (
    AccountBody,
    DebtBody,
    InquiryBody,
    LimitBody,
    OrderBody,
    PolicyBody,
    by_account,
    day,
    each_body,
)
from server.services.warnings.setting import Setting

_IN_FORCE = frozenset({"active", "frozen"})


def judge_money(setting: Setting) -> Iterator[Finding]:
    """Yield what is found about the money of every account."""
    owed = _owed(setting)
    yield from _debts(setting, owed)
    yield from _creditworth(setting)
    yield from _company(setting, owed)


def _owed(setting: Setting) -> dict[str, int]:
    owed: dict[str, int] = defaultdict(int)
    for account_id, _, body in each_body(setting.work, setting.org, "receivable", DebtBody):
        owed[account_id] += body.amount_minor - body.paid_minor
    return {key: minor for key, minor in owed.items() if minor > 0 and key in setting.accounts}


def _debts(setting: Setting, owed: dict[str, int]) -> Iterator[Finding]:
    ordered = _ordered(setting)
    limits = by_account(setting.work, setting.org, "credit_limit", LimitBody)
    for account_id, minor in owed.items():
        account = setting.accounts[account_id]
        facts = DebtFacts(
            account_id=account_id,
            owed_minor=minor,
            open_orders_minor=account.open_orders_minor + ordered.get(account_id, 0),
            limit=_limit(setting, account, limits.get(account_id, [])),
        )
        finding = judge_debt(facts, setting.level(account_id), today=setting.today)
        if finding is not None:
            yield finding


def _ordered(setting: Setting) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for account_id, _, body in each_body(setting.work, setting.org, "field_order", OrderBody):
        if body.kind == "order" and body.state == "sent" and body.is_on_credit:
            found[account_id] += body.total_minor
    return found


def _limit(
    setting: Setting, account: AccountBody, records: list[tuple[str, LimitBody]]
) -> CreditLimit:
    """Return the latest limit in force, else what stands in the account."""
    today = setting.today.isoformat()
    held = [
        (body.valid_from_on, record_id, body)
        for record_id, body in records
        if body.state in _IN_FORCE and body.valid_from_on <= today
    ]
    if not held:
        unlimited = bool(account.credit_unlimited)
        return CreditLimit(account.credit_limit_minor, unlimited, account.watch_value_minor)
    body = max(held, key=lambda one: one[:2])[2]
    return CreditLimit(
        body.amount_minor, bool(body.is_unlimited), body.watch_value_minor, day(body.valid_to_on)
    )


def _creditworth(setting: Setting) -> Iterator[Finding]:
    records = by_account(setting.work, setting.org, "credit_investigation", InquiryBody)
    barred = _barred_relations(setting)
    for account_id in records.keys() | barred.keys():
        if account_id not in setting.accounts:
            continue
        inquiries = [_inquiry(*one) for one in records.get(account_id, ()) if one[1].received_on]
        inquiries.sort(key=lambda one: (one.received_on, one.investigation_id), reverse=True)
        facts = CreditworthFacts(
            account_id=account_id,
            inquiries=inquiries,
            barred_relation=barred.get(account_id, ""),
        )
        finding = judge_creditworth(facts, setting.level(account_id))
        if finding is not None:
            yield finding


def _barred_relations(setting: Setting) -> dict[str, str]:
    """Return a blacklisted account above or below, by account; the first of several."""
    found: dict[str, str] = {}

    def note(account_id: str, other_id: str) -> None:
        found[account_id] = min(other_id, found.get(account_id, other_id))

    for account_id, account in setting.accounts.items():
        parent = setting.accounts.get(account.parent_id)
        if parent is None:
            continue
        if parent.blacklisted and not account.blacklisted:
            note(account_id, account.parent_id)
        if account.blacklisted and not parent.blacklisted:
            note(account.parent_id, account_id)
    return found


def _inquiry(record_id: str, body: InquiryBody) -> Inquiry:
    received_on = day(body.received_on)
    if received_on is None:
        raise AssertionError("asked for those that came back only")
    sheet = BalanceSheet(
        current_assets_minor=body.current_assets_minor,
        inventory_minor=body.inventory_minor,
        current_liabilities_minor=body.current_liabilities_minor,
        net_profit_minor=body.net_profit_minor,
        sales_minor=body.sales_minor,
        equity_minor=body.equity_minor,
    )
    return Inquiry(
        investigation_id=record_id, received_on=received_on, verdict=body.verdict, sheet=sheet
    )


def _company(setting: Setting, owed: dict[str, int]) -> Iterator[Finding]:
    line_bp, company = _company_line(setting, sum(owed.values()))
    for account_id in owed if company.is_crossed else ():
        finding = judge_line(account_id, company, line_bp=line_bp, levels=setting.level(account_id))
        if finding is not None:
            yield finding


def _company_line(setting: Setting, receivables_minor: int) -> tuple[int, WarningLine]:
    """Return the line, and the company against it, by the approved credit policy of today."""
    today = setting.today.isoformat()
    policies = [
        (body.valid_from_on, record_id, body)
        for _, record_id, body in each_body(setting.work, setting.org, "credit_policy", PolicyBody)
        if body.state == APPROVED and body.valid_from_on <= today
    ]
    policy = max(policies, key=lambda one: one[:2])[2] if policies else PolicyBody()
    line_bp = policy.cap_basis_points or DEFAULT_LINE_BP
    return line_bp, warning_line(
        receivables_minor=receivables_minor,
        assets_minor=policy.assets_minor,
        assets_on=day(policy.valid_from_on),
        today=setting.today,
        line=Decimal(line_bp) / BASIS_POINTS,
    )
