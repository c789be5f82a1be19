from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.visits.draft import (
    CollectionLine,
    FileLine,
    PromiseLine,
    StockLine,
    VisitDraft,
)
from app.domain.visits.draft_text import draft_from_map, draft_to_map

ACCOUNT = "0" * 32
FULL = VisitDraft(
    account_id=ACCOUNT,
    started_at=1_700_000_000_000,
    zone="Asia/Shanghai",
    plan_id="1" * 32,
    ended_at=1_700_000_900_000,
    way="phone",
    purposes=("collection", "order"),
    contact_ids=("2" * 32,),
    content="老板称餐饮客户回款慢\n周三先付 2 万",
    result="先付一部分",
    findings=("new_manager", "自己写的"),
    competitor_facts="竞品买十赠一",
    requests="要新版价目表",
    mood="tense",
    next_step="周三收款",
    next_visit_on=dt.date(2026, 12, 7),
    collect_next=True,
    confirmed_blocks=("A", "C"),
    stock=(StockLine("3" * 32, 24, None), StockLine("4" * 32, 0, 0)),
    collections=(CollectionLine(2_000_000, "cash", "林秀珍", "定金"),),
    promises=(PromiseLine("带新版价目表", dt.date(2026, 11, 30)), PromiseLine()),
    photos=(FileLine("a" * 64, 4_100_000, "image/jpeg", "堆头.jpg", "堆头"),),
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["product_id", "warehouse", "amount_minor", "content", "due_on", "sha256"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


def read(values):
    return draft_from_map(values, account_id=ACCOUNT, started_at=5, zone="UTC")


def test_everything_in_a_draft_survives_being_written_and_read():
    assert read(json.loads(json.dumps(draft_to_map(FULL)))) == FULL


def test_what_a_newer_program_wrote_is_kept():
    newer = {**draft_to_map(FULL), "weather": {"sky": "雨"}}
    assert draft_to_map(read(newer))["weather"] == {"sky": "雨"}


@pytest.mark.parametrize(
    ("name", "damaged", "kept"),
    [
        ("content", 7, ""),
        ("next_visit_on", "2026-02-30", None),
        ("purposes", "order", ()),
        ("purposes", ["order", 3], ("order",)),
        ("stock", [{"warehouse": 3}, {"product_id": "p", "shelf": True}], (StockLine("p"),)),
        ("collections", [None, {"amount_minor": "x"}], (CollectionLine(),)),
        ("photos", [{"sha256": "../../etc/passwd"}], ()),
        ("collect_next", "yes", False),
        ("ended_at", 2**70, None),
    ],
)
def test_a_damaged_value_is_dropped_and_the_rest_kept(name, damaged, kept):
    draft = read({**draft_to_map(FULL), name: damaged})
    assert getattr(draft, name) == kept
    assert draft.plan_id == FULL.plan_id


def test_a_draft_without_a_check_in_takes_the_moment_given():
    assert (read({}).started_at, read({}).zone) == (5, "UTC")


def test_a_draft_of_another_account_cannot_slip_in():
    assert read({"account_id": "f" * 32}).account_id == ACCOUNT


@given(st.dictionaries(st.sampled_from([*draft_to_map(FULL), "x"]), ANYTHING, max_size=8))
def test_no_damage_whatever_makes_a_draft_unreadable(values):
    again = draft_to_map(read(values))
    assert read(json.loads(json.dumps(again))) == read(values)


def test_planned_purposes_alone_do_not_make_a_visit():
    checked_in = VisitDraft(account_id=ACCOUNT, started_at=1, zone="UTC", purposes=("order",))
    assert checked_in.is_blank
    assert not checked_in.with_value("content", "来过").is_blank


def test_nothing_counted_is_not_the_same_as_none_left():
    assert StockLine("p").counted is None
    assert StockLine("p", 0, None).counted == 0
