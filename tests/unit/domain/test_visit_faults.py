from __future__ import annotations

import datetime as dt

from app.domain.visits.draft import (
    CollectionLine,
    FileLine,
    PromiseLine,
    StockLine,
    VisitDraft,
)
from app.domain.visits.faults import MOST_PHOTOS, visit_faults

NOW = dt.datetime(2026, 11, 23, 2, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 23)
START = int(NOW.timestamp() * 1000) - 60_000
GOOD = VisitDraft(account_id="0" * 32, started_at=START, zone="Asia/Shanghai", content="谈了铺货")


def faults(**changes):
    draft = GOOD
    for name, value in changes.items():
        draft = draft.with_value(name, value)
    return [(fault.field, fault.code) for fault in visit_faults(draft, now=NOW, today=TODAY)]


def test_a_purpose_or_a_sentence_is_enough_for_a_visit():
    assert faults() == []
    assert faults(content="", purposes=("order",)) == []
    assert faults(content=" ") == [("content", "visit_log.content.blank")]


def test_a_visit_cannot_end_before_it_began():
    assert faults(ended_at=START - 1) == [("ended_at", "visit_log.ended.early")]


def test_money_is_a_positive_amount():
    lines = (CollectionLine(), CollectionLine(0), CollectionLine(None, payer="林"))
    assert faults(collections=lines) == [
        ("collections.1.amount_minor", "collection.amount.not_positive"),
        ("collections.2.amount_minor", "collection.amount.blank"),
    ]


def test_a_promise_has_a_day_from_today_on():
    lines = (PromiseLine(), PromiseLine("补货"), PromiseLine("补货", dt.date(2026, 11, 22)))
    assert faults(promises=lines) == [
        ("promises.1.due_on", "commitment.due.blank"),
        ("promises.2.due_on", "commitment.due.past"),
    ]


def test_nobody_has_less_than_nothing_in_stock():
    lines = (StockLine("p", 0, 0), StockLine("q", None, -1))
    assert faults(stock=lines) == [("stock.1", "stock_count.quantity.negative")]


def test_the_next_visit_lies_ahead():
    assert faults(next_visit_on=TODAY) == []
    day_before = TODAY - dt.timedelta(days=1)
    assert faults(next_visit_on=day_before) == [("next_visit_on", "visit_plan.day.past")]


def test_a_visit_has_a_bounded_number_of_photos():
    photo = FileLine("a" * 64)
    assert faults(photos=(photo,) * MOST_PHOTOS) == []
    assert faults(photos=(photo,) * (MOST_PHOTOS + 1)) == [("photos", "attachment.too_many")]
