"""Asks what happened to the account; it is sent at once, not with the log."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.schema import ENTITIES
from ui.field_texts import choice_label, field_label
from ui.texts import _
from ui.widgets.date_edit import DateEdit
from ui.widgets.dialog import Dialog
from ui.widgets.editors import ComboBox, TextArea
from ui.widgets.fields import Field
from ui.widgets.layout import row

_INCIDENT = "incident"


class IncidentDialog(Dialog):
    """Kind, day and words.

    Signals:
        reported: Kind, day and words.
    """

    reported = Signal(str, object, str)

    def __init__(self, parent: QWidget, today: dt.date) -> None:
        body = _("A major event at the account. It is sent at once, before the log of this visit.")
        super().__init__(parent, _("Report an incident"), body)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kinds = ENTITIES[_INCIDENT].fields["kind"].choices
        self.kind = ComboBox([(key, choice_label(_INCIDENT, "kind", key)) for key in kinds])
        self.day = DateEdit(today, today=today)
        self.words = TextArea(lines=3)
        head = QWidget()
        kind = Field(field_label(_INCIDENT, "kind"), self.kind, required=True)
        self._day = Field(field_label(_INCIDENT, "happened_on"), self.day, required=True)
        head.setLayout(row((kind, 1), (self._day, 1), gap=16))
        self._words = Field(field_label(_INCIDENT, "content"), self.words, required=True)
        self.add_content(head)
        self.add_content(self._words)
        self.add_button(_("Cancel"))
        send = self.add_button(_("Report"), "primary", closes=False)
        send.clicked.connect(self._tell)

    def show_error(self, field: str, words: str) -> None:
        """Say beside a field what is wrong."""
        place = self._day if field == "happened_on" else self._words
        place.show_error(words)

    def _tell(self) -> None:
        self._day.clear_note()
        self._words.clear_note()
        self.day.read()
        day = self.day.day()
        if self.day.property("state") == "error" or day is None:
            self._day.show_error(_("Choose the day"))
            return
        self.reported.emit(self.kind.key(), day, self.words.toPlainText())
