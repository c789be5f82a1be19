"""Shows the pages that are signed, and the pad to sign on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.strokes import Drawing
from ui.screens.returned.rows import PenForm
from ui.texts import _
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.editors import LineEdit
from ui.widgets.fields import Field
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.panel import Panel
from ui.widgets.pdf_pages import PdfPages, RunTask
from ui.widgets.signing_pad import SigningPad
from ui.widgets.text import Text

_WIDTH, _PAGES_HEIGHT, _LEAST_HEIGHT = 600, 300, 220


class PenDialog(Dialog):
    """Pages, name, pad.

    Signals:
        began: The first stroke; page in view.
        signed: Name, drawing, device and the page that was in view at the first stroke.
    """

    began = Signal()
    signed = Signal(str, object, str, int)

    def __init__(self, parent: QWidget, form: PenForm, run: RunTask) -> None:
        super().__init__(parent, form.title, form.statement, width=_WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._page = 1
        self.pages = PdfPages(run, _("Pages that are signed"))
        self.pages.setMinimumHeight(_LEAST_HEIGHT)
        self.pages.setMaximumHeight(_PAGES_HEIGHT)
        self.pages.show_pdf(form.pdf)
        self.pages.shown.connect(lambda: self.pages.turn_to(form.page))
        self.signatory = LineEdit()
        self.signatory.setText(form.signatory)
        self.name_field = Field(_("Signed by"), self.signatory, required=True)
        self.pad = SigningPad()
        self.error = Text("", "dense", "bad", wrap=True)
        self.error.hide()
        back, clear = Button(_("Take back a stroke"), icon="undo-2"), Button(_("Begin anew"))
        back.clicked.connect(self.pad.take_back)
        clear.clicked.connect(self.pad.clear)
        tools = row(back, clear, STRETCH, gap=8)
        self.add_content(self.pages)
        self.add_content(self.name_field)
        self.add_content(Panel(column(row(STRETCH, self.pad, STRETCH), tools, self.error, gap=8)))
        self.add_button(_("Cancel"))
        self.sign_button = self.add_button(_("Keep the signature"), "primary", closes=False)
        self.sign_button.clicked.connect(self._sign)
        self.pad.began.connect(self._begin)

    def show_error(self, words: str) -> None:
        """Say why it was not kept."""
        self.error.set_words(words)
        self.error.setVisible(bool(words))
        self.sign_button.setEnabled(True)
        self.adjustSize()

    def _begin(self) -> None:
        self._page = max(self.pages.current_page(), 1)
        self.began.emit()

    def _sign(self) -> None:
        name, drawing = self.signatory.text().strip(), self.pad.drawing()
        if not name:
            self.name_field.show_error(_("Say who signs"))
            return
        if drawing.is_empty:
            self.show_error(_("Nothing is drawn yet"))
            return
        self.sign_button.setEnabled(False)
        self._give(name, drawing)

    def _give(self, name: str, drawing: Drawing) -> None:
        self.signed.emit(name, drawing, self.pad.device(), self._page)
