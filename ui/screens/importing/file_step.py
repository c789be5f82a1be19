"""The first step: which file, what is in it, how it is read, and its first rows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from ui.delegates.row_table import RowTable
from ui.models.columns import Column
from ui.models.row_table_model import RowTableModel
from ui.screens.importing.rows import Choices, FileWords
from ui.texts import _, p_
from ui.widgets.blocks import EmptyState, SectionHeading
from ui.widgets.buttons import Button
from ui.widgets.editors import ComboBox
from ui.widgets.fields import Field
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.text import Text

_SHOWN_COLUMNS = 7
_CHOICE_WIDTH = 200
Cells = tuple[str, ...]


class FileStep(QWidget):
    """Takes a file by dialog or by dropping it here.

    Signals:
        file_chosen: A path.
        pasted: Text of copied cells.
        entity_chosen, sheet_chosen, encoding_chosen: Key of the choice.
    """

    file_chosen = Signal(object)
    pasted = Signal(str)
    entity_chosen = Signal(str)
    sheet_chosen = Signal(str)
    encoding_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.entity, self.sheet, self.encoding = ComboBox(), ComboBox(), ComboBox()
        self._sheet_field = Field(_("Sheet"), self.sheet)
        self._encoding_field = Field(_("Encoding"), self.encoding)
        self.choose = Button(_("Choose another file…"), icon="folder-open")
        self.paste = Button(_("Paste cells"), icon="clipboard-list")
        self.paste.setToolTip(_("Cells copied in Excel (Ctrl+V)"))
        self._name = Text("", "section", elide=True)
        self._note = Text("", "meta", "text3")
        self._rows = QVBoxLayout()
        self._samples = SectionHeading(_("First rows"))
        self.empty = EmptyState(
            "table-2",
            _("Choose an Excel or CSV file, or drop it here"),
            _(
                "Or copy cells in Excel and paste them. The first row may be a title; headings in"
                " Chinese or English are found."
            ),
            primary=_("Choose a file…"),
            plain=_("Paste cells"),
            inset=False,
        )
        self._chosen = QWidget()
        self._build()
        self._connect()

    def show_file(self, words: FileWords, entities: Choices, entity: str) -> None:
        """Show the file, or that none is chosen yet."""
        self.entity.set_choices(entities)
        self.entity.choose(entity)
        self._chosen.setVisible(bool(words.name))
        self.empty.setVisible(not words.name)
        self._name.set_words(words.name)
        self._note.set_words(words.note)
        for field, editor, choices, key in (
            (self._sheet_field, self.sheet, words.sheets, words.sheet),
            (self._encoding_field, self.encoding, words.encodings, words.encoding),
        ):
            field.setVisible(bool(choices))
            editor.set_choices(choices)
            editor.choose(key)
        self._show_samples(words)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file."""
        self.file_chosen.emit(Path(event.mimeData().urls()[0].toLocalFile()))

    def ask_file(self) -> None:
        """Ask for a file."""
        kinds = f"{_('Tables')} (*.xlsx *.xlsm *.csv *.txt *.tsv)"
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Choose a file"), "", kinds)
        if chosen:
            self.file_chosen.emit(Path(chosen))

    def paste_cells(self) -> None:
        """Take what lies in the clipboard."""
        self.pasted.emit(QGuiApplication.clipboard().text())

    def _build(self) -> None:
        for editor in (self.entity, self.sheet, self.encoding):
            editor.setFixedWidth(_CHOICE_WIDTH)
        head = row((self._name, 1), self._note, self.paste, self.choose, gap=12)
        choices = row(
            Field(p_("import", "What it holds"), self.entity),
            self._sheet_field, self._encoding_field, STRETCH, gap=16,
        )  # fmt: skip
        self._chosen.setLayout(
            column(head, 14, choices, 18, self._samples, 4, (self._rows, 1), gap=0)
        )
        self.setLayout(column((self._chosen, 1), (self.empty, 1), gap=0, margins=(24, 18, 20, 0)))

    def _connect(self) -> None:
        self.choose.clicked.connect(self.ask_file)
        if self.empty.primary_button is not None:
            self.empty.primary_button.clicked.connect(self.ask_file)
        for button in (self.empty.plain_button, self.paste):
            button.clicked.connect(self.paste_cells)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.paste_cells)
        self.entity.chosen.connect(self.entity_chosen)
        self.sheet.chosen.connect(self.sheet_chosen)
        self.encoding.chosen.connect(self.encoding_chosen)

    def _show_samples(self, words: FileWords) -> None:
        """Columns differ from file to file, so the table is built for each."""
        clear_layout(self._rows)
        if not words.name:
            return
        shown = words.headings[:_SHOWN_COLUMNS]
        columns = [
            Column[Cells](str(at), heading, _cell_at(at)) for at, heading in enumerate(shown)
        ]
        model: RowTableModel[Cells] = RowTableModel(columns, self)
        table = RowTable(model, flush=True, name=_("First rows"))
        model.set_rows(words.samples)
        self._rows.addWidget(table)
        more, note = len(words.headings) - len(shown), _("as the file shows them")
        if more > 0:
            note += "·" + _("and {count} more columns").format(count=more)
        self._samples.set_note(note)


class _CellAt:
    """Shows one cell of a row."""

    def __init__(self, place: int) -> None:
        self._place = place

    def __call__(self, cells: Cells) -> str:
        return cells[self._place].replace("\n", " ")


def _cell_at(place: int) -> _CellAt:
    return _CellAt(place)
