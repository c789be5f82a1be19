"""Asks before what cannot be taken back; the buttons are verbs and the safe one has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from ui.widgets.buttons import Button, ButtonKind
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.overlay import Scrim, cast_shadow
from ui.widgets.panel import Panel
from ui.widgets.text import Text

_WIDTH = 480
_SHADOW_ROOM = 48


class Dialog(QDialog):
    """A floating question over a darkened window. Open it with `open()`; Esc rejects it.

    Args:
        parent: Any widget of the window it belongs to.
        title: The question with its object ("作废合同 HT-2026-0977？").
        body: What will happen.
        width: Pixels, at most 480 for a question.
    """

    def __init__(self, parent: QWidget, title: str, body: str = "", *, width: int = _WIDTH) -> None:
        super().__init__(parent.window(), Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(body)
        self._scrim: Scrim | None = None
        self._safe: QWidget | None = None
        self._content = column(gap=12)
        self._buttons = row(STRETCH, gap=8)
        words = Text(body, "dense", "text2", wrap=True) if body else None
        panel = Panel(
            column(
                Text(title, "section", wrap=True), 4, words, self._content, 14, self._buttons,
                gap=0, margins=(20, 18, 20, 16),
            ),
            "float",
        )  # fmt: skip
        panel.setFixedWidth(width)
        cast_shadow(panel)
        room = _SHADOW_ROOM
        self.setLayout(column(panel, margins=(room, room, room, room)))

    def add_content(self, content: QWidget) -> None:
        """Add something between the words and the buttons."""
        if self._content.isEmpty():
            self._content.setContentsMargins(0, 10, 0, 0)
        self._content.addWidget(content)

    def add_button(
        self,
        words: str,
        kind: ButtonKind = "plain",
        *,
        safe: bool = False,
        accepts: bool = False,
        closes: bool = True,
    ) -> Button:
        """Add a button at the right end.

        Args:
            words: A verb.
            kind: "danger" for what cannot be taken back.
            safe: Has the focus when the dialog opens.
            accepts: Closing it this way emits `accepted`, otherwise `rejected`.
            closes: Off when the caller checks something first and calls `accept` itself.
        """
        button = Button(words, kind)
        if closes:
            button.clicked.connect(self.accept if accepts else self.reject)
        self._buttons.addWidget(button)
        if safe:
            self._safe = button
        return button

    def event(self, event: QEvent) -> bool:
        """Grow with what is said inside, such as why a field is refused."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._make_room()
        return done

    def showEvent(self, event: QShowEvent) -> None:
        """Darken the window, stand in its middle, focus the safe button."""
        super().showEvent(event)
        window = self.parentWidget()
        if window is not None:
            # Around a dialog there is room for its shadow, which must not turn dark.
            self._scrim = None if isinstance(window, Dialog) else Scrim(window)
            self.adjustSize()
            self.move(window.frameGeometry().center() - self.rect().center())
        if self._safe is not None:
            self._safe.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the darkness away."""
        if self._scrim is not None:
            self._scrim.hide()
            self._scrim.deleteLater()
            self._scrim = None
        super().hideEvent(event)

    def _make_room(self) -> None:
        """Become as high as the words need, around the same middle; never lower again."""
        window, layout = self.parentWidget(), self.layout()
        if window is None or layout is None or not layout.hasHeightForWidth():
            return
        most = window.height() + 2 * _SHADOW_ROOM
        wanted = min(layout.totalHeightForWidth(self.width()), most)
        missing = wanted - self.height()
        if missing > 0:
            self.resize(self.width(), wanted)
            self.move(self.x(), self.y() - missing // 2)


def ask(
    parent: QWidget, *, title: str, body: str, act: str, keep: str, danger: bool = True
) -> Dialog:
    """Open a question with two verbs; connect `accepted`.

    Args:
        parent: Any widget of the window.
        title: The question with its object.
        body: What will happen.
        act: The verb that does it.
        keep: The verb that leaves all as it is; has the focus.
        danger: The act cannot be taken back.
    """
    dialog = Dialog(parent, title, body)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.add_button(keep, safe=True)
    dialog.add_button(act, "danger" if danger else "primary", accepts=True)
    dialog.open()
    return dialog
