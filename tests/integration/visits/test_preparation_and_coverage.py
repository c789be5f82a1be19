"""Before a visit and after it: open items, stock, planned against done, addenda, trips."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import event

from app.commands.visits.log_notes import add_addendum
from app.commands.visits.plans import mark_visit_not_done, plan_visit
from app.commands.visits.trips import move_trip, plan_trip, put_into_trip
from app.domain.errors import NotAllowedError, NotFoundError, ValidationError
from app.domain.sales.stock import StockNeed, stock_need
from app.queries.sales.stock_watch import read_stock_watch
from app.queries.visits.coverage import read_execution, read_trip
from app.queries.visits.form import read_visit
from app.queries.visits.preparation import read_preparation
from tests.support.account_records import DAY, NOW, OTHER, REP, key, of_account, put
from tests.support.order_desk import ACCOUNT, GONE, HEAD, RICE, SOY, TODAY, order_workspace

LOG = key(701)


@pytest.fixture
def desk(tmp_path):
    workspace = order_workspace(tmp_path)
    yield workspace
    workspace.store.close()


def receive(desk, entity, *rows):
    with desk.store.unit_of_work() as work:
        put(work, entity, list(rows))
        work.commit()


def count(desk, number, product, quantity, *, days_ago=3, account_id=ACCOUNT):
    day = (TODAY - dt.timedelta(days=days_ago)).isoformat()
    row = {"id": key(number), "account_id": account_id, "product_id": product}
    receive(desk, "stock_count", {**row, "counted_on": day, "shelf_quantity": quantity})


def sold(desk, number, product, quantity, account_id=ACCOUNT):
    row = {"id": key(number), "account_id": account_id, "product_id": product}
    receive(desk, "sales_record", {**row, "sold_on": "2026-11-02", "quantity": quantity,
                                   "amount_minor": 100})  # fmt: skip


@pytest.mark.parametrize(
    ("quantity", "delivered", "need"),
    [
        (0, 90, StockNeed.OUT),
        (0, 0, StockNeed.NONE),
        (6, 90, StockNeed.LOW),
        (7, 90, StockNeed.NONE),
        (60, 90, StockNeed.NONE),
        (61, 90, StockNeed.OVERSTOCKED),
        (5, 0, StockNeed.NONE),
    ],
)
def test_goods_for_less_than_a_week_are_low_and_for_more_than_60_days_too_many(
    quantity, delivered, need
):
    assert stock_need(quantity, sold=delivered) is need


def test_a_visitor_finds_everything_that_is_open_on_one_page(desk):
    receive(
        desk,
        "complaint",
        *of_account(
            [
                {"id": key(711), "kind": "complaint", "content": "箱体破损", "state": "recorded"},
                {"id": key(712), "kind": "complaint", "content": "晚到", "state": "closed"},
            ]
        ),
    )
    warning = {"id": key(713), "rule": "W4", "severity": "alarm", "raised_on": "2026-11-20"}
    receive(desk, "warning", *of_account([{**warning, "state": "new"}]))
    contract = {"id": key(714), "template_id": key(9), "state": "performing", "title": "经销合同"}
    receive(desk, "contract", *of_account([{**contract, "valid_to_on": "2026-12-10"}]))
    sold(desk, 715, SOY, 90)
    count(desk, 716, SOY, 3)
    page = read_preparation(desk, ACCOUNT)
    assert {(item.kind, item.words) for item in page.items} >= {
        ("complaint", "箱体破损"),
        ("warning", "W4"),
        ("contract", "经销合同"),
    }
    assert "晚到" not in {item.words for item in page.items}
    assert [(note.item.product_id, note.need) for note in page.stock] == [(SOY, StockNeed.LOW)]
    assert page.late[0].due_on == min(each.due_on for each in page.late)
    assert all(age.is_stale for age in page.stale)
    assert page.deliveries[0].on == max(each.on for each in page.deliveries)
    assert [each.content for each in page.promises] == ["周三前把返利单发过去"]


def test_the_preparation_takes_the_same_statements_however_much_is_open(desk):
    def statements():
        seen = []
        with desk.store.snapshot() as look:
            engine = look.connection.engine
        event.listen(engine, "before_cursor_execute", lambda *call: seen.append(call[2]))
        read_preparation(desk, ACCOUNT)
        return len(seen)

    before = statements()
    for number, product in enumerate((SOY, RICE, GONE)):
        count(desk, 720 + number, product, 1)
        sold(desk, 730 + number, product, 90)
    assert statements() == before


def test_an_account_that_is_not_here_cannot_be_prepared(desk):
    with pytest.raises(NotFoundError):
        read_preparation(desk, key(999))


def test_the_watch_shows_key_accounts_first_and_forgets_old_counts(desk):
    key_account = {"id": OTHER, "name": "江南商超", "type": "retailer", "status": "active"}
    receive(desk, "account", {**key_account, "key_account": 1})
    for number, (account, product) in enumerate(((ACCOUNT, SOY), (OTHER, RICE), (ACCOUNT, GONE))):
        sold(desk, 740 + number, product, 90, account_id=account)
    count(desk, 750, SOY, 0)
    count(desk, 751, RICE, 5, account_id=OTHER)
    count(desk, 752, GONE, 0, days_ago=61)
    watched = [(each.goods.account_id, each.need, each.days) for each in read_stock_watch(desk)]
    assert watched == [(OTHER, StockNeed.LOW, 5), (ACCOUNT, StockNeed.OUT, 0)]


def test_only_the_last_count_of_a_product_is_watched(desk):
    sold(desk, 760, SOY, 90)
    count(desk, 761, SOY, 0, days_ago=5)
    count(desk, 762, SOY, 30, days_ago=2)
    assert read_stock_watch(desk) == ()


def clear_visits(desk):
    with desk.store.unit_of_work() as work:
        for table in ("visit_plan", "visit_log"):
            work.connection.exec_driver_sql(f"DELETE FROM {table}")
        work.commit()


def planned(desk, number, day, state="planned", **more):
    row = {"id": key(number), "account_id": ACCOUNT, "owner_id": REP, "planned_on": day}
    receive(desk, "visit_plan", {**row, "state": state, **more})


def logged(desk, number, days_ago, account_id=ACCOUNT, **more):
    row = {"id": key(number), "account_id": account_id, "author_id": REP, "way": "visit"}
    at = NOW - int(days_ago * DAY)
    receive(desk, "visit_log", {**row, "started_at": at, "content": "聊了价格", **more})


def test_planned_is_compared_with_done_and_what_is_left_unexplained_is_named(desk):
    clear_visits(desk)
    planned(desk, 801, "2026-11-17", "done", visit_log_id=key(811))
    planned(desk, 802, "2026-11-18", "not_done", not_done_reason="老板出差")
    planned(desk, 803, "2026-11-19", "not_done", not_done_reason="老板出差")
    planned(desk, 804, "2026-11-20")
    planned(desk, 805, "2026-11-24")
    planned(desk, 806, "2026-11-18", "done", owner_id=HEAD)
    logged(desk, 811, 6)
    logged(desk, 812, 4)
    week = read_execution(desk, dt.date(2026, 11, 16), dt.date(2026, 11, 29))
    assert (week.done, week.due, week.share) == (1, 4, Decimal("0.25"))
    assert week.reasons == (("老板出差", 2),)
    assert [visit.id for visit in week.unexplained] == [key(804)]
    assert week.unplanned == 1


def test_coverage_counts_accounts_not_visits(desk):
    clear_visits(desk)
    logged(desk, 821, 1)
    logged(desk, 822, 2)
    week = read_execution(desk, dt.date(2026, 11, 16), TODAY)
    assert {each.grade: (each.accounts, each.seen) for each in week.coverage} == {
        "A": (1, 1),
        "": (1, 0),
    }
    assert week.seen_share == Decimal("0.5")


def test_a_week_in_which_nothing_was_due_has_no_share(desk):
    clear_visits(desk)
    assert read_execution(desk, TODAY, TODAY).share is None


def test_a_log_is_corrected_by_an_addendum_and_never_edited(desk):
    logged(desk, 701, 1)
    add_addendum(desk, LOG, " 金额应为 3 万 ")
    visit = read_visit(desk, LOG)
    assert [(each.author, each.content) for each in visit.addenda] == [("周岚", "金额应为 3 万")]
    assert dict(visit.notes)["content"] == "聊了价格"
    with pytest.raises(ValidationError) as refused:
        add_addendum(desk, LOG, "  ")
    assert refused.value.code == "visit_addendum.content.blank"


def test_a_trip_has_its_days_and_its_stops(desk):
    first, last = TODAY, TODAY + dt.timedelta(days=2)
    trip_id, _ = plan_trip(desk, first, last, area="苏北")
    stop, _ = plan_visit(desk, ACCOUNT, TODAY + dt.timedelta(days=1))
    put_into_trip(desk, trip_id, [stop])
    mark_visit_not_done(desk, stop, "封路")
    sheet = read_trip(desk, trip_id)
    assert [(day.day.day, len(day.stops)) for day in sheet.days] == [(23, 0), (24, 1), (25, 0)]
    assert (sheet.state, sheet.area, sheet.share) == ("planned", "苏北", Decimal(0))


def test_a_stop_outside_the_days_of_a_trip_is_refused(desk):
    trip_id, _ = plan_trip(desk, TODAY, TODAY)
    stop, _ = plan_visit(desk, ACCOUNT, TODAY + dt.timedelta(days=1))
    with pytest.raises(ValidationError) as refused:
        put_into_trip(desk, trip_id, [stop])
    assert refused.value.code == "trip.stop.outside"


def test_a_trip_is_driven_by_the_rep_and_reviewed_by_the_head(desk):
    trip_id, _ = plan_trip(desk, TODAY, TODAY)
    with pytest.raises(NotAllowedError, match=r"trip\.step\.role"):
        move_trip(desk, trip_id, "approved")
    for state in ("under_way", "uploaded"):
        move_trip(desk, trip_id, state)
    move_trip(dataclasses.replace(desk, user_id=HEAD), trip_id, "reviewed")
    assert read_trip(desk, trip_id).state == "reviewed"


def test_a_trip_that_is_not_here_is_refused(desk):
    with pytest.raises(NotFoundError):
        read_trip(desk, key(999))
