"""The open warnings of the account: what burns and why, the gravest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.screens.account.rows import WarningView
from ui.texts import _
from ui.widgets.blocks import SectionHeading
from ui.widgets.buttons import Button
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import Tag
from ui.widgets.text import Text

_SHOWN = 3
"""The gravest; the others are on the screen with all warnings."""


class WarningsPanel(QWidget):
    """Hidden while nothing warns.

    Signals:
        all_requested: The screen with all warnings.
    """

    all_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        everything = Button(_("Show all warnings"), "link")
        everything.clicked.connect(self.all_requested)
        self._heading = SectionHeading(_("Open warnings"), 0, "", everything)
        self._lines = column(gap=6)
        self.setLayout(column(self._heading, self._lines, gap=6, margins=(0, 0, 0, 12)))
        self.hide()

    def show_warnings(self, warnings: Sequence[WarningView]) -> None:
        """Show one line for each, with its reason."""
        self.setVisible(bool(warnings))
        self._heading.set_count(len(warnings))
        clear_layout(self._lines)
        for warning in warnings[:_SHOWN]:
            tag = column(Tag(warning.severity, warning.tone, warning.icon), STRETCH, gap=0)
            words = column(
                Text(warning.title, "dense-m"),
                Text(warning.why, "dense", "text2", wrap=True),
                gap=1,
            )
            self._lines.addLayout(row(tag, (words, 1), gap=10))
