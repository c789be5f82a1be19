"""Quotations with their goods, and the facts of prices."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.papers.quotation import QuotedLine
from app.store.unit_of_work import Snapshot

_PRICES = """
SELECT r.id, coalesce(l.version, ''), r.tax_rate_basis_points
FROM price r LEFT JOIN price_list l ON l.id = r.price_list_id
WHERE r.id IN (SELECT value FROM json_each(?))
"""
_LINES = """
SELECT coalesce(p.name, ''), coalesce(p.name_en, ''), coalesce(p.specification, ''),
  coalesce(p.unit, ''), q.quantity, coalesce(q.list_price_minor, q.unit_price_minor),
  q.unit_price_minor, q.tax_rate_basis_points
FROM quotation_line q LEFT JOIN product p ON p.id = q.product_id
WHERE q.quotation_id = ? ORDER BY q.position, q.id
"""
_GOODS = """
SELECT product_id, quantity, unit_price_minor FROM quotation_line
WHERE quotation_id = ? ORDER BY position, id
"""


@dataclass(frozen=True, slots=True)
class PriceFacts:
    """Of which list a price is, and its tax in basis points."""

    version: str
    tax_basis_points: int | None


def read_price_facts(look: Snapshot, price_ids: Iterable[str]) -> dict[str, PriceFacts]:
    """Return what is known of prices, by id."""
    rows = look.connection.exec_driver_sql(_PRICES, (json.dumps(list(price_ids)),))
    return {row[0]: PriceFacts(row[1], row[2]) for row in rows}


def list_quoted_lines(look: Snapshot, quotation_id: str) -> tuple[QuotedLine, ...]:
    """Return the goods of a quotation with their names."""
    rows = look.connection.exec_driver_sql(_LINES, (quotation_id,))
    return tuple(QuotedLine(*row) for row in rows)


def list_quoted_goods(look: Snapshot, quotation_id: str) -> list[tuple[str, int, int]]:
    """Return product, quantity and quoted price of each line."""
    rows = look.connection.exec_driver_sql(_GOODS, (quotation_id,))
    return [(str(row[0]), int(row[1]), int(row[2])) for row in rows]
