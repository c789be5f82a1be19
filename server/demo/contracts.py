"""Writes contracts with their lines and the record of every printed copy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from app.domain.fields import FieldValue
from server.demo.agreements import Agreement, agreements_of
from server.demo.contract_terms import Terms
from server.demo.seeds import iso, make_id, moment
from server.demo.world import Dealing, World

Row = dict[str, FieldValue]

_COPIES = 4
_DRAFTED_MINUTE, _PRINTED_MINUTE = 15 * 60, 16 * 60
_PRINTED_DAYS = 120
_PAGES = {"distribution": 7, "sale": 5, "frame": 8}
_PRINTERS = ("HP LaserJet M132", "Brother HL-L2350", "办公室打印机")
_DELIVERY_DAYS, _PAYMENT_DAYS = 10, 40
_MISSING_SHARE = 0.12
_CATEGORIES = {"distribution": "distribution", "sale": "sales", "frame": "frame"}
_SHELVES = {"distribution": "A", "sale": "B", "frame": "C"}


def contract_rows(world: World) -> Iterator[Row]:
    """Yield the contracts; their goods are lines of their own."""
    terms = Terms(world)
    for dealing, agreement in _agreements(world):
        header = agreement.template.parsed.header
        place = world.price_list(dealing.profile.owner).company.source["sign_place"]
        yield {
            "id": agreement.id,
            "account_id": dealing.profile.id,
            "template_id": agreement.template.id,
            "number": agreement.number,
            "draft_number": agreement.draft_number,
            "title": header.name.zh,
            "state": agreement.state,
            "drafted_by": dealing.profile.owner.id,
            "terms": terms.text(dealing, agreement),
            "total_minor": agreement.total_minor,
            "currency": "CNY",
            "valid_from_on": iso(agreement.begins),
            "valid_to_on": iso(agreement.ends) if agreement.ends else None,
            "signed_on": iso(agreement.signed) if agreement.signed else None,
            "signed_place": place if agreement.signed else None,
            "copies": _COPIES,
            **_paper_fields(world, agreement),
        }


def contract_event_rows(world: World) -> Iterator[Row]:
    """Yield the first delivery and the payment of every signed sale."""
    for dealing, agreement in _agreements(world):
        if not agreement.signed or agreement.template.name != "sale":
            continue
        chance = world.seeds.stream(f"event {agreement.id}")
        for kind, days in (("delivered", _DELIVERY_DAYS), ("paid", _PAYMENT_DAYS)):
            day = agreement.begins + days
            if day > world.seeds.now:
                continue
            yield {
                "id": make_id(moment(day, _PRINTED_MINUTE), chance),
                "account_id": dealing.profile.id,
                "contract_id": agreement.id,
                "kind": kind,
                "happened_on": iso(day),
                "amount_minor": agreement.total_minor,
                "author_id": dealing.profile.owner.id,
            }


def contract_line_rows(world: World) -> Iterator[Row]:
    """Yield the goods of every contract."""
    for dealing, agreement in _agreements(world):
        chance = world.seeds.stream(agreement.id)
        due = dt.date.fromordinal(agreement.begins + _DELIVERY_DAYS)
        for position, line in enumerate(agreement.goods, 1):
            product = world.products[line.product]
            yield {
                "id": make_id(moment(agreement.drafted, _DRAFTED_MINUTE + position), chance),
                "account_id": dealing.profile.id,
                "contract_id": agreement.id,
                "position": position,
                "product_id": product.id,
                "name": product.name,
                "specification": product.specification,
                "unit": product.unit,
                "quantity": str(line.quantity),
                "unit_price_minor": line.price_minor,
                "tax_rate_basis_points": product.rate,
                "delivery": f"{due.month} 月 {due.day} 日",
            }


def print_record_rows(world: World) -> Iterator[Row]:
    """Yield every copy that was printed in the last months."""
    for dealing, agreement in _agreements(world):
        if not agreement.signed or agreement.signed < world.seeds.now - _PRINTED_DAYS:
            continue
        chance = world.seeds.stream("print", dealing.profile.index)
        printer = chance.choice(_PRINTERS)
        for copy in range(1, _COPIES + 1):
            printed = moment(agreement.signed, _PRINTED_MINUTE + copy)
            yield {
                "id": make_id(printed, chance),
                "account_id": dealing.profile.id,
                "contract_id": agreement.id,
                "copy_number": copy,
                "copies_total": _COPIES,
                "printed_at": printed,
                "printed_by": dealing.profile.owner.id,
                "printer": printer,
                "draft": 0,
                "pages": _PAGES[agreement.template.name],
            }


def _paper_fields(world: World, agreement: Agreement) -> Row:
    """Return when the company signed too, and where most of the originals lie."""
    if not agreement.signed:
        return {}
    chance = world.seeds.stream(f"paper {agreement.id}")
    came = agreement.signed + chance.randrange(4, 15)
    fields: Row = {"effective_on": iso(min(agreement.signed + 3, world.seeds.now))}
    if came > world.seeds.now or chance.random() < _MISSING_SHARE:
        return fields
    name = agreement.template.name
    shelf = f"{_SHELVES[name]}-{chance.randint(1, 12):02d}-{chance.randint(1, 40):02d}"
    filed = {"original_received_on": iso(came), "archive_category": _CATEGORIES[name]}
    return {**fields, **filed, "shelf_mark": shelf}


def _agreements(world: World) -> Iterator[tuple[Dealing, Agreement]]:
    for dealing in world.dealings:
        for agreement in agreements_of(world, dealing):
            yield dealing, agreement
