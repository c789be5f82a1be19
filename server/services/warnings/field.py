"""Judges what the field reported: incidents, stock, signs of a feigned order (W5, W8, W13)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from app.domain.sales.stock import DEFAULT_STOCK_LIMITS
from app.domain.schema import split_labels
from app.domain.warnings.finding import Finding
from app.domain.warnings.incident import IncidentFacts, judge_incident
from app.domain.warnings.pattern import PatternFacts, judge_pattern
from app.domain.warnings.stock_out import ProductStock, StockFacts, judge_stock
from server.services.warnings.bodies import (
    CountBody,
    EvaluationBody,
    FlagBody,
    IncidentBody,
    SaleBody,
    by_account,
    each_body,
)
from server.services.warnings.setting import Setting

_Place = tuple[str, str]
"""Account and product."""


def judge_field(setting: Setting) -> Iterator[Finding]:
    """Yield what is found about what the field reported of every account."""
    yield from _incidents(setting)
    yield from _stock(setting)
    yield from _patterns(setting)


def _incidents(setting: Setting) -> Iterator[Finding]:
    today = setting.today.isoformat()
    records = by_account(setting.work, setting.org, "incident", IncidentBody)
    for account_id, incidents in records.items():
        past = [one for one in incidents if one[1].happened_on <= today]
        if not past or account_id not in setting.accounts:
            continue
        record_id, body = max(past, key=lambda one: (one[1].happened_on, one[0]))
        facts = IncidentFacts(
            account_id=account_id,
            incident_id=record_id,
            kind=body.kind,
            happened_on=date.fromisoformat(body.happened_on),
        )
        finding = judge_incident(facts, setting.level(account_id), today=setting.today)
        if finding is not None:
            yield finding


def _stock(setting: Setting) -> Iterator[Finding]:
    counts = _last_counts(setting)
    sold = _sold(setting, counts)
    found: dict[str, list[ProductStock]] = defaultdict(list)
    for place, (_, body) in counts.items():
        found[place[0]].append(
            ProductStock(
                product_id=place[1],
                counted_on=date.fromisoformat(body.counted_on),
                quantity=(body.warehouse_quantity or 0) + (body.shelf_quantity or 0),
                sold=sold.get(place, 0),
            )
        )
    for account_id, products in found.items():
        facts = StockFacts(account_id=account_id, products=products)
        finding = judge_stock(facts, setting.level(account_id), today=setting.today)
        if finding is not None:
            yield finding


def _last_counts(setting: Setting) -> dict[_Place, tuple[str, CountBody]]:
    """Return the last count of every product at key accounts; of one day the later one holds."""
    today = setting.today.isoformat()
    last: dict[_Place, tuple[str, CountBody]] = {}
    for account_id, record_id, body in each_body(
        setting.work, setting.org, "stock_count", CountBody
    ):
        if not setting.is_kept(account_id) or not setting.accounts[account_id].key_account:
            continue
        is_blank = body.warehouse_quantity is None and body.shelf_quantity is None
        if is_blank or body.counted_on > today:
            continue
        held = last.get((account_id, body.product_id))
        if held is None or (held[1].counted_on, held[0]) < (body.counted_on, record_id):
            last[account_id, body.product_id] = record_id, body
    return last


def _sold(setting: Setting, places: dict[_Place, tuple[str, CountBody]]) -> dict[_Place, int]:
    if not places:
        return {}
    days = DEFAULT_STOCK_LIMITS.sales_window_days
    since = (setting.today - timedelta(days=days)).isoformat()
    sold: dict[_Place, int] = defaultdict(int)
    for account_id, _, body in each_body(setting.work, setting.org, "sales_record", SaleBody):
        place = account_id, body.product_id
        if place in places and since <= body.sold_on <= setting.today.isoformat():
            sold[place] += body.quantity
    return sold


def _patterns(setting: Setting) -> Iterator[Finding]:
    flags = by_account(setting.work, setting.org, "red_flag", FlagBody)
    doubts = _doubts(setting)
    for account_id in flags.keys() | doubts.keys():
        if account_id not in setting.accounts:
            continue
        standing = [one for one in flags.get(account_id, ()) if not one[1].is_cleared]
        seen = {sign for _, body in standing for sign in split_labels(body.flags or None)}
        last = max((record_id for record_id, _ in standing), default="")
        facts = PatternFacts(
            account_id=account_id,
            flags=tuple(seen),
            noted_in=last or doubts.get(account_id, ""),
            is_doubted=account_id in doubts,
        )
        finding = judge_pattern(facts, setting.level(account_id))
        if finding is not None:
            yield finding


def _doubts(setting: Setting) -> dict[str, str]:
    """Return the last evaluation of those accounts whose enthusiasm it doubts."""
    found: dict[str, str] = {}
    records = by_account(setting.work, setting.org, "evaluation", EvaluationBody)
    for account_id, evaluations in records.items():
        final = [one for one in evaluations if one[1].state == "final"]
        if not final:
            continue
        record_id, body = max(final, key=lambda one: (one[1].evaluated_on, one[0]))
        if body.attitude == "false":
            found[account_id] = record_id
    return found
