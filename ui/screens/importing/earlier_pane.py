"""Earlier imports and exports beside the first step, each with what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.delegates.row_table import RowTable
from ui.models.cells import TagCell, Tags, Two
from ui.models.columns import Column
from ui.models.row_table_model import RowTableModel
from ui.screens.importing.rows import ExchangeLine
from ui.texts import _
from ui.widgets.blocks import SectionHeading
from ui.widgets.buttons import Button
from ui.widgets.layout import column
from ui.widgets.panes import SidePane
from ui.widgets.text import Text

_TAG_WIDTH = 84
_WIDE, _NARROW = 400, 340


class EarlierPane(SidePane):
    """What came in and went out before.

    Signals:
        looked_at: Id of the chosen one.
        file_wanted, cells_wanted: To go on with the chosen one.
        revert_requested, save_requested: For the chosen one.
    """

    looked_at = Signal(str)
    file_wanted = Signal()
    cells_wanted = Signal()
    revert_requested = Signal()
    save_requested = Signal()

    def __init__(self) -> None:
        self.model: RowTableModel[ExchangeLine] = RowTableModel(_columns())
        self.table = RowTable(
            self.model, two_lines=True, flush=True, head=False, name=_("Earlier files")
        )
        self.go_on = Button(_("Go on…"), icon="arrow-right")
        self.save = Button(_("Save rejected rows…"), icon="download")
        self.revert = Button(_("Take back…"), "danger", "undo-2")
        self._is_pasted = False
        self._none = Text(_("Nothing came in or went out yet."), "dense", "text3", wrap=True)
        heading = SectionHeading(_("Earlier files"))
        buttons = column(self.go_on, self.save, self.revert, gap=8)
        self._rest = QWidget()  # keeps the heading up where there is no list
        inner = column(
            heading, self._none, (self.table, 1), (self._rest, 1), buttons,
            gap=12, margins=(20, 18, 18, 16),
        )  # fmt: skip
        super().__init__(inner, wide=_WIDE, narrow=_NARROW)
        self.model.setParent(self)
        self.go_on.clicked.connect(self._want_source)
        self.revert.clicked.connect(self.revert_requested)
        self.save.clicked.connect(self.save_requested)
        self.table.current_changed.connect(self._choose)
        self._choose(None)

    def show_lines(self, lines: Sequence[ExchangeLine]) -> None:
        """Show them, the newest first."""
        self.model.set_rows(lines)
        self.table.setVisible(bool(lines))
        self._none.setVisible(not lines)
        self._rest.setVisible(not lines)
        self._choose(None)

    def _want_source(self) -> None:
        (self.cells_wanted if self._is_pasted else self.file_wanted).emit()

    def _choose(self, line: ExchangeLine | None) -> None:
        for button, can in (
            (self.go_on, line is not None and line.can_continue),
            (self.save, line is not None and line.can_save),
            (self.revert, line is not None and line.can_revert),
        ):
            button.setVisible(can)
        self._is_pasted = line is not None and line.is_pasted
        if line is not None:
            self.looked_at.emit(line.id)


def _columns() -> Sequence[Column[ExchangeLine]]:
    return (
        Column("file", "", lambda one: Two(one.title, one.note, one.icon, "text2")),
        Column("state", "", _tag, width=_TAG_WIDTH, align="right"),
    )


def _tag(one: ExchangeLine) -> Tags:
    return Tags((TagCell(one.tag, one.tone),))
