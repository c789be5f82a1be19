"""What happened with the account, newest first, narrowed by kind."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from ui.screens.account.rows import EventView
from ui.texts import _, p_
from ui.widgets.blocks import SectionHeading
from ui.widgets.buttons import Button
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import Icon
from ui.widgets.text import Text
from ui.widgets.timeline import TimelineRow

_MARK = 14


class TimelinePanel(QWidget):
    """Heading with the filter, the entries, and the way to older ones.

    Args:
        groups: (key, words) that the filter offers.

    Signals:
        groups_chosen: Keys of the chosen groups; empty for all.
        more_requested: Older entries.
    """

    groups_chosen = Signal(object)
    more_requested = Signal()

    def __init__(self, groups: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._filter = Button(_("Filter"), "ghost", "list-filter")
        self._filter.clicked.connect(self._open_menu)
        self._menu = QMenu(self)
        self._actions = {key: self._menu.addAction(words) for key, words in groups}
        for action in self._actions.values():
            action.setCheckable(True)
            action.triggered.connect(self._tell)
        self._more = Button(p_("history", "Earlier"), "link")
        self._more.clicked.connect(self._ask_more)
        self._events: tuple[EventView, ...] | None = None
        self._entries = QVBoxLayout()
        self._entries.setSpacing(0)
        heading = SectionHeading(_("History"), None, "", self._filter)
        foot = row(self._more, STRETCH)
        self.setLayout(column(heading, self._entries, foot, STRETCH, gap=8))

    def show_events(self, events: Sequence[EventView], *, has_more: bool) -> None:
        """Show entries from the newest on."""
        if tuple(events) != self._events:
            self._events = tuple(events)
            self._draw()
        self._show_more(has_more=has_more)

    def add_events(self, events: Sequence[EventView], *, has_more: bool) -> None:
        """Show older entries below."""
        self._events = (*(self._events or ()), *events)
        self._draw()
        self._show_more(has_more=has_more)

    def mark_groups(self, groups: Sequence[str]) -> None:
        """Show which groups are chosen."""
        for key, action in self._actions.items():
            action.setChecked(key in groups)
        chosen = [self._actions[key].text() for key in groups]
        several = f"{_('Filter')} {len(chosen)}"
        self._filter.set_words(
            chosen[0] if len(chosen) == 1 else several if chosen else _("Filter")
        )

    def _draw(self) -> None:
        clear_layout(self._entries)
        events = self._events or ()
        for number, event in enumerate(events, 1):
            waiting = [Icon("cloud-upload", "info", _MARK, words=_("Not sent yet"))]
            self._entries.addWidget(
                TimelineRow(
                    event.icon,
                    event.title,
                    event.when,
                    event.body,
                    event.tone,
                    last=number == len(events),
                    tags=waiting if event.waiting else (),
                )
            )
        if not events:
            self._entries.addWidget(Text(_("Nothing happened yet"), "dense", "text3"))

    def _show_more(self, *, has_more: bool) -> None:
        self._more.setVisible(has_more)
        self._more.setEnabled(True)

    def _ask_more(self) -> None:
        self._more.setEnabled(False)
        self.more_requested.emit()

    def _open_menu(self) -> None:
        self._menu.popup(self._filter.mapToGlobal(QPoint(0, self._filter.height() + 4)))

    def _tell(self) -> None:
        keys = [key for key, action in self._actions.items() if action.isChecked()]
        self.groups_chosen.emit(keys)
