"""The list of one kind of record: filter, count, table, and words where there is nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.queries.records.forms import RecordRow
from ui.delegates.row_table import RowTable
from ui.field_texts import entities_label
from ui.formats import Formats
from ui.models.paged_table_model import PagedTableModel, PageRequest
from ui.screens.records.columns import RecordCells
from ui.screens.records.kind import RecordKind
from ui.screens.records.list_rows import ListLook
from ui.texts import _, n_
from ui.widgets.blocks import EmptyState
from ui.widgets.editors import LineEdit
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import Text

_TYPING_PAUSE_MS = 120
_SEARCH_WIDTH = 260


class RecordList(QWidget):
    """One table; it is built when its kind is first looked at.

    Args:
        kind: What its rows show.
        formats: Spells money, days and numbers.
        names_account: Whether a row says whose record it is.

    Signals:
        text_typed: What is in the search box, after a pause.
        sort_requested: Field and whether it falls.
        row_opened: Id of a record.
        new_requested: Make one.
        rows_needed: Answer, first row, number of rows.
    """

    text_typed = Signal(str)
    sort_requested = Signal(str, bool)
    row_opened = Signal(str)
    new_requested = Signal()
    rows_needed = Signal(int, int, int)

    def __init__(self, kind: RecordKind, formats: Formats, *, names_account: bool) -> None:
        super().__init__()
        self._kind, self._formats = kind, formats
        name = entities_label(kind.entity)
        cells = RecordCells(kind, formats, names_account=names_account)
        self.search = LineEdit(placeholder=_("Words in the record"), lead="search")
        self.search.setAccessibleName(_("Words in the record"))
        self.search.setFixedWidth(_SEARCH_WIDTH)
        self.model: PagedTableModel[RecordRow] = PagedTableModel(
            cells.columns(), self._need_page, self
        )
        self.table = RowTable(self.model, two_lines=names_account and kind.has_account, name=name)
        self.empty = EmptyState(kind.icon, "", "", primary=_("New"), plain=_("Show all"))
        self._total = Text("", "meta", "text3")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        head = row(self.search, STRETCH, self._total, margins=(24, 12, 20, 6))
        lists = column((self.table, 1), (self.empty, 1), gap=0, margins=(12, 0, 8, 8))
        self.setLayout(column(head, (lists, 1), gap=0))
        self.empty.hide()
        self._connect()

    def show_listing(self, look: ListLook, *, keep_place: bool) -> int:
        """Show that many rows; they are asked for as they come into view."""
        self.table.setVisible(look.count > 0)
        self.empty.setVisible(not look.count)
        self._show_empty_words(look)
        words = n_("{count} record", "{count} records", look.count)
        self._total.set_words(words.format(count=self._formats.count(look.count)))
        self.table.show_sort(look.order, descending=look.descending)
        if keep_place and look.count == self.model.rowCount():
            return self.model.refresh()
        return self.model.replace(look.count)

    def show_rows(self, answer: int, first: int, rows: Sequence[RecordRow]) -> None:
        """Fill in rows."""
        self.model.deliver(answer, first, rows)

    def forget_text(self) -> None:
        """Empty the search box without telling."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)

    def _show_empty_words(self, look: ListLook) -> None:
        name = entities_label(self._kind.entity)
        if look.is_filtered:
            self.empty.show_words(_("No record fits"), _("Take another word."))
        else:
            why = _("Nothing here yet: {records}").format(records=name)
            office = _("The office keeps these records; they come with the next sync.")
            field = _("What is written down here is sent with the next sync.")
            self.empty.show_words(why, office if self._kind.is_kept_by_office else field)
        self.empty.plain_button.setVisible(look.is_filtered)
        self.empty.primary_button.set_words(look.new_words)
        self.empty.primary_button.setVisible(bool(look.new_words))

    def _need_page(self, request: PageRequest) -> None:
        self.rows_needed.emit(request.generation, request.first, request.count)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(lambda: self.text_typed.emit(self.search.text()))
        self.table.row_opened.connect(lambda found: self.row_opened.emit(found.id))
        self.table.sort_requested.connect(self.sort_requested)
        self.empty.primary_button.clicked.connect(self.new_requested)
        self.empty.plain_button.clicked.connect(self.search.clear)
