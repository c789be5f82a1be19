"""The palette's box: typing searches, keys walk through the rows, input methods come first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent

from ui.theme.apply import current_theme
from ui.widgets.editors import LineEdit

_LONGEST = 200
_PAGE = 5
_DIGITS = range(Qt.Key.Key_1, Qt.Key.Key_9 + 1)
_STAYING = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class PaletteBox(LineEdit):
    """Tells what is typed, letters an input method has not settled yet included.

    While it composes, every key belongs to the input method.

    Signals:
        typed: What stands in the box.
        moved: Rows to go down; negative to go up.
        group_moved: Groups to go on; negative to go back.
        entered: Enter; carries whether Ctrl was held.
        pin_wished: Ctrl+P.
        left: Esc.
        abandoned: The focus went to another part of the window.
    """

    typed = Signal(str)
    moved = Signal(int)
    group_moved = Signal(int)
    entered = Signal(bool)
    pin_wished = Signal()
    left = Signal()
    abandoned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "bare")
        self.setMaxLength(_LONGEST)
        self._preedit = ""
        self._told = ""
        self._follow_theme()
        self.textEdited.connect(lambda _words: self._tell())

    def put(self, text: str) -> None:
        """Show a text without telling it."""
        self._preedit = ""
        self._told = text
        self.setText(text)

    def event(self, event: QEvent) -> bool:
        """Keep the shortcuts of the window below away, except those that rows show."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(bool(self._preedit) or not _is_shown_in_rows(event))
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, take, pin, leave; everything else is typing."""
        if self._preedit or not self._act(event):
            super().keyPressEvent(event)
        event.accept()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Search for what is being composed, too."""
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)
        self._tell()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes to the next group of rows instead of the next control."""
        if not self._preedit:
            self.group_moved.emit(1 if forward else -1)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the user went elsewhere; another window or a menu does not count."""
        super().focusOutEvent(event)
        if event.reason() not in _STAYING:
            self.abandoned.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._follow_theme()

    def _act(self, event: QKeyEvent) -> bool:
        has_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _PAGE,
            Qt.Key.Key_PageUp: -_PAGE,
        }
        match Qt.Key(event.key()):
            case Qt.Key.Key_Down | Qt.Key.Key_Up | Qt.Key.Key_PageDown | Qt.Key.Key_PageUp as key:
                self.moved.emit(steps[key])
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit(has_ctrl)
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_P if has_ctrl:
                self.pin_wished.emit()
            case Qt.Key.Key_K if has_ctrl:
                self.selectAll()
            case _:
                return False
        return True

    def _tell(self) -> None:
        text, at = self.text(), self.cursorPosition()
        composing = self._preedit.replace("'", "").replace(" ", "")
        whole = text[:at] + composing + text[at:]
        if whole != self._told:
            self._told = whole
            self.typed.emit(whole)

    def _follow_theme(self) -> None:
        theme = current_theme()
        self.setFont(theme.font("entry"))
        self.setFixedHeight(theme.px(theme.density.control))


def _is_shown_in_rows(event: QKeyEvent) -> bool:
    """Return whether a key is F5 or Ctrl and a digit, which rows of commands name."""
    has_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return event.key() == Qt.Key.Key_F5 or (has_ctrl and event.key() in _DIGITS)
