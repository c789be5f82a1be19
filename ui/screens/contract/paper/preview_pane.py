"""The paper beside the form: the final PDF, page by page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout

from ui.screens.contract.rows import FindingView
from ui.screens.contract.words.findings import located
from ui.texts import _
from ui.widgets.blocks import Banner
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.marks import Tag
from ui.widgets.page_tools import PageTools
from ui.widgets.panel import Panel, hline
from ui.widgets.pdf_pages import PdfPages, RunTask
from ui.widgets.text import Text

_LEAST_WIDTH = 380


class PreviewPane(Panel):
    """Head with pages and zoom, a sentence when the paper cannot be set, and the pages.

    Signals:
        mend_requested: Name of the field because of which the paper cannot be set.
    """

    mend_requested = Signal(str)

    def __init__(self, run: RunTask) -> None:
        self.pages = PdfPages(run, _("Print preview"))
        self._target = ""
        self._note = Text("", "meta", "text3")
        self._draft = Tag(_("Draft, not for signing"))
        self._refusal = Banner("bad", "circle-alert")
        self._mend = self._refusal.add_link(_("Go to it"))
        self._mend.clicked.connect(lambda: self.mend_requested.emit(self._target))
        super().__init__(self._make_content(), "side")
        self.setMinimumWidth(_LEAST_WIDTH)
        self._refusal_row.hide()
        self._draft.hide()

    def show_paper(self, pdf: bytes, *, is_draft: bool) -> None:
        """Show the paper."""
        self._draft.setVisible(is_draft)
        self.pages.show_pdf(pdf)

    def show_note(self, words: str) -> None:
        """Say quietly what is being done."""
        self._note.set_words(words)

    def show_refusal(self, refusal: FindingView | None) -> None:
        """Say why the paper cannot be set; the pages below are those of before."""
        self._refusal_row.setVisible(refusal is not None)
        if refusal is not None:
            self._target = refusal.target
            self._refusal.show_words(located(refusal))
            self._mend.setVisible(bool(refusal.target))

    def refusal_words(self) -> str:
        """Return the sentence that is shown; empty when there is none."""
        return "" if self._refusal_row.isHidden() else self._refusal.words()

    def _make_content(self) -> QLayout:
        head = row(
            Text(_("On paper"), "body-m"), self._draft, self._note, STRETCH,
            PageTools(self.pages), gap=4, margins=(20, 8, 12, 8),
        )  # fmt: skip
        self._refusal_row = Panel(row(self._refusal, margins=(12, 8, 12, 0)))
        return column(head, hline(), self._refusal_row, (self.pages, 1), gap=0)
