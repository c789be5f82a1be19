"""Rows of a contract's tables while they are typed: goods of the record, or rows of the terms."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from app.domain.contracts.clauses.parts import ColumnKind
from app.domain.contracts.sheet import GoodsLine, decimal_money
from app.domain.contracts.wording.lines import LineAmount, line_amount
from app.domain.contracts.wording.values import DECIMAL_FORM, decimal_value, money_minor
from ui.typed_values import typed_money, typed_number

Figure = TypeVar("Figure", int, Decimal)

_BASIS_POINTS = 100
_WHOLE_PERCENT = 100
_PLACES_OF_RATE = 2


@dataclass(frozen=True, slots=True)
class RowPrice:
    """The list that a row's price was taken from; nothing for a price typed by hand.

    Attributes:
        list_id: The list.
        version: Its name and version, as they were then.
        minor: Its price, including tax.
    """

    list_id: str = ""
    version: str = ""
    minor: int | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row.

    Attributes:
        key: What the row is called while the form is open.
        record_id: Of its record; empty for a row that was not saved as one.
        product_id: The product; None for goods typed by hand.
        cells: Text by the key of the template's column.
        priced: Where its price came from.
    """

    key: str
    record_id: str
    product_id: str | None
    cells: Mapping[str, str]
    priced: RowPrice = RowPrice()

    def with_cell(self, column: str, text: str) -> TableRow:
        """Return the row with another text in one column."""
        return dataclasses.replace(self, cells={**self.cells, column: text})


def row_of_line(line: GoodsLine, key: str) -> TableRow:
    """Return goods of a record as a row."""
    priced = RowPrice(line.price_list_id or "", line.price_version, line.list_price_minor)
    return TableRow(key, line.id, line.product_id, line.printed(), priced)


def line_of_row(row: TableRow) -> GoodsLine:
    """Return a row as goods of a record; cells hold checked figures only."""
    cells = row.cells
    return GoodsLine(
        id=row.record_id,
        product_id=row.product_id,
        name=cells.get("name", ""),
        specification=cells.get("spec", ""),
        unit=cells.get("unit", ""),
        quantity=cells.get("qty", "0"),
        unit_price_minor=money_minor(cells.get("price", "0")),
        tax_rate_basis_points=int(decimal_value(cells.get("rate", "0")) * _BASIS_POINTS),
        delivery=cells.get("due", ""),
        price_list_id=row.priced.list_id or None,
        price_version=row.priced.version,
        list_price_minor=row.priced.minor,
    )


def amount_of(cells: Mapping[str, str]) -> LineAmount:
    """Return amount, net and tax of a row with quantity, price and rate."""
    return line_amount(quantity=cells["qty"], price=cells["price"], rate=cells["rate"])


def typed_cell(kind: ColumnKind, text: str) -> str:
    """Return what was typed as the template spells it.

    Raises:
        ValueError: It is no figure, or none that the column can hold.
    """
    match kind:
        case "money":
            return decimal_money(_positive(typed_money(text) or 0))
        case "rate":
            number = typed_number(text.strip().removesuffix("%").removesuffix("％")) or Decimal(0)
            if number > _WHOLE_PERCENT or number != round(number, _PLACES_OF_RATE):
                raise ValueError("no tax rate")
            return plain(_positive(number))
        case "qty":
            return plain(_positive(typed_number(text) or Decimal(0)))
        case _:
            return text.strip()


def plain(number: Decimal) -> str:
    """Write a decimal without exponent and closing zeros.

    Raises:
        ValueError: The template's figures have no room for it.
    """
    words = f"{number:f}"
    words = words.rstrip("0").rstrip(".") if "." in words else words
    if not DECIMAL_FORM.fullmatch(words):
        raise ValueError("too many digits")
    return words


def _positive(number: Figure) -> Figure:
    if number < 0:
        raise ValueError("less than nothing")
    return number
