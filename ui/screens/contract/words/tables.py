"""Tables of a contract in words: rows, doubts, totals, and the total in capitals."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.capitals import RENMINBI, capital_amount
from app.domain.contracts.clauses.parts import Column, Field, Language
from app.domain.contracts.pricing import PriceTerms, is_outdated, judge_prices
from app.domain.contracts.sheet import GOODS
from app.domain.contracts.wording.lines import total_of
from app.domain.contracts.wording.values import decimal_value, figures, plain_decimal
from app.domain.errors import ValidationError
from app.queries.contracts.page import PricedProduct
from ui.formats import Formats
from ui.screens.contract.opened.rows import TableRow, amount_of, line_of_row
from ui.screens.contract.rows import ColumnView, LineView, ProductView, TableView
from ui.texts import _, current_language, n_

_MERGED = frozenset({"no", "name", "spec"})
_TYPED = frozenset({"text", "short", "qty", "money", "rate"})
_MINOR = 100


class TableWords:
    """Puts the tables of one contract into words.

    Args:
        formats: Spells money.
        price_terms: What the prices are compared with.
    """

    def __init__(self, formats: Formats, price_terms: PriceTerms) -> None:
        self._formats = formats
        self.price_terms = price_terms

    def table(self, field: Field, rows: Sequence[TableRow]) -> TableView:
        """Return a table with its totals."""
        lines = tuple(self._line(field, row) for row in rows)
        if not field.has_totals or not rows:
            return TableView(field.name, lines)
        outdated = self.outdated(rows) if field.name == GOODS else ()
        totals = total_of(amount_of(row.cells) for row in rows)
        money = self._formats.money
        sums = (
            (_("Without tax"), money(totals.net_minor)),
            (_("Tax"), money(totals.tax_minor)),
            (_("Total"), money(totals.amount_minor)),
        )
        capitals = _capitals(totals.amount_minor)
        return TableView(field.name, lines, sums, capitals, self._newer(outdated))

    def outdated(self, rows: Sequence[TableRow]) -> tuple[TableRow, ...]:
        """Return the rows whose price came from a list that was replaced since."""
        return tuple(row for row in rows if is_outdated(line_of_row(row), self.price_terms))

    def _newer(self, rows: Sequence[TableRow]) -> str:
        """Return the words of the button that takes the newer prices over; empty without any."""
        if not rows:
            return ""
        version = self.price_terms.prices[rows[0].product_id or ""].version
        words = n_("Take {count} price from {list}", "Take {count} prices from {list}", len(rows))
        return words.format(count=len(rows), list=version)

    def _line(self, field: Field, row: TableRow) -> LineView:
        cells = {column.key: self._cell(column, row) for column in field.columns}
        is_goods = field.name == GOODS
        below = is_goods and bool(judge_prices([line_of_row(row)], self.price_terms))
        return LineView(
            key=row.key,
            name=row.cells.get("name", ""),
            sub="·".join(part for part in (row.cells.get("spec", ""), _list_words(row)) if part),
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


def _list_words(row: TableRow) -> str:
    """Return the list that a price was taken from; that it was changed stands on the price."""
    if not row.priced.version:
        return ""
    return _("list {list}").format(list=row.priced.version)


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
