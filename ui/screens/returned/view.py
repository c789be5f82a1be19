"""Draws the papers of a contract and reports what the user did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QStackedWidget, QWidget

from ui.delegates.row_table import RowTable
from ui.models.cells import Name, TagCell, Tags
from ui.models.columns import Column
from ui.models.row_table_model import RowTableModel
from ui.screens.context import Runner
from ui.screens.returned.compare_pane import ComparePane
from ui.screens.returned.file_pane import FilePane
from ui.screens.returned.paste_dialog import PasteDialog
from ui.screens.returned.rows import CompareView, PaperRow
from ui.screens.returned.signing_dialogs import SigningDialogs
from ui.texts import _, n_
from ui.widgets.blocks import Banner, EmptyState
from ui.widgets.buttons import Button, IconButton
from ui.widgets.layout import column, row
from ui.widgets.panel import Panel
from ui.widgets.panes import PaneSplitter
from ui.widgets.screen import Screen

_LIST_SHARE, _DETAIL_SHARE = 36, 64

ChooseFiles = Callable[[QWidget], list[Path]]
ChooseFile = Callable[[QWidget], Path | None]
ChooseCopy = Callable[[QWidget, str], Path | None]


def choose_pages(parent: QWidget) -> list[Path]:
    """Let the user choose scans or photos."""
    kinds = _("Scans and photos (*.jpg *.jpeg *.png *.pdf)")
    names, _kind = QFileDialog.getOpenFileNames(parent, _("Pages of the signed copy"), "", kinds)
    return [Path(name) for name in names]


def choose_returned(parent: QWidget) -> Path | None:
    """Let the user choose what came back."""
    kinds = _("Word, PDF or text (*.docx *.pdf *.txt)")
    name, _kind = QFileDialog.getOpenFileName(parent, _("Returned file"), "", kinds)
    return Path(name) if name else None


def choose_copy(parent: QWidget, name: str) -> Path | None:
    """Let the user say where a copy goes."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, _("Save a copy"), name)
    return Path(chosen) if chosen else None


class ContractPapersView(Screen):
    """The list of papers at the left, one of them at the right.

    Attributes:
        choose_pages: Asks for scans; tests put another question here.
        choose_returned: Asks for a returned file.
        choose_copy: Asks where a copy goes.

    Signals:
        chosen: The current row, or None.
        returned_given: Path of a file that came back.
        text_pasted: Text that came back.
        pages_given: Paths of scans or photos of the signed copy.
        pen_asked: Sign on the screen.
        certificate_asked: Sign the PDF with a certificate.
        copy_wanted: A paper and the path where a copy of it goes.
    """

    chosen = Signal(object)
    returned_given = Signal(object)
    text_pasted = Signal(str)
    pages_given = Signal(list)
    pen_asked = Signal()
    certificate_asked = Signal()
    copy_wanted = Signal(object, object)

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self.choose_pages: ChooseFiles = choose_pages
        self.choose_returned: ChooseFile = choose_returned
        self.choose_copy: ChooseCopy = choose_copy
        self.dialogs = SigningDialogs(self, runner.on_work)
        self.model: RowTableModel[PaperRow] = RowTableModel(_columns(), self)
        self.table = RowTable(self.model, two_lines=True, name=_("Papers"))
        self.compare = ComparePane()
        self.file = FilePane(runner.on_work)
        self.missing = Banner("warn", "paperclip")
        self._busy = Banner("info", "hourglass")
        self._empty = EmptyState(
            "paperclip",
            _("Nothing lies with this contract yet"),
            _("Compare what the customer sent back, or add the pages of the signed copy."),
            inset=False,
        )
        self._detail = QStackedWidget()
        for pane in (QWidget(), self.compare, self.file):
            self._detail.addWidget(pane)
        self.paste: PasteDialog | None = None
        self._paper: PaperRow | None = None
        self._lay_out()
        self._make_actions()
        self._connect()

    def panes(self) -> Sequence[QWidget]:
        """Walk list, detail."""
        return (self.table, self._detail)

    def show_title(self, number: str, account: str) -> None:
        """Show whose papers these are."""
        self.set_heading(_("Papers of the contract"), f"{number}·{account}")

    def show_papers(self, rows: Sequence[PaperRow], *, lacks_copy: bool) -> None:
        """Show what lies with the contract, and whether the signed copy is missing."""
        self.model.refresh_rows(rows)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._missing_row.setVisible(lacks_copy)
        if lacks_copy:
            self.missing.show_words(
                _("Signed, but no scan or photo of the signed copy lies here yet."),
                "warn",
                "paperclip",
            )
        count = len(rows)
        if not count:
            self._detail.setCurrentIndex(0)
        self.table.setAccessibleDescription(
            n_("{count} paper", "{count} papers", count).format(count=count)
        )

    def choose(self, paper_id: str) -> None:
        """Make a paper the current one."""
        for place in range(self.model.rowCount()):
            each = self.model.row_at(place)
            if each is not None and each.id == paper_id:
                self.table.setCurrentIndex(self.model.index(place, 0))

    def show_comparison(self, view: CompareView) -> None:
        """Show a comparison at the right."""
        self.compare.show_comparison(view)
        self._detail.setCurrentWidget(self.compare)

    def show_picture(self, name: str, content: bytes) -> None:
        """Show a picture at the right."""
        self.file.show_picture(name, content)
        self._detail.setCurrentWidget(self.file)

    def show_pdf(self, content: bytes, words: str = "") -> None:
        """Show the pages of a PDF at the right."""
        self.file.show_pdf(content, words)
        self._detail.setCurrentWidget(self.file)

    def show_words(self, words: str) -> None:
        """Show a sentence at the right."""
        self.file.show_words(words)
        self._detail.setCurrentWidget(self.file)

    def show_busy(self, words: str) -> None:
        """Say what is being done; empty when it is done."""
        self._busy_row.setVisible(bool(words))
        if words:
            self._busy.show_words(words, "info", "hourglass")
        self.returned_button.setEnabled(not words)

    def copy_text(self, text: str) -> None:
        """Put a text on the clipboard."""
        QGuiApplication.clipboard().setText(text)

    def _lay_out(self) -> None:
        self._missing_row = Panel(row(self.missing, margins=(16, 12, 12, 0)))
        self._busy_row = Panel(row(self._busy, margins=(16, 12, 12, 0)))
        self._missing_row.hide()
        self._busy_row.hide()
        lists = column((self.table, 1), (self._empty, 1), gap=0, margins=(12, 8, 6, 8))
        left = column(self._missing_row, self._busy_row, (lists, 1), gap=0)
        self._splitter = PaneSplitter()
        self._splitter.addWidget(Panel(left))
        self._splitter.addWidget(self._detail)
        self._splitter.setStretchFactor(0, _LIST_SHARE)
        self._splitter.setStretchFactor(1, _DETAIL_SHARE)
        self._splitter.setSizes([_LIST_SHARE * 20, _DETAIL_SHARE * 20])
        self.setLayout(column((self._splitter, 1), gap=0))

    def _make_actions(self) -> None:
        more = IconButton("ellipsis", _("More"))
        menu = QMenu(more)
        menu.addAction(_("Paste returned text…")).triggered.connect(self._ask_text)
        menu.addAction(_("Sign on the screen…")).triggered.connect(self.pen_asked)
        menu.addAction(_("Sign the PDF with a certificate…")).triggered.connect(
            self.certificate_asked
        )
        self._copy_action = menu.addAction(_("Save a copy of this file…"))
        self._copy_action.triggered.connect(self._ask_copy)
        self._copy_action.setEnabled(False)
        more.setMenu(menu)
        self.pages_button = Button(_("Add the signed copy…"), icon="paperclip")
        self.returned_button = Button(_("Compare what came back…"), "primary", "git-compare-arrows")
        self.set_heading(_("Papers of the contract"))
        self.set_actions([more, self.pages_button, self.returned_button])

    def _connect(self) -> None:
        self.table.current_changed.connect(self._choose_row)
        self.pages_button.clicked.connect(self._ask_pages)
        self.returned_button.clicked.connect(self._ask_returned)
        self.missing.offer(_("Add it now…"), self._ask_pages)
        self.compare.report_wanted.connect(self.copy_text)

    def _choose_row(self, paper: PaperRow | None) -> None:
        self._paper = paper
        self._copy_action.setEnabled(bool(paper and paper.sha256))
        self.chosen.emit(paper)

    def _ask_copy(self) -> None:
        paper = self._paper
        if paper is None:
            return
        path = self.choose_copy(self, paper.file_name)
        if path is not None:
            self.copy_wanted.emit(paper, path)

    def _ask_pages(self) -> None:
        paths = self.choose_pages(self)
        if paths:
            self.pages_given.emit(paths)

    def _ask_returned(self) -> None:
        path = self.choose_returned(self)
        if path is not None:
            self.returned_given.emit(path)

    def _ask_text(self) -> None:
        self.paste = PasteDialog(self)
        self.paste.given.connect(self.text_pasted)
        self.paste.open()


def _columns() -> Sequence[Column[PaperRow]]:
    return (
        Column("title", _("Paper"), lambda each: Name(each.title, each.sub)),
        Column("tag", _("Result"), _tag, width=140),
    )


def _tag(paper: PaperRow) -> Tags:
    return Tags((TagCell(paper.tag, paper.tone, paper.icon),) if paper.tag else ())
