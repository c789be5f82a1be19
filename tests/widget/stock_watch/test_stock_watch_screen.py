"""The stock watch as a user drives it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.queries.sales.stock_watch import season_ahead
from tests.support.account_desk import Desk
from tests.support.account_records import key, put
from tests.support.order_desk import ACCOUNT, RICE, SOY, TODAY, order_workspace
from ui.screens.stock_watch.build import build_stock_watch


@pytest.fixture
def desk(qtbot, tmp_path):
    workspace = order_workspace(tmp_path)
    first, last = season_ahead(TODAY)
    counts = [
        {"id": key(801), "account_id": ACCOUNT, "product_id": RICE, "shelf_quantity": 0},
        {"id": key(802), "account_id": ACCOUNT, "product_id": SOY, "shelf_quantity": 900},
    ]
    sales = [
        {"id": key(811), "product_id": RICE, "sold_on": "2026-11-02", "quantity": 90},
        {"id": key(812), "product_id": SOY, "sold_on": "2026-11-02", "quantity": 90},
        {"id": key(813), "product_id": RICE, "sold_on": first.isoformat(), "quantity": 40},
        {"id": key(814), "product_id": RICE, "sold_on": last.isoformat(), "quantity": 2},
        {"id": key(815), "product_id": RICE, "sold_on": TODAY.replace(year=2025).isoformat(),
         "quantity": 1_000},
    ]  # fmt: skip
    with workspace.store.unit_of_work() as work:
        put(work, "stock_count", [{**row, "counted_on": TODAY.isoformat()} for row in counts])
        rows = [{**row, "account_id": ACCOUNT, "amount_minor": 100} for row in sales]
        put(work, "sales_record", rows)
        work.commit()
    yield Desk(qtbot, workspace, build_stock_watch)
    workspace.store.close()


def shown(desk):
    model = desk.view.model
    return [model.row_at(at).goods.product_id for at in range(model.rowCount())]


def test_what_is_gone_comes_before_what_lies_too_long(desk):
    assert shown(desk) == [RICE, SOY]


def test_a_tab_shows_one_need(desk):
    desk.view.tabs.part("overstocked").click()
    assert shown(desk) == [SOY]
    desk.view.tabs.part("out").click()
    assert shown(desk) == [RICE]


def test_the_season_ahead_counts_the_next_days_of_last_year_only(desk):
    assert desk.view.model.row_at(0).goods.season_quantity == 42


def test_an_order_is_taken_for_the_account_of_the_row_and_enter_opens_it(desk, qtbot):
    desk.view.table.select_row(0)
    desk.view.order.click()
    assert desk.context.navigation.went[-1] == ("new_order", ACCOUNT)
    qtbot.keyClick(desk.view.table, Qt.Key.Key_Return)
    assert desk.context.navigation.went[-1] == ("open_account", ACCOUNT)
