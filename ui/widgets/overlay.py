"""What floats above the page: shadow, scrim, toast."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QWidget

from ui.theme.apply import current_theme
from ui.theme.tokens import Tone
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.layout import clear_layout, row
from ui.widgets.marks import Icon
from ui.widgets.panel import Panel
from ui.widgets.text import Text

_TOAST_MS = 8_000
_TOAST_EDGE = 104  # above the foot of a form, which stands there too
_SCRIM = 0.26
_DARK_SHADOW = 0.6
_STATE_ICONS: dict[Tone, str] = {
    "ok": "circle-check",
    "bad": "circle-x",
    "warn": "triangle-alert",
    "info": "info",
}


def cast_shadow(widget: QWidget, *, blur: int = 60, down: int = 20, strength: float = 0.3) -> None:
    """Give an overlay its shadow; never a list or a map, for it is drawn as a picture.

    Args:
        widget: The overlay.
        blur: Pixels.
        down: Pixels the shadow lies lower.
        strength: 0 to 1 in the light theme.
    """
    theme = current_theme()
    if theme.high_contrast:
        return
    effect = QGraphicsDropShadowEffect(widget)
    effect.setBlurRadius(blur)
    effect.setOffset(0, down)
    effect.setColor(theme.colour("shadow", strength if theme.mode == "light" else _DARK_SHADOW))
    widget.setGraphicsEffect(effect)


class Scrim(QWidget):
    """Darkens a window below a dialog and takes its clicks."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the window whatever its size."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Darken."""
        QPainter(self).fillRect(event.rect(), current_theme().colour("shadow", _SCRIM))


class Toast(Panel):
    """One line at the bottom that goes away; hovered it stays. A newer one replaces it."""

    def __init__(self, host: QWidget) -> None:
        self._line = row(gap=8, margins=(14, 8, 14, 8))
        super().__init__(self._line, "float", parent=host)
        self._act: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TOAST_MS)
        self._timer.timeout.connect(self.hide)
        host.installEventFilter(self)
        self.hide()

    def show_words(
        self,
        words: str,
        *,
        action: str = "",
        on_action: Callable[[], None] | None = None,
        tone: Tone = "ok",
    ) -> None:
        """Say what was done.

        Args:
            words: One short sentence.
            action: Words of the link, usually Undo.
            on_action: Called by the link or by Ctrl+Z while it is shown.
            tone: ok, info, warn or bad.
        """
        self.hide()  # parts added to a toast that is shown would be measured before they are shown
        clear_layout(self._line)
        self._act = on_action
        self._line.addWidget(Icon(_STATE_ICONS.get(tone, "info"), tone))
        self._line.addWidget(Text(words, "dense"))
        if action:
            link = Button(action, "link")
            link.clicked.connect(self.take_back)
            self._line.addSpacing(8)
            self._line.addWidget(link)
            self._line.addWidget(Text("Ctrl Z", "micro", "text3"))
        cast_shadow(self, blur=30, down=8, strength=0.18)
        self.show()
        self._place()
        self._timer.start()
        announce(self, words)

    def take_back(self) -> bool:
        """Do the action, if the toast is shown and has one.

        Returns:
            Whether there was something to do.
        """
        if self.isHidden() or self._act is None:
            return False
        act, self._act = self._act, None
        self.hide()
        act()
        return True

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while hovered."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Count again."""
        self._timer.start()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep its place when the window changes."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        host = self.parentWidget()
        if host is None:
            return
        self._line.activate()
        self.adjustSize()
        x = (host.width() - self.width()) // 2
        self.move(x, host.height() - self.height() - _TOAST_EDGE)
        self.raise_()
