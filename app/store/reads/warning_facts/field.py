"""What the field reported of every account: incidents, counts, signs, contracts."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping

from app.domain.sales.stock import DEFAULT_STOCK_LIMITS
from app.domain.schema import split_labels
from app.domain.warnings.incident import IncidentFacts
from app.domain.warnings.papers import RUNNING_STATES, PapersFacts
from app.domain.warnings.pattern import PatternFacts
from app.domain.warnings.stock_out import ProductStock, StockFacts
from app.store.unit_of_work import Snapshot

# A bare column beside max() comes from the row that holds the maximum (SQLite).
_INCIDENTS = """
SELECT i.account_id, coalesce(a.class, ''), i.id, i.kind, max(i.happened_on || i.id), i.happened_on
FROM incident i JOIN account a ON a.id = i.account_id
WHERE i.happened_on BETWEEN :since AND :today GROUP BY i.account_id
"""
_COUNTS = """
WITH counted AS MATERIALIZED (
  SELECT c.account_id, c.product_id, c.counted_on, max(c.counted_on || c.id),
         coalesce(c.warehouse_quantity, 0) + coalesce(c.shelf_quantity, 0) AS quantity
  FROM stock_count c
  WHERE c.account_id IN (SELECT id FROM account WHERE key_account = 1 AND status <> 'archived')
    AND c.counted_on BETWEEN :since AND :today
    AND (c.warehouse_quantity IS NOT NULL OR c.shelf_quantity IS NOT NULL)
  GROUP BY c.account_id, c.product_id)
SELECT k.account_id, coalesce(a.class, ''), k.product_id, k.counted_on, k.quantity,
       coalesce((SELECT sum(quantity) FROM sales_record s WHERE s.account_id = k.account_id
                 AND s.product_id = k.product_id AND s.sold_on BETWEEN :sold_since AND :today), 0)
FROM counted k JOIN account a ON a.id = k.account_id
"""
_FLAGS = """
SELECT r.account_id, coalesce(a.class, ''), group_concat(r.flags, char(10)), max(r.id)
FROM red_flag r JOIN account a ON a.id = r.account_id
WHERE coalesce(r.is_cleared, 0) = 0 GROUP BY r.account_id
"""
_DOUBTED = """
SELECT account_id, grade, attitude, id FROM (
  SELECT e.account_id, coalesce(a.class, '') AS grade, e.attitude, e.id,
         max(e.evaluated_on || e.id)
  FROM evaluation e JOIN account a ON a.id = e.account_id
  WHERE coalesce(e.state, 'final') = 'final' GROUP BY e.account_id)
WHERE attitude = 'false'
"""
_RUNNING = ", ".join(f"'{state}'" for state in RUNNING_STATES)
# Bare columns come from the row of the one max(); a second one would leave them open.
_PAPERS = f"""
SELECT a.id, coalesce(a.class, ''), b.is_open, b.id, b.valid_to_on FROM (
  SELECT account_id, id, max(coalesce(valid_to_on, '') || id), valid_to_on,
         sum(valid_to_on IS NULL AND coalesce(valid_from_on, '') <= :today) > 0 AS is_open
  FROM contract WHERE state IN ({_RUNNING}) GROUP BY account_id) b
CROSS JOIN account a ON a.id = b.account_id WHERE a.status <> 'archived'
"""


def read_incident_facts(
    look: Snapshot, today: dt.date, *, days: int
) -> Iterator[tuple[str, IncidentFacts]]:
    """Yield class and latest incident of every account with one in the last days."""
    values = _since(today, days)
    for account_id, grade, incident_id, kind, _, happened_on in look.connection.exec_driver_sql(
        _INCIDENTS, values
    ):
        yield (
            grade,
            IncidentFacts(
                account_id=account_id,
                incident_id=incident_id,
                kind=kind,
                happened_on=dt.date.fromisoformat(happened_on),
            ),
        )


def read_stock_facts(
    look: Snapshot, today: dt.date, *, days: int
) -> Iterator[tuple[str, StockFacts]]:
    """Yield class and last counts of every key account that was counted in the last days."""
    sold = today - dt.timedelta(days=DEFAULT_STOCK_LIMITS.sales_window_days)
    values = {**_since(today, days), "sold_since": sold.isoformat()}
    found: dict[tuple[str, str], list[ProductStock]] = defaultdict(list)
    for (
        account_id,
        grade,
        product_id,
        counted,
        quantity,
        delivered,
    ) in look.connection.exec_driver_sql(_COUNTS, values):
        product = ProductStock(
            product_id=product_id,
            counted_on=dt.date.fromisoformat(counted),
            quantity=quantity,
            sold=delivered,
        )
        found[account_id, grade].append(product)
    for (account_id, grade), products in found.items():
        yield grade, StockFacts(account_id=account_id, products=products)


def read_pattern_facts(look: Snapshot) -> Iterator[tuple[str, PatternFacts]]:
    """Yield class and signs of every account with red flags or doubted enthusiasm."""
    run = look.connection.exec_driver_sql
    flagged = {row[0]: row for row in run(_FLAGS)}
    doubted = {row[0]: row for row in run(_DOUBTED)}
    for account_id in flagged.keys() | doubted.keys():
        signs, doubt = flagged.get(account_id), doubted.get(account_id)
        yield (
            (signs or doubt or ("", ""))[1],
            PatternFacts(
                account_id=account_id,
                flags=split_labels(signs[2]) if signs else (),
                noted_in=signs[3] if signs else doubt[3] if doubt else "",
                is_doubted=doubt is not None,
            ),
        )


def read_papers_facts(
    look: Snapshot, today: dt.date, *, last_sales: Mapping[str, tuple[str, dt.date]]
) -> Iterator[tuple[str, PapersFacts]]:
    """Yield class, last contract and last sale of every account with a contract or a sale.

    Args:
        look: The store.
        today: Calendar date.
        last_sales: By account its class and the last day with a delivery, as the sales tell.
    """
    bound: set[str] = set()
    for account_id, grade, is_open, contract_id, ends_on in look.connection.exec_driver_sql(
        _PAPERS, {"today": today.isoformat()}
    ):
        bound.add(account_id)
        yield (
            grade,
            PapersFacts(
                account_id=account_id,
                has_open_end=bool(is_open),
                contract_id=contract_id,
                ends_on=dt.date.fromisoformat(ends_on) if ends_on else None,
                last_sale_on=last_sales[account_id][1] if account_id in last_sales else None,
            ),
        )
    for account_id, (grade, last_on) in last_sales.items():
        if account_id not in bound:
            yield grade, PapersFacts(account_id=account_id, last_sale_on=last_on)


def _since(today: dt.date, days: int) -> dict[str, str]:
    return {
        "today": today.isoformat(),
        "since": (today - dt.timedelta(days=days)).isoformat(),
    }
