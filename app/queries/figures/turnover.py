"""How often the goods at the accounts are sold, by product."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.figures import NotAvailable, Reason
from app.domain.analysis.periods import Basis, Period
from app.domain.analysis.stock_counts import DEFAULT_RULES, CountRules, StockLevel, stock_on
from app.domain.analysis.turnover import (
    SoldOn,
    StockTurn,
    Valuation,
    derived_sell_out,
    stock_turn,
)
from app.queries.figures.basis import local_basis, look_at
from app.store.reads.figures.stock import CountedStock, read_counted_stock
from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class TurnoverLine:
    """One product.

    Attributes:
        turn: Of all accounts counted at both ends: their sell-out ÷ their average stock, in pieces.
        opening: Their pieces at the start.
        closing: Their pieces at the end.
        sold: What they sold on, derived from counts and deliveries.
        accounts: How many these are.
        left_out: Accounts counted at one end only, or whose counts disagree with the deliveries.
    """

    turn: StockTurn
    opening: int
    closing: int
    sold: int
    accounts: int
    left_out: int


@dataclass(frozen=True, slots=True)
class TurnoverFigure:
    """Turnover by product code; a product that nobody counted has no line."""

    basis: Basis
    lines: dict[str, TurnoverLine]


@dataclass(frozen=True, slots=True)
class _Throughput:
    opening: StockLevel
    closing: StockLevel
    sold: int


def read_turnover(
    workspace: Workspace,
    period: Period,
    *,
    rules: CountRules = DEFAULT_RULES,
    only: FigureFilter = EVERYTHING,
) -> TurnoverFigure:
    """Return the stock turnover over all accounts whose stock is known at both ends.

    The device knows our deliveries only, so the sell-out is derived; the total is a quotient of
    sums. Counts further away than the tolerance are not read, so nothing is interpolated.

    Source: domain.md 3.7; R109, R100.
    """
    with look_at(workspace, only) as look:
        stocks = read_counted_stock(look, period, rules.tolerance_days)
        basis = local_basis(workspace, look, period)
    by_product: dict[str, list[_Throughput | None]] = {}
    for (_, code), stock in stocks.items():
        by_product.setdefault(code, []).append(_throughput(stock, period, rules))
    lines = {code: _line(parts, period) for code, parts in sorted(by_product.items())}
    return TurnoverFigure(basis, lines)


def _throughput(stock: CountedStock, period: Period, rules: CountRules) -> _Throughput | None:
    opening = stock_on(period.first_on, stock.counts, rules=rules)
    closing = stock_on(period.last_on, stock.counts, rules=rules)
    if stock.delivered is None:
        return None
    sold = derived_sell_out(opening, closing, delivered=stock.delivered, valuation=Valuation.UNITS)
    if isinstance(opening, NotAvailable) or isinstance(closing, NotAvailable):
        return None
    return None if isinstance(sold, NotAvailable) else _Throughput(opening, closing, sold.amount)


def _line(parts: list[_Throughput | None], period: Period) -> TurnoverLine:
    known = [part for part in parts if part is not None]
    opening, closing = _sum(part.opening for part in known), _sum(part.closing for part in known)
    sold = sum(part.sold for part in known)
    turn = stock_turn(
        opening if known else NotAvailable(Reason.COUNT_MISSING),
        closing if known else NotAvailable(Reason.COUNT_MISSING),
        SoldOn(sold, Valuation.UNITS, is_derived=True),
        valuation=Valuation.UNITS,
        days=period.days,
    )
    return TurnoverLine(
        turn, opening.amount, closing.amount, sold, len(known), len(parts) - len(known)
    )


def _sum(levels: Iterable[StockLevel]) -> StockLevel:
    listed = list(levels)
    return StockLevel(
        sum(level.amount for level in listed), any(level.is_estimated for level in listed)
    )
