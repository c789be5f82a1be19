"""A table of the form: rows with boxes to type in, totals, and the total in capitals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.delegates.row_table import RowTable
from ui.models.cells import Cell, Edit, Name, Num
from ui.models.columns import Column
from ui.models.row_table_model import RowTableModel
from ui.screens.contract.rows import ColumnView, FieldNote, LineView, TableView
from ui.texts import _
from ui.widgets.announce import announce
from ui.widgets.buttons import Button, IconButton
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import Icon
from ui.widgets.text import Text

_WIDTHS = {"qty": 84, "money": 110, "rate": 78, "short": 104, "amount": 112, "text": 120}
_NARROW = 540
_IN_SECOND_LINE = "unit"


class TablePanel(QWidget):
    """Shows one table; tells what the user wants to do with its rows.

    Args:
        label: Name of the table.
        is_locked: It can only be read.

    Signals:
        cell_typed: Row, column and text.
        products_requested: Offer the price list.
        line_requested: Open a row; an empty name means a new one.
        removed: Take a row out.
        moved: Row, and -1 or 1.
        newer_requested: Take the newer list prices over.
    """

    cell_typed = Signal(str, str, str)
    products_requested = Signal()
    line_requested = Signal(str)
    removed = Signal(str)
    moved = Signal(str, int)
    newer_requested = Signal()

    def __init__(self, label: str, *, is_locked: bool = False) -> None:
        super().__init__()
        self._label, self._is_locked = label, is_locked
        self._keys: tuple[str, ...] = ()
        self._table: RowTable | None = None
        self._model: RowTableModel[LineView] | None = None
        self._refusal = ""
        self._finding: FieldNote | None = None
        self._count = Text("", "meta", "text3")
        self._tools = self._make_tools()
        self._place = row(gap=0)
        self._empty = Text(
            _("No goods yet. Take them from the price list, or write a row by hand."),
            "dense",
            "text3",
            wrap=True,
        )
        self._sums = QHBoxLayout()
        self._sums.setSpacing(18)
        self._capitals = Text("", "dense", "text2", align=Qt.AlignmentFlag.AlignRight, wrap=True)
        self._mark = Icon("circle-alert", "bad", 14)
        self._note = Text("", "meta", "bad", wrap=True)
        self._lay_out(label)
        self.show_note("")

    def show_table(self, columns: Sequence[ColumnView], table: TableView) -> None:
        """Show rows and totals; the chosen row stays chosen."""
        if self._model is None:
            self._make_table(columns)
        if self._model is None or self._table is None:
            return
        self._keys = tuple(line.key for line in table.lines)
        self._model.refresh_rows(table.lines)
        self._table.setVisible(bool(table.lines))
        self._empty.setVisible(not table.lines)
        self._count.set_words(f"{len(table.lines):,}" if table.lines else "")
        clear_layout(self._sums)
        self._sums.addStretch(1)
        for at, (label, amount) in enumerate(table.sums, start=1):
            is_last = at == len(table.sums)
            figure = Text(amount, "body-m" if is_last else "dense", "text" if is_last else "text2")
            self._sums.addLayout(row(Text(label, "meta", "text3"), figure, gap=6))
        self._capitals.set_words(table.capitals)
        self._capitals.setVisible(bool(table.capitals))
        self._newer.set_words(table.newer)
        self._newer.setVisible(bool(table.newer) and not self._is_locked)
        self._follow_choice()

    def show_note(self, words: str) -> None:
        """Say why what was typed is refused; empty shows again what the checks found."""
        self._refusal = words
        self._show_words()
        if words:
            announce(self, words, at_once=True)

    def show_finding(self, note: FieldNote | None) -> None:
        """Say what the checks found about the whole table."""
        self._finding = note
        self._show_words()

    def _show_words(self) -> None:
        found = self._finding
        words = self._refusal or (found.words if found else "")
        role = "warn" if found and found.level == "warning" and not self._refusal else "bad"
        self._mark.set_icon("triangle-alert" if role == "warn" else "circle-alert", role)
        self._mark.setVisible(bool(words))
        self._note.set_role(role)
        self._note.setVisible(bool(words))
        self._note.set_words(words)

    def choose(self, place: int) -> None:
        """Make a row the current one and keep the keyboard in the table."""
        if self._table is not None and 0 <= place < len(self._keys):
            self._table.select_row(place)

    def enter(self) -> None:
        """Put the keyboard into the table, or on the way to fill it."""
        target: QWidget = self._add
        if self._table is not None and self._keys:
            target = self._table
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _make_tools(self) -> tuple[IconButton, ...]:
        tools = (
            ("arrow-up", _("Move up"), lambda key: self.moved.emit(key, -1)),
            ("arrow-down", _("Move down"), lambda key: self.moved.emit(key, 1)),
            ("pencil", _("Edit the row"), self.line_requested.emit),
            ("trash-2", _("Remove the row"), self.removed.emit),
        )
        made = []
        for icon, tip, act in tools:
            button = IconButton(icon, tip, size=28)
            button.clicked.connect(partial(self._with_row, act))
            made.append(button)
        return tuple(made)

    def _lay_out(self, label: str) -> None:
        self._add = Button(_("Add products"), "link")
        by_hand = Button(_("Add by hand"), "link")
        self._newer = Button("", "link", "refresh-cw")
        self._newer.clicked.connect(self.newer_requested)
        self._add.clicked.connect(self.products_requested)
        by_hand.clicked.connect(lambda: self.line_requested.emit(""))
        head = row(
            Text(label, "meta-m", "text2"), self._count, STRETCH, *self._tools, 6, self._add,
            by_hand, gap=6,
        )  # fmt: skip
        note = row(column(2, self._mark, STRETCH, gap=0), (self._note, 1), gap=5)
        self.setLayout(
            column(
                head, self._place, self._empty, row(self._newer, STRETCH), 4, self._sums,
                self._capitals, note,
                gap=4, margins=(0, 4, 0, 4),
            )
        )  # fmt: skip
        # Only now they have a parent: shown before, they would be windows of their own.
        self._newer.hide()
        self._add.setHidden(self._is_locked)
        by_hand.setHidden(self._is_locked)

    def _make_table(self, columns: Sequence[ColumnView]) -> None:
        made = [Column[LineView]("name", _("Goods and specification"), _name)]
        made += [
            _column(each, None if self._is_locked else partial(self._typed, each.key))
            for each in columns
            if each.key != _IN_SECOND_LINE
        ]
        self._model = RowTableModel(made, self)
        table = RowTable(self._model, two_lines=True, flush=True, fit=True, name=self._label)
        table.setSelectionMode(RowTable.SelectionMode.SingleSelection)
        table.current_changed.connect(lambda _line: self._follow_choice())
        if not self._is_locked:
            table.row_opened.connect(lambda line: self.line_requested.emit(line.key))
            delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), table)
            delete.setContext(Qt.ShortcutContext.WidgetShortcut)
            delete.activated.connect(partial(self._with_row, self.removed.emit))
        self._table = table
        self._place.addWidget(table)

    def _typed(self, column_key: str, line: LineView, text: str) -> None:
        self.cell_typed.emit(line.key, column_key, text)

    def _with_row(self, act: Callable[[str], None], *_checked: object) -> None:
        line = self._chosen()
        if line is not None:
            act(line.key)

    def _chosen(self) -> LineView | None:
        if self._table is None or self._model is None:
            return None
        return self._model.row_at(self._table.currentIndex().row())

    def _follow_choice(self) -> None:
        has_row = self._chosen() is not None and not self._is_locked
        for tool in self._tools:
            tool.setVisible(has_row)


def _name(line: LineView) -> Cell:
    sub = "·".join(part for part in (line.sub, line.cells.get(_IN_SECOND_LINE, "")) if part)
    return Name(line.name, sub)


def _column(view: ColumnView, edit: Callable[[LineView, str], None] | None) -> Column[LineView]:
    is_typed = view.kind != "amount" and edit is not None

    def cell(line: LineView) -> Cell:
        words = line.cells.get(view.key, "")
        return Edit(words, line.states.get(view.key, "")) if is_typed else Num(words)

    return Column(
        view.key,
        view.title,
        cell,
        width=_WIDTHS[view.kind],
        align="right",
        edit=edit if is_typed else None,
        drop_below=_NARROW if view.kind == "short" else 0,
    )
