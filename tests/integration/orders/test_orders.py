"""Orders and returns in the store: lines, prices of the day, the check, who may do what."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from sqlalchemy import event

from app.commands.sales.orders import (
    OrderDraft,
    begin_order,
    cancel_order,
    decide_order,
    discard_order,
    end_order,
    keep_order,
    send_order,
)
from app.domain.credit.check import Answer
from app.domain.errors import NotAllowedError, NotFoundError, ValidationError
from app.domain.sales.orders import OrderLine
from app.queries.credit.line import read_credit
from app.queries.sales.orders import count_orders, list_orders, read_offers, read_order
from app.workspace import Workspace
from tests.support.account_records import key, of_account, put
from tests.support.order_desk import (
    ACCOUNT,
    GONE,
    HEAD,
    NEW_SOY,
    OLD_SOY,
    RICE,
    SOY,
    TODAY,
    order_workspace,
    rice,
    soy,
)


@pytest.fixture
def desk(tmp_path):
    workspace = order_workspace(tmp_path)
    yield workspace
    workspace.store.close()


@pytest.fixture
def head(desk) -> Workspace:
    """The head of the sector, at the same store."""
    return dataclasses.replace(desk, user_id=HEAD)


def draft(*lines, **more):
    return OrderDraft(TODAY, lines=lines or (soy(),), **more)


def sent(desk, *lines, **more):
    order_id, _ = begin_order(desk, ACCOUNT)
    send_order(desk, order_id, draft(*lines, **more))
    return order_id


def counted(desk):
    seen = []
    with desk.store.snapshot() as look:
        engine = look.connection.engine
    event.listen(engine, "before_cursor_execute", lambda *call: seen.append(call[2]))
    return seen


def test_the_price_of_the_day_is_that_of_the_version_valid_then(desk):
    def soy_on(day):
        offers = {each.id: each for each in read_offers(desk, ACCOUNT, day)}
        return offers[SOY].price_id, offers[SOY].price_minor

    assert soy_on(dt.date(2025, 12, 31)) == (OLD_SOY, 9_000)
    assert soy_on(dt.date(2026, 1, 1)) == (NEW_SOY, 10_000)
    assert soy_on(dt.date(2024, 12, 31)) == (None, None)


def test_what_the_account_buys_comes_first_and_what_is_withdrawn_does_not_come(desk):
    assert [each.id for each in read_offers(desk, ACCOUNT, TODAY)] == [SOY, RICE]
    row = {"id": key(77), "product_id": RICE, "sold_on": "2026-11-01"}
    with desk.store.unit_of_work() as work:
        put(work, "sales_record", of_account([{**row, "amount_minor": 1, "quantity": 4}]))
        work.commit()
    first = read_offers(desk, ACCOUNT, TODAY)[0]
    assert (first.id, first.bought, first.last_on) == (RICE, 4, dt.date(2026, 11, 1))


def test_an_order_is_kept_with_its_lines_in_order_and_its_total(desk):
    order_id, _ = begin_order(desk, ACCOUNT)
    keep_order(desk, order_id, draft(soy(10, 9_500), rice(), remark="周五前到"))
    order = read_order(desk, order_id)
    assert [(each.name, each.line.amount_minor) for each in order.lines] == [
        ("原酿生抽", 95_000),
        ("河西大米", 100_000),
    ]
    assert (order.state, order.remark, order.is_editable) == ("draft", "周五前到", True)
    assert list_orders(desk)[0].total_minor == 195_000


def test_lines_change_and_go_without_leaving_any_behind(desk):
    order_id, _ = begin_order(desk, ACCOUNT)
    keep_order(desk, order_id, draft(soy(), rice()))
    keep_order(desk, order_id, draft(rice(2)))
    assert [each.line for each in read_order(desk, order_id).lines] == [rice(2)]
    assert list_orders(desk)[0].total_minor == 40_000


def test_a_price_that_the_office_did_not_set_is_refused_and_nothing_is_kept(desk):
    order_id, _ = begin_order(desk, ACCOUNT)
    with pytest.raises(NotAllowedError, match=r"order\.price\.outside"):
        keep_order(desk, order_id, draft(rice(), soy(10, 9_499)))
    assert read_order(desk, order_id).lines == ()


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ((), "order.lines.blank"),
        ((soy(0),), "order.line.quantity"),
        ((OrderLine(GONE, 1),), "order.price.missing"),
    ],
)
def test_an_incomplete_order_is_not_sent(desk, lines, code):
    order_id, _ = begin_order(desk, ACCOUNT)
    with pytest.raises(ValidationError) as refused:
        send_order(desk, order_id, OrderDraft(TODAY, lines=lines))
    assert refused.value.code == code
    assert read_order(desk, order_id).state == "draft"


def test_a_sent_order_counts_once_against_the_limit(desk):
    free = read_credit(desk, ACCOUNT).strip.available_minor
    order_id = sent(desk, soy(10))
    assert read_credit(desk, ACCOUNT).strip.available_minor == free - 100_000
    assert read_order(desk, order_id).steps == {"cancel"}


def test_an_order_over_the_limit_is_sent_with_what_was_found(desk):
    order_id, _ = begin_order(desk, ACCOUNT)
    check, _ = send_order(desk, order_id, draft(soy(171)))
    assert check.answer is Answer.NEEDS_APPROVAL
    assert read_order(desk, order_id).objections == ("credit.order.over_limit",)
    assert list_orders(desk)[0].is_objected


def test_what_nobody_below_the_group_may_let_through_is_not_sent(desk):
    order_id, _ = begin_order(desk, ACCOUNT)
    limit = {"id": key(88), "amount_minor": 0, "state": "active", "valid_from_on": "2026-01-01"}
    with desk.store.unit_of_work() as work:
        put(work, "credit_limit", of_account([limit]))
        work.commit()
    with pytest.raises(NotAllowedError, match=r"credit\.order\.cash_only"):
        send_order(desk, order_id, draft())
    send_order(desk, order_id, draft(is_on_credit=False))
    assert read_order(desk, order_id).state == "sent"


def test_a_return_needs_a_reason_and_no_price_and_no_credit(desk):
    order_id, _ = begin_order(desk, ACCOUNT, "return")
    back = OrderLine(GONE, 3, return_reason="近效期")
    check, _ = send_order(desk, order_id, draft(back))
    order = read_order(desk, order_id)
    assert (check, order.state, order.lines[0].line.amount_minor) == (None, "sent", None)
    assert order.return_days == 60


def test_what_was_sent_is_not_written_in_any_more(desk):
    order_id = sent(desk)
    with pytest.raises(NotAllowedError, match=r"order\.fixed"):
        keep_order(desk, order_id, draft(rice()))
    with pytest.raises(NotAllowedError, match=r"order\.fixed"):
        discard_order(desk, order_id)


def test_a_rep_takes_back_what_the_office_has_not_decided_about(desk, head):
    order_id = sent(desk)
    cancel_order(desk, order_id, remark="改期")
    assert read_order(desk, order_id).state == "cancelled"
    other = sent(desk)
    decide_order(head, other, is_confirmed=True)
    with pytest.raises(NotAllowedError, match=r"order\.step\.role"):
        cancel_order(desk, other)


def test_only_the_head_accepts_and_a_refusal_says_why(desk, head):
    order_id = sent(desk)
    with pytest.raises(NotAllowedError, match=r"order\.step\.role"):
        decide_order(desk, order_id, is_confirmed=True)
    with pytest.raises(NotAllowedError, match=r"order\.step\.incomplete"):
        decide_order(head, order_id, is_confirmed=False)
    assert read_order(head, order_id).steps == {"confirm", "refuse"}
    decide_order(head, order_id, is_confirmed=False, decision="缺货")
    order = read_order(desk, order_id)
    assert (order.state, order.decision) == ("refused", "缺货")


def test_a_confirmed_order_is_delivered_or_revoked_by_the_office(desk, head):
    first, second = sent(desk), sent(desk)
    for order_id in (first, second):
        decide_order(head, order_id, is_confirmed=True)
    end_order(head, first)
    end_order(head, second, reason="停产")
    assert count_orders(desk) == {"delivered": 1, "cancelled": 1}


def test_a_draft_is_thrown_away_with_its_lines(desk):
    order_id, _ = begin_order(desk, ACCOUNT)
    keep_order(desk, order_id, draft(soy(), rice()))
    discard_order(desk, order_id)
    with pytest.raises(NotFoundError):
        read_order(desk, order_id)
    with desk.store.snapshot() as look:
        left = look.connection.exec_driver_sql("SELECT count(*) FROM field_order_line")
        assert left.scalar_one() == 0


def test_the_list_is_filtered_by_state_and_tells_what_waits(desk):
    sent(desk)
    begin_order(desk, ACCOUNT)
    assert [each.state for each in list_orders(desk, ("sent",))] == ["sent"]
    assert {each.transport for each in list_orders(desk)} == {"waiting"}


def test_the_list_and_an_order_take_the_same_statements_however_long_they_are(desk):
    def statements(ask):
        seen = counted(desk)
        ask()
        return len(seen)

    order_id, _ = begin_order(desk, ACCOUNT)
    keep_order(desk, order_id, draft(soy()))
    short = statements(lambda: list_orders(desk)), statements(lambda: read_order(desk, order_id))
    keep_order(desk, order_id, draft(*[soy()] * 9))
    for _ in range(5):
        begin_order(desk, ACCOUNT)
    assert short == (
        statements(lambda: list_orders(desk)),
        statements(lambda: read_order(desk, order_id)),
    )
