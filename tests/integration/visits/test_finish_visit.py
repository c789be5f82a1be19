"""Finishing a visit writes all of it in one group, or nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from app.commands.files.choosing import ChosenFile
from app.commands.files.sealing import seal_file
from app.commands.visits.drafts import open_visit, save_draft
from app.commands.visits.finishing import finish_visit
from app.domain.errors import NotFoundError, ValidationError
from app.domain.visits.draft import CollectionLine, FileLine, PromiseLine, StockLine
from app.store.held.blobs import Blobs
from tests.support.account_records import key, put
from tests.support.devices import Clock
from tests.support.visiting import (
    ACCOUNT,
    LIN,
    PLAN,
    SAUCE,
    TODAY,
    VINEGAR,
    small_png,
    visiting_workspace,
)

WRITTEN = ("visit_log", "stock_count", "collection", "commitment", "attachment", "visit_plan")
NEXT = TODAY + dt.timedelta(days=14)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(tmp_path, clock):
    workspace = visiting_workspace(tmp_path, clock)
    yield workspace
    workspace.store.close()


def written(desk, clock, photos=()):
    draft = open_visit(desk, ACCOUNT)
    clock.advance(minutes=22)
    values = {
        "contact_ids": (LIN,),
        "content": "先付 2 万",
        "confirmed_blocks": ("A", "B"),
        "stock": (StockLine(SAUCE, 24, 6), StockLine(VINEGAR)),
        "collections": (CollectionLine(2_000_000, "cash", "林秀珍"), CollectionLine()),
        "promises": (PromiseLine("带新版价目表", NEXT), PromiseLine("", NEXT)),
        "photos": tuple(photos),
        "next_step": "周三收款",
        "next_visit_on": NEXT,
        "collect_next": True,
    }
    for name, value in values.items():
        draft = draft.with_value(name, value)
    save_draft(desk, draft)
    return draft


def only(desk, entity):
    with desk.store.snapshot() as look:
        (found,) = look.records.read_many(entity, made_here(look, entity)).values()
        return found.fields


def read(desk, entity, record_id):
    with desk.store.snapshot() as look:
        return look.records.read(entity, record_id).fields


def made_here(look, entity):
    sql = f'SELECT id FROM "{entity}" WHERE _revision = 0'
    return [row[0] for row in look.connection.exec_driver_sql(sql)]


def counts(desk):
    with desk.store.snapshot() as look:
        return {entity: len(made_here(look, entity)) for entity in WRITTEN}


def test_a_finished_visit_is_one_group_with_everything_in_it(desk, clock):
    photo = seal_file(desk, ChosenFile(small_png(), "image/png", "堆头.png"))
    draft = written(desk, clock, [photo])
    changes = finish_visit(desk, draft)
    assert counts(desk) == dict.fromkeys(WRITTEN, 1)
    with desk.store.snapshot() as look:
        groups = look.journal.next_groups(10, 10_000_000)
        assert look.drafts.read("visit", ACCOUNT) is None
    assert len(groups) == 1
    assert changes.touches_record("visit_plan", PLAN)
    assert changes.touches_record("account", ACCOUNT)


def test_the_log_holds_check_in_check_out_and_words(desk, clock):
    draft = written(desk, clock)
    finish_visit(desk, draft)
    log = only(desk, "visit_log")
    assert log["started_at"] == draft.started_at
    assert (log["ended_at"] - log["started_at"]) // 60_000 == 22
    assert (log["plan_id"], log["author_id"], log["zone"]) == (PLAN, desk.user_id, "Asia/Shanghai")
    assert (log["contact_ids"], log["purposes"]) == (LIN, "collection\nstock_count")
    assert (log["next_visit_on"], log["confirmed_blocks"]) == (NEXT.isoformat(), "A\nB")


def test_goods_money_and_promises_belong_to_the_log(desk, clock):
    finish_visit(desk, written(desk, clock))
    stock, money, promise = (only(desk, e) for e in ("stock_count", "collection", "commitment"))
    assert {row["visit_log_id"] for row in (stock, money, promise)} == {promise["visit_log_id"]}
    assert (stock["product_id"], stock["warehouse_quantity"], stock["shelf_quantity"]) == (
        SAUCE,
        24,
        6,
    )
    assert (money["amount_minor"], money["means"], money["state"]) == (2_000_000, "cash", None)
    assert (promise["content"], promise["state"]) == ("带新版价目表", "open")


def test_the_plan_is_done_and_the_next_one_made(desk, clock):
    finish_visit(desk, written(desk, clock))
    plan = read(desk, "visit_plan", PLAN)
    assert plan["state"] == "done"
    assert plan["visit_log_id"]
    following = only(desk, "visit_plan")
    assert (following["planned_on"], following["state"]) == (NEXT.isoformat(), "planned")
    assert (following["purposes"], following["remark"]) == ("collection", "周三收款")


def test_confirming_a_block_never_takes_back_a_later_confirmation(desk, clock):
    finish_visit(desk, written(desk, clock))
    account = read(desk, "account", ACCOUNT)
    assert account["block_a_confirmed_on"] == TODAY.isoformat()
    assert account["block_b_confirmed_on"] == (TODAY + dt.timedelta(days=2)).isoformat()


def test_photos_are_sent_only_after_the_visit_is_finished(desk, clock):
    photo = seal_file(desk, ChosenFile(small_png(), "image/png", "堆头.png"))
    draft = written(desk, clock, [photo])
    with desk.store.snapshot() as look:
        assert Blobs(look.connection).waiting(9) == []
    finish_visit(desk, draft)
    with desk.store.snapshot() as look:
        assert [blob.sha256 for blob in Blobs(look.connection).waiting(9)] == [photo.sha256]
    assert only(desk, "attachment")["subject_entity"] == "visit_log"


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("content", "x" * 20_001, "field.too_long"),
        ("promises", (PromiseLine("补货", TODAY - dt.timedelta(days=1)),), "commitment.due.past"),
        ("photos", (FileLine("b" * 64, 2**60),), "field.range"),
        ("way", "pigeon", "field.choice"),
    ],
)
def test_a_visit_that_breaks_a_rule_writes_nothing_and_keeps_the_draft(
    desk, clock, name, value, code
):
    draft = written(desk, clock).with_value(name, value)
    with pytest.raises(ValidationError) as caught:
        finish_visit(desk, draft)
    assert caught.value.code == code
    assert set(counts(desk).values()) == {0}
    assert read(desk, "visit_plan", PLAN)["state"] == "planned"
    with desk.store.snapshot() as look:
        assert look.drafts.read("visit", ACCOUNT) is not None


def test_a_visit_of_an_account_that_left_the_device_is_refused(desk, clock):
    draft = written(desk, clock)
    with desk.store.unit_of_work() as work:
        work.records.delete("account", [ACCOUNT])
        work.commit()
    with pytest.raises(NotFoundError):
        finish_visit(desk, draft)


def test_a_plan_that_was_deleted_meanwhile_does_not_hold_the_visit_up(desk, clock):
    draft = written(desk, clock)
    with desk.store.unit_of_work() as work:
        work.records.delete("visit_plan", [PLAN])
        work.commit()
    finish_visit(desk, draft)
    assert only(desk, "visit_log")["plan_id"] is None


def test_a_zone_unknown_to_this_machine_does_not_hold_the_visit_up(desk, clock):
    finish_visit(desk, written(desk, clock).with_value("zone", "Asia/../Nowhere"))
    assert only(desk, "visit_log")["zone"] == "Asia/../Nowhere"


def test_money_through_a_bank_goes_into_a_designated_account(desk, clock):
    named = {"id": key(980), "holder": "行册集团", "bank": "工行", "number": "6222"}
    with desk.store.unit_of_work() as work:
        put(work, "designated_account", [named, {**named, "id": key(981), "state": "closed"}])
        work.commit()
    draft = written(desk, clock)
    for account in ("", key(981)):
        line = CollectionLine(500, "transfer", "百禾", designated_account_id=account)
        with pytest.raises(ValidationError, match=r"collection\.account\.not_designated"):
            finish_visit(desk, draft.with_value("collections", (line,)))
    line = CollectionLine(500, "transfer", "百禾", designated_account_id=key(980))
    cash = CollectionLine(300, "cash", "百禾")
    finish_visit(desk, draft.with_value("collections", (line, cash)))
    with desk.store.snapshot() as look:
        rows = look.connection.exec_driver_sql(
            "SELECT amount_minor, designated_account_id FROM collection WHERE amount_minor < 1000"
        ).fetchall()
    assert {tuple(row) for row in rows} == {(500, key(980)), (300, None)}
