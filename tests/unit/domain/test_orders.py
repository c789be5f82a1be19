"""Lines of orders: the price is the office's, the quantity the rep's."""

import datetime as dt

import pytest

from app.domain.errors import NotAllowedError
from app.domain.sales.orders import (
    OrderLine,
    check_order_line,
    line_faults,
    order_faults,
    order_total,
)

DAY = dt.date(2026, 11, 23)
PRICE = {
    "product_id": "soy",
    "unit_price_minor": 1_000,
    "lowest_price_minor": 950,
    "valid_from_on": "2026-01-01",
    "valid_to_on": "2026-12-31",
}


def line(**changes):
    own = {
        "account_id": "a",
        "order_account_id": "a",
        "order_state": "draft",
        "order_kind": "order",
        "ordered_on": "2026-11-23",
        "product_id": "soy",
        "quantity": 12,
        "price_id": "p",
        "price": PRICE,
        "unit_price_minor": 1_000,
        "amount_minor": 12_000,
    }
    return {**own, **changes}


def refusal(**changes):
    try:
        check_order_line(line(**changes))
    except NotAllowedError as error:
        return error.code
    return ""


def priced(unit):
    return {"unit_price_minor": unit, "amount_minor": 12 * unit}


def test_the_list_price_and_a_discount_within_authority_pass():
    assert refusal() == ""
    assert refusal(**priced(950)) == ""


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        (priced(949), "order.price.outside"),
        (priced(1_001), "order.price.outside"),
        ({"price": {**PRICE, "lowest_price_minor": None}, **priced(999)}, "order.price.outside"),
        ({"amount_minor": 11_999}, "order.line.amount"),
        ({"price": None}, "order.price.missing"),
        ({"product_id": "rice"}, "order.price.foreign"),
        ({"ordered_on": "2027-01-01"}, "order.price.not_valid"),
        ({"ordered_on": "2025-12-31"}, "order.price.not_valid"),
        ({"order_state": "sent"}, "order.fixed"),
        ({"order_state": None, "order_account_id": None}, "order.line.foreign"),
        ({"order_account_id": "b"}, "order.line.foreign"),
    ],
)
def test_a_price_that_the_office_did_not_set_is_refused(changes, code):
    assert refusal(**changes) == code


def test_goods_come_back_at_the_price_of_then_or_without_one():
    back = {"order_kind": "return", "ordered_on": "2027-03-01"}
    assert refusal(**back) == ""
    assert refusal(**back, **priced(100)) == ""
    assert refusal(**back, **priced(1_001)) == "order.price.outside"
    bare = {"price": None, "price_id": None, "unit_price_minor": None, "amount_minor": None}
    assert refusal(**back, **bare) == ""
    assert refusal(**bare) == "order.price.missing"


def test_a_total_is_the_sum_of_its_lines():
    lines = [OrderLine("soy", 12, "p", 1_000, 950), OrderLine("rice", 3)]
    assert [each.amount_minor for each in lines] == [11_400, None]
    assert order_total(lines) == 11_400


def faults(*lines, kind="order", ordered_on=DAY, delivery_on=None):
    found = order_faults(kind, lines, ordered_on=ordered_on, delivery_on=delivery_on, today=DAY)
    return [(fault.field, fault.code) for fault in found]


def test_every_fault_is_named_at_its_line():
    good = OrderLine("soy", 12, "p", 1_000, 1_000)
    assert faults(good) == []
    assert faults() == [("lines", "order.lines.blank")]
    tomorrow, yesterday = DAY + dt.timedelta(days=1), DAY - dt.timedelta(days=1)
    assert faults(good, ordered_on=tomorrow, delivery_on=yesterday) == [
        ("ordered_on", "order.day.future"),
        ("delivery_on", "order.delivery.early"),
    ]
    assert faults(good, OrderLine("rice", 0, "p", 1_000, 900)) == [
        ("line.1.quantity", "order.line.quantity"),
        ("line.1.unit_price_minor", "order.price.outside"),
    ]


def test_a_product_without_a_price_today_cannot_be_ordered():
    assert [each.code for each in line_faults("order", OrderLine("soy", 1))] == [
        "order.price.missing"
    ]


def test_a_return_says_why():
    assert faults(OrderLine("soy", 1), kind="return") == [
        ("line.0.return_reason", "order.line.reason")
    ]
    assert faults(OrderLine("soy", 1, return_reason="近效期"), kind="return") == []
