"""The server keeps acceptance and price with the office, whatever a device sends."""

from __future__ import annotations

import pytest

from tests.support.device import created, deleted, edited, fresh_id


@pytest.fixture
def head(device_of):
    """A device of the sector's head."""
    return device_of("wu", "sector_head")


@pytest.fixture
def price(server):
    """A price of this year: 10.00, at the least 9.50."""
    prices = {"name": "经销价", "version": "2026.1"}
    days = {"valid_from_on": "2026-01-01", "valid_to_on": "2026-12-31"}
    list_id = server.add_record("price_list", {**prices, **days})
    product_id = server.add_record("product", {"code": "P1", "name": "生抽", "unit": "箱"})
    amounts = {"unit_price_minor": 1_000, "lowest_price_minor": 950}
    named = {"price_list_id": list_id, "product_id": product_id}
    return server.add_record("price", {**named, **amounts}), product_id


def order(device, account, order_id, **changes):
    own = {"author_id": device.user_id, "state": "draft", "total_minor": 12_000}
    fields = {"account_id": account, "kind": "order", "ordered_on": "2026-11-23", **own}
    return created("field_order", order_id, **{**fields, **changes})


def line(account, order_id, price, **changes):
    price_id, product_id = price
    goods = {"product_id": product_id, "quantity": 12, "price_id": price_id}
    sums = {"unit_price_minor": 1_000, "amount_minor": 12_000}
    fields = {"account_id": account, "order_id": order_id, **goods, **sums}
    return created("field_order_line", **{**fields, **changes})


def send(order_id, **changes):
    return edited("field_order", order_id, 1, state=("draft", "sent"), **changes)


def codes(results):
    return [result.code for result in results if result.outcome == "refused"]


@pytest.fixture
def sent(rep, account, price):
    """An order that the rep sent with one line, in one group."""
    order_id = fresh_id()
    whole = order(rep, account, order_id), line(account, order_id, price), send(order_id)
    assert [result.outcome for result in rep.push(*whole)] == ["applied"] * 3
    return order_id


def test_an_order_with_its_lines_arrives_and_the_head_confirms_it(rep, head, sent):
    head.pull()
    said = {"state": ("sent", "confirmed"), "decided_by": (None, head.user_id)}
    assert head.push(edited("field_order", sent, 2, **said))[0].outcome == "applied"
    rep.pull()
    assert rep.rows["field_order", sent]["state"] == "confirmed"


@pytest.mark.parametrize("state", ["confirmed", "refused", "delivered"])
def test_a_rep_accepts_nothing(rep, sent, state):
    said = {"state": ("sent", state), "decided_by": (None, rep.user_id), "decision": (None, "x")}
    assert codes(rep.push(edited("field_order", sent, 2, **said)))[0].startswith("order.step.")


def test_a_rep_creates_no_order_that_is_confirmed_already(rep, account):
    whole = order(rep, account, fresh_id(), state="confirmed")
    assert codes(rep.push(whole)) == ["order.step.unknown"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"unit_price_minor": 900, "amount_minor": 10_800}, "order.price.outside"),
        ({"unit_price_minor": 1_100, "amount_minor": 13_200}, "order.price.outside"),
        ({"amount_minor": 1}, "order.line.amount"),
        ({"price_id": None}, "order.price.missing"),
        ({"price_id": fresh_id()}, "order.price.missing"),
        ({"product_id": fresh_id()}, "order.price.foreign"),
    ],
)
def test_a_price_that_the_office_did_not_set_is_refused(rep, account, price, changes, code):
    order_id = fresh_id()
    whole = order(rep, account, order_id), line(account, order_id, price, **changes)
    assert codes(rep.push(*whole)) == [code]


def test_the_price_is_that_of_the_day_of_the_order(rep, account, price):
    order_id = fresh_id()
    whole = order(rep, account, order_id, ordered_on="2027-01-02")
    assert codes(rep.push(whole, line(account, order_id, price))) == ["order.price.not_valid"]


def test_nothing_is_added_to_an_order_that_was_sent(rep, account, price, sent):
    assert codes(rep.push(line(account, sent, price))) == ["order.fixed"]
    total = edited("field_order", sent, 2, total_minor=(12_000, 1))
    assert codes(rep.push(total)) == ["order.fixed"]
    assert codes(rep.push(deleted("field_order", sent, 2))) == ["order.fixed"]


def test_an_order_is_sent_once_however_often_it_is_tried(rep, sent):
    assert codes(rep.push(edited("field_order", sent, 2, state=("sent", "draft")))) == [
        "order.step.unknown"
    ]


def test_a_price_itself_is_never_written_by_a_device(rep, head, price):
    change = edited("price", price[0], 1, unit_price_minor=(1_000, 1))
    for device in (rep, head):
        device.pull()
        assert codes(device.push(change)) == ["entity.read_only"]


def test_a_plan_comes_into_force_by_two_persons(rep, head, account):
    plan_id = fresh_id()
    own = {"month": "2026-12", "amount_minor": 500, "maker_id": rep.user_id, "state": "draft"}
    made = created("sales_plan", plan_id, account_id=account, **own)
    agreed = {"state": ("draft", "agreed"), "agreed_on": (None, "2026-11-23")}
    assert not codes(rep.push(made, edited("sales_plan", plan_id, 1, **agreed)))
    approved = {"state": ("agreed", "approved")}
    own_hand = edited("sales_plan", plan_id, 2, **approved, approver_id=(None, rep.user_id))
    assert codes(rep.push(own_hand)) == ["plan.step.role"]
    head.pull()
    second = edited("sales_plan", plan_id, 2, **approved, approver_id=(None, head.user_id))
    assert head.push(second)[0].outcome == "applied"
    raised = edited("sales_plan", plan_id, 3, amount_minor=(500, 5))
    assert codes(rep.push(raised)) == ["plan.fixed"]


def test_a_rep_approves_no_trip(rep, sector):
    trip_id = fresh_id()
    days = {"from_on": "2026-11-23", "to_on": "2026-11-25", "state": "planned"}
    own = {"owner_id": rep.user_id, "sector_id": sector}
    assert not codes(rep.push(created("trip", trip_id, **own, **days)))
    approved = edited("trip", trip_id, 1, state=("planned", "approved"))
    assert codes(rep.push(approved)) == ["trip.step.role"]


AGAINST = [
    ("evaluation", {"evaluated_on": "2026-01-01", "gate_passed": 0}, "gate_shut"),
    ("credit_investigation", {"method": "bank", "received_on": "2026-01-01",
                              "verdict": "refused"}, "high_risk"),
    ("receivable", {"issued_on": "2024-01-01", "due_on": "2024-02-01", "amount_minor": 5,
                    "quality": "dead"}, "bad_record"),
]  # fmt: skip


@pytest.mark.parametrize("against", AGAINST)
def test_the_server_refuses_what_the_device_did_not_know(server, rep, account, price, against):
    entity, fields, reason = against
    record = server.add_record(entity, {"account_id": account, **fields})
    order_id = fresh_id()
    whole = order(rep, account, order_id, is_on_credit=1), line(account, order_id, price)
    assert codes(rep.push(*whole)) == []
    assert codes(rep.push(send(order_id))) == [f"credit.refuse.{reason}"]
    assert record


def test_a_later_evaluation_opens_the_gate_again(server, rep, account, price):
    for day, passed in (("2026-01-01", 0), ("2026-06-01", 1)):
        said = {"account_id": account, "evaluated_on": day, "gate_passed": passed}
        server.add_record("evaluation", {**said, "state": "final"})
    order_id = fresh_id()
    rep.push(order(rep, account, order_id), line(account, order_id, price))
    assert codes(rep.push(send(order_id))) == []
