"""Draws the thresholds and reports which one is to be set."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.screens.settings.parts import section
from ui.screens.thresholds.rows import ThresholdForm, ThresholdGroup, ThresholdLine
from ui.screens.thresholds.threshold_dialog import ThresholdDialog
from ui.texts import _, p_
from ui.widgets.buttons import Button
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.notice import Notice
from ui.widgets.panes import ScrollColumn
from ui.widgets.screen import Screen
from ui.widgets.text import Text

_WIDTH = 860
_VALUE = 236


class ThresholdsScreen(Screen):
    """One calm column, rule by rule.

    Signals:
        change_wanted: Name of a setting.
        answered: Name, values by class, reason.
    """

    change_wanted = Signal(str)
    answered = Signal(str, dict, str)

    def __init__(self) -> None:
        super().__init__()
        self.set_heading(_("Warning thresholds"))
        self.buttons: dict[str, Button] = {}
        self.values: dict[str, Text] = {}
        self.dialog: ThresholdDialog | None = None
        self._notice = Notice(space_below=16)
        self._notice.hide()
        self._groups = column(gap=24)
        body = QWidget()
        body.setMaximumWidth(_WIDTH)
        body.setLayout(column(self._notice, self._groups, STRETCH, gap=0))
        page = row((body, 100), STRETCH, margins=(24, 20, 20, 32), gap=0)
        self._scroll = ScrollColumn(page)
        self.setLayout(column(self._scroll, gap=0))

    def panes(self) -> Sequence[QWidget]:
        """Return the list for F6."""
        return (self._scroll,)

    def show_groups(self, groups: Sequence[ThresholdGroup], refusal: str) -> None:
        """Show all thresholds; with a refusal they can only be read."""
        self._notice.setVisible(bool(refusal))
        if refusal:
            self._notice.show_words(refusal, tone="info", icon="lock")
        clear_layout(self._groups)
        self.buttons, self.values = {}, {}
        for group in groups:
            lines = [self._line(line, may_write=not refusal) for line in group.lines]
            holder = QWidget()
            holder.setLayout(section(group.title, *lines))
            self._groups.addWidget(holder)

    def ask(self, form: ThresholdForm) -> None:
        """Ask for a threshold."""
        self.close_question()
        self.dialog = ThresholdDialog(self, form)
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

    def _line(self, line: ThresholdLine, *, may_write: bool) -> QWidget:
        value = self.values[line.name] = Text(
            line.value, "body-m" if line.is_set else "body", wrap=True
        )
        changed = Text(line.changed, "meta", "text3", wrap=True) if line.changed else None
        holds = QWidget()
        holds.setFixedWidth(_VALUE)
        holds.setLayout(column(value, changed, gap=2))
        words = column(
            Text(line.title, "body", wrap=True), Text(line.note, "meta", "text2", wrap=True), gap=2
        )
        button = self.buttons[line.name] = Button(p_("threshold", "Change"))
        button.setAccessibleName(f"{p_('threshold', 'Change')}: {line.title}")
        button.setVisible(may_write)
        button.clicked.connect(lambda: self.change_wanted.emit(line.name))
        made = QWidget()
        made.setLayout(row((words, 1), holds, button, gap=24, margins=(0, 12, 0, 12)))
        return made
