"""Counting goods: digits, Enter to the next row, warnings that never stop the hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QRegularExpression, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from app.domain.visits.draft import StockLine, VisitDraft
from ui.field_texts import field_label
from ui.screens.visit.form_part import FaultLine, FormPart
from ui.screens.visit.sheet_words import GoodsWords, StockHint
from ui.texts import _, p_
from ui.theme.tokens import Tone
from ui.widgets.blocks import SectionHeading
from ui.widgets.buttons import Button
from ui.widgets.editors import LineEdit, set_editor_state
from ui.widgets.layout import clear_layout, column
from ui.widgets.marks import Tag
from ui.widgets.panel import hline
from ui.widgets.text import Text

_BOX = 76
_COLUMNS = 6
_TONES: Mapping[str, Tone] = {"bad": "bad", "warn": "warn"}
_RIGHT = Qt.AlignmentFlag.AlignRight


class CountEdit(LineEdit):
    """A whole number from 0 to 999,999; Enter, Down and Up tell where to go next."""

    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__(big=True)
        self.setAlignment(_RIGHT)
        self.setFixedWidth(_BOX)
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,6}"), self))
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)

    def number(self) -> int | None:
        """Return the number; None when nothing stands in the box."""
        return int(self.text()) if self.text() else None

    def show_number(self, number: int | None) -> None:
        """Show a number without telling."""
        self.setText("" if number is None else str(number))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The next figure replaces the old one."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Down go to the next row, Up to the one before."""
        match Qt.Key(event.key()):
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Down if not event.modifiers() & (
                Qt.KeyboardModifier.ControlModifier
            ):
                self.moved.emit(1)
            case Qt.Key.Key_Up:
                self.moved.emit(-1)
            case _:
                super().keyPressEvent(event)


class StockRow(QObject):
    """One product of the table; its cells lie in the table's grid."""

    counted = Signal()
    moved = Signal(int, int)

    def __init__(self, goods: GoodsWords, parent: QWidget) -> None:
        super().__init__(parent)
        self.product_id = goods.product_id
        self._name = Text(goods.name, "dense-m", elide=True)
        self._note = Text(goods.note, "meta", "text3", elide=True)
        self._last = Text(goods.last, "dense", align=_RIGHT)
        self._days = Text("", "dense", align=_RIGHT)
        self._tag = Tag("")
        self.boxes = (CountEdit(), CountEdit())
        names = (
            field_label("stock_count", "warehouse_quantity"),
            field_label("stock_count", "shelf_quantity"),
        )
        for number, (box, name) in enumerate(zip(self.boxes, names, strict=True)):
            box.setAccessibleName(f"{goods.name}: {name}")
            box.textEdited.connect(lambda _text: self.counted.emit())
            box.moved.connect(lambda step, at=number: self.moved.emit(at, step))

    def place(self, grid: QGridLayout, at: int) -> None:
        """Put the row's cells into the grid, and a hairline below."""
        name = QWidget()
        name.setLayout(column(self._name, self._note, gap=0, margins=(0, 6, 0, 6)))
        cells = (name, self._last, *self.boxes, self._days, self._tag)
        for place, cell in enumerate(cells):
            grid.addWidget(cell, at, place)
        grid.addWidget(hline(), at + 1, 0, 1, _COLUMNS)
        self._tag.hide()

    def line(self) -> StockLine:
        """Return what was counted."""
        return StockLine(self.product_id, self.boxes[0].number(), self.boxes[1].number())

    def show_line(self, line: StockLine) -> None:
        """Show what was counted, without telling."""
        self.boxes[0].show_number(line.warehouse)
        self.boxes[1].show_number(line.shelf)

    def show_hint(self, hint: StockHint) -> None:
        """Show what the count says."""
        self._days.set_words(hint.days)
        self._days.set_role(hint.role)
        self._tag.show_words(hint.signal, _TONES.get(hint.role, "quiet"), hint.icon)
        self._tag.setVisible(bool(hint.signal))
        state: Literal["", "warning"] = "warning" if hint.role == "bad" else ""
        for box in self.boxes:
            set_editor_state(box, state)


class StockPart(FormPart):
    """The count of the account's usual goods; others can be added."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, StockRow] = {}
        self._goods: dict[str, GoodsWords] = {}
        self._lines: dict[str, StockLine] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(0)
        self._table = QWidget()
        self._table.setLayout(self._grid)
        self._more = Button(_("Other product"), "plain", "plus")
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._more.setMenu(self._menu)
        self._fault = FaultLine()
        self._empty = Text(_("Nothing bought here yet"), "dense", "text3")
        self._heading = SectionHeading(_("Stock count"), None, "", self._more)
        self.setLayout(column(self._heading, self._table, self._empty, self._fault, gap=4))

    def show_goods(self, goods: Sequence[GoodsWords], unit: str) -> None:
        """Offer the products; the usual ones and the counted ones stand in the table."""
        words = _("type figures, Enter goes to the next row")
        if unit:
            words = _("in {unit}; type figures, Enter goes to the next row").format(unit=unit)
        self._heading.set_note(words)
        known = {key: (item.name, item.last) for key, item in self._goods.items()}
        self._goods = {item.product_id: item for item in goods}
        if known != {key: (item.name, item.last) for key, item in self._goods.items()}:
            self._build()

    def show_draft(self, draft: VisitDraft) -> None:
        """Fill in what was counted."""
        self._lines = {line.product_id: line for line in draft.stock}
        self._build()

    def show_hints(self, hints: Mapping[str, StockHint]) -> None:
        """Show what the counts say."""
        for key, row in self._rows.items():
            if key in hints:
                row.show_hint(hints[key])

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Tell that a figure is refused."""
        own = [words for name, words in faults.items() if name.startswith("stock")]
        self._fault.show_fault(own[0] if own else "")

    def row(self, product_id: str) -> StockRow:
        """Return the row of a product."""
        return self._rows[product_id]

    def add(self, product_id: str) -> None:
        """Put one more product into the table and go to it."""
        self._lines.setdefault(product_id, StockLine(product_id))
        self._build()
        box = self._rows[product_id].boxes[0]
        box.show()
        box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _build(self) -> None:
        clear_layout(self._grid)
        for row in self._rows.values():
            row.deleteLater()
        self._rows = {}
        wanted = [item for key, item in self._goods.items() if item.is_usual or key in self._lines]
        self._empty.setVisible(not wanted)
        self._table.setVisible(bool(wanted))
        if wanted:
            self._build_head()
        for number, goods in enumerate(wanted):
            row = StockRow(goods, self)
            row.place(self._grid, 2 + 2 * number)
            row.show_line(self._lines.get(goods.product_id, StockLine(goods.product_id)))
            row.counted.connect(self._tell)
            row.moved.connect(lambda at, step, n=number: self._move(n, at, step))
            self._rows[goods.product_id] = row

    def _build_head(self) -> None:
        heads = (
            _("Product"),
            p_("count", "Last"),
            field_label("stock_count", "warehouse_quantity"),
            field_label("stock_count", "shelf_quantity"),
            p_("count", "Lasts"),
            p_("count", "Hint"),
        )
        for place, words in enumerate(heads):
            align = _RIGHT if 0 < place < _COLUMNS - 1 else None
            head = Text(words, "meta", "text3", align=align)
            head.setMinimumHeight(28)
            self._grid.addWidget(head, 0, place)
        self._grid.addWidget(hline(), 1, 0, 1, _COLUMNS)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnMinimumWidth(1, 40)
        self._grid.setColumnMinimumWidth(4, 52)
        self._grid.setColumnMinimumWidth(5, 76)

    def _tell(self) -> None:
        for key, row in self._rows.items():
            line = row.line()
            if line.counted is not None or key in self._lines:
                self._lines[key] = line
        self.edited.emit("stock", tuple(self._lines.values()))

    def _move(self, number: int, box: int, step: int) -> None:
        rows = list(self._rows.values())
        place = number + step
        if place == len(rows) and box == 0:
            place, box = 0, 1
        if 0 <= place < len(rows):
            rows[place].boxes[box].setFocus(Qt.FocusReason.TabFocusReason)
        elif step > 0:
            self._more.setFocus(Qt.FocusReason.TabFocusReason)

    def _fill_menu(self) -> None:
        self._menu.clear()
        for key, goods in self._goods.items():
            if key not in self._rows:
                action = self._menu.addAction(f"{goods.name}  {goods.note}")
                action.triggered.connect(lambda _on=False, product_id=key: self.add(product_id))

    def changeEvent(self, event: QEvent) -> None:
        """Measure again after a change of text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
