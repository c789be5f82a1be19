"""Who stands below a dealer, and what the whole tree sells and owes."""

from __future__ import annotations

import pytest

from app.queries.accounts.dealer_tree import read_dealer_tree
from tests.support.account_records import key, put
from tests.support.devices import make_workspace

SOLE, EAST, WEST, SHOP, ALONE = (key(900 + at) for at in range(5))


def dealer(record_id, name, parent=None, **more):
    row = {"id": record_id, "name": name, "type": "dealer", "status": "active", **more}
    return {**row, "parent_id": parent}


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path)
    with workspace.store.unit_of_work() as work:
        put(
            work,
            "account",
            [
                dealer(SOLE, "总经销", credit_limit_minor=50_000, tier="sole"),
                dealer(EAST, "东片二级", SOLE, credit_limit_minor=10_000, tier="second"),
                dealer(WEST, "西片二级", SOLE),
                dealer(SHOP, "东片门店", EAST, credit_unlimited=1),
                dealer(ALONE, "无关商行"),
            ],
        )
        sale = {"sold_on": "2026-05-01", "amount_minor": 100}
        put(
            work,
            "sales_record",
            [
                {**sale, "id": key(911), "account_id": SOLE},
                {**sale, "id": key(912), "account_id": EAST},
                {**sale, "id": key(913), "account_id": SHOP, "amount_minor": 7},
                {**sale, "id": key(914), "account_id": SHOP, "sold_on": "2025-05-01"},
                {**sale, "id": key(915), "account_id": ALONE},
            ],
        )
        debt = {"issued_on": "2026-01-01", "due_on": "2026-02-01", "amount_minor": 1_000}
        put(
            work,
            "receivable",
            [
                {**debt, "id": key(921), "account_id": WEST, "paid_minor": 400},
                {**debt, "id": key(922), "account_id": SHOP, "due_on": "2027-01-01"},
            ],
        )
        work.commit()
    yield workspace
    workspace.store.close()


def superior(workspace, record_id, parent):
    with workspace.store.unit_of_work() as work:
        work.records.update("account", record_id, {"parent_id": parent})
        work.commit()


def test_everybody_below_is_found_level_by_level(workspace):
    tree = read_dealer_tree(workspace, SOLE)
    assert [(one.id, one.level) for one in tree.accounts] == [
        *((SOLE, 0), (EAST, 1), (WEST, 1), (SHOP, 2)),
    ]
    assert not tree.is_circular


def test_sales_debts_and_limits_roll_up(workspace):
    totals = read_dealer_tree(workspace, SOLE).totals
    assert (totals.accounts, totals.sales_minor) == (3, 207)
    assert (totals.owed_minor, totals.overdue_minor) == (1_600, 600)
    assert totals.limit_minor == 60_000
    assert totals.without_limit == 1  # the western dealer owes; the shop may owe without one


def test_a_dealer_in_the_middle_sees_his_own_branch_only(workspace):
    tree = read_dealer_tree(workspace, EAST)
    assert [one.id for one in tree.accounts] == [EAST, SHOP]


def test_a_circle_of_superiors_ends_and_counts_everybody_once(workspace):
    superior(workspace, SOLE, SHOP)
    tree = read_dealer_tree(workspace, SOLE)
    assert sorted(one.id for one in tree.accounts) == sorted([SOLE, EAST, WEST, SHOP])
    assert tree.is_circular
    assert tree.totals.sales_minor == 207


def test_a_circle_below_an_account_ends_too(workspace):
    superior(workspace, EAST, SHOP)  # and the shop stands below the east
    assert [one.id for one in read_dealer_tree(workspace, SOLE).accounts] == [SOLE, WEST]
    circle = read_dealer_tree(workspace, EAST)
    assert sorted(one.id for one in circle.accounts) == sorted([EAST, SHOP])
    assert circle.is_circular


def test_who_is_his_own_superior_is_told(workspace):
    superior(workspace, ALONE, ALONE)
    tree = read_dealer_tree(workspace, ALONE)
    assert (len(tree.accounts), tree.is_circular) == (1, True)


def test_an_account_that_is_not_here_has_no_tree(workspace):
    assert read_dealer_tree(workspace, key(999)).accounts == ()
