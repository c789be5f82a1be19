"""A filter chip with a menu of which one value may be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu

from ui.widgets.chips import FilterChip


class FilterChoice(FilterChip):
    """Narrows the figures by one value; hidden while there is nothing to choose.

    Args:
        words: By what it narrows.
        least: How many values are a choice.

    Signals:
        chosen: The key of a value; "" when the filter was taken away.
    """

    chosen = Signal(str)

    def __init__(self, words: str, least: int = 2) -> None:
        super().__init__(words)
        self._least = least
        self.values_menu = QMenu(self)
        self.clicked.connect(self._open)
        self.cleared.connect(lambda: self.chosen.emit(""))

    def offer(self, values: Sequence[tuple[str, str]], current: str) -> None:
        """Offer values as (key, words) and show which one holds; "" is none."""
        self.values_menu.clear()
        for key, words in values:
            action = self.values_menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(key == current)
            action.triggered.connect(partial(self.chosen.emit, key))
        held = dict(values).get(current, "")
        if held:
            self.set_value(held)
        else:
            self.clear_value()
        self.setVisible(bool(held) or len(values) >= self._least)

    def _open(self) -> None:
        self.values_menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))
