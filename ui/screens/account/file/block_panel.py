"""One block of the customer file while it is read."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.formats import MISSING
from ui.screens.account.rows import BlockView
from ui.texts import _, current_language, p_
from ui.theme.theme import Theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.layout import STRETCH, clear_layout, row
from ui.widgets.marks import Icon
from ui.widgets.text import Text

_LINES = 3
_PENCIL = 24
_AGE_ICON = 14
_LABEL_WIDTHS = {"zh_CN": 108, "en": 146}


class Pencil(IconButton):
    """Begins to edit; faint until the mouse is over its block or the keyboard reaches it."""

    def __init__(self, block: QWidget, tip: str) -> None:
        super().__init__("pencil", tip, size=_PENCIL)
        self._block = block

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint in the ink of the moment."""
        is_near = self.hasFocus() or self._block.underMouse()
        self._role = "text2" if is_near else "disabled"
        super().paint(painter, theme)


class BlockPanel(QWidget):
    """Heading with the age of the block, and its filled fields; the telling ones come first.

    Signals:
        edit_requested: Key of the block: pencil, double click or F2.
        confirm_requested: Key of the block: "still right".
    """

    edit_requested = Signal(str)
    confirm_requested = Signal(str)

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self._block: BlockView | None = None
        self._is_confirming = False
        self._is_open = False
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(5)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def show_block(self, block: BlockView) -> None:
        """Show what is known."""
        if block != self._block:
            self._block = block
            self._draw()

    def set_confirming(self, *, on: bool) -> None:
        """Offer "still right" in the place of the age."""
        if on != self._is_confirming:
            self._is_confirming = on
            self._draw()

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pencil comes forward."""
        super().enterEvent(event)
        self._refresh_pencil()

    def leaveEvent(self, event: QEvent) -> None:
        """The pencil steps back."""
        super().leaveEvent(event)
        self._refresh_pencil()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click edits."""
        event.accept()
        self.edit_requested.emit(self.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 edits."""
        if event.key() == Qt.Key.Key_F2:
            self.edit_requested.emit(self.key)
            return
        super().keyPressEvent(event)

    def _draw(self) -> None:
        block = self._block
        if block is None:
            return
        clear_layout(self._body)
        self.setAccessibleName(f"{block.letter} {block.title}. {block.age}".strip())
        self._body.addLayout(self._head(block))
        # A line that says "one more" takes as much room as the field itself.
        is_long = len(block.lines) > _LINES + 1
        shown = block.lines[:_LINES] if is_long and not self._is_open else block.lines
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        width = _LABEL_WIDTHS[current_language()]
        grid.setColumnMinimumWidth(0, width)
        for number, line in enumerate(shown):
            label = Text(line.label, "dense", "text3", elide=True)
            label.setFixedWidth(width)
            grid.addWidget(label, number, 0)
            grid.addWidget(Text(line.words, "dense", elide=True), number, 1)
        self._body.addLayout(grid)
        if not block.lines:
            self._body.addWidget(Text(_("Nothing known yet"), "dense", "text3"))
        if is_long:
            self._body.addLayout(self._fold(len(block.lines)))
        self._body.addStretch(1)

    def _head(self, block: BlockView) -> QHBoxLayout:
        letter = Text(block.letter, "dense-m", "accent") if block.letter else None
        pencil = Pencil(self, _("Edit {block} (F2)").format(block=block.title))
        pencil.clicked.connect(lambda: self.edit_requested.emit(self.key))
        parts: list[QWidget] = []
        if self._is_confirming and block.can_confirm:
            button = Button(p_("block", "Still right"), "link", "check")
            button.clicked.connect(lambda: self.confirm_requested.emit(self.key))
            parts.append(button)
        elif block.age:
            if block.stale:
                parts.append(Icon("clock-alert", "warn", _AGE_ICON))
            age = Text(block.age or MISSING, "meta", "warn" if block.stale else "text3")
            parts.append(age)
        title = Text(block.title, "dense-m", elide=True)
        return row(letter, (title, 1), *parts, pencil, gap=6)

    def _refresh_pencil(self) -> None:
        for pencil in self.findChildren(Pencil):
            pencil.update()

    def _fold(self, count: int) -> QHBoxLayout:
        words = _("Less") if self._is_open else _("All {count} fields").format(count=count)
        link = Button(words, "link")
        link.clicked.connect(self._turn)
        return row(link, STRETCH)

    def _turn(self) -> None:
        self._is_open = not self._is_open
        self._draw()
