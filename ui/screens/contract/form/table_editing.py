"""Takes what is typed into the tables of a contract: cells, rows added, removed and moved."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from app.domain.contracts.clauses.parts import Field
from app.domain.contracts.sheet import GOODS, decimal_money, decimal_rate
from app.queries.contracts.page import PricedProduct
from ui.screens.contract.open_contract import OpenContract
from ui.screens.contract.opened.rows import RowPrice, TableRow, typed_cell
from ui.screens.contract.rows import ColumnView, LineForm, ProductView, TableView
from ui.screens.contract.words.tables import column_views, product_views, typed_columns
from ui.texts import _, n_


class TablesForm(Protocol):
    """What the editing asks of the form."""

    def show_table(self, columns: Sequence[ColumnView], table: TableView) -> None:
        """Show a table of the form."""
        ...

    def show_table_note(self, table: str, words: str) -> None:
        """Say why what was typed into a table is no figure; empty takes it away."""
        ...

    def choose_line(self, table: str, place: int) -> None:
        """Make a row the current one."""
        ...


class TableDialogs(Protocol):
    """What the editing asks of the page's dialogs."""

    def open_products(self, table: str, products: Sequence[ProductView]) -> None:
        """Offer products."""
        ...

    def open_line(self, form: LineForm) -> None:
        """Open one row to be typed as a whole."""
        ...

    def close_line(self) -> None:
        """Close it."""
        ...

    def show_line_error(self, column: str, words: str) -> None:
        """Say beside a box of the row why it is refused."""
        ...


class Desk(Protocol):
    """What the editing tells the page's presenter."""

    def note_change(self) -> None:
        """Something was changed."""
        ...

    def offer_undo(self, words: str, undo: Callable[[], None]) -> None:
        """Say what was taken away, with a way to take it back."""
        ...


class TableEditing:
    """Keeps the tables of one contract.

    Args:
        form: Shows the tables.
        dialogs: Asks for products and rows.
        desk: Hears of every change.
    """

    def __init__(self, form: TablesForm, dialogs: TableDialogs, desk: Desk) -> None:
        self._form, self._dialogs, self._desk = form, dialogs, desk
        self._opened: OpenContract | None = None

    def begin(self, opened: OpenContract) -> None:
        """Edit the tables of this contract from now on."""
        self._opened = opened

    def show_all(self) -> None:
        """Show every table; whoever types in one at this moment loses the half-typed figure."""
        for field in self._need().template.fields.values():
            if field.type == "table":
                self._show(field)

    def type_cell(self, table: str, key: str, column: str, text: str) -> None:
        """Take what was typed into one box."""
        field = self._field(table)
        kinds = {each.key: each.kind for each in field.columns}
        try:
            cell = typed_cell(kinds[column], text)
        except ValueError:
            words = _("“{text}” is not a figure for this column").format(text=text)
            self._form.show_table_note(table, words)
            return
        rows = self._rows(table)
        self._put(table, [row.with_cell(column, cell) if row.key == key else row for row in rows])

    def ask_products(self, table: str) -> None:
        """Offer the price list."""
        opened = self._need()
        formats = opened.words.formats
        self._dialogs.open_products(table, product_views(opened.products, formats))

    def add_products(self, table: str, product_ids: Sequence[str]) -> None:
        """Add products with their price and tax rate of today."""
        opened, field = self._need(), self._field(table)
        known = {product.id: product for product in opened.products}
        made = [self._row(field, known[each]) for each in product_ids if each in known]
        if made:
            self._put(table, [*self._rows(table), *made])
            self._form.choose_line(table, len(self._rows(table)) - 1)

    def ask_line(self, table: str, key: str) -> None:
        """Open a row, or an empty one for goods that are not in the price list."""
        field = self._field(table)
        row = next((each for each in self._rows(table) if each.key == key), None)
        blank = {each.key: "" for each in field.columns} | {"qty": "1", "rate": "13"}
        self._dialogs.open_line(
            LineForm(
                table=table,
                key=key,
                title=_("Edit the row") if row else _("Add a row by hand"),
                columns=typed_columns(field),
                cells=dict(row.cells) if row else blank,
            )
        )

    def save_line(self, table: str, key: str, texts: Mapping[str, str]) -> None:
        """Take a row that was typed as a whole; the first box that is wrong is named."""
        field, cells = self._field(table), dict[str, str]()
        for column in typed_columns(field):
            text = texts.get(column.key, "")
            if column.key == "name" and not text.strip():
                self._dialogs.show_line_error(column.key, _("Name the goods"))
                return
            try:
                cells[column.key] = typed_cell(column.kind, text)
            except ValueError:
                self._dialogs.show_line_error(column.key, _("Not a figure for this column"))
                return
        rows = list(self._rows(table))
        place = next((at for at, row in enumerate(rows) if row.key == key), len(rows))
        if place == len(rows):
            rows.append(self._need().sheet.new_row(cells))
        else:
            old = rows[place]
            rows[place] = dataclasses.replace(old, cells={**old.cells, **cells})
        self._put(table, rows)
        self._dialogs.close_line()
        self._form.choose_line(table, place)

    def remove(self, table: str, key: str) -> None:
        """Take a row out."""
        before = self._rows(table)
        gone = next((row for row in before if row.key == key), None)
        if gone is None:
            return
        self._put(table, [row for row in before if row.key != key])
        words = _("Removed {name}").format(name=gone.cells.get("name", ""))
        self._desk.offer_undo(words, lambda: self._put(table, before))

    def move(self, table: str, key: str, by: int) -> None:
        """Move a row up (-1) or down (1)."""
        rows = list(self._rows(table))
        at = next((place for place, row in enumerate(rows) if row.key == key), -1)
        to = at + by
        if at >= 0 and 0 <= to < len(rows):
            rows.insert(to, rows.pop(at))
            self._put(table, rows)
            self._form.choose_line(table, to)

    def _row(self, field: Field, product: PricedProduct) -> TableRow:
        known = {
            "name": product.name,
            "spec": product.specification or "",
            "unit": product.unit,
            "price": decimal_money(product.unit_price_minor or 0),
            "rate": decimal_rate(product.tax_rate_basis_points or 0),
        }
        typed = {each.key: "1" if each.kind == "qty" else "" for each in typed_columns(field)}
        # Rows of the terms have no place for a product: the template's table holds words only.
        product_id = product.id if field.name == GOODS else None
        priced = row_price(product) if product_id else None
        return self._need().sheet.new_row({**typed, **known}, product_id, priced)

    def take_newer_prices(self, table: str) -> None:
        """Take over the prices of the list of the contract's day; with a way back."""
        opened, before = self._need(), self._rows(table)
        known = {product.id: product for product in opened.products}
        old = {row.key for row in opened.tables.outdated(before)}
        rows = [
            _priced_anew(row, known[row.product_id or ""]) if row.key in old else row
            for row in before
        ]
        if old:
            self._put(table, rows)
            words = n_("{count} price taken over", "{count} prices taken over", len(old))
            self._desk.offer_undo(words.format(count=len(old)), lambda: self._put(table, before))

    def _put(self, table: str, rows: Sequence[TableRow]) -> None:
        self._need().sheet.put_rows(table, rows)
        self._form.show_table_note(table, "")
        self._show(self._field(table))
        self._desk.note_change()

    def _show(self, field: Field) -> None:
        opened = self._need()
        rows = opened.sheet.rows(field.name)
        self._form.show_table(column_views(field), opened.tables.table(field, rows))

    def _rows(self, table: str) -> tuple[TableRow, ...]:
        return self._need().sheet.rows(table)

    def _field(self, table: str) -> Field:
        return self._need().template.fields[table]

    def _need(self) -> OpenContract:
        if self._opened is None:
            raise RuntimeError("no contract is open")
        return self._opened


def row_price(product: PricedProduct) -> RowPrice:
    """Return where the price of a product comes from."""
    return RowPrice(product.price_list_id, product.price_version, product.unit_price_minor)


def _priced_anew(row: TableRow, product: PricedProduct) -> TableRow:
    cells = {
        **row.cells,
        "price": decimal_money(product.unit_price_minor or 0),
        "rate": decimal_rate(product.tax_rate_basis_points or 0),
    }
    return dataclasses.replace(row, cells=cells, priced=row_price(product))
