"""The statement of account adds up, row by row, whatever the period."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.credit.account_statement import Entry, account_statement

NOVEMBER = {"first": date(2026, 11, 1), "last": date(2026, 11, 30)}


def charge(day, amount, number="XS-1"):
    return Entry(date(2026, 11, day), is_payment=False, document_number=number, amount_minor=amount)


def payment(day, amount):
    return Entry(date(2026, 11, day), is_payment=True, document_number="", amount_minor=amount)


def test_every_row_carries_the_debt_after_it():
    entries = [payment(20, 300), charge(5, 1_000), charge(20, -50, "HC-1")]
    found = account_statement(entries, owed_minor=850, **NOVEMBER)
    assert (found.opening_minor, found.charged_minor, found.paid_minor) == (200, 950, 300)
    assert [(row.entry.on.day, row.balance_minor) for row in found.rows] == [
        (5, 1_200),
        (20, 1_150),
        (20, 850),
    ]
    assert found.closing_minor == 850


def test_what_came_after_the_period_is_taken_off_the_closing_balance():
    december = Entry(date(2026, 12, 2), False, "XS-2", 400)
    found = account_statement([december, charge(5, 100)], owed_minor=700, **NOVEMBER)
    assert (found.opening_minor, found.closing_minor) == (200, 300)
    assert len(found.rows) == 1


def test_a_quiet_period_opens_and_closes_with_the_debt():
    found = account_statement([], owed_minor=42, **NOVEMBER)
    assert (found.opening_minor, found.closing_minor, found.rows) == (42, 42, ())


ENTRIES = st.lists(
    st.builds(
        Entry,
        on=st.dates(date(2026, 10, 1), date(2026, 12, 31)),
        is_payment=st.booleans(),
        document_number=st.sampled_from(["", "XS-1"]),
        amount_minor=st.integers(-5_000, 5_000),
    ),
    max_size=20,
)


@given(ENTRIES, st.integers(-9_999, 9_999))
def test_one_period_closes_where_the_next_one_opens(entries, owed):
    one = account_statement(entries, owed_minor=owed, **NOVEMBER)
    following = {"first": date(2026, 12, 1), "last": date(2026, 12, 31)}
    later = account_statement(entries, owed_minor=owed, **following)
    assert one.closing_minor == later.opening_minor
    assert later.closing_minor == owed
    if one.rows:
        assert one.rows[-1].balance_minor == one.closing_minor
