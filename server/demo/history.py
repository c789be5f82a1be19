"""Writes what the office's books know: sales, plans, receivables, and money that came in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from app.domain.fields import FieldValue
from server.demo.purchases import SEASON, YEAR_DAYS, Purchase, bought_since, lines_of
from server.demo.seeds import iso, make_id, moment
from server.demo.world import Dealing, World

Row = dict[str, FieldValue]

PLAN_AMBITION = 102
"""Planned sales in per cent of those of the year before."""

_BOOKED = 18 * 60
_COLLECTED = 11 * 60
_DEAD_DAYS, _BAD_DAYS, _DOUBTFUL_DAYS = 365, 180, 90
_COLLECTED_DAYS = 180
_COLLECTED_SHARE = 0.35
_RECENT_DAYS = 5
_MEANS = (("transfer", "draft"), (85, 15))
_SMALL_MEANS = (("transfer", "wechat", "alipay", "cash"), (50, 30, 12, 8))
_SMALL_MINOR = 500_000
_PLANNED = frozenset({"A", "B"})
_PLAN_STEP_MINOR = 100_000
_PER_CENT = 100
_MONTHS = 12


def sales_record_rows(world: World) -> Iterator[Row]:
    """Yield every line that was sold in 24 months."""
    for dealing in world.dealings:
        profile = dealing.profile
        chance = world.seeds.stream("sales_record", profile.index)
        for place, purchase, line in lines_of(dealing.purchases):
            yield {
                "id": make_id(moment(purchase.day, _BOOKED), chance),
                "account_id": profile.id,
                "product_id": world.products[line.product].id,
                "document_number": document_number(dealing, place),
                "sold_on": iso(purchase.day),
                "quantity": line.quantity,
                "amount_minor": line.amount_minor,
                "settled": int(purchase.paid is not None),
            }


def receivable_rows(world: World) -> Iterator[Row]:
    """Yield the invoice of every purchase on credit, paid ones included."""
    for dealing in world.dealings:
        for invoice_id, place, purchase in invoices(world, dealing):
            yield {
                "id": invoice_id,
                "account_id": dealing.profile.id,
                "document_number": document_number(dealing, place),
                "issued_on": iso(purchase.day),
                "due_on": iso(purchase.due or purchase.day),
                "amount_minor": purchase.amount_minor,
                "paid_minor": purchase.paid_minor,
                "quality": quality_of(purchase, world.seeds.now),
            }


def invoices(world: World, dealing: Dealing) -> Iterator[tuple[str, int, Purchase]]:
    """Yield id, place among the purchases, and the purchase of every invoice of an account."""
    chance = world.seeds.stream("receivable", dealing.profile.index)
    for place, purchase in enumerate(dealing.purchases):
        if purchase.due is not None:
            yield make_id(moment(purchase.day, _BOOKED), chance), place, purchase


def collection_rows(world: World) -> Iterator[Row]:
    """Yield payments of the last half year that went through the rep's hands."""
    for dealing in world.dealings:
        chance = world.seeds.stream("collection", dealing.profile.index)
        for purchase in dealing.purchases:
            is_recent = (purchase.paid or 0) >= world.seeds.now - _COLLECTED_DAYS
            if purchase.due and is_recent and chance.random() < _COLLECTED_SHARE:
                is_small = purchase.amount_minor < _SMALL_MINOR
                yield _collection(world, dealing, purchase) | {
                    "id": make_id(moment(purchase.paid or 0, _COLLECTED), chance),
                    "means": chance.choices(*(_SMALL_MEANS if is_small else _MEANS))[0],
                }


def _collection(world: World, dealing: Dealing, purchase: Purchase) -> Row:
    profile = dealing.profile
    paid = purchase.paid or world.seeds.now
    company = world.price_list(profile.owner).company
    return {
        "account_id": profile.id,
        "collected_by": profile.owner.id,
        "collected_on": iso(paid),
        "amount_minor": purchase.amount_minor,
        "payer": profile.name.full,
        "credited_account": str(company.source["bank_account"]),
        "state": "deposited" if paid > world.seeds.now - _RECENT_DAYS else "confirmed",
    }


def sales_plan_rows(world: World) -> Iterator[Row]:
    """Yield the monthly plans of this year for accounts of class A and B."""
    for dealing in world.dealings:
        if dealing.grade not in _PLANNED:
            continue
        chance = world.seeds.stream("sales_plan", dealing.profile.index)
        bought = bought_since(dealing.purchases, world.seeds.now - YEAR_DAYS)
        yearly = bought * PLAN_AMBITION // _PER_CENT
        for month in _plan_months(world):
            amount = yearly * SEASON[month.month - 1] // (_MONTHS * _PER_CENT)
            yield {
                "id": make_id(moment(month.toordinal(), _BOOKED), chance),
                "account_id": dealing.profile.id,
                "month": f"{month:%Y-%m}",
                "amount_minor": max(amount // _PLAN_STEP_MINOR, 1) * _PLAN_STEP_MINOR,
            }


def _plan_months(world: World) -> Iterator[dt.date]:
    """Yield this year's months; a short plan ends with the month after this one."""
    today = world.seeds.today
    last = _MONTHS if world.size.plan_months == _MONTHS else min(today.month + 1, _MONTHS)
    for month in range(max(last - world.size.plan_months, 0) + 1, last + 1):
        yield dt.date(today.year, month, 1)


def document_number(dealing: Dealing, place: int) -> str:
    """Return the number of an account's n-th delivery note and invoice."""
    day = dt.date.fromordinal(dealing.purchases[place].day)
    return f"XS{day:%y%m%d}-{dealing.profile.index + 1:05d}-{place + 1}"


def quality_of(purchase: Purchase, now: int) -> str:
    """Return what finance makes of an invoice: the older it is, the worse."""
    late = now - (purchase.due or now)
    if purchase.paid is not None or late <= 0:
        return "current"
    for limit, quality in ((_DEAD_DAYS, "dead"), (_BAD_DAYS, "bad"), (_DOUBTFUL_DAYS, "doubtful")):
        if late > limit:
            return quality
    return "overdue"
