from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.domain.analysis.receivables import (
    Receivable,
    ageing,
    asset_line,
    can_advance_collection,
    days_sales_outstanding,
    oldest_overdue_days,
    payment_rate,
    year_before,
)
from app.domain.money import ratio, rounded

TODAY = date(2026, 11, 23)


def late(days, amount=100, paid=0):
    return Receivable(TODAY - timedelta(days=days), amount, paid)


@pytest.mark.parametrize(
    ("days", "bucket"),
    [
        (-1, "not_due_minor"),
        (0, "not_due_minor"),
        (1, "days_1_to_30_minor"),
        (30, "days_1_to_30_minor"),
        (31, "days_31_to_60_minor"),
        (60, "days_31_to_60_minor"),
        (61, "days_61_to_90_minor"),
        (90, "days_61_to_90_minor"),
        (91, "over_90_minor"),
    ],
)
def test_a_balance_falls_into_the_bucket_of_its_age(days, bucket):
    ages = ageing([late(days, 100, 40)], today=TODAY)
    assert getattr(ages, bucket) == ages.total_minor == 60


def test_the_buckets_add_up_to_the_debt_and_overdue_leaves_out_what_is_not_due():
    ages = ageing([late(-5), late(10), late(40), late(70), late(100)], today=TODAY)
    assert (ages.total_minor, ages.overdue_minor) == (500, 400)


def test_the_oldest_debt_counts_only_while_it_is_open():
    rows = [late(200, 100, 100), late(18), late(3), late(400, -50)]
    assert oldest_overdue_days(rows, today=TODAY) == 18
    assert oldest_overdue_days([], today=TODAY) == 0


def test_178_000_received_of_200_000_due_is_89_percent():
    rows = [late(20, 12_000_000, 12_000_000), late(200, 8_000_000, 5_800_000)]
    assert payment_rate(rows, since=year_before(TODAY), today=TODAY) == Decimal("0.89")


def test_the_payment_rate_looks_at_twelve_months_of_due_documents_only():
    rows = [late(365, 100, 0), late(364, 100, 100), late(-1, 100, 0)]
    assert payment_rate(rows, since=year_before(TODAY), today=TODAY) == 1
    assert payment_rate([], since=year_before(TODAY), today=TODAY) is None


def test_the_year_before_a_leap_day_ends_on_the_28th():
    assert year_before(date(2028, 2, 29)) == date(2027, 2, 28)


def test_46_500_owed_on_180_000_in_90_days_is_23_3_days():
    days = days_sales_outstanding(owed_minor=4_650_000, credit_sales_minor=18_000_000, days=90)
    assert rounded(days, places=1) == Decimal("23.3")


def test_without_credit_sales_there_is_no_figure():
    assert days_sales_outstanding(owed_minor=1, credit_sales_minor=0, days=90) is None


def test_18_of_100_million_is_below_the_line_with_2_million_left():
    line = asset_line(receivables_minor=1_800_000_000, assets_minor=10_000_000_000)
    assert (line.share, line.headroom_minor) == (Decimal("0.18"), 200_000_000)
    assert not line.is_crossed


def test_exactly_the_line_is_not_crossed_but_one_unit_more_is():
    assert not asset_line(receivables_minor=20, assets_minor=100).is_crossed
    assert asset_line(receivables_minor=21, assets_minor=100).is_crossed


@pytest.mark.parametrize("assets", [None, 0, -5])
def test_unknown_assets_give_no_figure(assets):
    line = asset_line(receivables_minor=5, assets_minor=assets)
    assert line.share is None
    assert not line.is_crossed


def test_a_collection_is_confirmed_by_somebody_else_and_in_order():
    assert can_advance_collection("recorded", "deposited", recorded_by="zhou", actor_id="zhou")
    assert can_advance_collection("deposited", "confirmed", recorded_by="zhou", actor_id="liu")
    assert not can_advance_collection("deposited", "confirmed", recorded_by="zhou", actor_id="zhou")
    assert not can_advance_collection("recorded", "confirmed", recorded_by="zhou", actor_id="liu")
    assert not can_advance_collection("confirmed", "recorded", recorded_by="zhou", actor_id="liu")


def test_a_rate_of_nothing_due_is_not_available():
    assert ratio(0, 0) is None
