"""The page of figures that are set class by class: one calm column, a notice, one question."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from ui.screens.class_figures.dialog import ClassDialog
from ui.screens.class_figures.form import ClassForm
from ui.texts import p_
from ui.widgets.buttons import Button
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.notice import Notice
from ui.widgets.panes import ScrollColumn
from ui.widgets.screen import Screen

_WIDTH = 860


class ClassFiguresScreen(Screen):
    """Holds the column; what stands in it is the page's own.

    Signals:
        change_wanted: Name of a figure.
        answered: Name, values by class, reason.
    """

    change_wanted = Signal(str)
    answered = Signal(str, dict, str)

    def __init__(self, heading: str, *parts: QWidget | QLayout | int) -> None:
        super().__init__()
        self.set_heading(heading)
        self.buttons: dict[str, Button] = {}
        self.dialog: ClassDialog | None = None
        self._notice = Notice(space_below=16)
        self._notice.hide()
        body = QWidget()
        body.setMaximumWidth(_WIDTH)
        body.setLayout(column(self._notice, *parts, STRETCH, gap=0))
        page = row((body, 100), STRETCH, margins=(24, 20, 20, 32), gap=0)
        self._scroll = ScrollColumn(page)
        self.setLayout(column(self._scroll, gap=0))

    def panes(self) -> Sequence[QWidget]:
        """Return the column for F6."""
        return (self._scroll,)

    def show_refusal(self, refusal: str) -> None:
        """Say why the figures can only be read; empty where they may be set."""
        self._notice.setVisible(bool(refusal))
        if refusal:
            self._notice.show_words(refusal, tone="info", icon="lock")

    def ask(self, form: ClassForm) -> None:
        """Ask for a figure."""
        self.close_question()
        self.dialog = ClassDialog(self, form)
        self.dialog.answered.connect(self.answered)
        self.dialog.rejected.connect(self.close_question)
        self.dialog.open()

    def close_question(self) -> None:
        """Close what asks."""
        if self.dialog is not None:
            dialog, self.dialog = self.dialog, None
            dialog.accept()
            dialog.deleteLater()

    def show_error(self, field: str, words: str) -> None:
        """Say why it is refused, beside the class."""
        if self.dialog is not None:
            self.dialog.show_error(field, words)

    def change_button(self, name: str, title: str) -> Button:
        """Return the button that asks for a figure."""
        button = self.buttons[name] = Button(p_("threshold", "Change"))
        button.setAccessibleName(f"{p_('threshold', 'Change')}: {title}")
        button.clicked.connect(lambda: self.change_wanted.emit(name))
        return button
