"""Where screens and pages lie above each other; a page that holds unsaved text keeps the user."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from ui.widgets.screen import Screen


class PageShelf(QStackedWidget):
    """A screen of the rail and the pages opened above it.

    A page that keeps the user asks him by itself. Until he answers, the shelf remembers what he
    was about to do; saved or discarded, the page goes and that is carried out, and nobody has to
    press the same key twice.

    Signals:
        shown: Carries the screen that is looked at now.
        closed: Carries the page that was closed; it is destroyed afterwards.
    """

    shown = Signal(object)
    closed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._pages: list[Screen] = []
        self._then: Callable[[], None] = _nothing

    def holds_page(self) -> bool:
        """Return whether a page lies above the rail's screen."""
        return bool(self._pages)

    def current(self) -> Screen | None:
        """Return the screen or page that is shown."""
        screen = self.currentWidget()
        return screen if isinstance(screen, Screen) else None

    def show_screen(self, screen: Screen) -> None:
        """Show a screen of the rail; pages above the old one are closed, nothing is asked."""
        while self._pages:
            self._close()
        self._show(screen)

    def open_page(self, screen: Screen) -> None:
        """Show a page above the current screen; it is destroyed when it is closed."""
        screen.setProperty("below", self.currentWidget())
        screen.leave_requested.connect(self._let_go)
        self._pages.append(screen)
        self._show(screen)

    def go_back(self) -> None:
        """Close the page on top, unless it keeps the user."""
        if self._pages:
            self._leave_top(_nothing)

    def leave(self, then: Callable[[], None], *, down_to: Screen | None = None) -> None:
        """Close pages and do something afterwards: at once, after an answer, or never.

        Args:
            then: What the user is about to do.
            down_to: The page to return to; without it every page is closed.
        """
        while self._pages and self._pages[-1] is not down_to:
            if not self._leave_top(partial(self.leave, then, down_to=down_to)):
                return
        then()

    def _leave_top(self, then: Callable[[], None]) -> bool:
        self._then = then
        if not self._pages[-1].leave_allowed():
            return False
        self._close()
        return True

    def _let_go(self) -> None:
        if self._pages and self.sender() is self._pages[-1]:
            then, self._then = self._then, _nothing
            self._close()
            then()

    def _show(self, screen: Screen) -> None:
        # Before the switch, so that a form which is shown for the first time may take it.
        self.window().setFocus(Qt.FocusReason.OtherFocusReason)
        if self.indexOf(screen) < 0:
            self.addWidget(screen)
        self.setCurrentWidget(screen)
        self.shown.emit(screen)

    def _close(self) -> None:
        page = self._pages.pop()
        below = page.property("below")
        self.removeWidget(page)
        page.hide()
        self.closed.emit(page)
        page.deleteLater()
        if isinstance(below, Screen):
            self._show(below)


def _nothing() -> None:
    """The user wants no more than to leave."""
