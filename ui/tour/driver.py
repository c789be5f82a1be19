"""Drives widgets the way a user does: finds them by their words, clicks, types, waits, looks."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QThread
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

Kind = TypeVar("Kind", bound=QWidget)

_STEP_MS = 10
_PATIENCE_SECONDS = 60.0
_SETTLE_MS = 250


class TourError(Exception):
    """The day did not go as it should; says at which step and what was missing."""


class Driver:
    """Hands and eyes of the tour."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shots = 0

    def wait(
        self, condition: Callable[[], object], what: str, seconds: float = _PATIENCE_SECONDS
    ) -> None:
        """Let the program run until a condition holds.

        Raises:
            TourError: It did not within the time.
        """
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise TourError(f"waited {seconds:.0f} s in vain for: {what}")
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QThread.msleep(_STEP_MS)

    def settle(self, milliseconds: int = _SETTLE_MS) -> None:
        """Let pending work of a moment be done, as between two actions of a person."""
        QTest.qWait(milliseconds)

    def shoot(self, window: QWidget, name: str) -> str:
        """Take a picture of a window and return the file's name."""
        self.settle()
        self._shots += 1
        file = f"{self._shots:02d}-{name}.png"
        if not _picture(window).save(str(self._folder / file)):
            raise TourError(f"the picture {file} could not be written")
        return file

    def find(self, root: QWidget, kind: type[Kind], words: str) -> Kind:
        """Return the visible widget of a kind whose text or accessible name holds `words`.

        Raises:
            TourError: There is none.
        """
        said = [
            (widget, _words_of(widget)) for widget in root.findChildren(kind) if widget.isVisible()
        ]
        exact = [widget for widget, shown in said if words in shown.split("\n")]
        close = [widget for widget, shown in said if words in shown]
        if not close:
            raise TourError(f"no {kind.__name__} says {words!r}")
        return (exact or close)[0]

    def has(self, root: QWidget, kind: type[Kind], words: str) -> bool:
        """Return whether there is such a widget."""
        return any(
            widget.isVisible() and words in _words_of(widget) for widget in root.findChildren(kind)
        )

    def click(self, widget: QWidget) -> None:
        """Press a widget with the left button; a button must be enabled.

        Raises:
            TourError: The button is disabled.
        """
        if not widget.isEnabled():
            raise TourError(f"{_words_of(widget)!r} is disabled")
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=_middle(widget))

    def press(self, root: QWidget, words: str) -> None:
        """Click the button that says `words`."""
        self.click(self.find(root, QAbstractButton, words))

    def type_into(self, widget: QLineEdit | QPlainTextEdit, text: str) -> None:
        """Replace what stands in an editor by typing."""
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        widget.selectAll()
        if text.isascii():
            QTest.keyClicks(widget, text)
        else:
            # An input method commits whole words; keys would not.
            widget.insertPlainText(text) if isinstance(widget, QPlainTextEdit) else widget.insert(
                text
            )

    def leave(self, widget: QWidget) -> None:
        """Move the focus on, so that a field is checked."""
        QTest.keyClick(widget, Qt.Key.Key_Tab)

    def dialog(self, window: QWidget, kind: type[Kind]) -> Kind:
        """Return the open dialog of a kind, once it is there."""
        self.wait(lambda: _open_dialogs(window, kind), kind.__name__)
        return _open_dialogs(window, kind)[0]


def _picture(window: QWidget) -> QPixmap:
    """Return what a person sees: the window, and above it the dialogs that it opened."""
    picture = window.grab()
    painter = QPainter(picture)
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible() and widget.parent() is not None:
            place = window.mapFromGlobal(widget.mapToGlobal(QPoint(0, 0)))
            painter.drawPixmap(place, widget.grab())
    painter.end()
    return picture


def _open_dialogs(window: QWidget, kind: type[Kind]) -> list[Kind]:
    top = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind)]
    return [widget for widget in (*top, *window.findChildren(kind)) if widget.isVisible()]


def _words_of(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    shown = text() if callable(text) else ""
    words = getattr(widget, "words", None)
    painted = words() if callable(words) else ""
    return "\n".join((str(shown), str(painted), widget.accessibleName(), widget.toolTip()))


def _middle(widget: QWidget) -> QPoint:
    return QPoint(widget.width() // 2, widget.height() // 2)
