"""One list below the form of a record."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.queries.records.forms import RecordRow
from ui.delegates.row_table import RowTable
from ui.field_texts import entities_label
from ui.formats import Formats
from ui.models.row_table_model import RowTableModel
from ui.screens.records.below_lists import BelowRows
from ui.screens.records.columns import RecordCells
from ui.screens.records.registry import KINDS
from ui.texts import _
from ui.widgets.blocks import SectionHeading
from ui.widgets.buttons import Button
from ui.widgets.layout import column
from ui.widgets.text import Text


class BelowPanel(QWidget):
    """Heading with a button that adds, and the rows.

    Args:
        shown: What is listed.
        formats: Spells money, days and numbers.

    Signals:
        opened: Id of a record.
        add_requested: Add one.
    """

    opened = Signal(str)
    add_requested = Signal()

    def __init__(self, shown: BelowRows, formats: Formats) -> None:
        super().__init__()
        kind = KINDS[shown.below.entity]
        name = entities_label(kind.entity)
        actions = []
        if shown.new_words:
            add = Button(shown.new_words, "link", "plus")
            add.clicked.connect(self.add_requested)
            actions.append(add)
        heading = SectionHeading(name, shown.count, "", *actions)
        if not shown.rows:
            self.setLayout(column(heading, Text(_("None yet"), "dense", "text3"), gap=6))
            return
        columns = RecordCells(kind, formats, names_account=False).columns()
        self.model: RowTableModel[RecordRow] = RowTableModel(columns)
        self.model.set_rows(shown.rows)
        self.table = RowTable(self.model, flush=True, fit=True, name=name)
        self.table.row_opened.connect(lambda found: self.opened.emit(found.id))
        self.setLayout(column(heading, self.table, gap=6))
