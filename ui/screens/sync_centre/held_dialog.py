"""The list of records that the server says are gone and this computer keeps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.delegates.row_table import RowTable
from ui.models.cells import Two
from ui.models.columns import Column
from ui.models.row_table_model import RowTableModel
from ui.screens.sync_centre.held_words import HeldLine, HeldListWords
from ui.texts import _, p_
from ui.widgets.dialog import Dialog
from ui.widgets.layout import column
from ui.widgets.text import Text

_WIDTH, _HEIGHT = 680, 380
_SAID_WIDTH, _TOLD_WIDTH = 132, 148


class HeldDialog(Dialog):
    """Name, kind, what the server says, and when it last said so."""

    def __init__(self, parent: QWidget, words: HeldListWords) -> None:
        super().__init__(parent, _("Kept on this computer"), words.note, width=_WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model: RowTableModel[HeldLine] = RowTableModel(_columns(), self)
        self.model.set_rows(words.lines)
        self.table = RowTable(
            self.model, two_lines=True, flush=True, name=_("Kept on this computer")
        )
        self.rest = Text(words.rest, "meta", "text2")
        self.rest.setVisible(bool(words.rest))
        body = QWidget()
        body.setLayout(column((self.table, 1), self.rest, gap=10))
        body.setFixedHeight(_HEIGHT)
        self.add_content(body)
        self.add_button(_("Close"), "primary", safe=True)


def _columns() -> Sequence[Column[HeldLine]]:
    return (
        Column("record", p_("held", "Record"), lambda one: Two(one.name, one.kind, one.icon)),
        Column("said", _("At the server"), lambda one: one.said, width=_SAID_WIDTH),
        Column("told", _("Last reported"), lambda one: one.told, width=_TOLD_WIDTH),
    )
