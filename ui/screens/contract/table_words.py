"""Tables of a contract in words: rows, doubts, totals, and the total in capitals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.capitals import RENMINBI, capital_amount
from app.domain.contracts.clauses import Column, Field, Language
from app.domain.contracts.lines import total_of
from app.domain.contracts.sheet import GOODS, prices_below_list
from app.domain.contracts.values import decimal_value, figures, plain_decimal
from app.domain.errors import ValidationError
from app.queries.contracts import PricedProduct
from ui.formats import Formats
from ui.screens.contract.rows import ColumnView, LineView, ProductView, TableView
from ui.screens.contract.table_rows import TableRow, amount_of, line_of_row
from ui.texts import _, current_language

_MERGED = frozenset({"no", "name", "spec"})
_TYPED = frozenset({"text", "short", "qty", "money", "rate"})
_MINOR = 100


class TableWords:
    """Puts the tables of one contract into words.

    Args:
        formats: Spells money.
        products: Products on sale with today's price.
    """

    def __init__(self, formats: Formats, products: Sequence[PricedProduct]) -> None:
        self._formats = formats
        self._prices = {each.id: each.unit_price_minor or 0 for each in products}

    @property
    def list_prices(self) -> Mapping[str, int]:
        """Price by product, in minor units."""
        return self._prices

    def table(self, field: Field, rows: Sequence[TableRow]) -> TableView:
        """Return a table with its totals."""
        lines = tuple(self._line(field, row) for row in rows)
        if not field.has_totals or not rows:
            return TableView(field.name, lines)
        totals = total_of(amount_of(row.cells) for row in rows)
        money = self._formats.money
        sums = (
            (_("Without tax"), money(totals.net_minor)),
            (_("Tax"), money(totals.tax_minor)),
            (_("Total"), money(totals.amount_minor)),
        )
        return TableView(field.name, lines, sums, _capitals(totals.amount_minor))

    def _line(self, field: Field, row: TableRow) -> LineView:
        cells = {column.key: self._cell(column, row) for column in field.columns}
        below = field.name == GOODS and bool(prices_below_list([line_of_row(row)], self._prices))
        return LineView(
            key=row.key,
            name=row.cells.get("name", ""),
            sub=row.cells.get("spec", ""),
            cells=cells,
            states={"price": "warning"} if below else {},
        )

    def _cell(self, column: Column, row: TableRow) -> str:
        text = row.cells.get(column.key, "")
        match column.kind:
            case "amount":
                return self._formats.money(amount_of(row.cells).amount_minor)
            case "money":
                return figures(int(decimal_value(text or "0") * _MINOR))
            case "qty":
                return plain_decimal(text or "0")
            case "rate":
                return f"{text or '0'}%"
            case _:
                return text


def column_views(field: Field) -> tuple[ColumnView, ...]:
    """Return the columns of a table in the form; name and specification stand in one."""
    return tuple(_column(each) for each in field.columns if each.key not in _MERGED)


def typed_columns(field: Field) -> tuple[ColumnView, ...]:
    """Return what can be typed in a row, name and specification included."""
    return tuple(_column(each) for each in field.columns if each.kind in _TYPED)


def product_views(products: Sequence[PricedProduct], formats: Formats) -> tuple[ProductView, ...]:
    """Return what the product picker offers."""
    return tuple(
        ProductView(
            id=each.id,
            name=each.name,
            sub=" · ".join(part for part in (each.specification, each.unit) if part),
            price=formats.money(each.unit_price_minor or 0),
        )
        for each in products
    )


def _column(column: Column) -> ColumnView:
    language: Language = "zh" if current_language() == "zh_CN" else "en"
    return ColumnView(column.key, column.heading.in_language(language), column.kind)


def _capitals(minor: int) -> str:
    try:
        return capital_amount(minor, prefix=RENMINBI)
    except ValidationError:
        return ""
