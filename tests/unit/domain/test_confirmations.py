from datetime import date, timedelta

import pytest

from app.domain.accounts.confirmations import block_ages

TODAY = date(2026, 11, 23)


def test_a_block_confirmed_on_3_july_is_143_days_old_and_stale_for_class_a():
    confirmed = {"A": date(2026, 11, 16), "B": date(2026, 7, 3)}
    first, second = block_ages(confirmed, account_class="A", today=TODAY)
    assert (first.days, first.is_stale) == (7, False)
    assert (second.days, second.is_stale) == (143, True)


@pytest.mark.parametrize(("account_class", "limit"), [("A", 90), ("B", 180), ("C", 365)])
def test_the_limit_depends_on_the_class_and_its_last_day_is_still_good(account_class, limit):
    on_limit = {"A": TODAY - timedelta(days=limit), "B": TODAY - timedelta(days=limit + 1)}
    ages = block_ages(on_limit, account_class=account_class, today=TODAY)
    assert [age.is_stale for age in ages] == [False, True]


def test_a_block_nobody_confirmed_is_stale_without_an_age():
    (age,) = block_ages({"C": None}, account_class=None, today=TODAY)
    assert (age.days, age.is_stale) == (None, True)
