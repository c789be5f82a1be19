"""Asks what an inspection found about each claim of a log."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.queries.visits.form import CLAIMS
from ui.field_texts import choice_label, field_label
from ui.texts import _
from ui.widgets.choice_row import Segment
from ui.widgets.dialog import Dialog
from ui.widgets.editors import TextArea
from ui.widgets.fields import Field
from ui.widgets.layout import STRETCH, row
from ui.widgets.text import Text

_INSPECTION = "inspection"
_VERDICTS = ("unchecked", "confirmed", "differs")


class InspectionDialog(Dialog):
    """A verdict for each claim, and words.

    Signals:
        noted: Verdicts by claim, and words.
    """

    noted = Signal(object, str)

    def __init__(self, parent: QWidget) -> None:
        body = _("First-hand findings beside what the log says. The rep does not see them.")
        super().__init__(parent, _("What an inspection found"), body)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.verdicts: dict[str, Segment] = {}
        for claim in CLAIMS:
            words = [(key, choice_label(_INSPECTION, claim, key)) for key in _VERDICTS]
            self.verdicts[claim] = Segment(words)
            self.verdicts[claim].setAccessibleName(field_label(_INSPECTION, claim))
            line = QWidget()
            label = Text(field_label(_INSPECTION, claim), "dense")
            line.setLayout(row(label, STRETCH, self.verdicts[claim], gap=8))
            self.add_content(line)
        self.words = TextArea(lines=3)
        self._words = Field(field_label(_INSPECTION, "content"), self.words)
        self.add_content(self._words)
        self.add_button(_("Cancel"))
        note = self.add_button(_("Note it"), "primary", closes=False)
        note.clicked.connect(self._tell)

    def show_error(self, words: str) -> None:
        """Say what is wrong."""
        self._words.show_error(words)

    def _tell(self) -> None:
        self._words.clear_note()
        found = {claim: verdict.current() for claim, verdict in self.verdicts.items()}
        self.noted.emit(found, self.words.toPlainText())
