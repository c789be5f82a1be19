"""Checking this computer's data: the button, what goes on, and what was found."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.screens.settings.parts import setting
from ui.screens.settings.rows import CheckLine, CheckResult
from ui.texts import _
from ui.theme.tokens import Tone
from ui.widgets.buttons import Button
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import Icon
from ui.widgets.notice import Notice
from ui.widgets.text import Text

_ICONS = {"ok": "circle-check", "warn": "triangle-alert", "bad": "circle-alert"}
_NOTE = (
    "Looks at file, journal, search and attachments, for some seconds. Only the search is put"
    " right, nothing else is changed; the next sync then compares all records with the server."
)


class CheckPanel(QWidget):
    """A line of the settings that unfolds to what the check has to say.

    Signals:
        asked: The check is wanted.
        comparison_asked: The comparison with the server is wanted at once.
    """

    asked = Signal()
    comparison_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        title = _("Check this computer's data")
        self.button = Button(_("Check now"), icon="shield-check")
        self.button.setAccessibleName(title)
        self.notice = Notice(space_below=12)
        self.notice.hide()
        self._lines = column(gap=10, margins=(12, 0, 12, 14))
        self._found = QWidget()
        self._found.setLayout(self._lines)
        self._found.hide()
        self.setLayout(
            column(setting(title, _(_NOTE), self.button), self.notice, self._found, gap=0)
        )
        self.button.clicked.connect(self.asked)
        self.notice.acted.connect(lambda _key: self.comparison_asked.emit())

    def show_running(self) -> None:
        """Say that the check runs, and take no second one."""
        self.button.forbid(_("The check is running"))
        self._clear()
        words = _("Checking… This takes some seconds; you can go on working.")
        self.notice.show_words(words, icon="hourglass")

    def show_result(self, result: CheckResult) -> None:
        """Say what was found, one below the other, and offer the comparison."""
        self._end(result.words, result.tone, (("sync", result.action),))
        for line in result.lines:
            self._lines.addWidget(_finding(line))
        self._found.setVisible(bool(result.lines))

    def show_trouble(self, words: str) -> None:
        """Say why the check did not come to its end; no words say nothing."""
        self._end(words, "bad", ())

    def _end(self, words: str, tone: Tone, actions: tuple[tuple[str, str], ...]) -> None:
        self.button.allow()
        self._clear()
        if words:
            self.notice.show_words(words, tone=tone, actions=actions)
        else:
            self.notice.hide()

    def _clear(self) -> None:
        clear_layout(self._lines)
        self._found.hide()


def _finding(line: CheckLine) -> QWidget:
    shown = QWidget()
    words = column(
        Text(line.words, "dense", wrap=True, selectable=True),
        Text(line.advice, "meta", "text2", wrap=True, selectable=True) if line.advice else None,
        gap=2,
    )
    sign = column(2, Icon(_ICONS.get(line.tone, "info"), line.tone), STRETCH, gap=0)
    shown.setLayout(row(sign, (words, 1), gap=10))
    shown.setAccessibleName(" ".join(part for part in (line.words, line.advice) if part))
    return shown
