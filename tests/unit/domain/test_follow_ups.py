from datetime import date

from app.domain.accounts.follow_ups import follow_up_on, next_follow_up_on

DELIVERED = date(2025, 1, 31)


def test_calls_are_monthly_for_a_year_then_quarterly_clamped_to_the_month_end():
    assert [follow_up_on(DELIVERED, number) for number in (1, 2, 3, 12, 13, 14)] == [
        date(2025, 2, 28),
        date(2025, 3, 31),
        date(2025, 4, 30),
        date(2026, 1, 31),
        date(2026, 4, 30),
        date(2026, 7, 31),
    ]


def test_the_next_call_comes_after_the_last_contact():
    assert next_follow_up_on(DELIVERED, last_contact_on=DELIVERED) == date(2025, 2, 28)
    assert next_follow_up_on(DELIVERED, last_contact_on=date(2026, 1, 31)) == date(2026, 4, 30)
