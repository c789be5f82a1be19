"""The lists of accounts for their credit as finance drives them."""

from __future__ import annotations

import dataclasses

import pytest

from tests.support.account_desk import Desk
from tests.support.account_records import ACCOUNT, OTHER, REP, SECTOR, fill_account, key, put
from tests.support.devices import make_workspace
from ui.screens.credit_lists.build import build_credit_lists

HEAD = key(902)
THIRD = key(903)


@pytest.fixture
def workspace(tmp_path):
    made = make_workspace(tmp_path, REP)
    fill_account(made)
    person = {"sector_id": SECTOR, "name": "何建平", "login": "he", "roles": "sector_head"}
    with made.store.unit_of_work() as work:
        for entity in ("receivable", "sales_record", "evaluation", "account", "complaint"):
            work.connection.exec_driver_sql(f"DELETE FROM {entity}")
        put(work, "user", [{"id": HEAD, **person}])
        whose = {"type": "dealer", "status": "active", "owner_id": REP, "sector_id": SECTOR}
        put(work, "account", [
            {"id": ACCOUNT, "name": "甲", **whose, "class": "A", "credit_unlimited": 1,
             "watch_value_minor": 1_000},
            {"id": OTHER, "name": "乙", **whose, "class": "B"},
            {"id": THIRD, "name": "丙", **whose, "class": "A", "credit_limit_minor": 5},
        ])  # fmt: skip
        bought = {"sold_on": "2026-10-01", "amount_minor": 700, "product_id": key(31)}
        put(work, "sales_record", [
            {"id": key(940 + at), "account_id": account, **bought}
            for at, account in enumerate((ACCOUNT, OTHER, THIRD))
        ])  # fmt: skip
        issued = {"issued_on": "2026-01-01", "amount_minor": 950}
        put(work, "receivable", [
            {"id": key(950), "account_id": ACCOUNT, **issued, "due_on": "2026-12-31"},
            {"id": key(951), "account_id": OTHER, **issued, "due_on": "2026-08-01"},
            {"id": key(952), "account_id": THIRD, **issued, "due_on": "2026-08-01",
             "paid_minor": 950},
        ])  # fmt: skip
        seen = {"evaluated_on": "2026-02-01", "gate_passed": 1, "state": "final"}
        put(work, "evaluation", [{"id": key(960), "account_id": THIRD, **seen}])
        work.commit()
    yield made
    made.store.close()


@pytest.fixture
def desk(qtbot, workspace):
    made = Desk(qtbot, dataclasses.replace(workspace, user_id=HEAD), build_credit_lists)
    qtbot.waitUntil(lambda: made.view.model.rowCount() > 0)
    return made


def shown(desk, key_of_view):
    desk.view.tabs.choose(key_of_view)
    desk.view.tabs.chosen.emit(key_of_view)
    model = desk.view.model
    return [model.row_at(at) for at in range(model.rowCount())]


def test_an_account_without_limit_stands_beside_its_watch_value(desk):
    (line,) = shown(desk, "watch")
    assert (line.account.id, line.account.watch_minor, line.state) == (ACCOUNT, 1_000, "near")


def test_the_coverage_counts_accounts_with_dealings(desk):
    lines = shown(desk, "ungraded")
    assert {line.account.id: line.lacks for line in lines} == {
        ACCOUNT: ("evaluation",),
        OTHER: ("evaluation", "limit"),
    }
    assert "33%" in desk.view.facts.text()


def test_the_figures_propose_good_and_bad_customers(desk):
    (bad,) = shown(desk, "bad")
    assert (bad.account.id, bad.reasons) == (OTHER, ("long_late", "pays_badly"))
    assert [line.account.id for line in shown(desk, "good")] == [ACCOUNT, THIRD]


def test_a_bad_customer_is_proposed_for_the_blacklist_with_one_button(desk):
    shown(desk, "bad")
    assert not desk.view.deeds["blacklist_entry"].isEnabled()
    desk.view.table.select_row(0)
    desk.view.deeds["blacklist_entry"].click()
    assert desk.context.navigation.went[-1] == (
        "records.begin", "blacklist_entry", {"account_id": OTHER}
    )  # fmt: skip
    desk.view.deeds["evaluation"].click()
    assert desk.context.navigation.went[-1] == ("open_page", "evaluation", OTHER)
