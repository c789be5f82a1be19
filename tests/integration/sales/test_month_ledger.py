"""A dealer's month line by line: what is settled, at which level, and the stock around it."""

from __future__ import annotations

import datetime as dt

import pytest

from app.queries.sales.dealer_month import read_dealer_month
from tests.support.account_records import key, put
from tests.support.order_desk import ACCOUNT, SOY, order_workspace
from ui.formats import Formats
from ui.screens.sales.ledger_words import LedgerWords


@pytest.fixture
def desk(tmp_path):
    workspace = order_workspace(tmp_path)
    with workspace.store.unit_of_work() as work:
        for table in ("sales_record", "stock_count"):
            work.connection.exec_driver_sql(f"DELETE FROM {table}")
        work.commit()
    yield workspace
    workspace.store.close()


def write(desk, entity, *rows):
    with desk.store.unit_of_work() as work:
        put(
            work,
            entity,
            [
                {"id": key(900 + number), "account_id": ACCOUNT, "product_id": SOY, **row}
                for number, row in enumerate(rows)
            ],
        )
        work.commit()


def test_a_delivery_says_what_is_still_open_of_it(desk):
    write(
        desk,
        "sales_record",
        {"sold_on": "2026-06-03", "amount_minor": 1_000, "settled": 1, "quantity": 1},
        {"sold_on": "2026-06-04", "amount_minor": 900, "arrears_minor": 400, "level": "second"},
    )
    words = LedgerWords(Formats("en", dt.UTC))
    first, second = (
        words.delivery(line) for line in read_dealer_month(desk, ACCOUNT, "2026-06").ledger
    )
    assert (first.tone, second.tone) == ("quiet", "warn")
    assert "4.00" in second.note
    assert len(second.note.split(" · ")) == 3
    assert len(first.note.split(" · ")) == 2


def test_opening_and_closing_count_tell_what_went_on(desk):
    write(
        desk,
        "stock_count",
        {"counted_on": "2026-04-20", "warehouse_quantity": 99},
        {"counted_on": "2026-05-28", "warehouse_quantity": 20, "shelf_quantity": 4},
        {"counted_on": "2026-06-10", "warehouse_quantity": 1},
        {"counted_on": "2026-06-27", "warehouse_quantity": 10, "shelf_quantity": 2},
        {"counted_on": "2026-07-02", "warehouse_quantity": 77},
    )
    write(
        desk,
        "sales_record",
        {"sold_on": "2026-05-30", "amount_minor": 10, "quantity": 3},
        {"sold_on": "2026-06-15", "amount_minor": 10, "quantity": 30},
        {"sold_on": "2026-06-29", "amount_minor": 10, "quantity": 500},
    )
    (span,) = read_dealer_month(desk, ACCOUNT, "2026-06").stock
    assert (span.opening, span.closing, span.delivered) == (24, 12, 33)
    assert span.gone == 45
    assert LedgerWords(Formats("en", dt.UTC)).stock(span).figure.startswith("24 → 12")


def test_with_one_count_only_nothing_is_said_to_have_gone(desk):
    write(desk, "stock_count", {"counted_on": "2026-05-28", "warehouse_quantity": 20})
    (span,) = read_dealer_month(desk, ACCOUNT, "2026-06").stock
    assert (span.opening, span.closing, span.gone) == (20, None, None)


def test_what_reached_lower_tiers_is_summed_over_the_dealer_and_those_below_it(desk):
    below, other = key(801), key(802)
    firm = {"type": "dealer", "status": "active"}
    with desk.store.unit_of_work() as work:
        put(work, "account", [{"id": below, "name": "二批", "parent_id": ACCOUNT, **firm},
                              {"id": other, "name": "别家", **firm}])  # fmt: skip
        work.commit()
    told = {"sold_on": "2026-06-10", "source": "rep"}
    write(
        desk,
        "channel_sale",
        {**told, "level": "consumer", "amount_minor": 50},
        {**told, "level": "second", "quantity": 4, "amount_minor": 900, "account_id": below},
        {**told, "level": "second", "quantity": 2, "account_id": below},
        {**told, "level": "second", "quantity": 99, "account_id": other},
        {**told, "level": "second", "quantity": 99, "sold_on": "2026-07-01"},
    )
    sheet = read_dealer_month(desk, ACCOUNT, "2026-06")
    assert [
        (each.level, each.records, each.quantity, each.amount_minor) for each in sheet.channel
    ] == [
        ("second", 2, 6, 900),
        ("consumer", 1, 0, 50),
    ]
    assert sheet.total.actual == 0
    second, last = (LedgerWords(Formats("en", dt.UTC)).tier(each) for each in sheet.channel)
    assert (second.words, second.note) == ("Second tier", "2 records · 6 units")
    assert "6" not in last.note
