"""Products in order of their sales, new ones, and those nobody bought for long."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.figures import Value
from app.domain.analysis.periods import Basis, Period
from app.domain.analysis.ranking import (
    RankedProduct,
    Untraded,
    long_untraded,
    new_product_share,
    ranked_products,
)
from app.domain.analysis.same_period import year_earlier
from app.queries.figures.basis import local_basis, look_at
from app.store.reads.figures.product_names import read_product_names
from app.store.reads.figures.ranked_sales import read_ranked_sales
from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class RankingFigure:
    """The products of this device.

    Attributes:
        basis: What it is based on.
        products: The largest first.
        new_share: Sales of products launched within a year ÷ all sales.
        untraded: Nobody bought them for 90 days, the longest first.
        names: Name and English name of every product by code.
    """

    basis: Basis
    products: tuple[RankedProduct, ...]
    new_share: Value
    untraded: tuple[Untraded, ...]
    names: dict[str, tuple[str, str]]


def read_ranking(
    workspace: Workspace, period: Period, *, only: FigureFilter = EVERYTHING
) -> RankingFigure:
    """Rank the products by the sales of a period, against the same period of last year.

    Source: domain.md 3.29; R123.
    """
    with look_at(workspace, only) as look:
        sales = read_ranked_sales(look, period, year_earlier(period))
        names = read_product_names(look)
        basis = local_basis(workspace, look, period)
    return RankingFigure(
        basis=basis,
        products=ranked_products(row for row in sales if row.amount_minor),
        new_share=new_product_share(sales, today=period.last_on),
        untraded=long_untraded(sales, today=period.last_on),
        names=names,
    )
