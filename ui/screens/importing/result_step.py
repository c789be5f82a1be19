"""The last step: what came in, what waits, and the ways back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.delegates.row_table import RowTable
from ui.models.cells import Num
from ui.models.columns import Column
from ui.models.row_table_model import RowTableModel
from ui.screens.importing.count_strip import CountStrip
from ui.screens.importing.rows import MendLine, ResultWords
from ui.texts import _, p_
from ui.widgets.blocks import SectionHeading
from ui.widgets.buttons import Button
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.notice import Notice

_WIDEST = 760
_LINE, _COLUMN = 72, 150


class ResultStep(QWidget):
    """Says how it ended and offers what can be done about it."""

    save_requested = Signal()
    continue_requested = Signal()
    revert_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.notice = Notice()
        self.strip = CountStrip()
        self.save = Button(_("Save rejected rows…"), icon="download", big=True)
        self.go_on = Button(_("Go on with this import"), icon="arrow-right", big=True)
        self.revert = Button(_("Take this import back…"), "danger", "undo-2", big=True)
        self.save.clicked.connect(self.save_requested)
        self.go_on.clicked.connect(self.continue_requested)
        self.revert.clicked.connect(self.revert_requested)
        body = QWidget()
        body.setMaximumWidth(_WIDEST)
        buttons = row(self.save, self.go_on, self.revert, STRETCH, gap=10)
        self.model: RowTableModel[MendLine] = RowTableModel(_columns(), self)
        table = RowTable(self.model, flush=True, name=_("Cells mended here"))
        heading = SectionHeading(_("Cells mended here"), note=_("the file is as it was"))
        self.mends = QWidget()
        self.mends.setLayout(column(26, heading, 6, (table, 1), gap=0))
        body.setLayout(
            column(self.notice, 18, self.strip, 22, buttons, (self.mends, 1), STRETCH, gap=0)
        )
        self.setLayout(row((body, 100), STRETCH, margins=(24, 20, 20, 20)))

    def show_result(self, words: ResultWords) -> None:
        """Show how it ended."""
        self.notice.show_words(words.words, tone=words.tone)
        self.strip.show_counts(words.counts)
        self.save.setVisible(words.can_save)
        self.go_on.setVisible(words.can_continue)
        self.revert.setVisible(words.can_revert)
        self.model.set_rows(words.mends)
        self.mends.setVisible(bool(words.mends))


def _columns() -> Sequence[Column[MendLine]]:
    return (
        Column("line", p_("import", "Line"), lambda one: Num(one.line), width=_LINE, align="right"),
        Column("column", p_("import", "Column"), lambda one: one.column, width=_COLUMN),
        Column("written", _("In the file"), lambda one: one.written or "—"),
        Column("text", _("Taken as"), lambda one: one.text or "—"),
    )
