"""Writes evaluations, confirmed good customers, quotations, letters and demand plans."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.analysis.evaluation import evaluate
from app.domain.analysis.evaluation_schemes import DEALER_SCHEME
from app.domain.credit.statement_rhythm import last_period
from app.domain.evaluation.files import EvaluationSheet, evaluation_fields
from app.domain.fields import FieldValue
from server.demo.accounts import is_barred
from server.demo.basket import Line
from server.demo.purchases import YEAR_DAYS
from server.demo.reading import read_demo
from server.demo.seeds import iso, make_id, moment, working_day
from server.demo.world import Dealing, World

Row = dict[str, FieldValue]

_NOON, _AFTERNOON = 11 * 60 + 30, 15 * 60
_EVALUATED_SHARE, _QUOTED_SHARE, _GOOD_SHARE, _DEMAND_SHARE = 0.4, 0.05, 0.3, 0.15
_STATEMENT_SHARE = 0.1
_EVALUATED_DAYS = (20, 300)
_QUOTED_DAYS, _VALID_DAYS = 20, 30
_STATEMENT_DAYS = 4
_GROWTH_PERCENT = (95, 125)
_PER_CENT = 100
_SCORES = (2, 3, 3, 4, 4, 5)


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation with its lines."""

    row: Row
    lines: tuple[Line, ...]


def evaluation_rows(world: World) -> Iterator[Row]:
    """Yield final evaluations by the built-in scheme, computed as the program computes them."""
    told = read_demo("afterwards")["conclusions"]
    for dealing in _buyers(world):
        chance = world.seeds.stream("evaluation", dealing.profile.index)
        age = min(chance.randint(*_EVALUATED_DAYS), world.seeds.now - dealing.profile.created)
        if chance.random() >= _EVALUATED_SHARE or age <= 0:
            continue
        day = working_day(world.seeds.now - age)
        codes = [code for each in DEALER_SCHEME.criteria for code in each.indicators]
        sheet = EvaluationSheet(
            evaluated_on=dt.date.fromordinal(day),
            scores={code: chance.choice(_SCORES) for code in codes},
            attitude="active",
            period=str(dt.date.fromordinal(day).year),
            conclusion=chance.choice(told),
            next_review_on=dt.date.fromordinal(day + YEAR_DAYS),
        )
        result = evaluate(sheet.assessment, scheme=DEALER_SCHEME)
        yield {
            "id": make_id(moment(day, _AFTERNOON), chance),
            "account_id": dealing.profile.id,
            "evaluator_id": dealing.profile.owner.id,
            **evaluation_fields(sheet, result),
        }


def good_customer_rows(world: World) -> Iterator[Row]:
    """Yield which of the best accounts a person confirmed as good customers."""
    told = read_demo("afterwards")["good"]
    for dealing in _buyers(world):
        chance = world.seeds.stream("good_customer", dealing.profile.index)
        if dealing.grade != "A" or _is_late(world, dealing) or chance.random() >= _GOOD_SHARE:
            continue
        day = working_day(world.seeds.now - chance.randint(*_EVALUATED_DAYS))
        yield {
            "id": make_id(moment(day, _AFTERNOON), chance),
            "account_id": dealing.profile.id,
            "state": "confirmed",
            "confirmed_on": iso(day),
            "confirmed_by": world.person("finance").id,
            "reason": chance.choice(told),
            "review_on": iso(day + YEAR_DAYS),
        }


def demand_plan_rows(world: World) -> Iterator[Row]:
    """Yield what some accounts already said that they want next year."""
    told, year = read_demo("afterwards")["demand"], world.seeds.today.year + 1
    for dealing in _buyers(world):
        chance = world.seeds.stream("demand_plan", dealing.profile.index)
        if dealing.grade != "A" or chance.random() >= _DEMAND_SHARE:
            continue
        since = world.seeds.now - YEAR_DAYS
        sold = sum(each.amount_minor for each in dealing.purchases if each.day > since)
        day = working_day(world.seeds.now - 1)
        yield {
            "id": make_id(moment(day, _AFTERNOON), chance),
            "account_id": dealing.profile.id,
            "year": year,
            "amount_minor": sold * chance.randint(*_GROWTH_PERCENT) // _PER_CENT,
            "told_on": iso(day),
            "author_id": dealing.profile.owner.id,
            "remark": chance.choice(told),
        }


def quotation_rows(world: World) -> Iterator[Row]:
    """Yield what was offered in writing lately."""
    for quote in _quotes(world):
        yield quote.row


def quotation_line_rows(world: World) -> Iterator[Row]:
    """Yield the goods of the quotations."""
    for quote in _quotes(world):
        chance = random.Random(str(quote.row["id"]))  # noqa: S311 - demo data
        began = int(str(quote.row["id"])[:12], 16)
        for position, line in enumerate(quote.lines, start=1):
            price = line.amount_minor // line.quantity
            yield {
                "id": make_id(began + position, chance),
                "account_id": quote.row["account_id"],
                "quotation_id": quote.row["id"],
                "position": position,
                "product_id": world.products[line.product].id,
                "quantity": line.quantity,
                "list_price_minor": price,
                "unit_price_minor": price,
                "amount_minor": price * line.quantity,
            }


def letter_rows(world: World) -> Iterator[Row]:
    """Yield the statements of last month that were printed."""
    period = last_period("monthly", world.seeds.today)
    if period is None:
        return
    first, last = period
    for dealing in _buyers(world):
        chance = world.seeds.stream("letter", dealing.profile.index)
        if chance.random() >= _STATEMENT_SHARE or dealing.profile.created >= last.toordinal():
            continue
        day = min(working_day(last.toordinal() + _STATEMENT_DAYS), world.seeds.now)
        printed = moment(day, _NOON)
        owed = sum(each.open_minor for each in dealing.purchases)
        yield {
            "id": make_id(printed, chance),
            "account_id": dealing.profile.id,
            "paper": "statement",
            "number": f"DZ-{dealing.profile.index + 1:05d}-{first:%y%m%d}-{last:%y%m%d}",
            "period_from_on": first.isoformat(),
            "period_to_on": last.isoformat(),
            "amount_minor": owed,
            "language": "zh",
            "copies": 1,
            "pages": 1,
            "printed_at": printed,
            "printed_by": dealing.profile.owner.id,
        }


def _quotes(world: World) -> Iterator[Quote]:
    said = read_demo("afterwards")
    for dealing in _buyers(world):
        chance = world.seeds.stream("quotation", dealing.profile.index)
        if chance.random() >= _QUOTED_SHARE:
            continue
        lines = tuple(line for line in dealing.purchases[-1].lines if line.quantity > 0)
        day = working_day(world.seeds.now - chance.randint(1, _QUOTED_DAYS))
        total = sum(line.amount_minor // line.quantity * line.quantity for line in lines)
        row: Row = {
            "id": make_id(moment(day, _NOON), chance),
            "account_id": dealing.profile.id,
            "number": f"BJ-{dealing.profile.index + 1:05d}-{dt.date.fromordinal(day):%y%m%d}",
            "contact_id": dealing.profile.contacts[0].id,
            "author_id": dealing.profile.owner.id,
            "quoted_on": iso(day),
            "valid_to_on": iso(day + _VALID_DAYS),
            "total_minor": total,
            "delivery_terms": said["delivery"],
            "payment_terms": said["payment"],
            "state": chance.choice(("draft", "given", "accepted")),
        }
        yield Quote(row, lines)


def _buyers(world: World) -> Iterator[Dealing]:
    return (each for each in world.dealings if each.purchases and not is_barred(world, each))


def _is_late(world: World, dealing: Dealing) -> bool:
    now = world.seeds.now
    return any(each.due and each.due < now and not each.paid for each in dealing.purchases)
