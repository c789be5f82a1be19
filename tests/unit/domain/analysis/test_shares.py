import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from app.domain.analysis.figures import NotAvailable, Reason
from app.domain.analysis.periods import Period
from app.domain.analysis.shares import check_share_target, company_share, expected_share
from app.domain.errors import ValidationError


def test_the_worked_example_90_of_1000_is_one_point_below_the_expected_tenth():
    found = company_share({"2026": 90}, {"2026": 1000}, expected_share=Decimal("0.10"))
    assert (found.share, found.gap) == (Fraction(9, 100), Fraction(-1, 100))
    assert found.is_below_expectation


def test_without_an_expectation_there_is_no_gap_and_no_verdict():
    found = company_share({"2026-01": 90}, {"2026-01": 1000}, expected_share=None)
    assert found.gap == NotAvailable(Reason.NO_EXPECTATION)
    assert not found.is_below_expectation


def test_an_expectation_of_zero_is_an_expectation():
    found = company_share({"2026-01": 90}, {"2026-01": 1000}, expected_share=Decimal(0))
    assert found.gap == Fraction(9, 100)


def test_exactly_the_expected_share_is_not_below_it():
    found = company_share({"1": 1}, {"1": 3}, expected_share=Decimal("0.1"))
    assert not found.is_below_expectation
    assert not company_share(
        {"1": 1}, {"1": 10}, expected_share=Decimal("0.1")
    ).is_below_expectation


def test_a_part_year_account_is_compared_with_its_own_months_only():
    account = {"2026-01": None, "2026-02": 10, "2026-03": 0, "2026-09": 5}
    company = {"2026-01": 1000, "2026-02": 50, "2026-03": 50}
    found = company_share(account, company, expected_share=None)
    assert (found.account_minor, found.company_minor, found.months) == (10, 100, 2)
    assert found.share == Fraction(1, 10)


def test_no_common_month_and_no_sales_have_different_reasons():
    nothing = company_share({"2026-01": None}, {"2026-01": 9}, expected_share=Decimal("0.1"))
    assert nothing.share == nothing.gap == NotAvailable(Reason.NO_DATA)
    idle = company_share({"2026-01": 0}, {"2026-01": 0}, expected_share=None)
    assert idle.share == NotAvailable(Reason.NO_SALES)


def test_returns_may_make_an_accounts_share_negative():
    found = company_share({"1": -10}, {"1": 100}, expected_share=None)
    assert found.share == Fraction(-1, 10)


@pytest.mark.parametrize(
    ("first", "last", "share"),
    [
        ("2026-06-01", "2026-06-20", Fraction(12, 100)),
        ("2026-05-01", "2026-05-31", Fraction(1, 10)),
        ("2026-01-01", "2026-11-23", Fraction(1, 10)),
        ("2025-06-01", "2025-06-30", None),
        ("2025-12-01", "2026-01-31", None),
    ],
)
def test_a_month_has_its_own_target_else_that_of_the_year(first, last, share):
    days = Period(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    found = expected_share({"2026": 1_000, "2026-06": 1_200}, days)
    assert found == (NotAvailable(Reason.NO_EXPECTATION) if share is None else share)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"period": "2026", "share_basis_points": 0}, "share_target.share"),
        ({"period": "2026", "share_basis_points": 10_001}, "share_target.share"),
        ({"period": "26", "share_basis_points": 1}, "share_target.period"),
        ({"period": "2026-13", "share_basis_points": 1}, "share_target.period"),
    ],
)
def test_a_target_is_a_share_of_a_year_or_a_month(fields, code):
    with pytest.raises(ValidationError) as caught:
        check_share_target(fields)
    assert caught.value.code == code
    check_share_target({"period": "2026", "share_basis_points": 10_000})
    check_share_target({"period": "2026-12", "share_basis_points": 1})
