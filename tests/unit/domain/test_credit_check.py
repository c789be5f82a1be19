"""Whether an order may go through: every reason with its numbers, and what paying would do."""

from datetime import date, timedelta

import pytest

from app.domain.analysis.credit_line import CreditLimit, CreditState
from app.domain.analysis.receivables import Receivable
from app.domain.credit.check import (
    Answer,
    CreditLine,
    Movement,
    Order,
    Standing,
    check_order,
    exposure_by_day,
)

TODAY = date(2026, 11, 23)
FRIDAY = TODAY + timedelta(days=4)


def line_of(limit, owed=0, **more):
    return CreditLine(limit, [Receivable(TODAY, owed)], **more)


def standing(**changes):
    return Standing(**{"has_valid_contract": True, **changes})


def codes(check):
    return [found.code for found in check.objections]


def asked(limit=1_000, owed=0, amount=500, on_credit=True, **facts):
    granted = limit if isinstance(limit, CreditLimit) else CreditLimit(limit)
    order = Order(amount, is_on_credit=on_credit)
    return check_order(line_of(granted, owed), standing(**facts), order, today=TODAY)


def test_an_order_that_just_fills_the_limit_is_allowed():
    check = asked(owed=500, amount=500)
    assert (check.answer, check.objections) == (Answer.ALLOWED, ())
    assert check.strip.available_minor == 0


def test_one_fen_more_needs_approval_and_says_by_how_much():
    check = asked(owed=500, amount=501)
    assert check.answer is Answer.NEEDS_APPROVAL
    assert check.objections[0].code == "credit.order.over_limit"
    assert check.objections[0].params == {
        "line_minor": 1_000,
        "exposure_minor": 1_001,
        "over_minor": 1,
    }


@pytest.mark.parametrize(
    ("limit", "code"),
    [
        (CreditLimit(1_000), "credit.order.over_limit"),
        (CreditLimit(is_unlimited=True, watch_minor=1_000), "credit.order.over_watch"),
        (CreditLimit(9_999, valid_to_on=TODAY - timedelta(days=1)), "credit.order.limit_expired"),
        (CreditLimit(), "credit.order.no_limit"),
    ],
)
def test_what_the_debt_is_compared_with_is_named(limit, code):
    check = asked(limit=limit, amount=1_001)
    assert codes(check) == [code]
    assert check.answer is Answer.NEEDS_APPROVAL


def test_an_unlimited_account_below_its_watch_value_is_free():
    assert asked(limit=CreditLimit(is_unlimited=True, watch_minor=1_000)).answer is Answer.ALLOWED


@pytest.mark.parametrize("facts", [{"limit": 0}, {"credit_state": "cash_only"}])
def test_who_pays_cash_gets_no_credit_but_may_pay(facts):
    assert codes(asked(**facts)) == ["credit.order.cash_only"]
    assert asked(**facts).answer is Answer.REFUSED
    assert asked(on_credit=False, **facts).answer is Answer.ALLOWED


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"is_blacklisted": True}, "credit.order.blacklisted"),
        ({"is_frozen": True}, "credit.order.frozen"),
        ({"credit_state": "stopped"}, "credit.order.stopped"),
    ],
)
def test_a_barred_account_is_refused_even_when_it_pays(facts, code):
    for on_credit in (True, False):
        check = asked(on_credit=on_credit, **facts)
        assert (check.answer, codes(check)) == (Answer.REFUSED, [code])


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"has_valid_contract": False}, "credit.order.no_contract"),
        ({"is_limit_frozen": True}, "credit.order.limit_frozen"),
    ],
)
def test_the_other_reasons_go_to_approval(facts, code):
    check = asked(**facts)
    assert (check.answer, codes(check)) == (Answer.NEEDS_APPROVAL, [code])


def test_credit_of_a_restricted_account_and_of_an_unexamined_c_goes_to_approval():
    assert codes(asked(credit_state="restricted")) == [
        *("credit.order.restricted", "credit.order.payment"),
    ]
    assert codes(asked(credit_state="restricted", on_credit=False)) == ["credit.order.restricted"]
    ungranted = asked(CreditLimit(), grade="C")
    assert codes(ungranted) == ["credit.order.no_limit", "credit.order.payment"]
    assert codes(asked(grade="C")) == []


def test_every_reason_is_named_the_strictest_first():
    check = asked(
        amount=1_001, has_valid_contract=False, is_blacklisted=True, warnings=("W4", "W7", "W6")
    )
    assert codes(check) == [
        "credit.order.blacklisted",
        "credit.order.no_contract",
        "credit.order.over_limit",
        "credit.order.warned",
    ]
    assert check.objections[-1].params == {"rules": "W6, W7"}
    assert check.answer is Answer.REFUSED


def test_a_sales_warning_alone_does_not_hold_an_order():
    assert asked(warnings=("W2", "W4", "W10")).answer is Answer.ALLOWED


@pytest.mark.parametrize(("paid", "cap"), [(0, 1_000_000), (1, 1_500_000)])
def test_a_new_account_is_held_to_the_cap_that_its_payments_earned(paid, cap):
    assert asked(limit=9_000_000, amount=cap, paid_orders=paid).answer is Answer.ALLOWED
    check = asked(limit=9_000_000, amount=cap + 1, paid_orders=paid)
    assert codes(check) == ["credit.order.over_cap"]
    assert check.objections[0].params == {"cap_minor": cap, "over_minor": 1}


def test_an_old_account_has_no_cap():
    assert asked(limit=9_000_000, amount=8_000_000, red_flags=("big_first_deal",)).answer is (
        Answer.ALLOWED
    )


def test_red_flags_keep_the_cap_where_it_began():
    flags = ("big_first_deal", "agrees_to_all")
    check = asked(limit=9_000_000, amount=1_200_000, paid_orders=2, red_flags=flags)
    assert codes(check) == ["credit.order.over_cap", "credit.order.red_flags"]
    assert check.objections[1].params == {"count": 2}


def test_own_unsent_work_counts_in_the_exposure():
    line = line_of(CreditLimit(1_000), 900, open_orders_minor=300, unsent_collections_minor=400)
    strip = check_order(line, standing(), Order(100), today=TODAY).strip
    assert (strip.owed_minor, strip.open_orders_minor, strip.available_minor) == (500, 400, 100)


def test_if_i_ship_today_and_he_pays_on_friday():
    line = line_of(CreditLimit(10_000_000), 9_000_000)
    plan = [Movement(TODAY, 5_000_000), Movement(FRIDAY, -8_000_000)]
    days = dict(exposure_by_day(line, plan, first=TODAY, last=FRIDAY))
    assert len(days) == 5
    assert days[TODAY].available_minor == -4_000_000
    assert days[TODAY].needs_approval
    assert days[FRIDAY - timedelta(days=1)].needs_approval
    assert days[FRIDAY].available_minor == 4_000_000
    assert days[FRIDAY].state_with_orders is CreditState.FREE


def test_a_limit_that_ends_on_the_way_leaves_nothing():
    limit = CreditLimit(10_000, valid_to_on=FRIDAY - timedelta(days=1))
    days = dict(exposure_by_day(line_of(limit, 100), [], first=TODAY, last=FRIDAY))
    assert days[FRIDAY - timedelta(days=1)].available_minor == 9_900
    assert days[FRIDAY].available_minor == -100
