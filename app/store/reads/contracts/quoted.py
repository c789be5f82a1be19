"""What a quotation hands to a contract, and the contract that was begun on it."""

from __future__ import annotations

from app.domain.contracts.sheet import GoodsLine
from app.store.unit_of_work import Snapshot

_LINES = """
SELECT q.product_id, coalesce(p.name, ''), coalesce(p.specification, ''), coalesce(p.unit, ''),
  q.quantity, q.unit_price_minor,
  coalesce(q.tax_rate_basis_points, r.tax_rate_basis_points, 0), l.id,
  trim(coalesce(l.name, '') || ' ' || coalesce(l.version, '')), q.list_price_minor
FROM quotation_line q LEFT JOIN product p ON p.id = q.product_id
LEFT JOIN price r ON r.id = q.price_id LEFT JOIN price_list l ON l.id = r.price_list_id
WHERE q.quotation_id = ? ORDER BY q.position, q.id
"""
_BEGUN = """
SELECT id FROM contract WHERE quotation_id = ? AND coalesce(state, 'draft') <> 'void'
ORDER BY id LIMIT 1
"""


def list_quoted_as_goods(look: Snapshot, quotation_id: str) -> tuple[GoodsLine, ...]:
    """Return the goods of a quotation as a contract has them: each price with its list."""
    rows = look.connection.exec_driver_sql(_LINES, (quotation_id,))
    return tuple(
        GoodsLine(
            id="",
            product_id=row[0],
            name=row[1],
            specification=row[2],
            unit=row[3],
            quantity=str(row[4]),
            unit_price_minor=row[5],
            tax_rate_basis_points=row[6],
            delivery="",
            price_list_id=row[7],
            price_version=row[8],
            list_price_minor=row[9],
        )
        for row in rows
    )


def find_begun(look: Snapshot, quotation_id: str) -> str:
    """Return the contract that was begun on a quotation first and stands; empty for none."""
    found = look.connection.exec_driver_sql(_BEGUN, (quotation_id,)).scalar()
    return str(found or "")
