"""Dialogs for the rows of a table: products of the price list, and one row as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.delegates.row_table import RowTable
from ui.models.cells import Name, Num, Tick
from ui.models.columns import Column
from ui.models.row_table_model import RowTableModel
from ui.screens.contract.rows import LineForm, ProductView
from ui.texts import _, n_
from ui.widgets.dialog import Dialog
from ui.widgets.editors import LineEdit
from ui.widgets.fields import Field
from ui.widgets.text import Text

_WIDTH = 560
_HEIGHT = 380
_WIDE_COLUMNS = frozenset({"name", "spec"})
_COLUMNS = 3


def _product(each: ProductView) -> Name:
    return Name(each.name, each.sub)


class ProductDialog(Dialog):
    """Products with their price; several can be taken at once.

    Signals:
        taken: Ids of the products, in the order of the list.
    """

    taken = Signal(list)

    def __init__(self, parent: QWidget, products: Sequence[ProductView]) -> None:
        super().__init__(parent, _("Add products"), width=_WIDTH)
        self._products = tuple(products)
        self.search = LineEdit(placeholder=_("Name or specification"), lead="search")
        self.model = RowTableModel[ProductView](
            (
                Column("tick", "", lambda _row: Tick(), width=40),
                Column(
                    "name", _("Goods and specification"), lambda each: Name(each.name, each.sub)
                ),
                Column("price", _("List price"), lambda each: Num(each.price), 120, "right"),
            )
        )
        self.table = RowTable(self.model, two_lines=True, name=_("Products"))
        self.table.setFixedHeight(_HEIGHT)
        self._none = Text(_("No product of this name is on sale."), "dense", "text3")
        self.add_content(self.search)
        self.add_content(self._none)
        self.add_content(self.table)
        self.add_button(_("Cancel"))
        self.take = self.add_button(_("Add"), "primary", closes=False)
        self.take.clicked.connect(self._take)
        self.search.textChanged.connect(self._filter)
        self.table.row_opened.connect(lambda each: self._finish([each.id]))
        self.table.selection_changed.connect(self._count)
        self._filter("")
        self._count([])
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        found = [each for each in self._products if wanted in f"{each.name} {each.sub}".casefold()]
        self.model.set_rows(found)
        self._none.setVisible(not found)
        self._count([])

    def _count(self, rows: Sequence[ProductView]) -> None:
        words = n_("Add {count} product", "Add {count} products", len(rows))
        self.take.set_words(words.format(count=len(rows)) if rows else _("Add"))
        self.take.setEnabled(bool(rows))

    def _take(self) -> None:
        self._finish([each.id for each in self.table.selected_rows()])

    def _finish(self, product_ids: list[str]) -> None:
        if product_ids:
            self.taken.emit(product_ids)
            self.accept()


class LineDialog(Dialog):
    """All boxes of one row.

    Signals:
        saved: Text by column.
    """

    saved = Signal(dict)

    def __init__(self, parent: QWidget, form: LineForm) -> None:
        super().__init__(parent, form.title, width=_WIDTH)
        self.fields = {
            each.key: Field(each.title, LineEdit(form.cells.get(each.key, "")))
            for each in form.columns
        }
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        at = 0
        for key, field in self.fields.items():
            if key in _WIDE_COLUMNS:
                grid.addWidget(field, at // _COLUMNS, 0, 1, _COLUMNS)
                at += _COLUMNS
            else:
                grid.addWidget(field, at // _COLUMNS, at % _COLUMNS)
                at += 1
        holder = QWidget()
        holder.setLayout(grid)
        self.add_content(holder)
        self.add_button(_("Cancel"))
        keep = self.add_button(_("Keep the row"), "primary", closes=False)
        keep.clicked.connect(self._save)
        for field in self.fields.values():
            if isinstance(field.editor, LineEdit):
                field.editor.returnPressed.connect(self._save)

    def show_error(self, column: str, words: str) -> None:
        """Say beside a box why it is refused."""
        self.fields[column].show_error(words)
        self.fields[column].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        for field in self.fields.values():
            field.clear_note()
        self.saved.emit(
            {
                key: field.editor.text()
                for key, field in self.fields.items()
                if isinstance(field.editor, LineEdit)
            }
        )
