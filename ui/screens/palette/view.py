"""The palette over the window: box, rows, keys at the foot."""

from __future__ import annotations

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.screens.palette.box import PaletteBox
from ui.screens.palette.hit_list import HitList
from ui.screens.palette.rows import Group
from ui.screens.palette.shade import paint_shade
from ui.texts import _, p_
from ui.theme.apply import current_theme
from ui.widgets.announce import announce
from ui.widgets.layout import column, row
from ui.widgets.marks import Icon, KeyCap
from ui.widgets.overlay import Scrim
from ui.widgets.panel import Panel, hline
from ui.widgets.text import Text

_WIDTH = 640
_TOP = 116
_EDGE = 24
_HINT_GAP = 14
_LOWEST, _HIGHEST = 120, 560


class PaletteView(Scrim):
    """Covers the window while something is looked for; a click beside it closes it.

    Signals:
        typed: What stands in the box.
        entered: Enter on a row: its key, empty without rows, and whether Ctrl was held.
        chosen: A row was clicked; carries its key.
        pin_wished: Ctrl+P on a row; carries its key.
        left: Esc.
        closed: It went away, whyever.
    """

    typed = Signal(str)
    entered = Signal(str, bool)
    chosen = Signal(str)
    pin_wished = Signal(str)
    left = Signal()
    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.hide()
        self._came_from: QWidget | None = None
        self.box = PaletteBox()
        self.list = HitList()
        self._nothing = Text("", "dense", "text3", wrap=True)
        self._nothing.setContentsMargins(20, 16, 20, 18)
        self._nothing.hide()
        self._foot = Text("", "meta", "text3", elide=True, align=Qt.AlignmentFlag.AlignRight)
        self._hints = (
            _hint("↑ ↓", _("Choose")),
            _hint("Tab", _("Next group")),
            _hint("Ctrl Enter", _("Log visit")),
            _hint("Ctrl P", p_("palette", "Pin")),
        )
        self._panel = Panel(self._content(), "float", parent=self)
        self._panel.setAccessibleName(_("Search or run a command"))
        self.show_question("")
        self._connect()

    def open_with(self, text: str) -> None:
        """Show the palette with a text in its box, the cursor behind it."""
        if self.isHidden():
            self._came_from = QApplication.focusWidget()
        self.box.put(text)
        self.setGeometry(self.window().rect())
        self.show()
        self.raise_()
        self._place()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_groups(self, groups: Sequence[Group], *, keep: bool) -> None:
        """Show rows; the first is the current one, or still the same if it is kept."""
        self._nothing.hide()
        self.list.show()
        self.list.show_groups(groups, keep=keep)
        self._place()
        self._say_current()

    def show_nothing(self, words: str) -> None:
        """Say that nothing was found."""
        self.list.hide()
        self._nothing.set_words(words)
        self._nothing.show()
        self._place()
        announce(self.box, words)

    def show_foot(self, words: str) -> None:
        """Say what was looked through; in large letters the hint about pins gives way."""
        self._foot.set_words(words)
        needed = sum(hint.sizeHint().width() + _HINT_GAP for hint in self._hints)
        is_roomy = needed + current_theme().width_of(words, "meta") <= _WIDTH - 2 * _EDGE
        self._hints[-1].setVisible(is_roomy)

    def show_question(self, words: str) -> None:
        """Ask for something in an emptied box; no words ask for anything at all."""
        general = _("Find accounts, people, contracts or commands")
        self.box.put("")
        self.box.setPlaceholderText(words or general)
        self.box.setAccessibleName(words or general)

    def close_palette(self) -> None:
        """Go away; the keyboard goes back to where it came from, unless it is elsewhere already."""
        if self.isHidden():
            return
        came_from, self._came_from = self._came_from, None
        if self.window().focusWidget() is self.box:
            is_there = came_from is not None and shiboken6.isValid(came_from)
            target = came_from if is_there else self.parentWidget()
            self.box.blockSignals(True)
            (target or self).setFocus(Qt.FocusReason.OtherFocusReason)
            self.box.blockSignals(False)
        self.hide()
        self.closed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the palette closes it."""
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay in the middle, as high as there is room."""
        super().resizeEvent(event)
        if hasattr(self, "_panel"):  # a scrim shows itself while it is being made
            self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Darken the window, and more so around the palette."""
        super().paintEvent(event)
        if not self._panel.geometry().contains(event.rect()):
            paint_shade(QPainter(self), current_theme(), QRectF(self._panel.geometry()))

    def _content(self) -> QVBoxLayout:
        head = row(
            Icon("search", size=20), (self.box, 1), KeyCap(p_("key", "Esc")),
            gap=12, margins=(20, 12, 16, 11),
        )  # fmt: skip
        foot = row(*self._hints, (self._foot, 1), gap=_HINT_GAP, margins=(20, 9, 16, 10))
        return column(
            head, hline(), self.list, self._nothing, hline(), foot, gap=0, margins=(1, 1, 1, 1)
        )

    def _connect(self) -> None:
        self.box.typed.connect(self.typed)
        self.box.moved.connect(self._move)
        self.box.group_moved.connect(self._move_group)
        self.box.entered.connect(lambda ctrl: self.entered.emit(self._current_key(), ctrl))
        self.box.pin_wished.connect(lambda: self.pin_wished.emit(self._current_key()))
        self.box.left.connect(self.left)
        self.box.abandoned.connect(self.close_palette)
        self.list.clicked_key.connect(self.chosen)

    def _move(self, steps: int) -> None:
        self.list.move_by(steps)
        self._say_current()

    def _move_group(self, steps: int) -> None:
        self.list.move_group(steps)
        self._say_current()

    def _current_key(self) -> str:
        hit = self.list.current_hit()
        return hit.key if hit else ""

    def _say_current(self) -> None:
        """The list never has the focus, so a screen reader is told where it stands."""
        index = self.list.currentIndex()
        if index.isValid() and self.isVisible():
            announce(self.box, self.list.rows.spoken(index.row()))

    def _place(self) -> None:
        width = min(_WIDTH, self.width() - 2 * _EDGE)
        top = min(_TOP, max(_EDGE, self.height() // 6))
        self.list.setFixedHeight(min(_HIGHEST, self.list.content_height()))
        self._panel.setFixedWidth(width)
        needed = self._panel.sizeHint().height()
        too_high = needed - (self.height() - top - _EDGE)
        if too_high > 0:
            self.list.setFixedHeight(max(_LOWEST, self.list.height() - too_high))
            needed = self._panel.sizeHint().height()
        self._panel.setGeometry((self.width() - width) // 2, top, width, needed)


def _hint(keys: str, words: str) -> QWidget:
    hint = QWidget()
    hint.setLayout(row(KeyCap(keys), Text(words, "meta", "text3"), gap=6))
    return hint
