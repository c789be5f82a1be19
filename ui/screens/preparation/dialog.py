"""The preparation of a visit on one sheet, over whatever is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.screens.preparation.preparation_words import PreparationPart
from ui.texts import _
from ui.widgets.dialog import Dialog
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import Icon
from ui.widgets.panes import ScrollColumn
from ui.widgets.text import Text

_WIDTH = 640
_HEIGHT = 520
_NOTE_WIDTH = 230


class PreparationDialog(Dialog):
    """Everything open at an account; parts with nothing open are named in one line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Before the visit"), width=_WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._parts = column(gap=0)
        self._scroll = ScrollColumn(column(self._parts, STRETCH, gap=0, margins=(0, 0, 12, 0)))
        self._scroll.setFixedHeight(_HEIGHT)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.add_content(self._scroll)
        self.add_button(_("Close"), "primary", safe=True)

    def show_parts(self, name: str, parts: Sequence[PreparationPart]) -> None:
        """Show what is open at an account."""
        clear_layout(self._parts)
        self._parts.addWidget(Text(name, "body-m"))
        for part in parts:
            if part.lines:
                self._add(part)
        quiet = [part.heading for part in parts if not part.lines]
        if quiet:
            self._parts.addSpacing(14)
            words = _("Nothing open: {parts}").format(parts=" · ".join(quiet))
            self._parts.addWidget(Text(words, "dense", "text3", wrap=True))

    def _add(self, part: PreparationPart) -> None:
        self._parts.addSpacing(14)
        self._parts.addLayout(
            row(Icon(part.icon, "text2"), Text(part.heading, "dense-m"), STRETCH, gap=8)
        )
        for line in part.lines:
            note = Text(line.note, "dense", line.role, align=Qt.AlignmentFlag.AlignRight)
            note.setMaximumWidth(_NOTE_WIDTH)
            words = Text(line.words, "dense", wrap=True)
            self._parts.addLayout(row((words, 1), note, gap=12, margins=(24, 4, 0, 0)))
