"""The third step: what would be done with each row, and why some must wait."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.delegates.row_table import RowTable
from ui.models.cells import Num, TagCell, Tags, Two
from ui.models.columns import Column
from ui.models.row_table_model import RowTableModel
from ui.screens.importing.count_strip import CountStrip
from ui.screens.importing.rows import CheckLine, CheckWords
from ui.texts import _, p_
from ui.widgets.blocks import EmptyState
from ui.widgets.choice_row import Tabs
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.panel import hline
from ui.widgets.text import Text

_ROW = 380


class CheckStep(QWidget):
    """Figures, the commonest reasons, and the rows behind them."""

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
        self._empty = EmptyState("circle-check", _("No such row"), "", inset=False)
        self._lists: dict[str, tuple[CheckLine, ...]] = {}
        self.tabs.chosen.connect(self._show_tab)
        head = column(self.strip, self._reasons, gap=10, margins=(24, 14, 20, 12))
        tabs = row(self.tabs, STRETCH, margins=(24, 0, 20, 0))
        lists = column((self.table, 1), (self._empty, 1), gap=0, margins=(12, 0, 6, 0))
        self.setLayout(column(head, tabs, hline(), (lists, 1), gap=0))

    def show_check(self, words: CheckWords) -> None:
        """Show what an import would do."""
        self.strip.show_counts(words.counts)
        self._reasons.setVisible(bool(words.reasons))
        self._reasons.set_words("    ".join(words.reasons))
        for key, _words, count in words.tabs:
            self.tabs.set_count(key, count)
        self._lists = words.lists
        first = next((key for key, _words, count in words.tabs if count), "first")
        self.tabs.choose(first)
        self._show_tab(first)

    def _show_tab(self, key: str) -> None:
        rows = self._lists.get(key, ())
        self.model.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)


def _columns() -> Sequence[Column[CheckLine]]:
    return (
        Column("line", p_("import", "Line"), lambda one: Num(one.line), width=72, align="right"),
        Column("row", p_("import", "Row"), lambda one: Two(one.title, one.rest), width=_ROW),
        Column("what", p_("import", "What happens"), _tag, width=110),
        Column("why", p_("import", "Why, and how it is read"), _why),
    )


def _why(one: CheckLine) -> Two:
    """Two sentences are seen at once; all of them are spoken."""
    first, *more = one.problems or ("",)
    return Two(first, "·".join(more))


def _tag(one: CheckLine) -> Tags:
    return Tags((TagCell(one.what, one.tone),))
