"""The window every screen lives in; it hosts and reports, and decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from ui.texts import _
from ui.theme.tokens import Tone
from ui.widgets.blocks import Banner
from ui.widgets.command_bar import CommandBar
from ui.widgets.layout import column, row
from ui.widgets.overlay import Toast
from ui.widgets.page_shelf import PageShelf
from ui.widgets.panel import Panel, hline
from ui.widgets.panes import NARROW_WINDOW
from ui.widgets.rail import Person, Rail, RailItem
from ui.widgets.screen import Screen
from ui.widgets.status_bar import StatusBar, StatusLine

_DIGITS = 9
_SIZE = (1440, 900)


class MainWindow(Panel):
    """Hosts screens, banner, toast and status; reports what the user wants.

    Args:
        rail: Places to go, in the order of Ctrl+1 to Ctrl+9.
        person: Who is signed in.

    Attributes:
        pages: The screens and the pages above them; it knows who may be left.
    """

    navigate_requested = Signal(str)
    sync_centre_requested = Signal(str)
    palette_requested = Signal(str)
    sync_requested = Signal()
    page_closed = Signal(object)
    width_changed = Signal(bool)

    def __init__(self, rail: Sequence[RailItem], person: Person | None = None) -> None:
        super().__init__(kind="canvas")
        self.setWindowTitle(_("Roadbook"))
        self._narrow: bool | None = None
        self._is_over = False
        self._rail = Rail(rail, person or Person())
        self._bar = CommandBar()
        self._banner = Banner()
        self.pages = PageShelf()
        self._status = StatusBar()
        self._lay_out()
        self._toast = Toast(self)
        self._connect()
        self.resize(*_SIZE)

    def show_screen(self, key: str, screen: Screen) -> None:
        """Show a screen of the rail; pages opened above the old one are closed."""
        self._rail.mark(key)
        self.pages.show_screen(screen)

    def open_page(self, screen: Screen) -> None:
        """Show a page above the current screen; Esc or the arrow leads back."""
        self.pages.open_page(screen)

    def go_back(self) -> None:
        """Close the page on top, unless it keeps the user."""
        self.pages.go_back()

    def end(self) -> None:
        """Take the window away for good; nothing is asked any more."""
        self._is_over = True
        self.close()
        self.deleteLater()

    def current_screen(self) -> Screen | None:
        """Return the screen or page that is shown."""
        return self.pages.current()

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show in the rail how much waits in each place."""
        self._rail.show_counts(counts)

    def set_status(self, status: StatusLine) -> None:
        """Show connection, waiting work, conflicts and the age of the data."""
        self._status.show_status(status)

    def set_person(self, person: Person) -> None:
        """Show at the rail's foot who is signed in."""
        self._rail.show_person(person)

    def show_banner(
        self,
        words: str,
        *,
        tone: Tone = "info",
        icon: str = "info",
        action: str = "",
        on_action: Callable[[], None] | None = None,
    ) -> None:
        """Say one lasting thing below the command bar, with one thing to do about it."""
        if self._banner_row.isHidden() or words != self._banner.words():
            self._banner.show_words(words, tone, icon)
            self._banner.offer(action, on_action)
            self._banner_row.show()

    def hide_banner(self) -> None:
        """Take the banner away."""
        self._banner_row.hide()

    def show_toast(
        self,
        words: str,
        *,
        action: str = "",
        on_action: Callable[[], None] | None = None,
        tone: Tone = "ok",
    ) -> None:
        """Say what was done, with a way to take it back."""
        self._toast.show_words(words, action=action, on_action=on_action, tone=tone)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay while a page holds something that would be lost; its answer closes the window."""
        if not self._is_over:
            later = partial(QTimer.singleShot, 0, self, partial(_close_if_shown, self))
            self.pages.leave(later)
            if self.pages.holds_page():
                event.ignore()
                return
        super().closeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Open without a focused button; the first Tab goes to the rail."""
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back, Ctrl+Z takes back what the toast tells; editors come first."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        elif not (event.matches(QKeySequence.StandardKey.Undo) and self._toast.take_back()):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Below 1360 px the rail is slim."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW_WINDOW
        if narrow != self._narrow:
            self._narrow = narrow
            self._rail.set_slim(slim=narrow)
            self.width_changed.emit(narrow)

    def focus_next_pane(self) -> None:
        """Put the keyboard into the next part of the window that can take it."""
        screen = self.current_screen()
        parts = [self._rail, *(screen.panes() if screen else ()), self._status]
        panes = [pane for pane in parts if pane.isVisible()]
        focus: QWidget | None = self.focusWidget()
        focus = self if focus is None else focus
        inside = [i for i, p in enumerate(panes) if p is focus or p.isAncestorOf(focus)]
        start = inside[-1] + 1 if inside else 0
        for pane in panes[start:] + panes[:start]:
            if _focus_first(pane):
                return

    def _lay_out(self) -> None:
        self._banner_row = QWidget()
        self._banner_row.setLayout(column(self._banner, margins=(24, 10, 20, 0)))
        self._banner_row.hide()
        content = column(
            self._bar, hline(), self._banner_row, (self.pages, 1), gap=0, margins=(1, 1, 1, 1)
        )
        sheet = Panel(content, "sheet")
        right = column((sheet, 1), self._status, gap=0, margins=(0, 8, 8, 0))
        self.setLayout(row(self._rail, (right, 1), gap=0))

    def _connect(self) -> None:
        self._rail.chosen.connect(self.navigate_requested)
        self._status.sync_centre_requested.connect(self.sync_centre_requested)
        self._bar.search.wanted.connect(self.palette_requested)
        self._bar.back_requested.connect(self.go_back)
        self.pages.shown.connect(self._show)
        self.pages.closed.connect(self._bar.forget)
        self.pages.closed.connect(self.page_closed)
        _shortcut(self, "Ctrl+K", partial(self.palette_requested.emit, ""))
        _shortcut(self, "F6", self.focus_next_pane)
        _shortcut(self, "F5", self.sync_requested.emit)
        for number, key in enumerate(self._rail.keys()[:_DIGITS], start=1):
            _shortcut(self, f"Ctrl+{number}", partial(self.navigate_requested.emit, key))

    def _show(self, screen: Screen) -> None:
        self._bar.show_screen(screen, can_go_back=self.pages.holds_page())


def _close_if_shown(window: QWidget) -> None:
    if window.isVisible():
        window.close()


def _shortcut(window: QWidget, keys: str, act: Callable[[], None]) -> None:
    QShortcut(QKeySequence(keys), window).activated.connect(act)


def _focus_first(pane: QWidget) -> bool:
    """Give the focus to a pane or its first control that takes Tab."""
    for widget in (pane, *pane.findChildren(QWidget)):
        takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes_tab and widget.isVisible() and widget.isEnabled():
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return True
    return False
