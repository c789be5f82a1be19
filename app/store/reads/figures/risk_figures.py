"""The balance sheets that credit investigations brought home, the latest of each account."""

from __future__ import annotations

from app.domain.analysis.risk_ratios import BalanceSheet
from app.store.reads.figures.figure_look import FigureLook

_LATEST = """
SELECT c.account_id, c.year, c.current_assets_minor, c.inventory_minor, c.current_liabilities_minor,
       c.net_profit_minor, c.sales_minor, c.equity_minor,
       max(coalesce(c.year, 0) || coalesce(c.received_on, '') || c.id)
FROM credit_investigation c
WHERE coalesce(c.current_assets_minor, c.current_liabilities_minor, c.net_profit_minor) IS NOT NULL
GROUP BY c.account_id
"""


def read_balance_sheets(look: FigureLook) -> dict[str, tuple[int | None, BalanceSheet]]:
    """Return year and figures by account, of the latest year that was looked into."""
    return {
        account_id: (
            year,
            BalanceSheet(
                current_assets_minor=assets,
                inventory_minor=stock,
                current_liabilities_minor=debts,
                net_profit_minor=profit,
                sales_minor=sales,
                equity_minor=equity,
            ),
        )
        for account_id, year, assets, stock, debts, profit, sales, equity, _ in look.run(_LATEST)
    }
