from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.analysis.credit_line import CreditLimit, credit_strip
from app.domain.analysis.credit_use import credit_use
from app.domain.analysis.figures import NotAvailable, Reason
from app.domain.analysis.receivables import Receivable
from app.domain.analysis.severity import Severity

TODAY = date(2026, 11, 23)
FIFTY_THOUSAND = CreditLimit(5_000_000)


def used(limit, owed, orders=0, *, unsent=0):
    receivables = [Receivable(TODAY, owed)] if owed else []
    return credit_use(
        credit_strip(
            limit,
            receivables,
            open_orders_minor=orders,
            today=TODAY,
            unsent_collections_minor=unsent,
        )
    )


def test_the_worked_example_93_percent_and_105_with_the_orders():
    found = used(FIFTY_THOUSAND, 4_650_000, 600_000)
    assert (found.use, found.use_with_orders) == (Fraction(93, 100), Fraction(105, 100))
    assert found.available_minor == -250_000
    assert found.severity is Severity.NOTICE
    assert found.needs_approval


@pytest.mark.parametrize(
    ("owed", "severity"),
    [
        (4_499_999, Severity.NONE),
        (4_500_000, Severity.NOTICE),
        (5_000_000, Severity.NOTICE),
        (5_000_001, Severity.WARNING),
    ],
)
def test_from_90_percent_it_is_pre_warned_and_above_the_limit_warned(owed, severity):
    assert used(FIFTY_THOUSAND, owed).severity is severity


def test_an_unlimited_account_has_no_use_and_is_judged_by_its_watch_value():
    found = used(CreditLimit(is_unlimited=True, watch_minor=100), 101)
    assert found.use == found.available_minor == NotAvailable(Reason.UNLIMITED)
    assert found.severity is Severity.WARNING
    assert used(CreditLimit(is_unlimited=True), 10**9).severity is Severity.NONE


def test_cash_only_warns_of_any_balance():
    found = used(CreditLimit(0), 1)
    assert found.use == NotAvailable(Reason.CASH_ONLY)
    assert (found.available_minor, found.severity) == (-1, Severity.WARNING)
    assert used(CreditLimit(0), 0).severity is Severity.NONE


def test_an_expired_limit_counts_as_none_and_says_so():
    found = used(CreditLimit(5_000_000, valid_to_on=TODAY - timedelta(days=1)), 1)
    assert found.use == NotAvailable(Reason.LIMIT_EXPIRED)
    assert found.severity is Severity.WARNING
    assert used(CreditLimit(), 1).use == NotAvailable(Reason.NO_LIMIT)


def test_offline_own_orders_and_collections_change_the_last_synced_balance():
    found = used(FIFTY_THOUSAND, 4_000_000, 1_000_000, unsent=500_000)
    assert found.use == Fraction(70, 100)
    assert found.available_minor == 500_000


@given(
    st.lists(st.tuples(st.integers(-100, 100), st.integers(0, 10**6)), max_size=30),
    st.integers(1, 10**8),
)
def test_receivables_grouped_by_due_day_give_the_same_figures(rows, limit):
    single = [Receivable(TODAY + timedelta(days=days), amount) for days, amount in rows]
    grouped = [
        Receivable(day, sum(row.amount_minor for row in single if row.due_on == day))
        for day in {row.due_on for row in single}
    ]
    one, other = (
        credit_use(credit_strip(CreditLimit(limit), rows, open_orders_minor=0, today=TODAY))
        for rows in (single, grouped)
    )
    assert (one.use, one.available_minor, one.severity) == (
        other.use,
        other.available_minor,
        other.severity,
    )
    assert one.strip.ageing == other.strip.ageing


def test_the_figure_carries_the_numbers_it_came_from():
    strip = used(FIFTY_THOUSAND, 4_650_000, 600_000).strip
    assert (strip.owed_minor, strip.open_orders_minor, strip.line_minor) == (
        4_650_000,
        600_000,
        5_000_000,
    )
    assert strip.use == Decimal("0.93")
