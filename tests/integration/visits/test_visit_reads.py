"""The sheet on the table and the list of visits say what the records say."""

from __future__ import annotations

import datetime as dt

import pytest

from app.commands.visits.drafts import open_visit, save_draft
from app.commands.visits.finishing import finish_visit
from app.domain.errors import NotFoundError
from app.domain.visits.draft import CollectionLine, PromiseLine, StockLine
from app.queries.visits.form import (
    list_visit_drafts,
    list_visits,
    read_visit,
    read_visit_sheet,
)
from tests.support.visiting import (
    ACCOUNT,
    LIN,
    OTHER,
    OTHER_PLAN,
    SAUCE,
    TODAY,
    VINEGAR,
    key,
    visiting_workspace,
)


@pytest.fixture
def desk(tmp_path):
    workspace = visiting_workspace(tmp_path)
    yield workspace
    workspace.store.close()


def finished(desk):
    draft = open_visit(desk, ACCOUNT)
    for name, value in {
        "contact_ids": (LIN,),
        "content": "先付 2 万",
        "next_step": "周三收款",
        "stock": (StockLine(SAUCE, 24, 6),),
        "collections": (CollectionLine(2_000_000),),
        "promises": (PromiseLine("补货", TODAY),),
    }.items():
        draft = draft.with_value(name, value)
    finish_visit(desk, draft)


def test_the_sheet_shows_debts_and_who_decides_first(desk):
    sheet = read_visit_sheet(desk, open_visit(desk, ACCOUNT))
    assert (sheet.account.owed_minor, sheet.account.overdue_minor) == (5_200_000, 4_200_000)
    assert sheet.account.oldest_due_on == TODAY - dt.timedelta(days=18)
    assert [person.name for person in sheet.contacts] == ["林秀珍", "苏敏"]
    assert dict(sheet.account.confirmed_on)["A"] == TODAY - dt.timedelta(days=200)
    assert [promise.content for promise in sheet.promises] == ["送试用装"]


def test_the_newest_count_and_the_sales_of_ninety_days_stand_beside_a_product(desk):
    sheet = read_visit_sheet(desk, open_visit(desk, ACCOUNT))
    by_id = {item.product_id: item for item in sheet.stock}
    sauce, vinegar = by_id[SAUCE], by_id[VINEGAR]
    assert (sauce.last_quantity, sauce.sold_in_window) == (38, 90)
    assert (vinegar.last_on, vinegar.sold_in_window) == (None, 45)
    assert [item.is_usual for item in sheet.stock] == [True, True, False]


def test_the_sheet_knows_the_stop_and_the_one_after_it(desk):
    sheet = read_visit_sheet(desk, open_visit(desk, ACCOUNT))
    assert (sheet.stop, sheet.stops) == (1, 2)
    assert sheet.next_stop is not None
    assert sheet.next_stop.plan_id == OTHER_PLAN
    last = read_visit_sheet(desk, open_visit(desk, OTHER))
    assert last.next_stop is not None
    assert last.next_stop.account_id == ACCOUNT


def test_the_next_visit_is_proposed_by_the_class(desk):
    a = read_visit_sheet(desk, open_visit(desk, ACCOUNT))
    c = read_visit_sheet(desk, open_visit(desk, OTHER))
    assert (a.proposed_on - TODAY).days == a.rhythm_days == 14
    assert (c.proposed_on - TODAY).days == c.rhythm_days == 60


def test_a_finished_visit_stands_first_in_the_list_and_waits_to_be_sent(desk):
    finished(desk)
    visit = list_visits(desk)[0]
    assert (visit.name, visit.collected_minor, visit.counted) == ("百禾粮油商贸行", 2_000_000, 1)
    assert visit.waiting
    detail = read_visit(desk, visit.id)
    assert detail.people == ("林秀珍",)
    assert detail.notes == (("content", "先付 2 万"), ("next_step", "周三收款"))
    assert detail.counts == (("原酿生抽 500ml × 12", "箱", 24, 6),)
    assert detail.promises == (("补货", TODAY, "open"),)
    following = read_visit_sheet(desk, open_visit(desk, ACCOUNT))
    assert following.account.last_next_step == "周三收款"


def test_visits_of_others_are_not_in_ones_own_list(desk):
    finished(desk)
    with desk.store.unit_of_work() as work:
        work.connection.exec_driver_sql("UPDATE visit_log SET author_id = ?", (key(0xB),))
        work.commit()
    assert list_visits(desk) == []


def test_drafts_are_listed_with_what_was_written(desk):
    save_draft(desk, open_visit(desk, OTHER).with_value("content", "还没写完"))
    (draft,) = list_visit_drafts(desk)
    assert (draft.name, draft.content) == ("桥头便民超市", "还没写完")
    assert draft.started_at <= draft.saved_at


@pytest.mark.parametrize("body", ['{"content": ', "[1]", "null"])
def test_a_damaged_draft_is_still_listed_and_opens(desk, body):
    open_visit(desk, OTHER)
    with desk.store.unit_of_work() as work:
        work.connection.exec_driver_sql("UPDATE draft SET body = ?", (body,))
        work.commit()
    (draft,) = list_visit_drafts(desk)
    assert draft.started_at == draft.saved_at
    assert open_visit(desk, OTHER).plan_id == OTHER_PLAN


def test_an_unknown_visit_is_told_as_such(desk):
    with pytest.raises(NotFoundError):
        read_visit(desk, key(0x99))
