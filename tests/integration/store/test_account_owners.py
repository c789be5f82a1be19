"""The account list by who is responsible, and its late view for sub-dealers."""

from __future__ import annotations

import datetime as dt

import pytest

from app.queries.accounts.listing import (
    AccountFilter,
    count_accounts,
    find_accounts,
    list_account_owners,
    read_accounts,
)
from tests.support.account_records import DAY, NOW, key, put
from tests.support.devices import make_workspace

TODAY = dt.date(2026, 11, 23)
ANNA, BEN = key(71), key(72)
LATE = (NOW - 14 * DAY, NOW - 30 * DAY, NOW - 60 * DAY)


@pytest.fixture
def desk(tmp_path):
    workspace = make_workspace(tmp_path)
    accounts = [
        {"id": key(1), "name": "甲店", "owner_id": ANNA, "class": "A", "tier": "first"},
        {"id": key(2), "name": "乙店", "owner_id": ANNA, "class": "A", "tier": "second"},
        {"id": key(3), "name": "丙店", "owner_id": BEN, "class": "C"},
        {"id": key(4), "name": "丁店", "class": "C"},
    ]
    with workspace.store.unit_of_work() as work:
        put(work, "user", [{"id": ANNA, "name": "安娜"}, {"id": BEN, "name": "本"}])
        rows = [{**row, "type": "dealer", "status": "active"} for row in accounts]
        put(work, "account", rows)
        logs = [
            {"id": key(100 + n), "account_id": key(n), "author_id": ANNA, "way": "visit",
             "started_at": NOW - 20 * DAY}
            for n in range(1, 5)
        ]  # fmt: skip
        put(work, "visit_log", logs)
        work.cards.mark([row["id"] for row in rows], words=True)
        while work.cards.refresh(TODAY, 100).remaining:
            pass
        work.commit()
    yield workspace
    workspace.store.close()


def found(desk, **wanted):
    listing = find_accounts(desk, AccountFilter(today=TODAY, **wanted))
    return [(row.name, row.owner) for row in read_accounts(desk, listing, 0, 10)]


def test_every_row_names_the_person_responsible(desk):
    assert set(found(desk)) == {("甲店", "安娜"), ("乙店", "安娜"), ("丙店", "本"), ("丁店", None)}


def test_the_list_is_narrowed_to_a_person_and_ordered_by_persons(desk):
    assert [name for name, _owner in found(desk, owners=(BEN,))] == ["丙店"]
    assert found(desk, order="owner")[-1] == ("丁店", None)
    assert list_account_owners(desk) == [(ANNA, "安娜", 2), (BEN, "本", 1)]


def test_a_sub_dealer_is_late_after_its_own_rhythm_only(desk):
    late = {"view": "late", "late_before": LATE}
    assert {name for name, _owner in found(desk, **late)} == {"甲店", "乙店"}
    rested = {**late, "late_sub": NOW - 30 * DAY}
    assert {name for name, _owner in found(desk, **rested)} == {"甲店"}
    base = AccountFilter(today=TODAY, late_before=LATE, late_sub=NOW - 30 * DAY)
    assert count_accounts(desk, base)["late"] == 1


def test_a_former_buyer_bought_before_the_last_eight_months_only(desk):
    sales = [
        {"id": key(201), "account_id": key(1), "sold_on": "2025-06-01", "amount_minor": 500},
        {"id": key(202), "account_id": key(2), "sold_on": "2025-06-01", "amount_minor": 500},
        {"id": key(203), "account_id": key(2), "sold_on": "2026-10-01", "amount_minor": 500},
    ]
    with desk.store.unit_of_work() as work:
        put(work, "sales_record", sales)
        work.cards.mark([key(1), key(2)], words=False)
        work.cards.refresh(TODAY, 100)
        work.commit()
    assert [name for name, _owner in found(desk, view="former")] == ["甲店"]
