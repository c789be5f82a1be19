"""Everything that keeps a visit from being finished, field by field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from app.domain.accounts.commitments import commitment_faults
from app.domain.faults import Fault
from app.domain.visits.draft import CollectionLine, StockLine, VisitDraft
from app.domain.visits.rules import VisitLogDraft, log_faults

MOST_PHOTOS = 20
"""Of one visit."""

_MILLISECONDS = 1000
_THROUGH_BANKS = frozenset({"transfer", "draft"})


def visit_faults(
    draft: VisitDraft, *, now: dt.datetime, today: dt.date, designated: Collection[str] = ()
) -> tuple[Fault, ...]:
    """Return every rule that a draft breaks, in the order of the form.

    Faults of a line name it by its place: "promises.0.content", "collections.1.amount_minor",
    "stock.3".

    Args:
        draft: What is about to be finished.
        now: With zone.
        today: Calendar date where the device is.
        designated: The company's accounts that money may go into; without any, none is asked for.

    Source: domain.md 2.6, 2.12 and 4.7, step 3; R058.
    """
    return (
        *log_faults(_log_of(draft), now=now),
        *_stock_faults(draft),
        *_collection_faults(draft),
        *_account_faults(draft, designated),
        *_promise_faults(draft, today),
        *_sighting_faults(draft),
        *_photo_faults(draft),
        *_next_visit_faults(draft, today),
    )


def _log_of(draft: VisitDraft) -> VisitLogDraft:
    return VisitLogDraft(
        account_id=draft.account_id,
        way=draft.way,
        started_at=_moment(draft.started_at),
        ended_at=None if draft.ended_at is None else _moment(draft.ended_at),
        purposes=draft.purposes,
        content=draft.content,
    )


def _moment(milliseconds: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(milliseconds / _MILLISECONDS, dt.UTC)


def _stock_faults(draft: VisitDraft) -> Iterator[Fault]:
    for at, line in enumerate(draft.stock):
        if _is_negative(line):
            yield Fault(f"stock.{at}", "stock_count.quantity.negative")


def _is_negative(line: StockLine) -> bool:
    return (line.warehouse or 0) < 0 or (line.shelf or 0) < 0


def _collection_faults(draft: VisitDraft) -> Iterator[Fault]:
    for at, line in enumerate(draft.collections):
        if not line.is_blank and (line.amount_minor or 0) <= 0:
            yield Fault(f"collections.{at}.amount_minor", _amount_code(line))


def _account_faults(draft: VisitDraft, designated: Collection[str]) -> Iterator[Fault]:
    for at, line in enumerate(draft.collections):
        if not line.is_blank and goes_astray(line.means, line.designated_account_id, designated):
            place = f"collections.{at}.designated_account_id"
            yield Fault(place, "collection.account.not_designated")


def goes_astray(means: str | None, account_id: str, designated: Collection[str]) -> bool:
    """Return whether money through a bank went into none of the company's accounts.

    Source: domain.md 2.6; R058.
    """
    return bool(designated) and means in _THROUGH_BANKS and account_id not in designated


def _amount_code(line: CollectionLine) -> str:
    blank = line.amount_minor is None
    return "collection.amount.blank" if blank else "collection.amount.not_positive"


def _promise_faults(draft: VisitDraft, today: dt.date) -> Iterator[Fault]:
    for at, line in enumerate(draft.promises):
        if line.is_blank:
            continue
        faults = commitment_faults(content=line.content, due_on=line.due_on, made_on=today)
        for fault in faults:
            yield Fault(f"promises.{at}.{fault.field}", fault.code, fault.params)


def _sighting_faults(draft: VisitDraft) -> Iterator[Fault]:
    for at, line in enumerate(draft.sightings):
        if line.price_minor is not None and line.price_minor < 0:
            yield Fault(f"sightings.{at}.price_minor", "competitor_sighting.price.negative")
        elif not line.is_blank and not line.competitor.strip():
            yield Fault(f"sightings.{at}.competitor", "competitor_sighting.competitor.blank")


def _photo_faults(draft: VisitDraft) -> Iterator[Fault]:
    if len(draft.photos) > MOST_PHOTOS:
        yield Fault("photos", "attachment.too_many", {"most": MOST_PHOTOS})


def _next_visit_faults(draft: VisitDraft, today: dt.date) -> Iterator[Fault]:
    if draft.next_visit_on is not None and draft.next_visit_on < today:
        yield Fault("next_visit_on", "visit_plan.day.past")
