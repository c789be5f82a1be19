"""Of several limits one is in force, and the account says what it grants."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from app.domain.credit.limit_force import IN_FORCE, settle_limits
from app.domain.schema import ENTITIES

TODAY = dt.date(2026, 11, 23)
STATES = ENTITIES["credit_limit"].fields["state"].choices


def limit(amount=500, state="active", first="2026-01-01", **more):
    return {"amount_minor": amount, "state": state, "valid_from_on": first, **more}


def fed(limits, account=None):
    return settle_limits(limits, account or {}, today=TODAY)


def test_an_activated_limit_stands_in_the_account_with_watch_value_and_days():
    outcome = fed({"a": limit(watch_value_minor=450, period_days=30)})
    assert outcome.account == {
        "credit_limit_minor": 500,
        "watch_value_minor": 450,
        "credit_state": "normal",
        "credit_period_days": 30,
    }
    assert not outcome.limits


def test_an_unlimited_account_has_a_watch_value_and_no_amount():
    account = {"credit_limit_minor": 500, "credit_state": "watched"}
    outcome = fed({"a": limit(None, is_unlimited=1, watch_value_minor=9)}, account)
    assert outcome.account == {
        "credit_limit_minor": None,
        "credit_unlimited": 1,
        "watch_value_minor": 9,
    }


def test_a_limit_of_nothing_is_cash_only_and_one_of_something_ends_that():
    assert fed({"a": limit(0)}).account["credit_state"] == "cash_only"
    assert fed({"a": limit(1)}, {"credit_state": "cash_only"}).account["credit_state"] == "normal"
    assert "credit_state" not in fed({"a": limit(1)}, {"credit_state": "stopped"}).account


def test_what_begins_later_and_what_was_only_approved_feeds_nothing():
    limits = {"a": limit(first="2026-11-24"), "b": limit(state="approved"), "c": limit(9)}
    outcome = fed(limits)
    assert outcome.account["credit_limit_minor"] == 9
    assert not outcome.limits


def test_the_later_limit_raises_or_lowers_the_one_before_and_a_frozen_one_ends():
    new = limit(700, first="2026-11-01")
    limits = {"a": limit(500), "b": limit(900), "c": limit(700), "d": limit(state="frozen")}
    outcome = fed({**limits, "n": new})
    assert outcome.limits == {"a": "raised", "b": "lowered", "c": "expired", "d": "expired"}
    assert outcome.account["credit_limit_minor"] == 700


def test_with_the_last_day_of_the_last_limit_nothing_is_granted_any_more():
    account = {"credit_limit_minor": 500, "credit_unlimited": 0, "watch_value_minor": 450}
    over = fed({"a": limit(valid_to_on="2026-11-22")}, account)
    assert over.limits == {"a": "expired"}
    assert over.account == {"credit_limit_minor": None, "watch_value_minor": None}
    assert not fed({"a": limit(valid_to_on="2026-11-23")}).limits


def test_an_account_that_never_had_a_limit_record_keeps_what_the_books_say():
    books = {"credit_limit_minor": 500}
    assert not fed({}, books).account
    assert not fed({"a": limit(state="proposed"), "b": limit(state="refused")}, books).account


DAYS = st.dates(dt.date(2026, 11, 1), dt.date(2026, 12, 20)).map(str)
LIMITS = st.dictionaries(
    st.text("abc", min_size=1, max_size=3),
    st.builds(
        limit,
        st.integers(0, 3),
        st.sampled_from(STATES),
        DAYS,
        valid_to_on=st.none() | DAYS,
        is_unlimited=st.sampled_from([0, 1]),
    ),
    max_size=5,
)


@given(LIMITS)
def test_settling_leaves_one_limit_in_force_at_most_and_is_done_at_once(limits):
    outcome = fed(limits)
    after = {key: {**row, "state": outcome.limits.get(key, row["state"])} for key, row in
             limits.items()}  # fmt: skip
    begun = [row for row in after.values() if row["state"] in IN_FORCE
             and row["valid_from_on"] <= TODAY.isoformat()]  # fmt: skip
    assert len(begun) <= 1
    again = fed(after, outcome.account)
    assert not again.limits
    assert not again.account
