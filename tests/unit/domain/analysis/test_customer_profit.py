"""What an account earns after what was spent on it."""

from fractions import Fraction

from app.domain.analysis.customer_profit import ProfitParts, customer_profits
from app.domain.analysis.figures import NotAvailable, Reason

UNKNOWN = NotAvailable(Reason.COST_UNKNOWN)


def parts(account, gross, sales, spent=0):
    return ProfitParts(account, gross, sales, spent)


def test_the_worked_example_earns_40_000_a_tenth_of_all_at_an_expense_rate_of_4_percent():
    """Support of 4,500 and returns of 2,000 are no records of their own: they lie in the gross."""
    found = customer_profits(
        [parts("a", 55_500 - 4_500 - 2_000, 225_000, 9_000), parts("b", 360_000, 1_000_000)]
    )
    assert found["a"].profit == 40_000
    assert found["a"].contribution == Fraction(1, 10)
    assert found["a"].expense_rate == Fraction(4, 100)
    assert found["b"].expense_rate == 0


def test_an_account_of_unknown_cost_is_unknown_and_takes_no_part_in_the_sum():
    found = customer_profits([parts("a", 50, 100, 10), parts("b", None, 100, 10)])
    assert found["b"].profit == found["b"].contribution == UNKNOWN
    assert found["a"].contribution == 1


def test_money_spent_without_a_sale_is_a_loss_and_has_no_rate():
    found = customer_profits([parts("a", 0, 0, 10), parts("b", 30, 60)])
    assert found["a"].profit == -10
    assert found["a"].contribution == Fraction(-1, 2)
    assert found["a"].expense_rate == NotAvailable(Reason.NO_SALES)


def test_a_sum_of_nothing_or_less_has_no_shares():
    for gross in (10, 5):
        found = customer_profits([parts("a", gross, 20, 10)])
        assert found["a"].contribution == NotAvailable(Reason.NEGATIVE_TOTAL)
