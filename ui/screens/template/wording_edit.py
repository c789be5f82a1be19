"""Several lines of wording in which placeholders stand out, and a menu that puts them in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)
from PySide6.QtWidgets import QMenu

from ui.screens.template.rows import InsertGroup
from ui.texts import _
from ui.theme.apply import current_theme
from ui.widgets.editors import TextArea

_PLACEHOLDER = re.compile(r"\{\{[^{}]*\}\}")
_LOOSE = re.compile(r"\{\{|\}\}")
_LONGEST_ENTRY = 40


class PlaceholderLook(QSyntaxHighlighter):
    """Paints known placeholders like chips, and unknown ones and loose braces as faults."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._known: frozenset[str] = frozenset()

    def know(self, names: frozenset[str]) -> None:
        """Take what is allowed, and paint again."""
        if names != self._known:
            self._known = names
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Paint one line."""
        for found in _LOOSE.finditer(text):
            self.setFormat(found.start(), 2, _look("bad", "bad_soft"))
        for found in _PLACEHOLDER.finditer(text):
            is_known = found[0] in self._known
            look = _look("accent", "accent_soft") if is_known else _look("bad", "bad_soft")
            self.setFormat(found.start(), len(found[0]), look)


class WordingEdit(TextArea):
    """A wording; Ctrl+Space opens the menu of what may be put in.

    Args:
        text: The wording.
        lines: Its height.
    """

    def __init__(self, text: str = "", *, lines: int = 3) -> None:
        super().__init__(text, lines=lines)
        self._look = PlaceholderLook(self.document())
        self._groups: tuple[InsertGroup, ...] = ()

    def offer(self, groups: Sequence[InsertGroup]) -> None:
        """Take what may be put in."""
        self._groups = tuple(groups)
        self._look.know(frozenset(written for each in groups for _w, written in each.entries))

    def insert_menu(self) -> QMenu:
        """Return the menu of what may be put in where the cursor stands."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in self._groups:
            below = menu.addMenu(group.title)
            for words, written in group.entries:
                shown = words if len(words) <= _LONGEST_ENTRY else f"{words[:_LONGEST_ENTRY]}…"
                entry = below.addAction(shown.replace("&", "&&"))
                entry.setToolTip(written)
                entry.triggered.connect(lambda _on=False, said=written: self.put_in(said))
        return menu

    def open_menu(self) -> None:
        """Open the menu at the cursor."""
        if not self.isReadOnly() and self._groups:
            at = self.cursorRect().bottomLeft()
            self.insert_menu().popup(self.viewport().mapToGlobal(at))

    def put_in(self, words: str) -> None:
        """Write something where the cursor stands, and go on there."""
        self.textCursor().insertText(words)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Space opens the menu."""
        is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if is_ctrl and event.key() == Qt.Key.Key_Space:
            self.open_menu()
        else:
            super().keyPressEvent(event)


def insert_words() -> str:
    """Return what the button above a wording says."""
    return _("Insert…")


def _look(ink: str, ground: str) -> QTextCharFormat:
    theme, look = current_theme(), QTextCharFormat()
    look.setForeground(theme.colour(ink))
    look.setBackground(theme.colour(ground))
    look.setFontWeight(QFont.Weight.DemiBold)
    return look
