"""Supply is refused for five reasons, above all on credit; a shut gate shuts cash as well."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.domain.analysis.credit_line import CreditLimit
from app.domain.analysis.receivables import Receivable
from app.domain.analysis.risk_ratios import BalanceSheet
from app.domain.credit.check import Answer, CreditLine, Order, Standing, check_order
from app.domain.credit.payment_terms import METHODS, permitted_methods
from app.domain.credit.refusals import RefusalFacts

TODAY = date(2026, 11, 23)
LONG_AGO = TODAY - timedelta(days=100)


def judged(*debts, on_credit=True, **facts):
    line = CreditLine(CreditLimit(1_000_000), debts)
    standing = Standing(has_valid_contract=True, against=RefusalFacts(**facts))
    return check_order(line, standing, Order(100, is_on_credit=on_credit), today=TODAY)


def sheet(**figures):
    return {"sheet": BalanceSheet(**figures)}


REASONS = [
    ({"worst_quality": "bad"}, "bad_record"),
    ({"worst_quality": "dead"}, "bad_record"),
    (sheet(current_assets_minor=799, current_liabilities_minor=800), "unsound_capital"),
    (sheet(equity_minor=-1), "unsound_capital"),
    ({"verdict": "refused"}, "high_risk"),
    (sheet(net_profit_minor=-1), "poor_business"),
]


@pytest.mark.parametrize(("facts", "reason"), REASONS)
def test_each_reason_refuses_credit_and_sends_cash_to_approval(facts, reason):
    check = judged(**facts)
    assert [found.code for found in check.objections] == [f"credit.refuse.{reason}"]
    assert check.answer is Answer.REFUSED
    assert judged(on_credit=False, **facts).answer is Answer.NEEDS_APPROVAL


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"worst_quality": ""},
        sheet(current_assets_minor=800, current_liabilities_minor=800),
        sheet(current_assets_minor=0, current_liabilities_minor=0),
        sheet(equity_minor=0, net_profit_minor=0),
        {"verdict": "secured"},
        {"verdict": "cash_only"},
    ],
)
def test_what_is_unknown_or_just_good_enough_refuses_nothing(facts):
    assert judged(**facts).answer is Answer.ALLOWED


def test_large_late_debts_of_an_account_that_pays_less_than_half_refuse():
    late, paid = Receivable(LONG_AGO, 600), Receivable(LONG_AGO, 599, 599)
    assert [found.code for found in judged(late, paid).objections] == ["credit.refuse.weak_payment"]
    assert judged(late, Receivable(LONG_AGO, 600, 600)).answer is Answer.ALLOWED
    young = Receivable(TODAY + timedelta(days=9), 601)
    assert judged(late, paid, young).answer is Answer.ALLOWED


def test_a_shut_gate_refuses_whatever_the_rest():
    for on_credit in (True, False):
        check = judged(on_credit=on_credit, gate_is_shut=True)
        assert [found.code for found in check.objections] == ["credit.refuse.gate_shut"]
        assert check.answer is Answer.REFUSED


@pytest.mark.parametrize(
    ("state", "grade", "has_limit", "left_out"),
    [
        ("normal", "A", False, set()),
        ("", "", False, set()),
        ("watched", "C", True, set()),
        ("normal", "C", False, {"credit"}),
        ("restricted", "A", True, {"credit"}),
        ("cash_only", "A", True, {"credit", "staged"}),
        ("stopped", "A", True, {"credit", "staged", "cod"}),
    ],
)
def test_the_grade_decides_the_ways_of_paying(state, grade, has_limit, left_out):
    permitted = permitted_methods(credit_state=state, grade=grade, has_limit=has_limit)
    assert permitted == set(METHODS) - left_out
