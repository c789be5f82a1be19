"""The goods of an order in a grid: quantity, price or reason, amount; Enter goes on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.field_texts import field_label
from ui.screens.orders.rows import LineView
from ui.screens.visit.stock_part import CountEdit
from ui.texts import _
from ui.widgets.buttons import IconButton
from ui.widgets.editors import LineEdit
from ui.widgets.layout import clear_layout, column
from ui.widgets.panel import hline
from ui.widgets.text import Text
from ui.widgets.value_editors import MoneyEdit

_RIGHT = Qt.AlignmentFlag.AlignRight
_PRICE_BOX = 104
_REASON_BOX = 168
_NAME_WIDTH = 150
_AMOUNT_WIDTH = 104
_COLUMNS = 6


class GoodsRow(QObject):
    """One line of goods; its cells lie in the grid."""

    quantity_edited = Signal(object)
    price_edited = Signal(object)
    reason_edited = Signal(str)
    remove_requested = Signal()
    moved = Signal(int)

    def __init__(self, view: LineView, parent: QWidget, *, is_return: bool) -> None:
        super().__init__(parent)
        self._is_return = is_return
        self._name = Text(view.name, "dense-m", elide=True)
        self._note = Text(view.note, "meta", "text3", elide=True)
        self._price = Text(view.list_price, "dense", "text2", align=_RIGHT)
        self._hint = Text(view.hint, "meta", "text3", elide=True)
        self._fault = Text("", "meta", "bad", elide=True)
        self._amount = Text(view.amount, "dense-m", align=_RIGHT)
        self.quantity = CountEdit()
        self.quantity.show_number(view.quantity)
        self.unit = MoneyEdit(view.unit_minor)
        self.unit.setFixedWidth(_PRICE_BOX)
        self.unit.setProperty("big", True)
        self.reason = LineEdit(view.reason, placeholder=_("Why it comes back"), big=True)
        self.reason.setFixedWidth(_REASON_BOX)
        self.remove = IconButton("x", _("Take this line out"), size=28)
        self._name_editors(view.name)
        self._connect()

    def place(self, grid: QGridLayout, at: int, *, is_editable: bool) -> None:
        """Put the cells into the grid, and a hairline below."""
        name = QWidget()
        under = column(self._hint, self._fault, gap=0)
        name.setLayout(column(self._name, self._note, under, gap=0, margins=(0, 6, 0, 6)))
        last = self.reason if self._is_return else self.unit
        cells = (name, self._price, self.quantity, last, self._amount, self.remove)
        for number, cell in enumerate(cells):
            grid.addWidget(cell, at, number)
        grid.addWidget(hline(), at + 1, 0, 1, _COLUMNS)
        self._hint.setVisible(bool(self._hint.text()))
        self._fault.hide()
        self.remove.setVisible(is_editable)
        for editor in (self.quantity, self.unit, self.reason):
            editor.setEnabled(is_editable)

    def show_amount(self, words: str) -> None:
        """Show quantity × price."""
        self._amount.set_words(words)

    def show_fault(self, field: str, words: str) -> None:
        """Mark a box and say why; without words all is well."""
        self._fault.set_words(words)
        self._fault.setVisible(bool(words))
        for name, editor in self.editors().items():
            editor.set_state("error" if words and name == field else "")

    def editors(self) -> dict[str, LineEdit]:
        """Return the boxes by field."""
        return {
            "quantity": self.quantity,
            "unit_price_minor": self.unit,
            "return_reason": self.reason,
        }

    def _name_editors(self, name: str) -> None:
        for field, editor in self.editors().items():
            editor.setAccessibleName(f"{name}: {field_label('field_order_line', field)}")
        self.remove.setAccessibleName(f"{name}: {_('Take this line out')}")

    def _connect(self) -> None:
        self.quantity.textEdited.connect(
            lambda _text: self.quantity_edited.emit(self.quantity.number())
        )
        self.quantity.moved.connect(self.moved)
        self.unit.minor_changed.connect(self.price_edited)
        self.unit.returnPressed.connect(lambda: self.moved.emit(1))
        self.reason.textEdited.connect(self.reason_edited)
        self.reason.returnPressed.connect(lambda: self.moved.emit(1))
        self.remove.clicked.connect(self.remove_requested)


class GoodsGrid(QWidget):
    """All lines of an order.

    Signals:
        quantity_edited, price_edited, reason_edited: Place of the line and the new value.
        remove_requested: Place of the line.
        left_below: Enter was pressed in the last line.
    """

    quantity_edited = Signal(int, object)
    price_edited = Signal(int, object)
    reason_edited = Signal(int, str)
    remove_requested = Signal(int)
    left_below = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[GoodsRow] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnMinimumWidth(0, _NAME_WIDTH)
        self._grid.setColumnMinimumWidth(4, _AMOUNT_WIDTH)
        self.setLayout(self._grid)

    def show_lines(self, lines: Sequence[LineView], *, is_return: bool, is_editable: bool) -> None:
        """Show lines from the beginning."""
        clear_layout(self._grid)
        for row in self.rows:
            row.deleteLater()
        self.rows = [GoodsRow(line, self, is_return=is_return) for line in lines]
        if lines:
            self._build_head(is_return=is_return)
        for place, row in enumerate(self.rows):
            row.place(self._grid, 2 + 2 * place, is_editable=is_editable)
            self._connect(place, row)

    def show_amounts(self, amounts: Sequence[str]) -> None:
        """Show what the lines come to."""
        for row, words in zip(self.rows, amounts, strict=False):
            row.show_amount(words)

    def show_faults(self, faults: Sequence[tuple[str, str]]) -> None:
        """Mark what is wrong; a field is "line.0.quantity"."""
        for place, row in enumerate(self.rows):
            own = [(name, words) for name, words in faults if name.startswith(f"line.{place}.")]
            name, words = own[0] if own else ("", "")
            row.show_fault(name.rpartition(".")[2], words)

    def enter(self, place: int, field: str = "quantity") -> None:
        """Put the keyboard into a box."""
        if 0 <= place < len(self.rows):
            editor = self.rows[place].editors().get(field, self.rows[place].quantity)
            editor.show()  # a row just made is shown later, and what is hidden takes no focus
            editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _connect(self, place: int, row: GoodsRow) -> None:
        row.quantity_edited.connect(lambda value: self.quantity_edited.emit(place, value))
        row.price_edited.connect(lambda value: self.price_edited.emit(place, value))
        row.reason_edited.connect(lambda words: self.reason_edited.emit(place, words))
        row.remove_requested.connect(lambda: self.remove_requested.emit(place))
        row.moved.connect(lambda step: self._move(place + step))

    def _move(self, place: int) -> None:
        if place >= len(self.rows):
            self.left_below.emit()
        else:
            self.enter(place)

    def _build_head(self, *, is_return: bool) -> None:
        last = "return_reason" if is_return else "unit_price_minor"
        heads = (
            _("Product"),
            _("List price"),
            field_label("field_order_line", "quantity"),
            field_label("field_order_line", last),
            field_label("field_order_line", "amount_minor"),
        )
        for place, words in enumerate(heads):
            is_left = place == 0 or (is_return and place == 3)  # noqa: PLR2004 - the reason
            head = Text(words, "meta", "text3", align=None if is_left else _RIGHT)
            head.setMinimumHeight(28)
            self._grid.addWidget(head, 0, place)
        self._grid.addWidget(hline(), 1, 0, 1, _COLUMNS)
