"""Draws the list of contract texts and of library blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.queries.contracts.templates import TemplateUse, VersionRow
from ui.delegates.row_table import RowTable
from ui.formats import Formats
from ui.models.row_table_model import RowTableModel
from ui.screens.context import Clock
from ui.screens.templates.columns import VersionCells
from ui.texts import _
from ui.widgets.blocks import Banner, EmptyState
from ui.widgets.buttons import Button
from ui.widgets.choice_row import Tabs
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.panel import Panel, hline
from ui.widgets.screen import Screen

TEXTS, LIBRARY = "texts", "library"


class TemplatesView(Screen):
    """Two lists: contract texts, and the blocks they share.

    Signals:
        list_chosen: "texts" or "library".
        text_opened: Id of a version of a text.
        block_opened: Id of a version of a block.
        new_requested: Begin a text.
        file_chosen: Path of a file to make a text from.
    """

    list_chosen = Signal(str)
    text_opened = Signal(str)
    block_opened = Signal(str)
    new_requested = Signal()
    file_chosen = Signal(str)

    def __init__(self, formats: Formats, clock: Clock) -> None:
        super().__init__()
        cells = self._cells = VersionCells(formats, clock)
        self.tabs = Tabs([(TEXTS, _("Contract texts"), None), (LIBRARY, _("Clause library"), None)])
        self.texts: RowTableModel[VersionRow] = RowTableModel(cells.text_columns(), self)
        self.blocks: RowTableModel[VersionRow] = RowTableModel(cells.block_columns(), self)
        self.text_table = RowTable(self.texts, two_lines=True, name=_("Contract texts"))
        self.block_table = RowTable(self.blocks, two_lines=True, name=_("Clause library"))
        self.empty = EmptyState("file-text", "", "", primary=_("New text"))
        self.trouble = Banner("bad", "circle-alert")
        self._trouble_row = Panel(row(self.trouble, margins=(24, 10, 20, 0)))
        self.new = Button(_("New text"), "primary", "plus")
        self.import_file = Button(_("From a file…"), "plain", "download")
        self._lay_out()
        self._connect()

    def panes(self) -> Sequence[QWidget]:
        """Walk the list."""
        return (self.text_table, self.block_table)

    def show_texts(self, rows: Sequence[VersionRow], *, may_write: bool) -> None:
        """Show contract texts."""
        self.texts.refresh_rows(rows)
        self.tabs.set_count(TEXTS, len(rows))
        self.set_actions([self.import_file, self.new] if may_write else [])
        self.empty.primary_button.setVisible(may_write and self.tabs.current() == TEXTS)
        self._show_list()

    def show_blocks(
        self, rows: Sequence[VersionRow], uses: Mapping[str, Sequence[TemplateUse]]
    ) -> None:
        """Show library blocks."""
        self._cells.use(uses)
        self.blocks.refresh_rows(rows)
        self.tabs.set_count(LIBRARY, len(rows))
        self._show_list()

    def show_trouble(self, words: str) -> None:
        """Say why nothing was begun; no words take it away."""
        self._trouble_row.setVisible(bool(words))
        if words:
            self.trouble.show_words(words)

    def _show_list(self) -> None:
        is_texts = self.tabs.current() == TEXTS
        model = self.texts if is_texts else self.blocks
        has_rows = model.rowCount() > 0
        self.text_table.setVisible(is_texts and has_rows)
        self.block_table.setVisible(not is_texts and has_rows)
        self.empty.setVisible(not has_rows)
        if is_texts:
            what = _("Begin with a standard text of the product, or with a file of your own.")
            self.empty.show_words(_("No contract texts yet"), what)
        else:
            what = _("Open a contract text, choose one of its shared blocks, and put it here.")
            self.empty.show_words(_("No blocks in the library yet"), what)

    def _lay_out(self) -> None:
        self.set_heading(_("Contract texts"))
        self._trouble_row.hide()
        self.empty.hide()
        lists = column(
            (self.text_table, 1), (self.block_table, 1), (self.empty, 1),
            gap=0, margins=(12, 8, 8, 8),
        )  # fmt: skip
        views = row(self.tabs, STRETCH, margins=(24, 6, 20, 0))
        self.setLayout(column(views, hline(), self._trouble_row, (lists, 1), gap=0))

    def _connect(self) -> None:
        self.tabs.chosen.connect(lambda _key: self._show_list())
        self.tabs.chosen.connect(self.list_chosen)
        self.text_table.row_opened.connect(lambda each: self.text_opened.emit(each.id))
        self.block_table.row_opened.connect(lambda each: self.block_opened.emit(each.id))
        self.new.clicked.connect(self.new_requested)
        self.empty.primary_button.clicked.connect(self.new_requested)
        self.import_file.clicked.connect(self._ask_file)

    def _ask_file(self) -> None:
        kinds = _("Contract texts (*.docx *.txt *.md)")
        path, _kind = QFileDialog.getOpenFileName(self, _("Make a text from a file"), "", kinds)
        if path:
            self.file_chosen.emit(path)
