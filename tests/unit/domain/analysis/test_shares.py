from decimal import Decimal
from fractions import Fraction

from app.domain.analysis.figures import NotAvailable, Reason
from app.domain.analysis.shares import company_share


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
