"""The step before the last: what would be done with each row, and why some must wait."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.delegates.row_table import RowTable
from ui.models.cells import Num, TagCell, Tags, Two
from ui.models.columns import Column
from ui.models.row_table_model import RowTableModel
from ui.screens.importing.count_strip import CountStrip
from ui.screens.importing.mend_pane import MendPane
from ui.screens.importing.rows import CheckLine, CheckWords
from ui.texts import _, p_
from ui.widgets.blocks import EmptyState
from ui.widgets.choice_row import Tabs
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.panel import hline
from ui.widgets.text import Text

_ROW, _LINE, _WHAT = 220, 64, 116


class CheckStep(QWidget):
    """Figures, the commonest reasons, the rows behind them, and the cells of the chosen row.

    Signals:
        mended: Line, place and new text of a cell.
    """

    mended = Signal(int, int, str)

    def __init__(self) -> None:
        super().__init__()
        self.strip = CountStrip()
        self._reasons = Text("", "dense", "text2", wrap=True)
        self.tabs = Tabs(
            [
                ("rejected", p_("import", "Rejected"), None),
                ("noted", p_("import", "Read in another way"), None),
                ("first", p_("import", "First rows"), None),
            ]
        )
        self.model: RowTableModel[CheckLine] = RowTableModel(_columns(), self)
        self.table = RowTable(self.model, two_lines=True, name=_("Rows of the file"))
        self.pane = MendPane()
        self._empty = EmptyState("circle-check", _("No such row"), "", inset=False)
        self._lists: dict[str, tuple[CheckLine, ...]] = {}
        self._tab = "first"
        self._build()
        self._connect()

    def show_check(self, words: CheckWords) -> None:
        """Show what an import would do."""
        self._show_figures(words)
        self._lists = words.lists
        first = next((key for key, _words, count in words.tabs if count), "first")
        self.tabs.choose(first)
        self._show_tab(first)

    def show_line(self, words: CheckWords, line: CheckLine) -> None:
        """Show a row that was judged again, where it stands."""
        self._show_figures(words)
        self._lists = {
            key: tuple(line if one.line == line.line else one for one in rows)
            for key, rows in self._lists.items()
        }
        self.model.refresh_rows(self._lists[self._tab])
        current = self._current()
        if current is not None and current.line == line.line:
            self.pane.show_line(line)

    def _show_figures(self, words: CheckWords) -> None:
        self.strip.show_counts(words.counts)
        self._reasons.setVisible(bool(words.reasons))
        self._reasons.set_words("    ".join(words.reasons))
        for key, _words, count in words.tabs:
            self.tabs.set_count(key, count)

    def _show_tab(self, key: str) -> None:
        self._tab = key
        rows = self._lists.get(key, ())
        self.model.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        if rows:
            self.table.select_row(0)
        self.pane.show_line(rows[0] if rows else None)

    def _current(self) -> CheckLine | None:
        return self.model.row_at(self.table.currentIndex().row())

    def _next_row(self) -> None:
        """Go on with the first wrong cell of the next row that has one; else back to the list."""
        below = range(self.table.currentIndex().row() + 1, self.model.rowCount())
        for number in below:
            line = self.model.row_at(number)
            if line is not None and any(cell.fault for cell in line.cells):
                self.table.select_row(number)
                self.pane.start()
                return
        self._back_to_list()

    def _back_to_list(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        head = column(self.strip, self._reasons, gap=10, margins=(24, 14, 20, 12))
        tabs = row(self.tabs, STRETCH, margins=(24, 0, 20, 0))
        lists = column((self.table, 1), (self._empty, 1), gap=0, margins=(12, 0, 6, 0))
        rows = column(head, tabs, hline(), (lists, 1), gap=0)
        self.setLayout(row((rows, 1), self.pane, gap=0))

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._show_tab)
        self.table.current_changed.connect(self.pane.show_line)
        self.table.row_opened.connect(lambda _line: self.pane.start())
        self.pane.mended.connect(self.mended)
        self.pane.row_done.connect(self._next_row)
        self.pane.given_up.connect(self._back_to_list)
        mend = QShortcut(QKeySequence(Qt.Key.Key_F2), self)
        mend.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        mend.activated.connect(self.pane.start)


def _columns() -> Sequence[Column[CheckLine]]:
    return (
        Column("line", p_("import", "Line"), lambda one: Num(one.line), width=_LINE, align="right"),
        Column("row", p_("import", "Row"), lambda one: Two(one.title, one.rest), width=_ROW),
        Column("what", p_("import", "What happens"), _tag, width=_WHAT),
        Column("why", p_("import", "Why, and how it is read"), _why),
    )


def _why(one: CheckLine) -> Two:
    """Two sentences are seen at once; all of them are spoken."""
    first, *more = one.problems or ("",)
    return Two(first, "·".join(more))


def _tag(one: CheckLine) -> Tags:
    return Tags((TagCell(one.what, one.tone),))
