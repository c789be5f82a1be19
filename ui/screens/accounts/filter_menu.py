"""A filter chip with a menu of values, several of which may be on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ui.texts import _
from ui.widgets.chips import FilterChip


class FilterMenu(FilterChip):
    """Narrows a list by a set of values.

    Signals:
        chosen: Carries the tuple of chosen keys; empty when the filter was taken away.
    """

    chosen = Signal(object)

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._words = words
        self._menu = QMenu(self)
        self._actions: dict[str, QAction] = {}
        self.clicked.connect(self._open)
        self.cleared.connect(self._clear)

    def offer(self, values: Sequence[tuple[str, str]]) -> None:
        """Offer values as (key, words); what was chosen stays chosen if still offered."""
        before = set(self.keys())
        self._menu.clear()
        self._actions = {}
        for key, words in values:
            action = self._menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(key in before)
            action.toggled.connect(self._tell)
            self._actions[key] = action

    def keys(self) -> tuple[str, ...]:
        """Return the chosen keys."""
        return tuple(key for key, action in self._actions.items() if action.isChecked())

    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _clear(self) -> None:
        for action in self._actions.values():
            action.blockSignals(True)
            action.setChecked(False)
            action.blockSignals(False)
        self._tell()

    def _tell(self) -> None:
        keys = self.keys()
        if keys:
            first = self._actions[keys[0]].text()
            more = _("{first} and others ({count})").format(first=first, count=len(keys))
            self.set_value(f"{self._words}: {first if len(keys) == 1 else more}")
        else:
            self.clear_value()
        self.chosen.emit(keys)
