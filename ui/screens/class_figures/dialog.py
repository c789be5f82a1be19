"""Asks for a threshold: one value for all classes, or another one for some."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.warnings.threshold_cards import ALL
from ui.screens.class_figures.form import ClassForm
from ui.texts import _, p_
from ui.widgets.dialog import Dialog
from ui.widgets.editors import LineEdit
from ui.widgets.fields import Field, focus_first_error
from ui.widgets.layout import row


class ClassDialog(Dialog):
    """Values by class and why; a refusal stands beside the class that it is about.

    Signals:
        answered: Name, values by class, reason.
    """

    answered = Signal(str, dict, str)

    def __init__(self, parent: QWidget, form: ClassForm) -> None:
        super().__init__(parent, form.title, form.note)
        self._form = form
        self.edits: dict[str, LineEdit] = {}
        self.fields: dict[str, Field] = {}
        for grade, label in form.fields:
            edit = LineEdit(form.values[grade])
            if grade != ALL:
                edit.setPlaceholderText(_("As all"))
            self.edits[grade] = edit
            self.fields[grade] = Field(label, edit, required=grade == ALL)
        self.add_content(self.fields[ALL])
        others = QWidget()
        others.setLayout(
            row(*(self.fields[grade] for grade, _label in form.fields if grade != ALL), gap=12)
        )
        self.add_content(others)
        self.reason = LineEdit(form.reason)
        self.add_content(Field(_("Why"), self.reason))
        self.default = self.add_button(_("Take the default"), closes=False)
        self.default.clicked.connect(self._take_default)
        self.add_button(p_("threshold", "Cancel"))
        self.act = self.add_button(p_("threshold", "Save"), "primary", closes=False)
        self.act.clicked.connect(self._tell)
        self.edits[ALL].setFocus()

    def show_error(self, field: str, words: str) -> None:
        """Say why it is refused, beside the class."""
        place = self.fields.get(field, self.fields[ALL])
        place.show_error(words)
        focus_first_error(self.fields.values())
        self.adjustSize()

    def _take_default(self) -> None:
        for grade, edit in self.edits.items():
            edit.setText(self._form.default if grade == ALL else "")

    def _tell(self) -> None:
        for field in self.fields.values():
            field.clear_note()
        typed = {grade: edit.text() for grade, edit in self.edits.items()}
        self.answered.emit(self._form.name, typed, self.reason.text())
