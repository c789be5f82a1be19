"""The head of the sheet: title, search, and what the current screen can do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.texts import _
from ui.widgets.buttons import IconButton
from ui.widgets.editors import LineEdit
from ui.widgets.layout import row
from ui.widgets.marks import KeyCap
from ui.widgets.screen import Heading, Screen
from ui.widgets.text import Text

_HEIGHT = 56
_SEARCH_MIN = 200
_SEARCH_MAX = 280
_KEY_EDGE = 8
_LEAD = 34
"""What the magnifier takes at the left."""


class SearchBox(LineEdit):
    """The door to the palette: a click, Enter or the first letter opens it.

    A letter that is being composed stays here until the input method has settled it.

    Signals:
        wanted: The palette is wanted for what was typed here.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(placeholder=_("Search or run a command"), lead="search")
        self.setProperty("look", "search")
        self.setAccessibleName(_("Search or run a command"))
        self.setMinimumWidth(_SEARCH_MIN)
        self.setMaximumWidth(_SEARCH_MAX)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._keys = KeyCap("Ctrl K")
        self._keys.setParent(self)
        self.textEdited.connect(self._hand_over)
        self.returnPressed.connect(self._hand_over)
        self.textChanged.connect(self._place_keys)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the palette; the keyboard stays where it was, to go back there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._hand_over()
        else:
            super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the key cap at the right end."""
        super().resizeEvent(event)
        self._place_keys()

    def changeEvent(self, event: QEvent) -> None:
        """Words are longer in a larger type."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._place_keys()

    def _place_keys(self) -> None:
        """Show the key cap where it covers nothing: the words say more than the key."""
        keys = getattr(self, "_keys", None)  # not yet there while the box is being built
        if keys is None:
            return
        keys.adjustSize()
        left = self.width() - keys.width() - _KEY_EDGE
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        keys.setVisible(not self.text() and _LEAD + words + _KEY_EDGE <= left)
        keys.move(left, (self.height() - keys.height()) // 2)

    def _hand_over(self) -> None:
        words = self.text()
        self.clear()
        self.wanted.emit(words)


class CommandBar(QWidget):
    """Shows the heading and the actions of one screen at a time; they stay the screen's."""

    back_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchBox()
        self._screen: Screen | None = None
        self._guests: list[QWidget] = []
        self._title = Text("", "title")
        self._meta = Text("", "dense", "text3", elide=True)
        self._back = IconButton("chevron-left", _("Back (Esc)"), size=28)
        self._back.clicked.connect(self.back_requested)
        self._before, self._after, self._actions = row(gap=8), row(gap=8), row(gap=8)
        head = row(self._back, self._before, self._title, self._after, gap=8)
        self.setLayout(
            row(
                head, (self._meta, 3), (self.search, 4), 4, self._actions,
                gap=8, margins=(24, 0, 16, 0),
            )
        )  # fmt: skip
        self.setFixedHeight(_HEIGHT)

    def show_screen(self, screen: Screen, *, can_go_back: bool) -> None:
        """Show a screen's heading and follow its changes."""
        if self._screen is not None:
            self._screen.heading_changed.disconnect(self._refresh)
            self._send_guests_home()
        self._screen = screen
        screen.heading_changed.connect(self._refresh)
        self._back.setVisible(can_go_back)
        self._refresh()

    def forget(self, screen: Screen) -> None:
        """Let go of a screen that is about to be destroyed."""
        if self._screen is screen:
            screen.heading_changed.disconnect(self._refresh)
            self._send_guests_home()
            self._screen = None

    def _refresh(self) -> None:
        if self._screen is None:
            return
        self._send_guests_home()
        heading: Heading = self._screen.heading()
        self._title.set_words(heading.title)
        self._meta.set_words(heading.meta)
        self._host(heading.before, self._before)
        self._host(heading.after, self._after)
        self._host(self._screen.bar_widgets(), self._actions)

    def _host(self, widgets: tuple[QWidget, ...], place: QHBoxLayout) -> None:
        for widget in widgets:
            place.addWidget(widget)
            widget.show()
            self._guests.append(widget)

    def _send_guests_home(self) -> None:
        for widget in self._guests:
            for place in (self._before, self._after, self._actions):
                place.removeWidget(widget)
            widget.hide()
            widget.setParent(self._screen)
        self._guests.clear()
