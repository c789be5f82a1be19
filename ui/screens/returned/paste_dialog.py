"""Takes text that came back without a file: from a mail or a chat."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.texts import _
from ui.widgets.dialog import Dialog
from ui.widgets.editors import TextArea
from ui.widgets.fields import Field

_WIDTH, _HEIGHT = 640, 320


class PasteDialog(Dialog):
    """A place for the text.

    Signals:
        given: The text.
    """

    given = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            _("Text that came back"),
            _("Paste the whole text; it is compared clause by clause and kept."),
            width=_WIDTH,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = TextArea()
        self.text.setFixedHeight(_HEIGHT)
        self.field = Field(_("Text"), self.text, required=True)
        self.add_content(self.field)
        self.add_button(_("Cancel"), safe=True)
        self.compare_button = self.add_button(_("Compare"), "primary", closes=False)
        self.compare_button.clicked.connect(self._give)

    def _give(self) -> None:
        text = self.text.toPlainText()
        if not text.strip():
            self.field.show_error(_("Paste the text first"))
            return
        self.given.emit(text)
        self.accept()
