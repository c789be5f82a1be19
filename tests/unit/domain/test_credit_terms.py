"""Which terms hold for an account, what they give, and when somebody has to look."""

from __future__ import annotations

import datetime as dt

import pytest

from app.domain.analysis.credit_line import CreditLimit
from app.domain.credit.check import Answer, CreditLine, Order, Standing, check_order
from app.domain.credit.terms import account_terms, check_choice
from app.domain.errors import ValidationError

TODAY = dt.date(2026, 11, 23)
ALL = {
    "id": "all",
    "name": "通用",
    "version": "1",
    "state": "approved",
    "valid_from_on": "2026-01-01",
    "period_days": 30,
}
KEY = {
    "id": "key",
    "name": "重点",
    "version": "2",
    "state": "approved",
    "valid_from_on": "2026-01-01",
    "period_days": 45,
    "discount_basis_points": 150,
    "discount_days": 10,
}
DRAFT = {**KEY, "id": "draft", "state": "proposed"}
POLICIES = [KEY, {**ALL, "valid_from_on": "2026-02-01"}, DRAFT]


def terms(**account):
    return account_terms(account, POLICIES, today=TODAY)


def test_without_a_choice_the_terms_in_force_for_all_hold():
    found = terms()
    assert (found.policy_id, found.period_days, found.is_chosen) == ("all", 30, False)
    assert found.discount_until(TODAY) is None


def test_chosen_terms_give_their_period_and_their_discount():
    found = terms(credit_policy_id="key")
    assert (found.name, found.is_chosen) == ("重点 2", True)
    assert found.due_on(TODAY) == dt.date(2027, 1, 7)
    assert found.discount_until(TODAY) == dt.date(2026, 12, 3)
    assert found.discount_minor(10_001) == 150


def test_terms_that_nobody_approved_count_for_nobody():
    assert terms(credit_policy_id="draft").policy_id == "all"
    with pytest.raises(ValidationError, match=r"credit_terms\.not_in_force"):
        check_choice(DRAFT, today=TODAY)


@pytest.mark.parametrize(
    ("days", "deviation", "is_too_long"), [(30, "", False), (31, "", True), (60, "旺季", False)]
)
def test_more_time_than_the_terms_allow_needs_a_reason(days, deviation, is_too_long):
    found = terms(credit_period_days=days, terms_deviation=deviation)
    assert (found.period_days, found.is_too_long) == (days, is_too_long)


def test_an_order_says_when_it_is_to_be_paid_and_stops_at_too_long_a_period():
    def asked(found, *, on_credit=True):
        standing = Standing(has_valid_contract=True, terms=found)
        order = Order(10_000, is_on_credit=on_credit)
        return check_order(CreditLine(CreditLimit(99_999), []), standing, order, today=TODAY)

    check = asked(terms(credit_policy_id="key"))
    assert (check.answer, check.due_on) == (Answer.ALLOWED, dt.date(2027, 1, 7))
    assert (check.discount_until, check.discount_minor) == (dt.date(2026, 12, 3), 150)
    late = asked(terms(credit_period_days=90))
    assert late.answer is Answer.NEEDS_APPROVAL
    assert [one.code for one in late.objections] == ["credit.order.period"]
    paid = asked(terms(credit_period_days=90), on_credit=False)
    assert (paid.answer, paid.due_on) == (Answer.ALLOWED, None)
