"""The credit of an account says what the records say: limit, own unsent work, papers, warnings."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import event

from app.domain.analysis.credit_line import LimitBasis
from app.domain.credit.check import Answer
from app.domain.errors import NotFoundError
from app.queries.credit.line import (
    Movement,
    Order,
    judge_order,
    read_credit,
    suppose_movements,
)
from tests.support.account_records import ACCOUNT, OTHER, fill_account, key, of_account, put
from tests.support.devices import make_workspace

TODAY = dt.date(2026, 11, 23)
FREE = 1_700_000
"""30 million of limit, 23.8 owed, 4.5 ordered."""


@pytest.fixture
def desk(tmp_path):
    workspace = make_workspace(tmp_path)
    fill_account(workspace)
    yield workspace
    workspace.store.close()


def receive(desk, entity, *rows):
    with desk.store.unit_of_work() as work:
        put(work, entity, of_account(rows))
        work.commit()


def make(desk, entity, **fields):
    with desk.store.unit_of_work() as work:
        made = work.create(entity, {"account_id": ACCOUNT, **fields}, desk.author)
        work.commit(desk.author)
    return made


def limit(number, amount, state="active", since="2026-01-01", **more):
    row = {"id": key(number), "amount_minor": amount, "state": state, "valid_from_on": since}
    return {**row, **more}


def answer(desk, amount=FREE, **more):
    check, _ = judge_order(desk, ACCOUNT, Order(amount), **more)
    return check.answer, [found.code for found in check.objections]


def test_an_account_that_is_not_here_is_refused(desk):
    with pytest.raises(NotFoundError):
        read_credit(desk, key(999))


def test_an_order_that_fills_the_limit_passes_and_one_fen_more_does_not(desk):
    assert answer(desk) == (Answer.ALLOWED, [])
    assert answer(desk, FREE + 1) == (Answer.NEEDS_APPROVAL, ["credit.order.over_limit"])


def test_an_order_sent_but_not_confirmed_counts_and_a_draft_does_not(desk):
    order = {"kind": "order", "ordered_on": "2026-11-23", "is_on_credit": 1}
    make(desk, "field_order", **order, total_minor=900_000, state="draft")
    assert read_credit(desk, ACCOUNT).strip.available_minor == FREE
    sent = make(desk, "field_order", **order, total_minor=700_000, state="sent")
    make(desk, "field_order", **{**order, "is_on_credit": 0}, total_minor=50, state="sent")
    make(desk, "field_order", **{**order, "kind": "return"}, total_minor=60, state="sent")
    assert read_credit(desk, ACCOUNT).strip.available_minor == FREE - 700_000
    assert answer(desk, FREE, order_id=sent) == (Answer.ALLOWED, [])


def test_only_a_collection_that_was_not_sent_lowers_the_debt(desk):
    given = {"collected_on": "2026-11-23", "means": "transfer", "amount_minor": 250_000}
    make(desk, "collection", **given)
    receive(desk, "collection", {"id": key(422), **given, "state": "recorded"})
    assert read_credit(desk, ACCOUNT).strip.owed_minor == 23_800_000 - 250_000


def test_the_latest_limit_in_force_stands_before_the_books(desk):
    receive(
        desk,
        "credit_limit",
        limit(1, 40_000_000),
        limit(2, 50_000_000, since="2026-06-01"),
        limit(3, 90_000_000, state="proposed", since="2026-07-01"),
        limit(4, 90_000_000, since="2026-11-24"),
        limit(5, 90_000_000, state="cancelled", since="2026-08-01"),
    )
    assert read_credit(desk, ACCOUNT).strip.line_minor == 50_000_000


def test_an_unlimited_account_is_compared_with_its_watch_value(desk):
    watched = limit(1, None, is_unlimited=1, watch_value_minor=20_000_000)
    receive(desk, "credit_limit", watched)
    assert read_credit(desk, ACCOUNT).strip.basis is LimitBasis.UNLIMITED
    assert answer(desk, 1) == (Answer.NEEDS_APPROVAL, ["credit.order.over_watch"])


def test_a_frozen_or_expired_limit_goes_to_approval(desk):
    receive(desk, "credit_limit", limit(1, 90_000_000, state="frozen"))
    assert answer(desk) == (Answer.NEEDS_APPROVAL, ["credit.order.limit_frozen"])
    receive(desk, "credit_limit", limit(1, 90_000_000, valid_to_on="2026-11-22"))
    assert answer(desk) == (Answer.NEEDS_APPROVAL, ["credit.order.limit_expired"])


def test_open_credit_warnings_hold_an_order_until_they_are_resolved(desk):
    def warn(rule, state, number):
        row = {"id": key(number), "rule": rule, "state": state, "raised_on": "2026-11-20"}
        receive(desk, "warning", row)

    warn("W2", "new", 1)
    warn("W6", "resolved", 2)
    warn("W7", "false_alarm", 3)
    assert answer(desk) == (Answer.ALLOWED, [])
    warn("W1", "acknowledged", 4)
    assert answer(desk) == (Answer.NEEDS_APPROVAL, ["credit.order.warned"])


@pytest.mark.parametrize(
    "changes",
    [{"state": "signed"}, {"valid_to_on": "2026-11-22"}, {"valid_from_on": "2026-11-24"}],
)
def test_only_a_contract_in_force_today_counts(desk, changes):
    held = {"id": key(441, 300), "template_id": key(9), "state": "performing"}
    receive(desk, "contract", {**held, **changes})
    assert answer(desk) == (Answer.NEEDS_APPROVAL, ["credit.order.no_contract"])


def test_an_account_never_sold_to_is_capped_and_has_no_limit(desk):
    check, as_of = judge_order(desk, OTHER, Order(1_000_001))
    assert [found.code for found in check.objections] == [
        "credit.order.no_contract",
        "credit.order.no_limit",
        "credit.order.over_cap",
    ]
    assert as_of is None


def test_a_limit_for_first_orders_caps_by_what_was_paid_and_by_red_flags(desk):
    receive(desk, "credit_limit", limit(1, 90_000_000, basis="first_order"))
    assert answer(desk, 1_500_000) == (Answer.ALLOWED, [])  # one document was paid in full
    assert answer(desk, 1_500_001)[1] == ["credit.order.over_cap"]
    flags = "big_first_deal\nagrees_to_all"
    make(desk, "red_flag", flags=flags, noted_on="2026-11-23")
    make(desk, "red_flag", flags="no_conditions", noted_on="2026-11-23", is_cleared=1)
    assert answer(desk, 1_000_000)[1] == ["credit.order.red_flags"]
    assert read_credit(desk, ACCOUNT).standing.red_flags == ("agrees_to_all", "big_first_deal")


def test_if_he_pays_80_000_on_friday_the_order_is_covered_from_friday_on(desk):
    friday = dt.date(2026, 11, 27)
    plan = [Movement(TODAY, 5_000_000), Movement(friday, -8_000_000)]
    days = dict(suppose_movements(desk, ACCOUNT, plan, last=dt.date(2026, 11, 29)))
    assert [day.day for day, strip in days.items() if strip.needs_approval] == [23, 24, 25, 26]
    assert days[friday].available_minor == FREE - 5_000_000 + 8_000_000
    assert days[friday].oldest_days == 22


def test_a_supposition_looks_a_year_ahead_at_most(desk):
    assert len(suppose_movements(desk, ACCOUNT, [], last=dt.date(2099, 1, 1))) == 367


def test_an_order_is_judged_in_five_statements(desk):
    seen = []
    with desk.store.snapshot() as look:
        engine = look.connection.engine
    event.listen(engine, "before_cursor_execute", lambda *call: seen.append(call[2]))
    judge_order(desk, ACCOUNT, Order(1))
    assert len([sql for sql in seen if sql.startswith("SELECT")]) == 5


def test_a_shut_gate_and_the_last_investigation_hold_orders_on_the_device(desk):
    gate = {"id": key(970), "account_id": ACCOUNT, "evaluated_on": "2026-11-01", "gate_passed": 0}
    told = {"account_id": ACCOUNT, "method": "bank", "received_on": "2026-10-01"}
    with desk.store.unit_of_work() as work:
        put(work, "evaluation", [gate])
        put(work, "credit_investigation", [
            {"id": key(971), **told, "verdict": "refused", "net_profit_minor": -5},
            {"id": key(972), **told, "received_on": "2026-09-01", "equity_minor": -5},
            {"id": key(973), **told, "received_on": None, "equity_minor": -5},
        ])  # fmt: skip
        work.commit()
    found = [one.code for one in judge_order(desk, ACCOUNT, Order(1))[0].objections]
    refused = [code for code in found if code.startswith("credit.refuse.")]
    assert refused == [
        f"credit.refuse.{why}" for why in ("gate_shut", "high_risk", "poor_business")
    ]
